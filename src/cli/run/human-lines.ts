/** Events as one aligned line each, for people. */
import type { ElementEvent } from "../../element/events.ts";
import type { StreamEntry } from "../../element/stream/stream-log.ts";
import type { Diagnostic } from "../../protocol/diagnostic.ts";
import type { Value } from "../../parameter/value.ts";
import { paint, type Style } from "../paint.ts";
import type { Answer } from "./answers.ts";
import type { RunRequest } from "./requests.ts";

/** Column in which the text of a line begins, after the time and the kind. */
const textColumn = 26;
/** Characters shown of a value or payload. */
const mostCharacters = 160;

/** Number of saved parameters and rows that a line names. */
const mostNamed = 8;

const kindStyles: Readonly<Record<string, Style>> = {
  state: "bold",
  connection: "cyan",
  parameter: "green",
  stream: "dim",
  log: "yellow",
  qaction: "magenta",
};

/** Text on one line: control characters escaped, long text cut with its length. */
function oneLine(text: string): string {
  const visible = text.replace(/\p{Cc}/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
  return visible.length <= mostCharacters
    ? visible
    : `${visible.slice(0, mostCharacters)}... (${String(text.length)} characters)`;
}

/** A value as a script would write it; `null` if it was never set. */
export function valueText(value: Value): string {
  return typeof value === "string" ? `"${oneLine(value)}"` : String(value);
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Payload for people: its text when it is UTF-8, else hex. */
export function payload(bytes: Uint8Array): string {
  const head = bytes.subarray(0, 4 * mostCharacters);
  try {
    return oneLine(utf8.decode(head, { stream: head.length < bytes.length }));
  } catch {
    return `0x${Buffer.from(head.subarray(0, 40)).toString("hex")}${bytes.length > 40 ? "..." : ""}`;
  }
}

function streamText(entry: StreamEntry): string {
  const arrow = entry.direction === "out" ? "<<" : entry.direction === "in" ? ">>" : "--";
  const parts = [`${arrow} [${String(entry.connection)}]`];
  if (entry.command !== undefined) parts.push(`command ${String(entry.command)}`);
  if (entry.note !== undefined) parts.push(entry.note);
  if (entry.bytes !== undefined) {
    parts.push(
      entry.opcode === 1 ? "text" : "binary",
      `${String(entry.bytes.length)} B`,
      payload(entry.bytes),
    );
  }
  if (entry.code !== undefined) parts.push(`code ${String(entry.code)}`);
  if (entry.reason !== undefined && entry.reason !== "") parts.push(`"${oneLine(entry.reason)}"`);
  return parts.join(" ");
}

function savedText({ parameters, rows }: Extract<ElementEvent, { readonly type: "saved" }>): string {
  const named = [
    ...parameters.map(({ pid }) => String(pid)),
    ...rows.map(({ table, key }) => `${String(table)}/${key === null ? "*" : oneLine(key)}`),
  ];
  const more = named.length - mostNamed;
  return `${named.slice(0, mostNamed).join(", ")}${more > 0 ? ` and ${String(more)} more` : ""}`;
}

/** What one event says, without time and kind. */
function eventText(event: ElementEvent): string {
  switch (event.type) {
    case "state":
      return `${event.state}${event.timeout ? ", in timeout" : ""}`;
    case "connection": {
      const { phase, url, code, reason } = event;
      const because = reason === undefined || reason === "" ? "" : `"${oneLine(reason)}"`;
      const parts = [code === undefined ? "" : `code ${String(code)}`, because];
      const why = parts.map((part) => (part === "" ? "" : ` ${part}`)).join("");
      return `[${String(event.connection)}] ${phase}${url === undefined ? "" : ` ${url}`}${why}`;
    }
    case "parameter":
      return `${String(event.pid)} ${event.name} = ${valueText(event.value)} (${event.source})`;
    case "stream":
      return streamText(event.entry);
    case "log": {
      const from = event.qaction === undefined ? (event.code ?? "") : `QAction ${String(event.qaction)}`;
      // The further lines of a stack or dump are indented to the column of the text.
      return `${event.kind} ${from}: ${event.message.replaceAll(/\r?\n/g, `\n${" ".repeat(textColumn)}`)}`;
    }
    case "qaction":
      return `${String(event.id)} ${event.phase}, triggered by ${String(event.trigger)}`;
    case "saved":
      return savedText(event);
    case "message":
      return `to ${event.user || "nobody"}: ${event.caption === "" ? "" : `${oneLine(event.caption)}: `}${oneLine(event.message)}`;
    default: {
      const { type: _, at: __, ...facts } = event;
      return Object.entries(facts)
        .map(([name, value]) => `${name} ${String(value)}`)
        .join(", ");
    }
  }
}

function alignedLine(
  at: number,
  type: string,
  text: string,
  style: Style | undefined,
  colours: boolean,
): string {
  const time = new Date(at).toISOString().slice(11, 23);
  const kind = type.padEnd(10);
  return `${paint("dim", time, colours)}  ${style === undefined ? kind : paint(style, kind, colours)}  ${text}`;
}

/** One event as a line: time, kind, what happened. */
export function humanLine(event: ElementEvent, colours: boolean): string {
  const style = event.type === "log" && event.kind === "error" ? "red" : kindStyles[event.type];
  return alignedLine(event.at, event.type, eventText(event), style, colours);
}

/** What an answer says; what takes several lines is indented to the column of the text. */
function answerFacts(request: RunRequest | undefined, answer: Answer): string {
  if (!answer.ok) return [answer.code, answer.message].filter((part) => part !== undefined).join(" ");
  const { columns, rows, requests, value } = answer;
  if (columns !== undefined && rows !== undefined) {
    const lines = rows.map((row) =>
      columns.map((pid, i) => `${String(pid)} ${valueText(row[i] ?? null)}`).join("  "),
    );
    return [`${String(rows.length)} ${rows.length === 1 ? "row" : "rows"}`, ...lines].join(
      `\n${" ".repeat(textColumn)}`,
    );
  }
  if (requests !== undefined) {
    const width = Math.max(...requests.map(({ write }) => write.length));
    return requests
      .map(({ write, help }) => `${write.padEnd(width)}  ${help}`)
      .join(`\n${" ".repeat(textColumn)}`);
  }
  if (value !== undefined) return `${String(answer.pid)} ${answer.name ?? ""} = ${valueText(value)}`;
  return `${request?.do ?? ""} done`;
}

/** The answer to a request as a line, or as several. */
export function answerText(
  at: number,
  request: RunRequest | undefined,
  answer: Answer,
  colours: boolean,
): string {
  return alignedLine(at, "answer", answerFacts(request, answer), answer.ok ? "bold" : "red", colours);
}

/** One diagnostic as a line that editors can follow: `file:line:column severity code message`. */
export function diagnosticText(
  file: string,
  { code, severity, message, position }: Diagnostic,
  colours: boolean,
): string {
  const place = `${file}:${String(position.line)}:${String(position.column)}`;
  const style: Style = severity === "error" ? "red" : severity === "warning" ? "yellow" : "dim";
  return `${place} ${paint(style, severity, colours)} ${code} ${message}`;
}
