/** Serial data: collected until the awaited answer is complete, or asked for when its time is over (`ConnectionsSerial`). */
import type { Clock, Timer } from "../../base/clock.ts";
import type { AnswerProgress } from "../../wire/response/collected-answer.ts";
import { ByteQueue } from "../../wire/stream/byte-queue.ts";
import type { CollectedAnswer } from "../connection.ts";
import type { MessageGate } from "../message-gate.ts";
import type { SerialInput } from "./serial-input.ts";

/** Looks at what has come so far. */
export type AnswerWatcher = (data: Uint8Array) => AnswerProgress;

/** What collecting needs. */
export interface SerialAnswersSetup {
  readonly clock: Clock;
  readonly watch: AnswerWatcher;
  readonly gate: MessageGate;
  /** Bytes of the longest answer; what comes beyond is not read. */
  readonly maxBytes: number;
}

/**
 * The data of one serial connection. A device speaks only when asked: what comes when no answer is awaited, or behind
 * a complete one, is flushed, as is what waits when a command goes out (`ConnectionsSerialSocketBuffer`).
 */
export class SerialAnswers implements SerialInput {
  readonly #setup: SerialAnswersSetup;
  #queue = new ByteQueue();
  #arrived = 0;
  /** The answer to the last command has been handed on. */
  #answered = false;
  #quiet: Timer | undefined;

  constructor(setup: SerialAnswersSetup) {
    this.#setup = setup;
  }

  data(bytes: Uint8Array): void {
    const { clock, watch, gate, maxBytes } = this.#setup;
    const queue = this.#queue;
    this.#stopQuiet();
    this.#arrived = clock.now();
    queue.push(bytes.subarray(0, Math.max(0, maxBytes - queue.length)));
    const { awaited, length, quietMs } = this.#answered ? { awaited: false } : watch(queue.bytes);
    if (!awaited) {
      this.#flush();
      return;
    }
    if (length !== undefined) {
      const answer = queue.take(length);
      this.#answered = true;
      this.#flush();
      gate.hand(answer, this.#arrived);
      return;
    }
    if (quietMs !== undefined) this.#quiet = clock.after(quietMs, this.#handAll);
  }

  sending(): void {
    this.#flush();
    this.#answered = false;
  }

  /** The time of the answer is over: what has come is all there is. Undefined when nothing has. */
  collected(): CollectedAnswer | undefined {
    this.#stopQuiet();
    if (this.#queue.length === 0) return undefined;
    const bytes = this.#queue.take(this.#queue.length);
    return { bytes, entry: this.#setup.gate.enter(bytes) };
  }

  /** A line that ends tells the end of the answer. */
  end(): void {
    if (this.#queue.length > 0) this.#handAll();
  }

  drop(): void {
    this.#stopQuiet();
    this.#queue = new ByteQueue();
  }

  readonly #handAll = (): void => {
    this.#stopQuiet();
    this.#answered = true;
    this.#setup.gate.hand(this.#queue.take(this.#queue.length), this.#arrived);
  };

  #flush(): void {
    this.#stopQuiet();
    const { length } = this.#queue;
    if (length > 0) this.#setup.gate.enter(this.#queue.take(length), "flushed");
  }

  #stopQuiet(): void {
    this.#quiet?.cancel();
    this.#quiet = undefined;
  }
}
