/** What comes in by a connection: messages to a waiting pair or to the connection's responses, one at a time. */
import { andThen, isPending, type MaybePromise } from "../maybe-promise.ts";
import type { LogicCore } from "./engine-model.ts";
import type { Links } from "./links.ts";
import type { Pairs } from "./pairs.ts";
import type { PushPlan, PushPlans } from "./push-plan.ts";
import type { AttemptOutcome, Responses } from "./responses.ts";
import { unmatchedNotice } from "./unmatched.ts";

/** What deliveries need. */
export interface DeliveryParts {
  readonly core: LogicCore;
  readonly links: Links;
  readonly pairs: Pairs;
  readonly responses: Responses;
  readonly plans: PushPlans;
}

const noFailures: readonly AttemptOutcome[] = [];

/** A message on its way through the logic. */
export interface Message {
  readonly connection: number;
  /** Not changed any more. */
  readonly bytes: Uint8Array;
  /** Arrival, ms since 1970: by this the deadline of a waiting pair is judged (D-39). */
  readonly at: number;
  /** Number of its stream entry. */
  readonly entry?: number | undefined;
}

/** Hands messages on, in the order in which they arrived. */
export class Deliveries {
  readonly #parts: DeliveryParts;
  #paused = false;
  #kept: Message[] | undefined;
  #dropped = 0;

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
  }

  /**
   * One message: at once when the lock of its thread is free, else in its turn. Pending until everything linked to
   * it is done.
   */
  message(message: Message): MaybePromise {
    if (this.#paused) {
      this.#whilePaused(message);
      return;
    }
    return this.#parts.links.lockOf(message.connection).runWith(this.#handle, message);
  }

  /** From now on messages are dropped, or kept (`pausedMessages`). */
  pause(): void {
    this.#paused = true;
    this.#dropped = 0;
  }

  /** Messages are handled again, kept ones first. */
  resume(): void {
    this.#paused = false;
    const kept = this.#kept ?? [];
    this.#kept = undefined;
    for (const message of kept) void this.message(message);
  }

  readonly #handle = (message: Message): MaybePromise => {
    const plan = this.#parts.plans.of(message.connection);
    if (!this.#parts.pairs.waitsOn(message.connection)) {
      return this.#push(plan, message, 0, noFailures, undefined);
    }
    return this.#parts.pairs.answer(message).then(({ used, rest, failed, tried }) => {
      if (used) return rest === undefined ? undefined : this.#rest(message, rest);
      return this.#push(plan, message, 0, failed, tried);
    });
  };

  /** Candidates in order until one matches (D-50); synchronous as long as nothing in them takes time. */
  #push(
    plan: PushPlan,
    message: Message,
    from: number,
    failed: readonly AttemptOutcome[],
    tried: ReadonlySet<number> | undefined,
  ): MaybePromise {
    const { candidates, place } = plan;
    let failures = failed;
    for (let i = from; i < candidates.length; i++) {
      const response = candidates[i];
      if (response === undefined || tried?.has(response.id) === true) continue;
      const attempt = this.#parts.responses.attempt(response, message.bytes, place, message.entry);
      if (isPending(attempt)) {
        const before = failures;
        return attempt.then((outcome) =>
          outcome.matched
            ? this.#rest(message, outcome.rest)
            : this.#push(plan, message, i + 1, [...before, outcome], tried),
        );
      }
      if (attempt.matched) return this.#rest(message, attempt.rest);
      failures = [...failures, attempt];
    }
    this.#unmatched(message, failures);
  }

  /** Bytes behind a trailer are a message of their own; a serial device speaks only when asked, so there they are none. */
  #rest(message: Message, bytes: Uint8Array): MaybePromise {
    if (bytes.length === 0) return;
    const onlyAnswers = this.#parts.links.definition(message.connection)?.kind.startsWith("serial") === true;
    if (onlyAnswers) return;
    const { connection, at, entry } = message;
    return this.#handle({ connection, bytes, at, entry });
  }

  #unmatched({ connection, bytes }: Message, failed: readonly AttemptOutcome[]): void {
    const { ports, protocol } = this.#parts.core;
    // The explanation costs more than all the rest of a message: a device that floods must not pay for it unheard.
    if (!ports.listening) return;
    ports.notice(unmatchedNotice(connection, bytes, failed, protocol));
    ports.event({ type: "unmatched", connection, bytes: bytes.length });
  }

  #whilePaused(message: Message): void {
    const { connection, bytes } = message;
    const { options, ports } = this.#parts.core;
    if (options.pausedMessages === "keep") {
      (this.#kept ??= []).push(message);
      return;
    }
    this.#dropped += 1;
    if (this.#dropped > 1) return;
    ports.notice({
      code: "MESSAGE_IN_PAUSE",
      kind: "information",
      message:
        `A message of ${bytes.length} bytes on connection ${connection} was dropped because the element is paused, ` +
        "and so are those that follow it. Resume the element to handle messages.",
      details: { connection, bytes: bytes.length },
    });
  }
}

/** Waits for a value and forgets it. */
export function settled(value: MaybePromise<unknown>): MaybePromise {
  return andThen(value, () => undefined);
}
