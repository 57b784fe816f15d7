/** The element log: which lines are written at which levels, their format, and their sinks. */
import { appendFileSync } from "node:fs";
import type { Clock } from "../base/clock.ts";
import { Listeners, warnOfProcess, type ListenerFailed } from "../base/listeners.ts";
import type { LogLevel, LogType } from "./log-constants.ts";

/** The three independent levels of an element, 0..6 (6: development). */
export interface LogLevels {
  information: number;
  error: number;
  debug: number;
}

/** One line; sinks get it whether it is written or not. */
export interface LogLine {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly at: number;
  /** `script`: a call of `Log`; `element`: a line of the element itself. */
  readonly source: "script" | "element";
  readonly type: LogType;
  readonly level: LogLevel;
  /** Cut at {@link longestLogLine} characters. */
  readonly message: string;
  /** True when the levels of the element let it into the log file. */
  readonly written: boolean;
  /** Id of the QAction that was running. */
  readonly qaction?: number;
  /** Parameter (or group) that triggered it. */
  readonly trigger?: number;
  /** Made where the line was written, when it is about a call of a script: its stack leads to the script. */
  readonly from?: Error;
}

/** Receives every line; `written` says whether DataMiner would write it. */
export type LogSink = (line: LogLine) => void;

/** Characters after which a line is cut (`Skyline.DataMiner.Scripting.SLProtocol`, RN 34801). */
export const longestLogLine = 5120;

const tags: Readonly<Record<LogType["name"], string>> = {
  Information: "INF",
  Error: "ERR",
  DebugInfo: "DBG",
  Allways: "CRU",
};

/**
 * True when a line is written: the level set for its type is at least its own
 * (`How_to_use_the_element_log_in_connector_integrations`). `Allways` is always written.
 */
export function isWritten(type: LogType, level: LogLevel, levels: LogLevels): boolean {
  switch (type.name) {
    case "Information":
      return levels.information >= level.value;
    case "Error":
      return levels.error >= level.value;
    case "DebugInfo":
      return levels.debug >= level.value;
    case "Allways":
      return true;
  }
}

/** The line as the element log shows it: `date|time|process|module|TAG|level|message`. */
export function formatLogLine(line: LogLine): string {
  const iso = new Date(line.at).toISOString();
  const module = line.source === "script" ? "ManagedInterop" : "CProtocol";
  const stamp = `${iso.slice(0, 10).replaceAll("-", "/")}|${iso.slice(11, 23)}`;
  return `${stamp}|SLManagedScripting.exe|${module}|${tags[line.type.name]}|${String(line.level.value)}|${line.message}`;
}

/** The log of one element: its levels, which may change while it runs, and its sinks. */
export class ElementLog {
  readonly levels: LogLevels;
  readonly #sinks: Listeners<LogLine>;
  readonly #clock: Pick<Clock, "now">;

  /** @param sinkFailed called once for each sink that throws; by default the error becomes a process warning */
  constructor(
    clock: Pick<Clock, "now">,
    sinks: readonly LogSink[] = [],
    levels: Partial<LogLevels> = {},
    sinkFailed: ListenerFailed = warnOfProcess,
  ) {
    this.#clock = clock;
    this.#sinks = new Listeners(sinkFailed);
    for (const sink of sinks) this.#sinks.add(sink);
    this.levels = { information: 0, error: 0, debug: 0, ...levels };
  }

  /** Adds a sink; the returned function removes it. */
  addSink(sink: LogSink): () => void {
    return this.#sinks.add(sink);
  }

  /** Adds a line. */
  write(
    source: LogLine["source"],
    type: LogType,
    level: LogLevel,
    message: string,
    about: Pick<LogLine, "qaction" | "trigger" | "from"> = {},
  ): void {
    const line: LogLine = {
      at: this.#clock.now(),
      source,
      type,
      level,
      message: message.length > longestLogLine ? message.slice(0, longestLogLine) : message,
      written: isWritten(type, level, this.levels),
      ...about,
    };
    this.#sinks.tell(line);
  }
}

/** Keeps every line, for tests and displays. */
export class MemoryLog {
  readonly lines: LogLine[] = [];
  /** The sink. */
  readonly sink: LogSink = (line) => {
    this.lines.push(line);
  };

  /** The messages of the lines that were written. */
  get messages(): readonly string[] {
    return this.lines.filter((line) => line.written).map((line) => line.message);
  }

  clear(): void {
    this.lines.length = 0;
  }
}

/** Sends written lines to a console: errors to `error`, the rest to `log`. */
export function consoleSink(output: Pick<Console, "log" | "error"> = console): LogSink {
  return (line) => {
    if (!line.written) return;
    if (line.type.name === "Error") output.error(formatLogLine(line));
    else output.log(formatLogLine(line));
  };
}

/** Appends written lines to a file immediately, so that none is lost when the process ends. */
export function fileSink(path: string): LogSink {
  return (line) => {
    if (line.written) appendFileSync(path, `${formatLogLine(line)}\n`);
  };
}
