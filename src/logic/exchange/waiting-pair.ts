/** A pair under way, from its first send to its end. */
import type { Notice } from "../../base/notices.ts";
import { oncePer } from "../../base/once-per.ts";
import type { Pair, Protocol, Response } from "../../protocol/model.ts";
import type { EngineTimer } from "../schedule/engine-clock.ts";
import type { ChainContext, OutgoingMessage } from "../logic-host.ts";
import type { Redundancy } from "./redundancy.ts";
import type { AttemptOutcome } from "./responses.ts";

/** A pair that has been sent and waits. */
export interface PendingAnswer {
  /** Settles when the pair is finished, whichever way. */
  readonly answered: Promise<void>;
}

/** A response of a pair that may match on the pair's connection. */
export interface Candidate {
  readonly response: Response;
  readonly onBadCommand: boolean;
}

/** What a message did to the pairs that wait. */
export interface AnswerOutcome {
  /** The message belonged to a pair. */
  readonly used: boolean;
  /** Bytes behind the trailer of an answer. */
  readonly rest?: Uint8Array;
  /** Every response that was tried in vain. */
  readonly failed: readonly AttemptOutcome[];
  readonly tried: ReadonlySet<number>;
}

/** The responses of a pair as listed (D-50), without those that name another connection (D-51). */
export function candidatesOf(
  pair: Pair,
  connection: number,
  { responses }: Pick<Protocol, "responses">,
  redundancy: Redundancy,
): readonly Candidate[] {
  return pair.responses.flatMap(({ id, onBadCommand }) => {
    const response = responses.get(id);
    const fits = response !== undefined && redundancy.same(response.connection ?? connection, connection);
    return fits ? [{ response, onBadCommand }] : [];
  });
}

/** What a pair begins with. */
export interface WaitingStart {
  readonly pair: Pair;
  readonly connection: number;
  readonly candidates: readonly Candidate[];
  readonly context: ChainContext;
  /** Sends in all. */
  readonly attempts: number;
  /** The message as it was when the group was queued. */
  readonly frozen: OutgoingMessage | undefined;
}

/** The state of one pair. */
export class Waiting implements PendingAnswer {
  readonly pair: Pair;
  readonly connection: number;
  readonly candidates: readonly Candidate[];
  readonly context: ChainContext;
  /** True: the message was composed when the group was queued, and stays as it is. */
  readonly frozen: boolean;
  readonly answered: Promise<void>;
  message: OutgoingMessage | undefined;
  /** The send that is being answered, from 1. */
  attempt = 1;
  attempts: number;
  deadline: EngineTimer | undefined;
  /** A message came that stands under `NoTimeouts`. */
  excused = false;
  settled = false;
  settle: () => void = () => undefined;

  constructor(start: WaitingStart) {
    this.pair = start.pair;
    this.connection = start.connection;
    this.candidates = start.candidates;
    this.context = start.context;
    this.attempts = start.attempts;
    this.frozen = start.frozen !== undefined;
    this.message = start.frozen;
    this.answered = new Promise((resolve) => {
      this.settle = resolve;
    });
  }

  /** True when the pair is finished; to be asked again after every wait. */
  isOver(): boolean {
    return this.settled;
  }
}

/** Messages that excuse a timeout (`NoTimeouts`), a character for a byte. */
export const excusedTexts: (protocol: Pick<Protocol, "noTimeouts">) => ReadonlySet<string> = oncePer(
  ({ noTimeouts }) => new Set(noTimeouts.map(excusedText)),
);

/** Text of `NoTimeout`: plain, or the characters that its `0x` form stands for. */
function excusedText(text: string): string {
  const digits = /^0x((?:[0-9a-f]{2})+)$/i.exec(text)?.[1];
  return digits === undefined ? text : Buffer.from(digits, "hex").toString("latin1");
}

/** Tells of a pair without a command, or that does not exist. */
export function notSendable(id: number, pair: Pair | undefined): Notice {
  return {
    code: "GROUP_ITEM_SKIPPED",
    kind: "warning",
    message: `Pair ${String(id)} was skipped: ${pair === undefined ? "the protocol has no such pair" : "it names no command"}.`,
    details: { pair: id },
  };
}

/** Tells of a pair that names another connection than its group. */
export function connectionDiffers({ id, connection }: Pair, ofGroup: number): Notice {
  return {
    code: "PAIR_CONNECTION_DIFFERS",
    kind: "warning",
    message:
      `Pair ${String(id)} says connection ${String(connection)}, its group ${String(ofGroup)}: the group wins. ` +
      "Name the same connection in both.",
    details: { pair: id, connection: ofGroup },
  };
}
