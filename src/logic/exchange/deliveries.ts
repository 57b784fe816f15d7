/** What comes in by a connection: messages to a waiting pair or to the connection's responses, one at a time. */
import { andThen, isPending, type MaybePromise } from "../../base/maybe-promise.ts";
import type { LogicCore } from "../engine-model.ts";
import { firstBytes } from "../failures.ts";
import type { Links } from "./connection-rules.ts";
import type { Pairs } from "./pairs.ts";
import type { PushPlan, PushPlans } from "./response-candidates.ts";
import type { AttemptOutcome, Responses } from "./responses.ts";
import { unmatchedNotice } from "./unmatched.ts";
import { kindOf } from "../../protocol/connection-kinds.ts";
import { noBytes } from "../../wire/segments.ts";

/** What deliveries need. */
export interface DeliveryParts {
  readonly core: LogicCore;
  readonly links: Links;
  readonly pairs: Pairs;
  readonly responses: Responses;
  readonly plans: PushPlans;
}

const noFailures: readonly AttemptOutcome[] = [];

/** A candidate that takes time, and what comes behind it. */
interface PendingPush {
  readonly attempt: Promise<AttemptOutcome>;
  /** The next candidate. */
  readonly from: number;
  readonly failures: AttemptOutcome[];
  readonly tried: ReadonlySet<number> | undefined;
}

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
    const { links } = this.#parts;
    try {
      const done = links.lockOf(message.connection).runWith(this.#handle, message);
      if (isPending(done)) return done.catch((error: unknown) => this.#failed(message, error));
    } catch (error) {
      this.#failed(message, error);
    }
  }

  #failed({ connection, bytes, entry }: Message, error: unknown): void {
    this.#parts.core.failures.report(error, {
      what: `A message of ${bytes.length} bytes on connection ${connection} (${firstBytes(bytes)})`,
      details: { connection, bytes: bytes.length, ...(entry !== undefined && { entry }) },
    });
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
    let left: Uint8Array = message.bytes;
    while (left.length > 0) {
      const taken = this.#next(message, left);
      if (isPending(taken)) return this.#goOn(message, left, taken);
      if (taken === undefined) return;
      left = this.#behind(message, left, taken);
    }
  };

  /** The same as {@link Deliveries.#handle}, from a message on that takes time. */
  async #goOn(message: Message, from: Uint8Array, pending: Promise<Uint8Array | undefined>): Promise<void> {
    let left = from;
    let taken = await pending;
    while (taken !== undefined) {
      left = this.#behind(message, left, taken);
      if (left.length === 0) return;
      const next = this.#next(message, left);
      taken = isPending(next) ? await next : next;
    }
  }

  /** Hands one message on: the bytes behind its trailer, or undefined when it matched nothing and nothing is left. */
  #next(message: Message, bytes: Uint8Array): MaybePromise<Uint8Array | undefined> {
    const { connection, at, entry } = message;
    const plan = this.#parts.plans.of(connection);
    const one = bytes === message.bytes ? message : { connection, bytes, at, entry };
    if (!this.#parts.pairs.waitsOn(connection)) return this.#push(plan, one);
    return this.#answer(plan, one);
  }

  async #answer(plan: PushPlan, message: Message): Promise<Uint8Array | undefined> {
    const { used, rest, failed, tried } = await this.#parts.pairs.answer(message);
    return used ? rest : this.#push(plan, message, failed, tried);
  }

  /** Candidates in order until one matches (D-50); synchronous as long as nothing in them takes time. */
  #push(
    plan: PushPlan,
    message: Message,
    failed: readonly AttemptOutcome[] = noFailures,
    tried?: ReadonlySet<number>,
  ): MaybePromise<Uint8Array | undefined> {
    const { candidates, place } = plan;
    let failures: AttemptOutcome[] | undefined;
    for (let i = 0; i < candidates.length; i++) {
      const response = candidates[i];
      if (response === undefined || tried?.has(response.id) === true) continue;
      const attempt = this.#parts.responses.attempt(response, message.bytes, place, message.entry);
      failures ??= [...failed];
      if (isPending(attempt)) return this.#pushOn(plan, message, { attempt, from: i + 1, failures, tried });
      if (attempt.matched) return attempt.rest;
      failures.push(attempt);
    }
    this.#unmatched(message, failures ?? failed);
    return undefined;
  }

  /** The same from a candidate on that takes time. */
  async #pushOn(
    { candidates, place }: PushPlan,
    message: Message,
    { attempt, from, failures, tried }: PendingPush,
  ): Promise<Uint8Array | undefined> {
    let outcome = await attempt;
    for (let i = from; !outcome.matched; i++) {
      failures.push(outcome);
      while (tried?.has(candidates[i]?.id ?? NaN) === true) i++;
      const response = candidates[i];
      if (response === undefined) {
        this.#unmatched(message, failures);
        return undefined;
      }
      const next = this.#parts.responses.attempt(response, message.bytes, place, message.entry);
      outcome = isPending(next) ? await next : next;
    }
    return outcome.rest;
  }

  /**
   * What is left behind a message: a message of its own. A serial device speaks only when asked, so there it is none; and a
   * response that takes no byte at all (a trailer without a value) would match the same bytes for ever.
   */
  #behind({ connection }: Message, before: Uint8Array, rest: Uint8Array): Uint8Array {
    if (rest.length === 0) return rest;
    const definition = this.#parts.links.definition(connection);
    if (definition !== undefined && kindOf(definition).answersOnly) return noBytes;
    if (rest.length < before.length) return rest;
    this.#parts.core.ports.notice({
      code: "RESPONSE_EMPTY",
      kind: "warning",
      message:
        `A response on connection ${connection} matched without taking a byte, so that the ${rest.length} bytes of the ` +
        `message (${firstBytes(rest)}) are not tried again. Give the trailer of the response a value.`,
      details: { connection, bytes: rest.length },
    });
    return noBytes;
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
