/** Events that a test waits for, each with a description for the failure if it never happens. */
import type { Timer } from "../base/clock.ts";
import { QActionKitError } from "../base/errors.ts";
import { afterRealTime } from "../base/turns.ts";
import type { ElementEvent } from "../element/events.ts";
import { withOwnFrames } from "./own-frames.ts";

interface Expectation {
  readonly what: string;
  readonly fits: (event: ElementEvent) => boolean;
  readonly promise: Promise<ElementEvent>;
  readonly resolve: (event: ElementEvent) => void;
  readonly reject: (error: Error) => void;
  readonly timer: Timer;
}

/** Waits for events on behalf of a test. */
export class Expectations {
  readonly #limitMs: number;
  readonly #open = new Set<Expectation>();

  /** @param limitMs Real time after which an event no longer counts as on its way; 0: never. */
  constructor(limitMs: number) {
    this.#limitMs = limitMs;
  }

  /**
   * The next event that matches. {@link giveUp} rejects it, and so does the limit, with `ERR_TEST_EXPECTED`.
   * @param instead Says what happened instead, in sentences.
   */
  next(
    what: string,
    fits: (event: ElementEvent) => boolean,
    instead: () => string = () => "",
  ): Promise<ElementEvent> {
    const { promise, resolve, reject } = withResolvers();
    const limitMs = this.#limitMs;
    const place = new Error();
    const timer =
      limitMs === 0
        ? { cancel: () => undefined }
        : afterRealTime(limitMs, () => {
            this.#open.delete(expectation);
            const message = `Expected ${what} within ${String(limitMs)} ms. ${instead()}`;
            const error = new QActionKitError("ERR_TEST_EXPECTED", message.trimEnd());
            // It leads to where the test expects, not to the timer.
            error.stack = `${error.name}: ${error.message}${(place.stack ?? "").replace(/^.*/, "")}`;
            // A test that does not await it fails too: nothing handles this rejection.
            reject(withOwnFrames(error));
          });
    const expectation: Expectation = { what, fits, promise, resolve, reject, timer };
    this.#open.add(expectation);
    return promise;
  }

  /** Resolves whatever waits for this event. */
  see(event: ElementEvent): void {
    for (const expectation of this.#open) {
      if (!expectation.fits(event)) continue;
      this.#open.delete(expectation);
      expectation.timer.cancel();
      expectation.resolve(event);
    }
  }

  /** Descriptions of what has not happened yet. */
  get pending(): readonly string[] {
    return [...this.#open].map(({ what }) => what);
  }

  /** Rejects everything that is still expected; nobody has to await it. */
  giveUp(error: Error): void {
    for (const { promise, reject, timer } of this.#open) {
      timer.cancel();
      promise.catch(() => undefined);
      reject(error);
    }
    this.#open.clear();
  }
}

/** As `Promise.withResolvers`, which Node 20 lacks. */
function withResolvers(): Pick<Expectation, "promise" | "resolve" | "reject"> {
  let resolve: Expectation["resolve"] = () => undefined;
  let reject: Expectation["reject"] = () => undefined;
  const promise = new Promise<ElementEvent>((fulfil, refuse) => {
    resolve = fulfil;
    reject = refuse;
  });
  return { promise, resolve, reject };
}
