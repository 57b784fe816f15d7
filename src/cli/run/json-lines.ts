/** Events as JSON lines: the documented, versioned form of `qaction run --json`. */
import type { ElementEvent } from "../../element/events.ts";
import { streamLine } from "../../element/stream/stream-export.ts";
import type { Diagnostic } from "../../protocol/diagnostic.ts";
import type { Value } from "../../parameter/value.ts";
import { describeScriptError } from "../../qaction/script/script-error.ts";
import type { Answer } from "./answers.ts";
import type { RunRequest } from "./requests.ts";

/** Version of the format; it changes when a field changes its meaning or is removed. */
export const jsonLinesVersion = 1;

/**
 * One line of output. Times are ISO 8601 in UTC, bytes are lower-case hex.
 * First comes `start`, then diagnostics and events as they happen, last `final`.
 */
export type JsonLine =
  | {
      readonly type: "start";
      readonly version: number;
      readonly protocol: string;
      readonly protocolVersion: string;
    }
  | ({ readonly type: "diagnostic"; readonly file: string } & Omit<Diagnostic, "position"> & {
        readonly line: number;
        readonly column: number;
      })
  | ({ readonly at: string } & Record<string, unknown> & { readonly type: ElementEvent["type"] })
  | AnswerLine
  | FinalLine;

/** With `--repl`, after each request. */
export type AnswerLine = {
  readonly type: "answer";
  readonly at: string;
  /** The request that is answered; missing for a line that is none. */
  readonly do?: RunRequest["do"];
  /** What the request carried as `id`. */
  readonly id?: string | number;
} & Answer;

/** The last line: what every parameter holds when the element has stopped. */
export interface FinalLine {
  readonly type: "final";
  /** PID to value; parameters that were never set are missing. */
  readonly parameters: Readonly<Record<string, Value>>;
  /** Table PID to rows, each a list of cells. */
  readonly tables: Readonly<Record<string, readonly (readonly Value[])[]>>;
}

/** One event as a line. */
export function eventLine(event: ElementEvent): JsonLine {
  const at = new Date(event.at).toISOString();
  if (event.type === "log") {
    const { cause: _, from, ...line } = event;
    const place = from === undefined ? undefined : describeScriptError(from);
    return {
      ...line,
      ...(place?.file !== undefined && { file: place.file, line: place.line }),
      at,
    };
  }
  if (event.type !== "stream") return { ...event, at };
  return { ...streamLine(event.entry), at };
}

/** The answer to a request as a line. */
export function answerLine(at: number, request: RunRequest | undefined, answer: Answer): AnswerLine {
  return {
    type: "answer",
    at: new Date(at).toISOString(),
    ...(request !== undefined && { do: request.do }),
    ...(request?.id !== undefined && { id: request.id }),
    ...answer,
  };
}

/** One diagnostic as a line. */
export function diagnosticLine(file: string, { code, severity, message, position }: Diagnostic): JsonLine {
  return { type: "diagnostic", file, code, severity, message, line: position.line, column: position.column };
}
