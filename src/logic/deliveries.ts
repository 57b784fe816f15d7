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

/** A message that waits for the end of a pause. */
interface Kept {
  readonly connection: number;
  readonly data: Uint8Array;
  readonly at: number;
}

/** Hands messages on, in the order in which they arrived. */
export class Deliveries {
  readonly #parts: DeliveryParts;
  #paused = false;
  #kept: Kept[] = [];
  #dropped = 0;

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
  }

  /**
   * One message: at once when the lock of its thread is free, else in its turn. Pending until everything linked to
   * it is done.
   * @param at arrival, ms since 1970: by this the deadline of a waiting pair is judged (D-39)
   */
  message(connection: number, data: Uint8Array, at: number): MaybePromise {
    if (this.#paused) {
      this.#whilePaused(connection, data, at);
      return;
    }
    return this.#parts.links.lockOf(connection).run(() => this.#handle(connection, data, at));
  }

  /** From now on messages are dropped, or kept (`pausedMessages`). */
  pause(): void {
    this.#paused = true;
    this.#dropped = 0;
  }

  /** Messages are handled again, kept ones first. */
  resume(): void {
    this.#paused = false;
    const kept = this.#kept;
    this.#kept = [];
    for (const { connection, data, at } of kept) void this.message(connection, data, at);
  }

  #handle(connection: number, data: Uint8Array, at: number): MaybePromise {
    if (!this.#parts.pairs.waitsOn(connection)) {
      return this.#push(this.#parts.plans.of(connection), data, at, 0, noFailures, undefined);
    }
    return this.#parts.pairs.answer(connection, data, at).then(({ used, rest, failed, tried }) => {
      if (used) return rest === undefined ? undefined : this.#rest(connection, rest, at);
      return this.#push(this.#parts.plans.of(connection), data, at, 0, failed, tried);
    });
  }

  /** Candidates in order until one matches (D-50); synchronous as long as nothing in them takes time. */
  #push(
    plan: PushPlan,
    data: Uint8Array,
    at: number,
    from: number,
    failed: readonly AttemptOutcome[],
    tried: ReadonlySet<number> | undefined,
  ): MaybePromise {
    const { candidates, place } = plan;
    let failures = failed;
    for (let i = from; i < candidates.length; i++) {
      const response = candidates[i];
      if (response === undefined || tried?.has(response.id) === true) continue;
      const attempt = this.#parts.responses.attempt(response, data, place);
      if (isPending(attempt)) {
        const before = failures;
        return attempt.then((outcome) =>
          outcome.matched
            ? this.#rest(place.connection, outcome.rest, at)
            : this.#push(plan, data, at, i + 1, [...before, outcome], tried),
        );
      }
      if (attempt.matched) return this.#rest(place.connection, attempt.rest, at);
      failures = [...failures, attempt];
    }
    this.#unmatched(place.connection, data, failures);
  }

  /** Bytes behind a trailer are a message of their own; a serial device speaks only when asked, so there they are none. */
  #rest(connection: number, rest: Uint8Array, at: number): MaybePromise {
    if (rest.length === 0) return;
    const onlyAnswers = this.#parts.links.definition(connection)?.kind.startsWith("serial") === true;
    if (!onlyAnswers) return this.#handle(connection, rest, at);
  }

  #unmatched(connection: number, data: Uint8Array, failed: readonly AttemptOutcome[]): void {
    const { ports, protocol } = this.#parts.core;
    ports.notice(unmatchedNotice(connection, data, failed, protocol));
    if (ports.listening) ports.event({ type: "unmatched", connection, bytes: data.length });
  }

  #whilePaused(connection: number, data: Uint8Array, at: number): void {
    const { options, ports } = this.#parts.core;
    if (options.pausedMessages === "keep") {
      this.#kept.push({ connection, data, at });
      return;
    }
    this.#dropped += 1;
    if (this.#dropped > 1) return;
    ports.notice({
      code: "MESSAGE_IN_PAUSE",
      kind: "information",
      message:
        `A message of ${data.length} bytes on connection ${connection} was dropped because the element is paused, ` +
        "and so are those that follow it. Resume the element to handle messages.",
      details: { connection, bytes: data.length },
    });
  }
}

/** Waits for a value and forgets it. */
export function settled(value: MaybePromise<unknown>): MaybePromise {
  return andThen(value, () => undefined);
}
