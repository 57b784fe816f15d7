/** Pairs: a command goes out, an answer has to come in time, or it goes out again (`ConnectionsSerialPairs`). */
import { isPending } from "../../base/maybe-promise.ts";
import type { Options } from "../../options/register.ts";
import type { Pair, Protocol } from "../../protocol/model.ts";
import type { OutgoingMessage } from "../../wire/command/finish-command.ts";
import type { AnswerProgress } from "../../wire/response/collected-answer.ts";
import type { Conditions } from "../chain/condition.ts";
import { copyOf, type ChainContext } from "../chain/context.ts";
import type { Triggers } from "../chain/triggers.ts";
import type { Failures } from "../failures.ts";
import type { PairPhase } from "../logic-events.ts";
import type { IncomingMessage, LogicHost } from "../logic-host.ts";
import type { EngineClock } from "../schedule/engine-clock.ts";
import type { Threads } from "../schedule/threads.ts";
import { answerProgress } from "./awaited-answer.ts";
import type { Commands } from "./commands.ts";
import { excusedTexts } from "./communication-texts.ts";
import type { ConnectionRules } from "./connection-rules.ts";
import { markFailed, type Redundancy } from "./redundancy.ts";
import type { AttemptOutcome, AttemptPlace, Responses } from "./responses.ts";
import {
  candidatesOf,
  connectionDiffers,
  notSendable,
  WaitingPair,
  type AnswerOutcome,
} from "./waiting-pair.ts";
import type { WireValues } from "./wire-values.ts";

/** Executes pairs and keeps those that wait for an answer. */
export class Pairs {
  readonly #protocol: Protocol;
  readonly #options: Options;
  readonly #clock: EngineClock;
  readonly #values: WireValues;
  readonly #rules: ConnectionRules;
  readonly #threads: Threads;
  readonly #redundancy: Redundancy;
  readonly #conditions: Conditions;
  readonly #triggers: Triggers;
  readonly #commands: Commands;
  readonly #responses: Responses;
  readonly #failures: Failures;
  readonly #host: LogicHost;
  /** ms, by pair, that *timeout* has set. */
  #timeouts: Map<number, number> | undefined;
  /** By connection. */
  #waiting: Map<number, WaitingPair[]> | undefined;
  #differing: Set<number> | undefined;

  constructor(
    protocol: Protocol,
    options: Options,
    clock: EngineClock,
    values: WireValues,
    rules: ConnectionRules,
    threads: Threads,
    redundancy: Redundancy,
    conditions: Conditions,
    triggers: Triggers,
    commands: Commands,
    responses: Responses,
    failures: Failures,
    host: LogicHost,
  ) {
    this.#protocol = protocol;
    this.#options = options;
    this.#clock = clock;
    this.#values = values;
    this.#rules = rules;
    this.#threads = threads;
    this.#redundancy = redundancy;
    this.#conditions = conditions;
    this.#triggers = triggers;
    this.#commands = commands;
    this.#responses = responses;
    this.#failures = failures;
    this.#host = host;
  }

  /** The action *timeout*. */
  setTimeout(pair: number, ms: number): void {
    (this.#timeouts ??= new Map()).set(pair, ms);
  }

  /** True when a pair waits on the connection. */
  waitsOn(connection: number): boolean {
    return this.#waiting?.has(connection) === true;
  }

  /** Connection of a pair in a group: that of the group, else its own, else the polled one, usually 0. */
  connectionOf(pair: Pair, ofGroup: number | undefined, polled = 0): number {
    if (ofGroup === undefined) return pair.connection ?? polled;
    const differs = pair.connection !== undefined && pair.connection !== ofGroup;
    if (differs && this.#differing?.has(pair.id) !== true) {
      (this.#differing ??= new Set()).add(pair.id);
      this.#host.notice(connectionDiffers(pair, ofGroup));
    }
    return ofGroup;
  }

  /**
   * Composes and sends, with the lock held. Undefined when the pair is already finished: skipped, or without responses.
   * Otherwise the caller releases the lock until the pair has been answered, or given up.
   */
  async begin(
    id: number,
    frozen: OutgoingMessage | undefined,
    context: ChainContext,
  ): Promise<WaitingPair | undefined> {
    const pair = this.#protocol.pairs.get(id);
    if (pair?.command === undefined) {
      this.#host.notice(notSendable(id, pair));
      return undefined;
    }
    const connection = this.connectionOf(pair, context.connection, context.group?.polled);
    if (!this.#conditions.holds(pair.condition, `pair ${id}`)) {
      this.#event(pair, connection, "skipped");
      return undefined;
    }
    const inside = copyOf(context);
    inside.connection = connection;
    const attempts = (pair.retries ?? this.#host.connections.settings(connection).retries) + 1;
    const candidates = candidatesOf(pair, connection, this.#protocol, this.#redundancy);
    const waiting = new WaitingPair(pair, connection, candidates, inside, attempts, frozen);
    this.#event(pair, connection, "started");
    await this.#orEnd(waiting, this.#begin(waiting, pair.command));
    if (pair.responses.length > 0) return waiting;
    this.#event(pair, connection, "succeeded");
    await this.#fire(waiting, "succeeded");
    return undefined;
  }

  async #begin(waiting: WaitingPair, command: number): Promise<void> {
    if (!waiting.frozen) await this.#compose(waiting, command);
    await this.#send(waiting, command);
  }

  /** A step that fails ends the pair: its group must not wait for ever. */
  async #orEnd(waiting: WaitingPair, step: Promise<void>): Promise<void> {
    try {
      await step;
    } catch (error) {
      this.#finish(waiting);
      throw error;
    }
  }

  /** Gives a message to the pairs that wait on the connection, in the order in which they began. */
  async answer({ connection, bytes, at, entry }: IncomingMessage): Promise<AnswerOutcome> {
    const failed: AttemptOutcome[] = [];
    const tried = new Set<number>();
    for (const waiting of [...(this.#waiting?.get(connection) ?? [])]) {
      while (waiting.deadline !== undefined && waiting.deadline.due < at && !waiting.isOver())
        await this.#orEnd(waiting, this.#expire(waiting));
      if (waiting.isOver()) continue;
      const place = this.#placeOf(waiting);
      for (const { response, onBadCommand } of waiting.candidates) {
        const attempt = this.#responses.attempt(response, bytes, place, entry);
        const outcome = isPending(attempt) ? await attempt : attempt;
        tried.add(response.id);
        if (outcome.matched) {
          await this.#orEnd(waiting, this.#answered(waiting, onBadCommand));
          return { used: true, rest: outcome.rest, failed, tried };
        }
        failed.push(outcome);
      }
      const excused = excusedTexts(this.#protocol);
      if (excused.size > 0 && excused.has(Buffer.from(bytes).toString("latin1"))) waiting.excused = true;
      const keepsWaiting =
        this.#rules.isWebSocket(connection) && this.#options.webSocketMismatch === "keepWaiting";
      if (keepsWaiting) continue;
      await this.#orEnd(waiting, this.#expire(waiting));
      return { used: true, failed, tried };
    }
    return { used: false, failed, tried };
  }

  /** How much of the answer a serial connection has collected for the first pair that waits on it. */
  progress(connection: number, data: Uint8Array): AnswerProgress {
    const waiting = this.#waiting?.get(connection)?.find((pair) => !pair.isOver());
    return answerProgress(waiting, data, this.#protocol, this.#values);
  }

  /** Leaves every waiting pair, without triggers. */
  stop(): void {
    for (const list of this.#waiting?.values() ?? []) {
      for (const waiting of list) waiting.finish();
    }
    this.#waiting = undefined;
  }

  async #compose(waiting: WaitingPair, command: number): Promise<void> {
    const automatic = !this.#rules.makesByProtocol(waiting.connection);
    const message = this.#commands.compose(command, automatic, waiting.context);
    waiting.message = isPending(message) ? await message : message;
  }

  /** One attempt: the message, the trigger *after* the command (by default for the first attempt only), and the deadline. */
  async #send(waiting: WaitingPair, command: number): Promise<void> {
    const { pair, connection, context, attempt, message } = waiting;
    let sent = false;
    if (message !== undefined) {
      const group = context.group?.group.id;
      sent = this.#host.connections.send(connection, message, {
        pair: pair.id,
        command,
        ...(group !== undefined && { group }),
      });
    }
    this.#event(pair, connection, sent ? "sent" : "not sent", attempt);
    if (pair.responses.length > 0 && attempt === 1) this.#register(waiting);
    if (attempt === 1 || (this.#options.retryRemakesCommand && !waiting.frozen)) {
      const after = this.#triggers.fire("command", "after", command, context);
      if (isPending(after)) await after;
    }
    if (pair.responses.length > 0) this.#arm(waiting);
  }

  #register(waiting: WaitingPair): void {
    this.#waiting ??= new Map();
    const list = this.#waiting.get(waiting.connection);
    if (list === undefined) this.#waiting.set(waiting.connection, [waiting]);
    else list.push(waiting);
  }

  #arm(waiting: WaitingPair): void {
    if (waiting.isOver()) return;
    const { pair, connection, attempt } = waiting;
    let ms =
      this.#timeouts?.get(pair.id) ?? pair.timeoutMs ?? this.#host.connections.settings(connection).timeoutMs;
    if (this.#options.closedFailsFast && !this.#host.connections.isOpen(connection)) {
      waiting.attempts = attempt;
      ms = 0;
    }
    waiting.deadline = this.#clock.after(ms, () => {
      void this.#failures.contain(
        () =>
          this.#threads
            .lockOf(connection)
            .run(() =>
              waiting.attempt === attempt ? this.#orEnd(waiting, this.#timeIsOver(waiting)) : undefined,
            ),
        () => ({ what: `The timeout of pair ${pair.id}`, details: { pair: pair.id, connection } }),
      );
    });
  }

  /** What a serial line has collected until now is the whole answer; it counts as in time. */
  async #timeIsOver(waiting: WaitingPair): Promise<void> {
    const { connection, deadline } = waiting;
    const collected = waiting.isOver() ? undefined : this.#host.connections.collected?.(connection);
    if (collected === undefined || deadline === undefined) return this.#expire(waiting);
    const { bytes, entry } = collected;
    await this.answer({ connection, bytes, at: deadline.due, entry });
  }

  /** No answer to this attempt: *timeout*, then the next attempt or the end. */
  async #expire(waiting: WaitingPair): Promise<void> {
    if (waiting.isOver()) return;
    const { pair, connection, attempt } = waiting;
    waiting.deadline?.cancel();
    this.#event(pair, connection, "timeout", attempt);
    if (attempt === 1 || this.#options.timeoutTriggerPerAttempt) await this.#fire(waiting, "timeout");
    if (waiting.isOver()) return;
    if (attempt < waiting.attempts && pair.command !== undefined) {
      waiting.attempt += 1;
      if (this.#options.retryRemakesCommand && !waiting.frozen) await this.#compose(waiting, pair.command);
      await this.#send(waiting, pair.command);
      return;
    }
    this.#event(pair, connection, "timeout after retries");
    await this.#fire(waiting, "timeout after retries");
    if (!pair.ignoreTimeout && !waiting.excused) {
      this.#host.communication.item(connection, false);
      if (pair.connection === undefined) markFailed(waiting.context, connection);
    }
    this.#finish(waiting);
  }

  async #answered(waiting: WaitingPair, onBadCommand: boolean): Promise<void> {
    const { pair, connection } = waiting;
    waiting.deadline?.cancel();
    this.#host.communication.item(connection, true);
    if (onBadCommand) {
      this.#event(pair, connection, "finished");
    } else {
      this.#event(pair, connection, "succeeded");
      await this.#fire(waiting, "succeeded");
    }
    this.#finish(waiting);
  }

  #finish(waiting: WaitingPair): void {
    if (waiting.isOver()) return;
    const left = this.#waiting?.get(waiting.connection)?.filter((other) => other !== waiting) ?? [];
    if (left.length === 0) this.#waiting?.delete(waiting.connection);
    else this.#waiting?.set(waiting.connection, left);
    waiting.finish();
  }

  #placeOf({ pair, connection, context }: WaitingPair): AttemptPlace {
    const equal = this.#rules.equalMode(connection, true);
    return { connection, pair: pair.id, context, equal, leavesTraces: true };
  }

  async #fire({ pair, context }: WaitingPair, time: string): Promise<void> {
    const fired = this.#triggers.fire("pair", time, pair.id, context);
    if (isPending(fired)) await fired;
  }

  #event({ id }: Pair, connection: number, phase: PairPhase, attempt?: number): void {
    if (!this.#host.listening) return;
    this.#host.event({ type: "pair", id, phase, connection, ...(attempt !== undefined && { attempt }) });
  }
}
