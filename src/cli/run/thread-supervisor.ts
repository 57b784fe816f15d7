/** Runs a command's work in a thread and ends it when the user asks, whatever the code in the thread is doing. */
import process from "node:process";
import { Worker } from "node:worker_threads";
import { systemClock, type Timer } from "../../base/clock.ts";

/** What the thread posts as its last message. */
export interface ThreadEnd {
  readonly exitCode: number;
}

/** What the supervisor posts to the thread: stop in order. */
export const stopRequest = "stop";

/** Exit code after a second Ctrl+C: 128 plus the number of SIGINT, as in shells. */
export const interruptedCode = 130;

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** `npx` repeats a Ctrl+C that the terminal has already sent: a signal within so many ms is the same one. */
const sameKeyMs = 300;
/** ms without an end after which the user is told how to force it. */
const patienceMs = 1000;

/** Writes to the error stream, and ignores that nobody reads it once the terminal is closed. */
function say(text: string): void {
  process.stderr.write(`${text}\n`, () => undefined);
}

/** Starts the thread. A TypeScript module, as in the repository itself, registers its loader here: Node 20 does not inherit it. */
function startThread(file: URL, workerData: unknown): Worker {
  if (!file.pathname.endsWith(".ts")) return new Worker(file, { workerData });
  const [loader, module] = [import.meta.resolve("tsx/esm/api"), file.href].map((url) => JSON.stringify(url));
  return new Worker(`import(${loader}).then(({ register }) => { register(); return import(${module}); });`, {
    eval: true,
    workerData,
  });
}

/**
 * Runs a module in a thread. The first signal (SIGINT, SIGTERM, SIGHUP) asks the thread to stop; a second one ends it at
 * once. A script that never returns blocks its thread only, so the second signal is always heard.
 * @param file Module to run.
 * @param settings Its `workerData`.
 * @returns the exit code: that of {@link ThreadEnd}, {@link interruptedCode}, or 1 when the thread ended in any other way
 */
export async function superviseThread(file: URL, settings: unknown): Promise<number> {
  const worker = startThread(file, settings);
  let end: ThreadEnd | undefined;
  let failure: unknown;
  /** When the thread was told to stop. */
  let told: number | undefined;
  const state = { interrupted: false };
  let timer: Timer | undefined;

  const onSignal = (): void => {
    if (told === undefined) {
      told = systemClock.now();
      worker.postMessage(stopRequest);
      timer = systemClock.after(patienceMs, () => {
        say("Still stopping: a script or a connection has not ended. Press Ctrl+C again to end at once.");
      });
    } else if (systemClock.now() - told > sameKeyMs && !state.interrupted) {
      state.interrupted = true;
      void worker.terminate();
      timer?.cancel();
      // A thread inside a system call, a write that nobody reads for example, cannot be ended: the process has to be killed.
      timer = systemClock.after(patienceMs, () => process.kill(process.pid, "SIGKILL"));
    }
  };
  for (const signal of signals) process.on(signal, onSignal);

  worker.on("message", (message: ThreadEnd) => {
    end = message;
    // Output of scripts may still be in flight; a timer or socket that they left open must not keep the thread alive.
    setImmediate(() => void worker.terminate());
  });
  worker.on("error", (error) => {
    failure = error;
  });
  await new Promise((resolve) => worker.on("exit", resolve));
  timer?.cancel();
  for (const signal of signals) process.off(signal, onSignal);

  if (end !== undefined) return end.exitCode;
  if (state.interrupted) {
    say("Ended at once: connections were cut, and no final output was written.");
    return interruptedCode;
  }
  say(
    failure instanceof Error
      ? `The run was aborted. ${failure.stack ?? failure.message}`
      : "The run was aborted: a script called process.exit, which ends the element without stopping it.",
  );
  return 1;
}
