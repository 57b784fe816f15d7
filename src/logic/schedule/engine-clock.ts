/** The clock of one engine: it stands still during a pause, and leaves no timer behind when it stops. */
import type { Clock, Timer } from "../../base/clock.ts";
import type { Failures } from "../failures.ts";

/** A timer that a pause delays. */
export interface EngineTimer extends Timer {
  /** When it fires, ms since 1970. */
  readonly due: number;
}

class Entry implements EngineTimer {
  due: number;
  /** ms that were left when the clock was frozen. */
  left = 0;
  handle: Timer | undefined;
  readonly fire: () => void;
  readonly #forget: (entry: Entry) => void;

  constructor(due: number, fire: () => void, forget: (entry: Entry) => void) {
    this.due = due;
    this.fire = fire;
    this.#forget = forget;
  }

  cancel(): void {
    this.handle?.cancel();
    this.#forget(this);
  }
}

/** A clock over another one, for everything that happens inside one engine. */
export class EngineClock implements Clock {
  readonly #clock: Clock;
  readonly #failures: Failures;
  #entries: Set<Entry> | undefined;
  /** Resolves the promises of {@link wait}, by their timers. */
  #waits: Map<Entry, (elapsed: boolean) => void> | undefined;
  #state: "running" | "frozen" | "stopped" = "running";

  /** @param failures reports what a callback throws */
  constructor(clock: Clock, failures: Failures) {
    this.#clock = clock;
    this.#failures = failures;
  }

  /** Timers that have neither fired nor been cancelled. */
  get pending(): number {
    return this.#entries?.size ?? 0;
  }

  now(): number {
    return this.#clock.now();
  }

  /** Like {@link Clock.after}; during a pause the time does not run, and after {@link stop} nothing fires any more. */
  after(ms: number, callback: () => void): EngineTimer {
    return this.#start(ms, callback);
  }

  #start(ms: number, callback: () => void): Entry {
    const entry: Entry = new Entry(this.now() + ms, callback, (gone) => {
      this.#entries?.delete(gone);
      this.#settle(gone, false);
    });
    if (this.#state === "stopped") return entry;
    (this.#entries ??= new Set()).add(entry);
    if (this.#state === "frozen") entry.left = ms;
    else this.#arm(entry, ms);
    return entry;
  }

  /** True after `ms` milliseconds; false when the clock was stopped first. */
  wait(ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      if (this.#state === "stopped") {
        resolve(false);
        return;
      }
      const entry = this.#start(ms, () => {
        resolve(true);
      });
      (this.#waits ??= new Map()).set(entry, resolve);
    });
  }

  /** Stops the time of all timers. */
  pause(): void {
    if (this.#state !== "running") return;
    this.#state = "frozen";
    for (const entry of this.#entries ?? []) {
      entry.handle?.cancel();
      entry.handle = undefined;
      entry.left = Math.max(0, entry.due - this.now());
    }
  }

  /** Resumes the time; every timer has as many ms left as when the pause began. */
  resume(): void {
    if (this.#state !== "frozen") return;
    this.#state = "running";
    for (const entry of this.#entries ?? []) {
      entry.due = this.now() + entry.left;
      this.#arm(entry, entry.left);
    }
  }

  /** Cancels all timers; every {@link wait} resolves at once. */
  stop(): void {
    this.#state = "stopped";
    for (const entry of [...(this.#entries ?? [])]) entry.cancel();
  }

  #arm(entry: Entry, ms: number): void {
    entry.handle = this.#clock.after(ms, () => {
      this.#entries?.delete(entry);
      this.#waits?.delete(entry);
      void this.#failures.contain(entry.fire, () => ({ what: "A timer of the element", details: {} }));
    });
  }

  #settle(entry: Entry, elapsed: boolean): void {
    const resolve = this.#waits?.get(entry);
    this.#waits?.delete(entry);
    resolve?.(elapsed);
  }
}
