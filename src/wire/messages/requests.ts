/** Requests over one connection whose answers carry an id: each answer finds its request, and each request has its time. */
import { systemClock, type Clock, type Timer } from "../../base/clock.ts";
import { QActionKitError } from "../../base/errors.ts";
import { checkOptionKeys, type OptionKeys } from "../../base/option-keys.ts";
import { anyNumber, objectOf } from "../../base/value-kinds.ts";

/** Options of {@link createRequests}. */
export interface RequestOptions {
  /** ms that a request waits for its answer; default 5000. */
  readonly timeoutMs?: number;
  /** Default: the clock of the system. */
  readonly clock?: Clock;
}

const optionKeys: OptionKeys<RequestOptions> = {
  timeoutMs: anyNumber,
  clock: objectOf<Clock>("a clock", "now", "after"),
};

const defaultTimeoutMs = 5000;

/** A request without its answer. */
interface Waiting<Answer> {
  readonly timer: Timer;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** Requests that wait for their answers; `Answer` is what an answer holds. */
export class Requests<Answer = unknown> {
  readonly #clock: Clock;
  readonly #timeoutMs: number;
  readonly #waiting = new Map<string, Waiting<Answer>>();
  #last = 0;

  /** Use {@link createRequests}. */
  constructor(clock: Clock, timeoutMs: number) {
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
  }

  /** Number of requests without an answer. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /**
   * Sends a request under a new id and waits for its answer.
   * @param send sends the request; ids count from 1
   * @param timeoutMs ms for this request; default: those of all
   * @returns a promise that rejects with `ERR_REQUEST_TIMEOUT` when no answer came in time, and with what `send` throws
   */
  send(send: (id: number) => void, timeoutMs: number = this.#timeoutMs): Promise<Answer> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      const timer = this.#clock.after(timeoutMs, () => {
        const message = `Request ${String(id)} had no answer within ${String(timeoutMs)} ms.`;
        this.refuse(id, new QActionKitError("ERR_REQUEST_TIMEOUT", message, { details: { id, timeoutMs } }));
      });
      this.#waiting.set(String(id), { timer, resolve, reject });
      try {
        send(id);
      } catch (error) {
        this.refuse(id, error);
      }
    });
  }

  /**
   * An answer has come.
   * @param id as the answer carries it; a text counts as the number it is
   * @returns false when nothing waits for it: it comes too late, or twice, or is none
   */
  answer(id: number | string, answer: Answer): boolean {
    const request = this.#take(id);
    request?.resolve(answer);
    return request !== undefined;
  }

  /** A request fails; its promise rejects with the error. @returns false when nothing waits for it */
  refuse(id: number | string, error: unknown): boolean {
    const request = this.#take(id);
    request?.reject(error);
    return request !== undefined;
  }

  /** Every request fails, for example because the connection is lost. */
  refuseAll(error: unknown): void {
    for (const id of [...this.#waiting.keys()]) this.refuse(id, error);
  }

  #take(id: number | string): Waiting<Answer> | undefined {
    const key = String(id);
    const request = this.#waiting.get(key);
    this.#waiting.delete(key);
    request?.timer.cancel();
    return request;
  }
}

/**
 * Requests over one connection.
 * @throws QActionKitError `ERR_OPTION` for an option that does not exist
 */
export function createRequests<Answer = unknown>(options: RequestOptions = {}): Requests<Answer> {
  checkOptionKeys("createRequests", options, optionKeys);
  const { clock = systemClock, timeoutMs = defaultTimeoutMs } = options;
  return new Requests<Answer>(clock, timeoutMs);
}
