/** All kinds of cases. */
import { handshakesTarget, httpTarget } from "./answers.ts";
import type { FuzzTarget } from "./case.ts";
import { decodersTarget } from "./decoders.ts";
import { framesTarget } from "./frames.ts";
import { fragmentsTarget, messagesTarget } from "./messages.ts";
import { protocolTarget } from "./protocol.ts";

export const targets: readonly FuzzTarget[] = [
  protocolTarget,
  messagesTarget,
  fragmentsTarget,
  framesTarget,
  handshakesTarget,
  httpTarget,
  decodersTarget,
];
