/** Turns of the event loop and timers of the machine, also while a test fakes the timers of its process. */
import timers from "node:timers";
import { scheduler } from "node:timers/promises";
import type { Timer } from "./clock.ts";

// Kept from the time of loading: a fake replaces the functions of the process and of node:timers later.
const { setTimeout, clearTimeout } = timers;

/** Resolves in the next turn of the event loop. */
export const nextTurn: () => Promise<void> = scheduler.yield.bind(scheduler);

/** Calls `work` in a microtask: as `queueMicrotask`, which some test runners fake. */
export function soon(work: () => void): void {
  void Promise.resolve().then(work);
}

/** Calls `work` once after `ms` milliseconds of the machine; the process stays alive until then. */
export function afterRealTime(ms: number, work: () => void): Timer {
  const handle = setTimeout(work, ms);
  return {
    cancel: () => {
      clearTimeout(handle);
    },
  };
}
