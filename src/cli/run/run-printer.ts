/** Which lines of a run are printed, and in which form. */
import type { NoticeCode } from "../../base/notices.ts";
import { explainedCall } from "../../element/explained-call.ts";
import type { ElementEvent } from "../../element/events.ts";
import type { Diagnostic } from "../../protocol/diagnostic.ts";
import type { Protocol } from "../../protocol/model.ts";
import type { LineSink } from "../output.ts";
import type { Answer } from "./answers.ts";
import { answerText, diagnosticText, humanLine } from "./human-lines.ts";
import {
  answerLine,
  diagnosticLine,
  eventLine,
  jsonLinesVersion,
  type FinalLine,
  type JsonLine,
} from "./json-lines.ts";
import { isUsual } from "./line-types.ts";
import type { RunRequest } from "./requests.ts";
import type { RunSettings } from "./run-settings.ts";

/** What {@link RunPrinter} obeys. */
export type PrintSettings = Pick<RunSettings, "json" | "verbose" | "only" | "quiet">;

/** True for an event that tells of something wrong. */
function isTrouble(event: ElementEvent): boolean {
  if (event.type === "log") return event.kind === "error" || event.kind === "warning";
  return event.type === "connection" && event.phase === "failed";
}

/** Notices that say why an attempt failed or a connection ended. */
const endNotices: ReadonlySet<string> = new Set<NoticeCode>([
  "ADDRESS_INVALID",
  "CONNECTION_CLOSED",
  "CONNECTION_FAILED",
]);

/** What a QAction threw, out of the line that it logs with its stack. */
function thrownText(message: string): string {
  return /^Exception during execution: ([^\r\n]*)/.exec(message)?.[1] ?? "";
}

/** Prints the lines of a run. */
export class RunPrinter {
  readonly #output: LineSink;
  readonly #settings: PrintSettings;
  readonly #colours: boolean;
  /** The line of the log about the end of a connection that was printed last; empty once the event came too. */
  #lastEnd = "";
  #protocol: Protocol | undefined;
  /** What a script threw, as its QAction logged it last. */
  #thrown = "";

  constructor(output: LineSink, settings: PrintSettings, colours: boolean) {
    this.#output = output;
    this.#settings = settings;
    this.#colours = colours;
  }

  /** A protocol was loaded. */
  loaded(protocol: Protocol): void {
    const { name, version } = protocol;
    this.#protocol = protocol;
    this.#print({ type: "start", version: jsonLinesVersion, protocol: name, protocolVersion: version });
  }

  /** What loading it has found. */
  diagnostics(file: string, diagnostics: readonly Diagnostic[]): void {
    for (const diagnostic of diagnostics) {
      if (this.#settings.json) this.#print(diagnosticLine(file, diagnostic));
      else if (diagnostic.severity !== "information")
        this.#output.complain(diagnosticText(file, diagnostic, this.#colours));
    }
  }

  event(event: ElementEvent): void {
    if (!this.#prints(event.type) || (this.#settings.quiet && !isTrouble(event))) return;
    if (!this.#settings.json && !this.#settings.verbose && this.#repeats(event)) return;
    this.#print(
      eventLine(event),
      () => humanLine(event, this.#colours) + explainedCall(event, this.#protocol),
    );
  }

  /**
   * True for a line that says to people once more what they have just read. An attempt that failed, or a connection that
   * ended, is also a line of the log and an entry of the stream; what a script threw stands in the line of its QAction.
   */
  #repeats(event: ElementEvent): boolean {
    if (event.type === "stream") return event.entry.direction === "state" && this.#prints("connection");
    if (event.type === "log") {
      if (event.code === "SCRIPT_FAILED") return this.#thrown !== "" && event.message.includes(this.#thrown);
      if (event.qaction !== undefined && event.kind === "error")
        this.#thrown = thrownText(event.message) || this.#thrown;
      if (endNotices.has(event.code ?? "")) this.#lastEnd = event.message;
      return false;
    }
    if (event.type !== "connection") return false;
    const said = this.#lastEnd;
    this.#lastEnd = "";
    const { phase, reason = "" } = event;
    if (phase === "failed") return reason !== "" && said.includes(reason);
    return phase === "closed" && said !== "";
  }

  /** Answers are printed in every case: somebody has asked. */
  answer(request: RunRequest | undefined, answer: Answer): void {
    const at = Date.now();
    const line = answerLine(at, request, answer);
    this.#output.line(
      this.#settings.json ? JSON.stringify(line) : answerText(at, request, answer, this.#colours),
    );
  }

  final(line: FinalLine): void {
    this.#print(line);
  }

  #prints(type: JsonLine["type"]): boolean {
    const { only, verbose } = this.#settings;
    return only === undefined ? verbose || isUsual(type) : only.includes(type);
  }

  /** Prints the object with `--json`, otherwise the text, if there is one. */
  #print(line: JsonLine, text?: () => string): void {
    if (!this.#prints(line.type)) return;
    if (this.#settings.json) this.#output.line(JSON.stringify(line));
    else if (text !== undefined) this.#output.line(text());
  }
}
