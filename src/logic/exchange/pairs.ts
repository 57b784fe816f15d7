/** Pairs: a command goes out, an answer has to come in time, or it goes out again (`ConnectionsSerialPairs`). */
import { isPending } from "../../base/maybe-promise.ts";
import type { Pair } from "../../protocol/model.ts";
import { answerProgress, type AnswerProgress } from "./awaited-answer.ts";
import { copyOf } from "../chain/chain-limits.ts";
import type { Commands } from "./commands.ts";
import type { Message } from "./deliveries.ts";
import type { EngineClock } from "../schedule/engine-clock.ts";
import type { LogicCore } from "../engine-model.ts";
import type { Links } from "./connection-rules.ts";
import type { ChainContext, CollectedAnswer, LogicEvent, OutgoingMessage } from "../logic-host.ts";
import { markFailed, type Redundancy } from "./redundancy.ts";
import type { AttemptOutcome, AttemptPlace, Responses } from "./responses.ts";
import {
  candidatesOf,
  connectionDiffers,
  excusedTexts,
  notSendable,
  Waiting,
  type AnswerOutcome,
  type PendingAnswer,
} from "./waiting-pair.ts";

/** What pairs need. */
export interface PairParts {
  readonly core: LogicCore;
  readonly clock: EngineClock;
  readonly commands: Commands;
  readonly responses: Responses;
  readonly links: Links;
  readonly redundancy: Redundancy;
  readonly connections: {
    /** Takes what a serial connection has collected of an answer that is not complete. */
    collected?(connection: number): CollectedAnswer | undefined;
  };
}

type Phase = Extract<LogicEvent, { readonly type: "pair" }>["phase"];

/** Executes pairs and keeps those that wait for an answer. */
export class Pairs {
  readonly #parts: PairParts;
  /** ms, by pair, that *timeout* has set. */
  #timeouts: Map<number, number> | undefined;
  /** By connection. */
  #waiting: Map<number, Waiting[]> | undefined;
  #differing: Set<number> | undefined;

  constructor(parts: PairParts) {
    this.#parts = parts;
  }

  /** The action *timeout*. */
  setTimeout(pair: number, ms: number): void {
    (this.#timeouts ??= new Map()).set(pair, ms);
  }

  /** True when a pair waits on the connection. */
  waitsOn(connection: number): boolean {
    return this.#waiting?.has(connection) === true;
  }

  /** Connection of a pair in a group: that of the group, else its own, else the polled one, usually 0 (D-05). */
  connectionOf(pair: Pair, ofGroup: number | undefined, polled = 0): number {
    if (ofGroup === undefined) return pair.connection ?? polled;
    const differs = pair.connection !== undefined && pair.connection !== ofGroup;
    if (differs && this.#differing?.has(pair.id) !== true) {
      (this.#differing ??= new Set()).add(pair.id);
      this.#parts.core.ports.notice(connectionDiffers(pair, ofGroup));
    }
    return ofGroup;
  }

  /**
   * Composes and sends, with the lock held. Undefined when the pair is over already: skipped, or without responses;
   * else the lock is to be given back until the answer has come, or has not come for good.
   */
  async begin(
    id: number,
    frozen: OutgoingMessage | undefined,
    context: ChainContext,
  ): Promise<PendingAnswer | undefined> {
    const { core } = this.#parts;
    const pair = core.protocol.pairs.get(id);
    if (pair?.command === undefined) {
      core.ports.notice(notSendable(id, pair));
      return undefined;
    }
    const connection = this.connectionOf(pair, context.connection, context.group?.polled);
    if (!core.holds(pair.condition, `pair ${id}`)) {
      this.#event(pair, connection, "skipped");
      return undefined;
    }
    const inside = copyOf(context);
    inside.connection = connection;
    const attempts = (pair.retries ?? this.#parts.links.settings(connection).retries) + 1;
    const candidates = candidatesOf(pair, connection, core.protocol, this.#parts.redundancy);
    const waiting = new Waiting({ pair, connection, candidates, context: inside, attempts, frozen });
    this.#event(pair, connection, "started");
    await this.#orEnd(waiting, this.#begin(waiting, pair.command));
    if (pair.responses.length > 0) return waiting;
    this.#event(pair, connection, "succeeded");
    await this.#fire(waiting, "succeeded");
    return undefined;
  }

  async #begin(waiting: Waiting, command: number): Promise<void> {
    if (!waiting.frozen) await this.#compose(waiting, command);
    await this.#send(waiting, command);
  }

  /** A step of a pair that fails ends the pair: the group behind it must not wait for ever. */
  async #orEnd(waiting: Waiting, step: Promise<void>): Promise<void> {
    try {
      await step;
    } catch (error) {
      waiting.deadline?.cancel();
      this.#finish(waiting);
      throw error;
    }
  }

  /** Gives a message to the pairs that wait on the connection, in the order in which they began. */
  async answer({ connection, bytes, at, entry }: Message): Promise<AnswerOutcome> {
    const failed: AttemptOutcome[] = [];
    const tried = new Set<number>();
    for (const waiting of [...(this.#waiting?.get(connection) ?? [])]) {
      while (waiting.deadline !== undefined && waiting.deadline.due < at && !waiting.settled)
        await this.#orEnd(waiting, this.#expire(waiting));
      if (waiting.settled) continue;
      const place = this.#placeOf(waiting);
      for (const { response, onBadCommand } of waiting.candidates) {
        const attempt = this.#parts.responses.attempt(response, bytes, place, entry);
        const outcome = isPending(attempt) ? await attempt : attempt;
        tried.add(response.id);
        if (outcome.matched) {
          await this.#orEnd(waiting, this.#answered(waiting, onBadCommand));
          return { used: true, rest: outcome.rest, failed, tried };
        }
        failed.push(outcome);
      }
      const excused = excusedTexts(this.#parts.core.protocol);
      if (excused.size > 0 && excused.has(Buffer.from(bytes).toString("latin1"))) waiting.excused = true;
      const keeps =
        this.#parts.links.isWebSocket(connection) &&
        this.#parts.core.options.webSocketMismatch === "keepWaiting";
      if (keeps) continue;
      await this.#orEnd(waiting, this.#expire(waiting));
      return { used: true, failed, tried };
    }
    return { used: false, failed, tried };
  }

  /** How far the answer has come that a serial connection collects for the first pair that waits on it. */
  progress(connection: number, data: Uint8Array): AnswerProgress {
    const waiting = this.#waiting?.get(connection)?.find(({ settled }) => !settled);
    return answerProgress(waiting, data, this.#parts.core);
  }

  /** Leaves every waiting pair, without triggers. */
  stop(): void {
    for (const list of this.#waiting?.values() ?? []) {
      for (const waiting of list) {
        waiting.settled = true;
        waiting.deadline?.cancel();
        waiting.settle();
      }
    }
    this.#waiting = undefined;
  }

  async #compose(waiting: Waiting, command: number): Promise<void> {
    const { commands, links } = this.#parts;
    const automatic = !links.makesByProtocol(waiting.connection);
    const message = commands.compose(command, automatic, waiting.context);
    waiting.message = isPending(message) ? await message : message;
  }

  /** One attempt: the message, *command after* (after the first only, D-45), and the deadline. */
  async #send(waiting: Waiting, command: number): Promise<void> {
    const { core } = this.#parts;
    const { pair, connection, context, attempt, message } = waiting;
    let sent = false;
    if (message !== undefined) {
      const group = context.group?.group.id;
      sent = core.ports.send(connection, message, {
        pair: pair.id,
        command,
        ...(group !== undefined && { group }),
      });
    }
    this.#event(pair, connection, sent ? "sent" : "not sent", attempt);
    if (pair.responses.length > 0 && attempt === 1) this.#register(waiting);
    if (attempt === 1 || (core.options.retryRemakesCommand && !waiting.frozen)) {
      const after = core.fire("command", "after", command, context);
      if (isPending(after)) await after;
    }
    if (pair.responses.length > 0) this.#arm(waiting);
  }

  #register(waiting: Waiting): void {
    this.#waiting ??= new Map();
    const list = this.#waiting.get(waiting.connection);
    if (list === undefined) this.#waiting.set(waiting.connection, [waiting]);
    else list.push(waiting);
  }

  #arm(waiting: Waiting): void {
    if (waiting.settled) return;
    const { core, clock, links } = this.#parts;
    const { pair, connection, attempt } = waiting;
    let ms = this.#timeouts?.get(pair.id) ?? pair.timeoutMs ?? links.settings(connection).timeoutMs;
    if (core.options.closedFailsFast && !core.ports.isOpen(connection)) {
      waiting.attempts = attempt;
      ms = 0;
    }
    waiting.deadline = clock.after(ms, () => {
      void core.failures.contain(
        () =>
          links
            .lockOf(connection)
            .run(() =>
              waiting.attempt === attempt ? this.#orEnd(waiting, this.#timeIsOver(waiting)) : undefined,
            ),
        () => ({ what: `The timeout of pair ${pair.id}`, details: { pair: pair.id, connection } }),
      );
    });
  }

  /** What has come by a serial line until now is the whole answer; it is judged as one that came in time. */
  async #timeIsOver(waiting: Waiting): Promise<void> {
    const { connection, deadline } = waiting;
    const collected = waiting.settled ? undefined : this.#parts.connections.collected?.(connection);
    if (collected === undefined || deadline === undefined) return this.#expire(waiting);
    const { bytes, entry } = collected;
    await this.answer({ connection, bytes, at: deadline.due, entry });
  }

  /** The answer to this attempt did not come: *timeout*, then the next attempt or the end. */
  async #expire(waiting: Waiting): Promise<void> {
    if (waiting.settled) return;
    const { core } = this.#parts;
    const { pair, connection, attempt } = waiting;
    waiting.deadline?.cancel();
    this.#event(pair, connection, "timeout", attempt);
    if (attempt === 1 || core.options.timeoutTriggerPerAttempt) await this.#fire(waiting, "timeout");
    if (waiting.isOver()) return;
    if (attempt < waiting.attempts && pair.command !== undefined) {
      waiting.attempt += 1;
      if (core.options.retryRemakesCommand && !waiting.frozen) await this.#compose(waiting, pair.command);
      await this.#send(waiting, pair.command);
      return;
    }
    this.#event(pair, connection, "timeout after retries");
    await this.#fire(waiting, "timeout after retries");
    if (!pair.ignoreTimeout && !waiting.excused) {
      core.ports.communication(connection, false);
      if (pair.connection === undefined) markFailed(waiting.context, connection);
    }
    this.#finish(waiting);
  }

  async #answered(waiting: Waiting, onBadCommand: boolean): Promise<void> {
    const { pair, connection } = waiting;
    waiting.deadline?.cancel();
    this.#parts.core.ports.communication(connection, true);
    if (onBadCommand) {
      this.#event(pair, connection, "finished");
    } else {
      this.#event(pair, connection, "succeeded");
      await this.#fire(waiting, "succeeded");
    }
    this.#finish(waiting);
  }

  #finish(waiting: Waiting): void {
    if (waiting.settled) return;
    waiting.settled = true;
    const left = this.#waiting?.get(waiting.connection)?.filter((other) => other !== waiting) ?? [];
    if (left.length === 0) this.#waiting?.delete(waiting.connection);
    else this.#waiting?.set(waiting.connection, left);
    waiting.settle();
  }

  #placeOf({ pair, connection, context }: Waiting): AttemptPlace {
    const equal = this.#parts.links.equalMode(connection, true);
    return { connection, pair: pair.id, context, equal, leavesTraces: true };
  }

  async #fire({ pair, context }: Waiting, time: string): Promise<void> {
    const fired = this.#parts.core.fire("pair", time, pair.id, context);
    if (isPending(fired)) await fired;
  }

  #event({ id }: Pair, connection: number, phase: Phase, attempt?: number): void {
    const { ports } = this.#parts.core;
    if (!ports.listening) return;
    ports.event({ type: "pair", id, phase, connection, ...(attempt !== undefined && { attempt }) });
  }
}
