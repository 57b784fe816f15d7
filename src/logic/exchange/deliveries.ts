/** Incoming messages: each goes to a waiting pair or to the responses of its connection, one at a time. */
import { isPending, type MaybePromise } from "../../base/maybe-promise.ts";
import type { Options } from "../../options/register.ts";
import { kindOf } from "../../protocol/connection-kinds.ts";
import type { Protocol } from "../../protocol/model.ts";
import type { MatchResult } from "../../wire/response/match-model.ts";
import { noBytes } from "../../wire/segments.ts";
import { firstBytes, type Failures } from "../failures.ts";
import type { IncomingMessage, LogicHost } from "../logic-host.ts";
import type { Threads } from "../schedule/threads.ts";
import type { Candidates, ConnectionCandidates } from "./candidates.ts";
import type { ConnectionRules } from "./connection-rules.ts";
import type { Pairs } from "./pairs.ts";
import type { AttemptOutcome, Responses } from "./responses.ts";
import { unmatchedNotice } from "./unmatched.ts";

const noFailures: readonly AttemptOutcome[] = [];

/** A candidate that takes time, and what follows it. */
interface PendingPush {
  readonly attempt: Promise<AttemptOutcome>;
  /** The next candidate. */
  readonly from: number;
  readonly failures: AttemptOutcome[];
  readonly tried: ReadonlySet<number> | undefined;
}

/** Delivers messages in the order in which they arrived. */
export class Deliveries {
  readonly #protocol: Protocol;
  readonly #options: Pick<Options, "pausedMessages">;
  readonly #rules: ConnectionRules;
  readonly #threads: Threads;
  readonly #candidates: Candidates;
  readonly #pairs: Pairs;
  readonly #responses: Responses;
  readonly #failures: Failures;
  readonly #host: LogicHost;
  #paused = false;
  #kept: IncomingMessage[] | undefined;
  #dropped = 0;

  constructor(
    protocol: Protocol,
    options: Pick<Options, "pausedMessages">,
    rules: ConnectionRules,
    threads: Threads,
    candidates: Candidates,
    pairs: Pairs,
    responses: Responses,
    failures: Failures,
    host: LogicHost,
  ) {
    this.#protocol = protocol;
    this.#options = options;
    this.#rules = rules;
    this.#threads = threads;
    this.#candidates = candidates;
    this.#pairs = pairs;
    this.#responses = responses;
    this.#failures = failures;
    this.#host = host;
  }

  /**
   * Delivers one message: at once when the lock of its thread is free, else in its turn. Pending until everything linked
   * to it is done.
   */
  message(message: IncomingMessage): MaybePromise {
    if (this.#paused) {
      this.#whilePaused(message);
      return;
    }
    try {
      const done = this.#threads.lockOf(message.connection).runWith(this.#handle, message);
      if (isPending(done)) return done.catch((error: unknown) => this.#failed(message, error));
    } catch (error) {
      this.#failed(message, error);
    }
  }

  #failed({ connection, bytes, entry }: IncomingMessage, error: unknown): void {
    this.#failures.report(error, {
      what: `A message of ${bytes.length} bytes on connection ${connection} (${firstBytes(bytes)})`,
      details: { connection, bytes: bytes.length, ...(entry !== undefined && { entry }) },
    });
  }

  /** Splits a message over the candidates of a connection, in their order; nothing is stored, and no trigger runs. */
  split(connection: number, bytes: Uint8Array): readonly MatchResult[] {
    return this.#candidates
      .of(connection)
      .responses.map((response) => this.#responses.split(response, bytes));
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

  readonly #handle = (message: IncomingMessage): MaybePromise => {
    let left: Uint8Array = message.bytes;
    while (left.length > 0) {
      const taken = this.#next(message, left);
      if (isPending(taken)) return this.#goOn(message, left, taken);
      if (taken === undefined) return;
      left = this.#behind(message, left, taken);
    }
  };

  /** Continues {@link Deliveries.#handle} from a message that takes time. */
  async #goOn(
    message: IncomingMessage,
    from: Uint8Array,
    pending: Promise<Uint8Array | undefined>,
  ): Promise<void> {
    let left = from;
    let taken = await pending;
    while (taken !== undefined) {
      left = this.#behind(message, left, taken);
      if (left.length === 0) return;
      const next = this.#next(message, left);
      taken = isPending(next) ? await next : next;
    }
  }

  /** Handles one message. Returns the bytes after its trailer, or undefined when it matched nothing. */
  #next(message: IncomingMessage, bytes: Uint8Array): MaybePromise<Uint8Array | undefined> {
    const { connection, at, entry } = message;
    const candidates = this.#candidates.of(connection);
    const one = bytes === message.bytes ? message : { connection, bytes, at, entry };
    if (!this.#pairs.waitsOn(connection)) return this.#push(candidates, one);
    return this.#answer(candidates, one);
  }

  async #answer(candidates: ConnectionCandidates, message: IncomingMessage): Promise<Uint8Array | undefined> {
    const { used, rest, failed, tried } = await this.#pairs.answer(message);
    return used ? rest : this.#push(candidates, message, failed, tried);
  }

  /** Candidates in order until one matches; synchronous as long as nothing in them takes time. */
  #push(
    candidates: ConnectionCandidates,
    message: IncomingMessage,
    failed: readonly AttemptOutcome[] = noFailures,
    tried?: ReadonlySet<number>,
  ): MaybePromise<Uint8Array | undefined> {
    const { responses, place } = candidates;
    let failures: AttemptOutcome[] | undefined;
    for (let i = 0; i < responses.length; i++) {
      const response = responses[i];
      if (response === undefined || tried?.has(response.id) === true) continue;
      const attempt = this.#responses.attempt(response, message.bytes, place, message.entry);
      failures ??= [...failed];
      if (isPending(attempt))
        return this.#pushOn(candidates, message, { attempt, from: i + 1, failures, tried });
      if (attempt.matched) return attempt.rest;
      failures.push(attempt);
    }
    this.#unmatched(message, failures ?? failed);
    return undefined;
  }

  /** Continues {@link Deliveries.#push} from a candidate that takes time. */
  async #pushOn(
    { responses, place }: ConnectionCandidates,
    message: IncomingMessage,
    { attempt, from, failures, tried }: PendingPush,
  ): Promise<Uint8Array | undefined> {
    let outcome = await attempt;
    for (let i = from; !outcome.matched; i++) {
      failures.push(outcome);
      while (tried?.has(responses[i]?.id ?? NaN) === true) i++;
      const response = responses[i];
      if (response === undefined) {
        this.#unmatched(message, failures);
        return undefined;
      }
      const next = this.#responses.attempt(response, message.bytes, place, message.entry);
      outcome = isPending(next) ? await next : next;
    }
    return outcome.rest;
  }

  /**
   * The bytes after a message are a message of their own, except on a serial connection, whose device speaks only when
   * asked. A response that takes no byte at all (a trailer without a value) would match the same bytes for ever.
   */
  #behind({ connection }: IncomingMessage, before: Uint8Array, rest: Uint8Array): Uint8Array {
    if (rest.length === 0) return rest;
    const definition = this.#rules.definition(connection);
    if (definition !== undefined && kindOf(definition).answersOnly) return noBytes;
    if (rest.length < before.length) return rest;
    this.#host.notice({
      code: "RESPONSE_EMPTY",
      kind: "warning",
      message:
        `A response on connection ${connection} matched without taking a byte, so that the ${rest.length} bytes of the ` +
        `message (${firstBytes(rest)}) are not tried again. Give the trailer of the response a value.`,
      details: { connection, bytes: rest.length },
    });
    return noBytes;
  }

  #unmatched({ connection, bytes }: IncomingMessage, failed: readonly AttemptOutcome[]): void {
    // The explanation costs more than the rest of the message: it is not made when nobody hears it.
    if (!this.#host.reporting) return;
    this.#host.notice(unmatchedNotice(connection, bytes, failed, this.#protocol));
    if (this.#host.listening) this.#host.event({ type: "unmatched", connection, bytes: bytes.length });
  }

  #whilePaused(message: IncomingMessage): void {
    const { connection, bytes } = message;
    if (this.#options.pausedMessages === "keep") {
      (this.#kept ??= []).push(message);
      return;
    }
    this.#dropped += 1;
    if (this.#dropped > 1) return;
    this.#host.notice({
      code: "MESSAGE_IN_PAUSE",
      kind: "information",
      message:
        `A message of ${bytes.length} bytes on connection ${connection} was dropped because the element is paused, ` +
        "and so are those that follow it. Resume the element to handle messages.",
      details: { connection, bytes: bytes.length },
    });
  }
}
