/** Events that a test waits for, each with a description for the failure if it never happens. */
import type { ElementEvent } from "../element/events.ts";

interface Expectation {
  readonly what: string;
  readonly fits: (event: ElementEvent) => boolean;
  readonly resolve: (event: ElementEvent) => void;
  readonly reject: (error: Error) => void;
}

/** Waits for events on behalf of a test. */
export class Expectations {
  readonly #open = new Set<Expectation>();

  /** The next event that matches. {@link giveUp} rejects it; nobody has to await it. */
  next(what: string, fits: (event: ElementEvent) => boolean): Promise<ElementEvent> {
    const promise = new Promise<ElementEvent>((resolve, reject) => {
      this.#open.add({ what, fits, resolve, reject });
    });
    promise.catch(() => undefined);
    return promise;
  }

  /** Resolves whatever waits for this event. */
  see(event: ElementEvent): void {
    for (const expectation of this.#open) {
      if (!expectation.fits(event)) continue;
      this.#open.delete(expectation);
      expectation.resolve(event);
    }
  }

  /** Descriptions of what has not happened yet. */
  get pending(): readonly string[] {
    return [...this.#open].map(({ what }) => what);
  }

  /** Rejects everything that is still expected. */
  giveUp(error: Error): void {
    for (const { reject } of this.#open) reject(error);
    this.#open.clear();
  }
}
