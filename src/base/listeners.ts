/** Functions of the program that are told of something; one that throws is reported once, and the others are still told. */
import { inspect } from "node:util";

/** Receives what a listener threw. */
export type ListenerFailed = (error: unknown) => void;

/** For listeners of which nobody else wants to know: a warning of the process (`process.on("warning")`). */
export const warnOfProcess: ListenerFailed = (error) => {
  process.emitWarning(error instanceof Error ? error : inspect(error), { code: "LISTENER_FAILED" });
};

/** The listeners of one thing, in the order in which they began to listen. */
export class Listeners<T> {
  readonly #failed: ListenerFailed;
  #all: ((told: T) => void)[] | undefined;
  /** Those that were reported already. */
  #broken: Set<(told: T) => void> | undefined;

  /** @param failed called once for each listener that throws */
  constructor(failed: ListenerFailed) {
    this.#failed = failed;
  }

  /** True while anybody listens. */
  get any(): boolean {
    return this.#all !== undefined;
  }

  /** True while anybody listens who has not thrown yet. */
  get anyWhole(): boolean {
    return this.#all?.some((listener) => this.#broken?.has(listener) !== true) === true;
  }

  /** Adds a listener; adding it again changes nothing. @returns a function that takes it away */
  add(listener: (told: T) => void): () => void {
    // A new list each time, so that whoever is being told keeps to the one that was there.
    if (this.#all?.includes(listener) !== true) this.#all = [...(this.#all ?? []), listener];
    return () => {
      const left = this.#all?.filter((other) => other !== listener) ?? [];
      this.#all = left.length === 0 ? undefined : left;
      this.#broken?.delete(listener);
    };
  }

  /** Tells everybody who listens now. Never throws. */
  tell(told: T): void {
    if (this.#all === undefined) return;
    for (const listener of this.#all) {
      try {
        listener(told);
      } catch (error) {
        this.#report(listener, error);
      }
    }
  }

  #report(listener: (told: T) => void, error: unknown): void {
    this.#broken ??= new Set();
    if (this.#broken.has(listener)) return;
    this.#broken.add(listener);
    this.#failed(error);
  }
}
