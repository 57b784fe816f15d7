/** The thread of `qaction run`: starts the run, and ends it for whatever reason. */
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import process from "node:process";
import { isatty } from "node:tty";
import { parentPort, workerData } from "node:worker_threads";
import type { Element } from "../../element/element.ts";
import { streamJsonLines, streamText } from "../../element/stream/stream-export.ts";
import { RecordingWriter } from "../../recording/recording-writer.ts";
import type { Viewer } from "../../viewer/viewer.ts";
import { describeFailure } from "../exit.ts";
import { Output } from "../output.ts";
import { coloured } from "../paint.ts";
import { knownWords } from "./line-completion.ts";
import { LiveRun } from "./live-run.ts";
import { RunOutcome } from "./run-outcome.ts";
import { RunPrinter } from "./run-printer.ts";
import type { RunSettings } from "./run-settings.ts";
import type { FromThread, ToThread } from "./thread-messages.ts";
import { watchConnector } from "./watch-connector.ts";

const settings = workerData as RunSettings;
const outcome = new RunOutcome(settings.strict, !settings.json && settings.only === undefined);
/** Aborted when the run has to stop, for whatever reason. */
const stop = new AbortController();

function tell(message: FromThread): void {
  parentPort?.postMessage(message);
}

const output = new Output(
  ({ code, message }) => {
    // A reader that closes the pipe, such as `head`, has seen enough: not a failure. A full disk is one.
    if (code !== "EPIPE") {
      output.complain(`The output cannot be written, the element stops. ${message}`);
      outcome.failure(`the output cannot be written: ${message}`);
    }
    stop.abort();
  },
  settings.terminal
    ? () => {
        tell({ type: "printed" });
      }
    : undefined,
);

/** Handles an error in a script's timer, or in a promise that nothing awaits: no run could report it. */
function lateError(error: unknown): void {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  output.complain(`A script threw outside a run. The element stops. ${what}`);
  outcome.failure("a script threw outside a run");
  stop.abort();
}

/** Resolves when the run has to stop. */
async function untilStopped(): Promise<void> {
  const { durationMs } = settings;
  const timer = durationMs === undefined ? undefined : setTimeout(() => stop.abort(), durationMs);
  if (!stop.signal.aborted) await once(stop.signal, "abort");
  clearTimeout(timer);
}

/** Writes the stream entries that are still kept, in the form that the file name asks for. */
async function writeStream(file: string, { stream, protocol }: Element): Promise<void> {
  const { entries } = stream;
  const text = file.endsWith(".jsonl") ? streamJsonLines(entries) : streamText(entries, protocol);
  try {
    await writeFile(file, text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    outcome.failure(`${file} cannot be written. ${why}`);
  }
}

/** The page about the element, when one is wanted. */
async function openViewer(): Promise<Viewer | undefined> {
  if (settings.viewer === undefined) return undefined;
  const { createViewer } = await import("../../viewer/viewer.ts");
  const viewer = await createViewer([], { port: settings.viewer });
  output.complain(`The viewer is at ${viewer.url}`);
  return viewer;
}

/** The recording of the run, when one was asked for. */
function recorder(): RecordingWriter | undefined {
  const { record } = settings;
  if (record === undefined) return undefined;
  return new RecordingWriter(record, "qaction run", Date.now(), ({ message }) => {
    output.complain(`The recording ends here. ${message}`);
    outcome.failure(`${record} cannot be written. ${message}`);
  });
}

/** Loads, starts, waits, stops. */
async function run(): Promise<void> {
  const recording = recorder();
  if (settings.insecure)
    output.complain(
      "--insecure: certificates are not checked. Whoever answers is trusted and can read and change everything.",
    );
  const printer = new RunPrinter(output, settings, coloured({ isTTY: isatty(1) }));
  const viewer = await openViewer();
  const live = new LiveRun(settings, printer, outcome, {
    loaded: (protocol) => {
      if (settings.terminal) tell({ type: "known", words: knownWords(protocol) });
    },
    made: (element) => {
      if (recording !== undefined) element.stream.subscribe((entry) => recording.add(entry));
      viewer?.show(element);
    },
    complain: (text) => {
      output.complain(text);
    },
    quit: () => {
      stop.abort();
    },
  });
  parentPort?.on("message", (message: ToThread) => {
    if (message.type === "stop") stop.abort();
    else if (message.type === "line") live.line(message.line);
    else live.noMoreLines();
  });
  const started = live.start();
  const unwatch = settings.watch
    ? watchConnector(settings.protocol, settings.scripts, {
        script: () => {
          live.reload();
        },
        csharp: () => {
          live.reloadCSharp();
        },
        failed: (error) => {
          output.complain(`Changes cannot be seen any more. ${describeFailure(error).message}`);
        },
      })
    : undefined;
  try {
    await started;
    await untilStopped();
  } finally {
    unwatch?.();
    await viewer?.close();
  }
  const final = await live.stop();
  recording?.close();
  printer.final(final);
  if (settings.stream !== undefined) await writeStream(settings.stream, live.element);
}

/** Runs, and turns the outcome into an exit code. */
async function main(): Promise<number> {
  process.on("uncaughtException", lateError);
  try {
    await run();
  } catch (error) {
    const { code, message } = describeFailure(error);
    output.complain(message);
    return code;
  }
  const sentences = outcome.sentences();
  if (sentences.length > 0) output.complain(`The run failed: ${sentences.join("\n  ")}`);
  return sentences.length > 0 ? 1 : 0;
}

tell({ type: "end", exitCode: await main() });
