/** Work that takes so long that DataMiner would raise a run-time error (`Operation_duration`). */
import type { Clock, Timer } from "../../base/clock.ts";
import type { NoticeSink } from "../../base/notices.ts";

/** A half-open run-time error, ms. */
const halfOpenMs = 450_000;
/** A run-time error, ms. */
const runTimeErrorMs = 900_000;

/** What is watched. */
export interface LongRun {
  readonly clock: Clock;
  readonly notice: NoticeSink;
  readonly code: "GROUP_TOO_LONG" | "CHAIN_TOO_LONG";
  /** Who holds what: `Group 5 has held protocol thread 'main'`. */
  readonly what: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Reports a warning after 7.5 and an error after 15 minutes, unless the timer is cancelled before. */
export function watchLongRun({ clock, notice, code, what, details }: LongRun): Timer {
  const report = (state: "half open" | "error", minutes: string): void => {
    const kind =
      state === "error" ? "a run-time error in DataMiner" : "a half-open run-time error in DataMiner";
    notice({
      code,
      kind: state === "error" ? "error" : "warning",
      message:
        `${what} for ${minutes} minutes: ${kind}. ` +
        "Look at what it waits for: a QAction that does not return, a sleep, or too much work in one piece.",
      details: { ...details, state },
    });
  };
  let watch = clock.after(halfOpenMs, () => {
    report("half open", "7.5");
    watch = clock.after(runTimeErrorMs - halfOpenMs, () => {
      report("error", "15");
    });
  });
  return {
    cancel: () => {
      watch.cancel();
    },
  };
}
