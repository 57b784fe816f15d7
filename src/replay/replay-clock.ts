/** The clock of a replay: it moves from entry to entry, and timers fire on the way, always in the same order. */
import type { Clock, Timer } from "../base/clock.ts";

interface Entry {
  readonly due: number;
  readonly order: number;
  readonly callback: () => void;
}

/** A clock that its owner moves. */
export class ReplayClock implements Clock {
  #now: number;
  #started = 0;
  readonly #entries = new Set<Entry>();
  /** The timer that fires next, while it is known. */
  #next: Entry | undefined;

  /** @param start ms since 1970 */
  constructor(start: number) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, callback: () => void): Timer {
    const entry = { due: this.#now + Math.max(0, ms), order: this.#started++, callback };
    this.#entries.add(entry);
    // Of two timers of one instant, the older one fires first.
    if (this.#next !== undefined && entry.due < this.#next.due) this.#next = entry;
    return {
      cancel: () => {
        this.#entries.delete(entry);
        if (entry === this.#next) this.#next = undefined;
      },
    };
  }

  /** When the next timer fires, ms since 1970; Infinity when none runs. */
  get due(): number {
    return this.#first()?.due ?? Infinity;
  }

  /** Moves to the next timer and fires it. @throws what its callback throws */
  fire(): void {
    const next = this.#first();
    if (next === undefined) return;
    this.#entries.delete(next);
    this.#next = undefined;
    this.moveTo(next.due);
    next.callback();
  }

  /** Moves on; time never goes back. */
  moveTo(time: number): void {
    this.#now = Math.max(this.#now, time);
  }

  #first(): Entry | undefined {
    if (this.#next !== undefined) return this.#next;
    let first: Entry | undefined;
    for (const entry of this.#entries) {
      if (
        first === undefined ||
        entry.due < first.due ||
        (entry.due === first.due && entry.order < first.order)
      )
        first = entry;
    }
    this.#next = first;
    return first;
  }
}

/**
 * Resolves when all promise jobs have run, also those that they start. `process.nextTick` is called when no job is left, and
 * costs a fraction of a turn of the event loop.
 */
export function jobsDone(): Promise<void> {
  return new Promise((resolve) => {
    process.nextTick(resolve);
  });
}

/** Two turns of the event loop, for scripts that wait for something else than the clock. */
export async function turnsDone(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) {
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  }
}
