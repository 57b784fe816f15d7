/** Serial data: collected until the expected answer is complete, or taken when it times out (`ConnectionsSerial`). */
import type { Clock, Timer } from "../../base/clock.ts";
import type { AnswerProgress } from "../../wire/response/collected-answer.ts";
import { ByteQueue } from "../../wire/stream/byte-queue.ts";
import type { CollectedAnswer } from "../connection.ts";
import type { Inbox } from "../inbox.ts";
import type { SerialInput } from "./serial-input.ts";

/** Judges what has arrived so far: the logic does, in `logic/exchange/awaited-answer.ts`, by the responses of the waiting pair. */
export type AnswerWatcher = (data: Uint8Array) => AnswerProgress;

/**
 * The data of one serial connection. A device speaks only when asked: data that arrives when no answer is expected, or
 * after a complete one, is flushed, and so is what waits when a command is sent (`ConnectionsSerialSocketBuffer`).
 */
export class SerialAnswers implements SerialInput {
  readonly #clock: Clock;
  readonly #inbox: Inbox;
  readonly #watch: AnswerWatcher;
  readonly #maxBytes: number;
  #queue = new ByteQueue();
  #arrived = 0;
  /** The answer to the last command has been delivered. */
  #answered = false;
  #quiet: Timer | undefined;

  /** @param maxBytes of the longest answer; further bytes are dropped */
  constructor(clock: Clock, inbox: Inbox, watch: AnswerWatcher, maxBytes: number) {
    this.#clock = clock;
    this.#inbox = inbox;
    this.#watch = watch;
    this.#maxBytes = maxBytes;
  }

  data(bytes: Uint8Array): void {
    const queue = this.#queue;
    this.#stopQuiet();
    this.#arrived = this.#clock.now();
    queue.push(bytes.subarray(0, Math.max(0, this.#maxBytes - queue.length)));
    const { awaited, length, quietMs } = this.#answered ? { awaited: false } : this.#watch(queue.bytes);
    if (!awaited) {
      this.#flush();
      return;
    }
    if (length !== undefined) {
      const answer = queue.take(length);
      this.#answered = true;
      this.#flush();
      this.#inbox.message(answer, this.#arrived);
      return;
    }
    if (quietMs !== undefined) this.#quiet = this.#clock.after(quietMs, this.#handAll);
  }

  sending(): void {
    this.#flush();
    this.#answered = false;
  }

  /** Takes what has arrived of an answer that timed out; undefined when nothing has. */
  collected(): CollectedAnswer | undefined {
    this.#stopQuiet();
    if (this.#queue.length === 0) return undefined;
    const bytes = this.#queue.take(this.#queue.length);
    return { bytes, entry: this.#inbox.enter(bytes) };
  }

  /** The end of the line is the end of the answer. */
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
    this.#inbox.message(this.#queue.take(this.#queue.length), this.#arrived);
  };

  #flush(): void {
    this.#stopQuiet();
    const { length } = this.#queue;
    if (length > 0) this.#inbox.enter(this.#queue.take(length), "flushed");
  }

  #stopQuiet(): void {
    this.#quiet?.cancel();
    this.#quiet = undefined;
  }
}
