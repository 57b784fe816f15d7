/** Listeners that a program adds; one that throws is reported once, and the others are still called. */
import { inspect } from "node:util";

/** Receives what a listener threw. */
export type ListenerFailed = (error: unknown) => void;

/** Reports a listener as a warning of the process (`process.on("warning")`), where there is no log. */
export const warnOfProcess: ListenerFailed = (error) => {
  process.emitWarning(error instanceof Error ? error : inspect(error), { code: "LISTENER_FAILED" });
};

/** The listeners of one event, in the order in which they were added. */
export class Listeners<T> {
  readonly #failed: ListenerFailed;
  #all: ((told: T) => void)[] | undefined;
  /** Listeners already reported. */
  #broken: Set<(told: T) => void> | undefined;

  /** @param failed called once for each listener that throws */
  constructor(failed: ListenerFailed) {
    this.#failed = failed;
  }

  /** True while there is a listener. */
  get any(): boolean {
    return this.#all !== undefined;
  }

  /** True while there is a listener that has not thrown yet. */
  get anyWhole(): boolean {
    return this.#all?.some((listener) => this.#broken?.has(listener) !== true) === true;
  }

  /** Adds a listener; adding it again changes nothing. @returns a function that removes it */
  add(listener: (told: T) => void): () => void {
    // A new list each time, so that a call in progress keeps its list.
    if (this.#all?.includes(listener) !== true) this.#all = [...(this.#all ?? []), listener];
    return () => {
      const left = this.#all?.filter((other) => other !== listener) ?? [];
      this.#all = left.length === 0 ? undefined : left;
      this.#broken?.delete(listener);
    };
  }

  /** Calls all listeners. Never throws. */
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
