/** Events that a test waits for, each with words for the failure when it never comes. */
import type { ElementEvent } from "../element/events.ts";

interface Expectation {
  readonly what: string;
  readonly fits: (event: ElementEvent) => boolean;
  readonly resolve: (event: ElementEvent) => void;
  readonly reject: (error: Error) => void;
}

/** See the file. */
export class Expectations {
  readonly #open = new Set<Expectation>();

  /** The next event that fits. Rejected by {@link giveUp}, which is no unhandled rejection when nobody awaits it. */
  next(what: string, fits: (event: ElementEvent) => boolean): Promise<ElementEvent> {
    const promise = new Promise<ElementEvent>((resolve, reject) => {
      this.#open.add({ what, fits, resolve, reject });
    });
    promise.catch(() => undefined);
    return promise;
  }

  /** An event happened. */
  see(event: ElementEvent): void {
    for (const expectation of this.#open) {
      if (!expectation.fits(event)) continue;
      this.#open.delete(expectation);
      expectation.resolve(event);
    }
  }

  /** What has not happened yet, in the words it was expected with. */
  get pending(): readonly string[] {
    return [...this.#open].map(({ what }) => what);
  }

  /** Nothing will come any more. */
  giveUp(error: Error): void {
    for (const { reject } of this.#open) reject(error);
    this.#open.clear();
  }
}
