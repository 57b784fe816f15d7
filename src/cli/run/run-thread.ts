/** The thread of `qaction run`: the element, its scripts, and the lines it prints. */
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import process from "node:process";
import { isatty } from "node:tty";
import { parentPort, workerData } from "node:worker_threads";
import { Element } from "../../element/element.ts";
import type { ConnectionInput } from "../../element/element-settings.ts";
import { ShownValues } from "../../element/shown-values.ts";
import { streamJsonLines, streamText } from "../../element/stream/stream-export.ts";
import { splitOptions, type Options, type ProtocolOptions } from "../../options/register.ts";
import { savedOnDisk } from "../../parameter/saved/saved-on-disk.ts";
import { acceptedIn } from "../../protocol/check/suppressions.ts";
import { loadProtocol } from "../../protocol/load-protocol.ts";
import { describeFailure } from "../exit.ts";
import { diagnosticText, humanLine } from "./human-lines.ts";
import { diagnosticLine, eventLine, jsonLinesVersion, type JsonLine } from "./json-lines.ts";
import { Output } from "../output.ts";
import { whileFilesChange } from "../watch-folder.ts";
import { coloured } from "../paint.ts";
import { RunOutcome } from "./run-outcome.ts";
import { stopRequest, type ThreadEnd } from "./thread-supervisor.ts";

/** The arguments of `qaction run`. */
export interface RunSettings {
  /** File of the protocol. */
  readonly protocol: string;
  /** Folder of the scripts. */
  readonly scripts: string;
  readonly connections: Readonly<Record<number, ConnectionInput>>;
  /** Values that are there at the start, by PID. */
  readonly values: Readonly<Record<number, string>>;
  readonly options: Partial<Options & ProtocolOptions>;
  /** What C# runs on, see `CSharpHostOptions`; `undefined`: `auto`. */
  readonly runtime: string | undefined;
  readonly csharpTimeoutMs: number | undefined;
  /** Wait for a debugger of C#. */
  readonly csharpDebug: boolean;
  /** Load C# again when it changes. */
  readonly watch: boolean;
  /** Stop after so many ms; `undefined`: when told to stop. */
  readonly durationMs: number | undefined;
  readonly json: boolean;
  readonly verbose: boolean;
  /** File for the stream. */
  readonly stream: string | undefined;
  /** File of the saved values. */
  readonly state: string | undefined;
}

/** Events that are printed only with `--verbose`. */
const detail: ReadonlySet<string> = new Set([
  "trigger",
  "action",
  "group",
  "pair",
  "session",
  "response",
  "timer",
  "qaction",
  "saved",
  "display",
  "notify",
]);

const settings = workerData as RunSettings;
const outcome = new RunOutcome();
/** Aborted when the run has to stop, for whatever reason. */
const stop = new AbortController();

const output = new Output(({ code, message }) => {
  // A reader that closes the pipe, such as `head`, has seen enough: not a failure. A full disk is one.
  if (code !== "EPIPE") {
    output.complain(`The output cannot be written, the element stops. ${message}`);
    outcome.failure(`the output cannot be written: ${message}`);
  }
  stop.abort();
});

/** Prints a JSON line with `--json`, otherwise the text, if there is one. */
function print(line: JsonLine, text?: string): void {
  if (settings.json) output.line(JSON.stringify(line));
  else if (text !== undefined) output.line(text);
}

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

/** Files from which C# is compiled; what a build writes does not count. */
const isCSharp = (name: string): boolean =>
  /\.(?:cs|csproj)$/i.test(name) && !/[\\/](?:obj|bin)[\\/]/i.test(name);

/** Loads C# again at each change, once the element has started, until the function that it gives is called. */
function watchCSharp(element: Element, started: Promise<void>): () => void {
  const reload = async (): Promise<void> => {
    await started;
    const done = await element.reloadCSharp();
    output.complain(
      done
        ? "The C# was compiled again. Runs that begin now use it."
        : "The C# was not compiled again. What ran before goes on.",
    );
  };
  return whileFilesChange(settings.scripts, isCSharp, reload, (error) => {
    output.complain(`Changes of C# cannot be seen. ${describeFailure(error).message}`);
  });
}

/** Loads, starts, waits, stops. */
async function run(): Promise<void> {
  const colours = coloured({ isTTY: isatty(1) });
  const { loading, element: options } = splitOptions(settings.options);
  const { protocol, diagnostics } = await loadProtocol(settings.protocol, loading);
  print({
    type: "start",
    version: jsonLinesVersion,
    protocol: protocol.name,
    protocolVersion: protocol.version,
  });
  const accepted = acceptedIn(protocol.source.text);
  for (const diagnostic of diagnostics.filter((one) => !accepted(one))) {
    outcome.diagnostic(diagnostic);
    if (settings.json) print(diagnosticLine(settings.protocol, diagnostic));
    else if (diagnostic.severity !== "information")
      output.complain(diagnosticText(settings.protocol, diagnostic, colours));
  }
  const { connections, values, scripts, state, runtime, csharpTimeoutMs, csharpDebug } = settings;
  const element = new Element(protocol, {
    connections,
    values,
    scripts,
    csharp: {
      ...(runtime === undefined ? {} : { runtime }),
      ...(csharpTimeoutMs === undefined ? {} : { timeoutMs: csharpTimeoutMs }),
      ...(csharpDebug ? { debug: "wait" } : {}),
    },
    options,
    ...(state === undefined ? {} : { savedValues: savedOnDisk(state) }),
  });
  const shown = new ShownValues(protocol, element.options);
  element.subscribe((happened) => {
    const event = shown.event(happened);
    outcome.event(event);
    if (!settings.verbose && detail.has(event.type)) return;
    print(eventLine(event), humanLine(event, colours));
  });
  const started = element.start();
  const endWatch = settings.watch ? watchCSharp(element, started) : undefined;
  await started;
  await untilStopped();
  endWatch?.();
  const final = { type: "final", ...shown.values(element.values()) } as const;
  await element.stop();
  print(final);
  if (settings.stream !== undefined) await writeStream(settings.stream, element);
}

/** Runs, and turns the outcome into an exit code. */
async function main(): Promise<number> {
  parentPort?.on("message", (message) => {
    if (message === stopRequest) stop.abort();
  });
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

parentPort?.postMessage({ exitCode: await main() } satisfies ThreadEnd);
