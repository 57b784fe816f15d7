/** The bytes of a made command in storage form. */
import type { MadeCommand } from "../../../src/wire/command/make-command.ts";
import { joinSegments } from "../../../src/wire/segments.ts";

/** All bytes, as a copy. */
export function commandBytes(made: MadeCommand): Uint8Array {
  return joinSegments(made.segments);
}
