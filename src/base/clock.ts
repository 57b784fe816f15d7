/** Where all time comes from, so that a test can drive hours in milliseconds. */

/** A timer that can be cancelled. */
export interface Timer {
  /** Cancels the timer; does nothing when it has already fired. */
  cancel(): void;
}

/** Source of time. The kit reads the time and starts timers only through it. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC; whole numbers, never going back. */
  now(): number;
  /** Calls `callback` once, after `ms` milliseconds (0 or more). */
  after(ms: number, callback: () => void): Timer;
}

/** Longest delay of a system timer, ms; with a longer one it would fire at once. */
const longestTimer = 0x7fffffff;

/** The clock of the system. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, callback) {
    let left = ms;
    let handle: NodeJS.Timeout | undefined;
    const wait = (): void => {
      const part = Math.min(left, longestTimer);
      left -= part;
      handle = setTimeout(left > 0 ? wait : callback, part);
    };
    wait();
    return {
      cancel: () => {
        clearTimeout(handle);
      },
    };
  },
};

/** Resolves after `ms` milliseconds of `clock`. */
export function sleep(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(ms, resolve);
  });
}
