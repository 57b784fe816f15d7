/** A clock that stands still until a test moves it: hours pass in milliseconds, always in the same order. */
import type { Clock, Timer } from "../base/clock.ts";
import { QActionKitError } from "../base/errors.ts";
import { nextTurn } from "../base/turns.ts";

/** A timer that has not fired yet. */
export interface PendingTimer {
  /** Time of the clock at which it fires, ms. */
  readonly due: number;
}

interface Entry extends PendingTimer {
  readonly order: number;
  readonly callback: () => void;
}

/** Default start of a {@link ManualClock}: 2026-01-01T00:00:00Z, in ms. */
export const manualClockStart = Date.UTC(2026, 0, 1);

/** Number of steps at one instant after which {@link ManualClock.advance} gives up. */
const mostSteps = 100_000;
/** Number of kinds of steps that the error then names. */
const stepsNamed = 5;

/**
 * A {@link Clock} for tests. Time passes only in {@link ManualClock.advance}; timers fire in the order of their
 * due time, those of one instant in the order in which they were started.
 */
export class ManualClock implements Clock {
  #now: number;
  #started = 0;
  readonly #entries = new Set<Entry>();
  /** Steps at the current instant, counted by kind. */
  readonly #steps = new Map<string, number>();
  #stepCount = 0;

  /** @param start Time at which the clock begins, ms since 1970-01-01 UTC; default `manualClockStart`. */
  constructor(start: number = manualClockStart) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, callback: () => void): Timer {
    const entry: Entry = { due: this.#now + Math.max(0, ms), order: this.#started++, callback };
    this.#entries.add(entry);
    return {
      cancel: () => {
        this.#entries.delete(entry);
      },
    };
  }

  /** Timers that have not fired yet, the next one first. Empty when nothing leaks. */
  get pending(): readonly PendingTimer[] {
    return [...this.#entries].sort(byDueTime);
  }

  /**
   * Lets `ms` milliseconds pass: fires every timer that becomes due on the way, also those started meanwhile, and
   * lets promise jobs settle before, between and after them. It does not wait for sockets: await an event for that.
   * @throws What a timer's callback throws; the clock then stands at that timer.
   * @throws QActionKitError `ERR_TEST_ENDLESS` after 100,000 steps at one instant: work that triggers itself again and again without
   * time passing would never let the clock move on. The message lists the steps.
   */
  async advance(ms: number): Promise<void> {
    const target = this.#now + Math.max(0, ms);
    await this.#settle();
    for (let next = this.#next(target); next !== undefined; next = this.#next(target)) {
      this.#entries.delete(next);
      this.#moveTo(next.due);
      this.step("a timer");
      next.callback();
      await this.#settle();
    }
    this.#moveTo(target);
  }

  /** Counts a step at this instant; `what` names it in the error if there are too many: `group 5`. */
  step(what: string): void {
    this.#stepCount++;
    this.#steps.set(what, (this.#steps.get(what) ?? 0) + 1);
  }

  async #settle(): Promise<void> {
    await settle();
    if (this.#stepCount < mostSteps) return;
    const most = [...this.#steps].sort((a, b) => b[1] - a[1]).slice(0, stepsNamed);
    const list = most.map(([what, count]) => `${what} ${String(count)} times`).join(", ");
    const count = this.#stepCount;
    this.#forgetSteps();
    throw new QActionKitError(
      "ERR_TEST_ENDLESS",
      `The clock cannot move on: ${String(count)} steps at one instant, and no end (${list}). ` +
        "Something sets itself off again without any time between. Break the circle, or put a pause into it.",
      { details: { steps: Object.fromEntries(most) } },
    );
  }

  #moveTo(time: number): void {
    if (time <= this.#now) return;
    this.#now = time;
    this.#forgetSteps();
  }

  #forgetSteps(): void {
    this.#steps.clear();
    this.#stepCount = 0;
  }

  #next(target: number): Entry | undefined {
    let first: Entry | undefined;
    for (const entry of this.#entries) {
      if (entry.due <= target && (first === undefined || byDueTime(entry, first) < 0)) first = entry;
    }
    return first;
  }
}

function byDueTime(a: Entry, b: Entry): number {
  return a.due - b.due || a.order - b.order;
}

/** Two turns of the event loop: all promise jobs, also those that the first turn's callbacks start. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await nextTurn();
}
