/** Runs a command's work in a thread and ends it when the user asks, whatever the code in the thread does meanwhile. */
import process from "node:process";
import { Worker } from "node:worker_threads";
import { systemClock, type Timer } from "../../base/clock.ts";

/** What the thread posts as its last message. */
export interface ThreadEnd {
  readonly exitCode: number;
}

/** What the supervisor posts to the thread: stop in good order. */
export const stopRequest = "stop";

/** Exit code after a second Ctrl+C: 128 and the number of SIGINT, as shells have it. */
export const interruptedCode = 130;

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** `npx` passes Ctrl+C on to a process that the terminal has told already: what comes within so many ms is the same one. */
const sameKeyMs = 300;
/** After so many ms without an end the user is told how to force it. */
const patienceMs = 1000;

/** Writes to the error stream; nobody reads it any more when the terminal has gone. */
function say(text: string): void {
  process.stderr.write(`${text}\n`, () => undefined);
}

/** Starts the thread. One of TypeScript, as in the repository itself, gets its loader by hand: Node 20 passes none on. */
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
      // A thread inside a system call, a write that nobody reads for example, cannot be ended: the process has to go.
      timer = systemClock.after(patienceMs, () => process.kill(process.pid, "SIGKILL"));
    }
  };
  for (const signal of signals) process.on(signal, onSignal);

  worker.on("message", (message: ThreadEnd) => {
    end = message;
    // What scripts printed is still on its way; a timer or socket that they left open must not keep the thread.
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
    say("Ended at once: connections were cut, and nothing was written at the end.");
    return interruptedCode;
  }
  say(
    failure instanceof Error
      ? `The run broke off. ${failure.stack ?? failure.message}`
      : "The run broke off: a script called process.exit, which ends the element without a stop.",
  );
  return 1;
}
