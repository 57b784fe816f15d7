/** Waits until a command that runs on its own is told to end. */
import process from "node:process";
import { systemClock } from "../base/clock.ts";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Resolves at Ctrl+C, SIGTERM or SIGHUP, or after so many ms. */
export function untilEnded(ms: number | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      timer?.cancel();
      for (const signal of signals) process.off(signal, end);
      resolve();
    };
    const timer = ms === undefined ? undefined : systemClock.after(ms, end);
    for (const signal of signals) process.on(signal, end);
  });
}
