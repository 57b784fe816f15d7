/** Runs a command's work in a thread and ends it when the user asks, whatever the code in the thread is doing. */
import process from "node:process";
import { Worker } from "node:worker_threads";
import { systemClock, type Timer } from "../../base/clock.ts";
import type { FromThread, ToThread } from "./thread-messages.ts";

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

/** Ends the process by the signal of Ctrl+C, which nobody handles any more: for a shell its exit code is {@link interruptedCode}. */
function endByInterrupt(): void {
  process.removeAllListeners("SIGINT");
  process.kill(process.pid, "SIGINT");
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
 * Runs a module in a thread, which tells its end by a message. The first signal (SIGINT, SIGTERM, SIGHUP) asks the thread to stop; a second one ends it at
 * once. A script that never returns blocks its thread only, so the second signal is always heard.
 * @param file Module to run.
 * @param settings Its `workerData`.
 * @param repl Hand it the lines of standard input, which are edited on a terminal or not.
 * @returns the exit code that it told, {@link interruptedCode}, or 1 when the thread ended in any other way
 */
export async function superviseThread(
  file: URL,
  settings: unknown,
  repl?: { readonly terminal: boolean },
): Promise<number> {
  // Before the thread starts, whose messages must find a listener.
  const talk = repl && (await import("./conversation.ts"));
  const worker = startThread(file, settings);
  const post = (message: ToThread): void => {
    worker.postMessage(message);
  };
  let exitCode: number | undefined;
  let failure: unknown;
  /** When the thread was told to stop. */
  let told: number | undefined;
  const state = { interrupted: false };
  let timer: Timer | undefined;

  const onSignal = (): void => {
    if (told === undefined) {
      told = systemClock.now();
      post({ type: "stop" });
      timer = systemClock.after(patienceMs, () => {
        say("Still stopping: a script or a connection has not ended. Press Ctrl+C again to end at once.");
      });
    } else if (systemClock.now() - told > sameKeyMs && !state.interrupted) {
      state.interrupted = true;
      void worker.terminate();
      timer?.cancel();
      // A thread inside a system call, a write that nobody reads for example, cannot be ended: the process has to be killed.
      timer = systemClock.after(patienceMs, endByInterrupt);
    }
  };
  for (const signal of signals) process.on(signal, onSignal);

  const conversation = repl && talk && new talk.Conversation(repl.terminal, post, onSignal);

  worker.on("message", (message: FromThread) => {
    if (message.type !== "end") {
      conversation?.told(message);
      return;
    }
    exitCode = message.exitCode;
    // Output of scripts may still be in flight; a timer or socket that they left open must not keep the thread alive.
    setImmediate(() => void worker.terminate());
  });
  worker.on("error", (error) => {
    failure = error;
  });
  await new Promise((resolve) => worker.on("exit", resolve));
  timer?.cancel();
  conversation?.end();
  for (const signal of signals) process.off(signal, onSignal);

  if (exitCode !== undefined) return exitCode;
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
