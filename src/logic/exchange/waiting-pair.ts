/** A pair under way, from its first send to its end. */
import type { Notice } from "../../base/notices.ts";
import type { Pair, Protocol, Response } from "../../protocol/model.ts";
import type { OutgoingMessage } from "../../wire/command/finish-command.ts";
import type { ChainContext } from "../chain/context.ts";
import type { EngineTimer } from "../schedule/engine-clock.ts";
import type { Redundancy } from "./redundancy.ts";
import type { AttemptOutcome } from "./responses.ts";

/** A response of a pair that may match on the pair's connection. */
export interface Candidate {
  readonly response: Response;
  readonly onBadCommand: boolean;
}

/** What a message did to the pairs that wait. */
export interface AnswerOutcome {
  /** The message belonged to a pair. */
  readonly used: boolean;
  /** Bytes after the trailer of an answer. */
  readonly rest?: Uint8Array;
  /** Every response that was tried and did not match. */
  readonly failed: readonly AttemptOutcome[];
  readonly tried: ReadonlySet<number>;
}

/** The responses of a pair as listed, without those that name another connection. */
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

/** The state of one pair. */
export class WaitingPair {
  readonly pair: Pair;
  readonly connection: number;
  readonly candidates: readonly Candidate[];
  readonly context: ChainContext;
  /** The message was composed when the group was queued, and stays as it is. */
  readonly frozen: boolean;
  /** Settles when the pair is finished, whichever way. */
  readonly answered: Promise<void>;
  message: OutgoingMessage | undefined;
  /** The send that is being answered, from 1. */
  attempt = 1;
  attempts: number;
  deadline: EngineTimer | undefined;
  /** A message came that is listed under `NoTimeouts`. */
  excused = false;
  #over = false;
  #settle: () => void = () => undefined;

  /**
   * @param attempts sends in all
   * @param frozen the message as it was when the group was queued
   */
  constructor(
    pair: Pair,
    connection: number,
    candidates: readonly Candidate[],
    context: ChainContext,
    attempts: number,
    frozen: OutgoingMessage | undefined,
  ) {
    this.pair = pair;
    this.connection = connection;
    this.candidates = candidates;
    this.context = context;
    this.attempts = attempts;
    this.frozen = frozen !== undefined;
    this.message = frozen;
    this.answered = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  /** True when the pair is finished; to be checked again after every wait. */
  isOver(): boolean {
    return this.#over;
  }

  /** Ends the pair: its group continues. */
  finish(): void {
    this.#over = true;
    this.deadline?.cancel();
    this.#settle();
  }
}

/** The notice about a pair that has no command, or does not exist. */
export function notSendable(id: number, pair: Pair | undefined): Notice {
  return {
    code: "GROUP_ITEM_SKIPPED",
    kind: "warning",
    message: `Pair ${String(id)} was skipped: ${pair === undefined ? "the protocol has no such pair" : "it names no command"}.`,
    details: { pair: id },
  };
}

/** The notice about a pair that names another connection than its group. */
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
