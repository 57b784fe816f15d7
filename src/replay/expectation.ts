/** What is expected of a replay: parameters, tables, sent commands and log, kept in a file beside the recording. */
import { createHash } from "node:crypto";
import { isUtf8 } from "node:buffer";
import { readFileSync, writeFileSync } from "node:fs";
import { QActionKitError } from "../base/errors.ts";
import type { Value } from "../parameter/value.ts";

/** Version of the file; it changes when a field changes its meaning or is removed. */
const version = 1;

/** Commands, and lines of the log, that are kept as they are; of the others only a digest is, so that memory stays flat. */
const mostKept = 10_000;

/** A command that was sent, as it is compared. */
export interface SentCommand {
  readonly connection: number;
  /** WebSocket: 1 text, 2 binary. */
  readonly opcode?: 1 | 2;
  /** The bytes, when they are UTF-8; otherwise {@link base64}. */
  readonly text?: string;
  readonly base64?: string;
}

/** A list whose end is only counted. */
export interface LongList<T> {
  readonly items: readonly T[];
  /** What follows them. */
  readonly more?: { readonly count: number; readonly sha256: string };
}

/** What a replay has shown, or is to show. */
export interface Observed {
  /** PID to value, secrets as `***`; parameters that were never set are missing. */
  readonly parameters: Readonly<Record<string, Value>>;
  /** Table PID to rows, each a list of cells by idx. */
  readonly tables: Readonly<Record<string, readonly (readonly Value[])[]>>;
  readonly sent: LongList<SentCommand>;
  /** Lines of the log, `kind: first line of the message`. */
  readonly log: LongList<string>;
}

/** Collects a list. */
export class ListCollector<T> {
  readonly #items: T[] = [];
  readonly #digest = createHash("sha256");
  #more = 0;

  add(item: T): void {
    if (this.#items.length < mostKept) this.#items.push(item);
    else {
      this.#more++;
      this.#digest.update(`${JSON.stringify(item)}\n`);
    }
  }

  /** The list so far. */
  list(): LongList<T> {
    const more = { count: this.#more, sha256: this.#digest.copy().digest("hex") };
    return this.#more === 0 ? { items: [...this.#items] } : { items: [...this.#items], more };
  }
}

/** A command in the form in which it is compared. */
export function sentCommand(connection: number, bytes: Uint8Array, opcode: 1 | 2 | undefined): SentCommand {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const payload = isUtf8(bytes) ? { text: buffer.toString("utf8") } : { base64: buffer.toString("base64") };
  return { connection, ...(opcode === undefined ? {} : { opcode }), ...payload };
}

/** File of the expectation of a recording: `session.jsonl` has `session.expected.json`. */
export function expectationFile(recording: string): string {
  return `${recording.replace(/\.[^./\\]+$/, "")}.expected.json`;
}

/** Writes a list with one item a line. */
function listText<T>({ items, more }: LongList<T>): string {
  const lines = items.map((item) => `    ${JSON.stringify(item)}`).join(",\n");
  const list = items.length === 0 ? "[]" : `[\n${lines}\n  ]`;
  return more === undefined ? list : `{ "items": ${list}, "more": ${JSON.stringify(more)} }`;
}

function recordText(record: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(record).map(([key, value]) => {
    const text = Array.isArray(value) ? rowsText(value) : JSON.stringify(value);
    return `    ${JSON.stringify(key)}: ${text}`;
  });
  return lines.length === 0 ? "{}" : `{\n${lines.join(",\n")}\n  }`;
}

function rowsText(rows: readonly unknown[]): string {
  if (rows.length === 0) return "[]";
  return `[\n${rows.map((row) => `      ${JSON.stringify(row)}`).join(",\n")}\n    ]`;
}

/** The text of the file: one value, row, command or line of the log on each line, for version control. */
export function expectationText({ parameters, tables, sent, log }: Observed): string {
  const fields = [
    `"version": ${String(version)}`,
    `"parameters": ${recordText(parameters)}`,
    `"tables": ${recordText(tables)}`,
    `"sent": ${listText(sent)}`,
    `"log": ${listText(log)}`,
  ];
  return `{\n  ${fields.join(",\n  ")}\n}\n`;
}

/** Writes the file. @throws QActionKitError `ERR_REPLAY` */
export function writeExpectation(file: string, observed: Observed): void {
  try {
    writeFileSync(file, expectationText(observed));
  } catch (cause) {
    throw failure(
      `${file} cannot be written. ${cause instanceof Error ? cause.message : String(cause)}`,
      cause,
    );
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function longList<T>(file: string, name: string, value: unknown): LongList<T> {
  if (Array.isArray(value)) return { items: value as readonly T[] };
  if (isRecord(value) && Array.isArray(value["items"]) && isRecord(value["more"]))
    return value as unknown as LongList<T>;
  throw failure(`${file}: '${name}' is no list. Write the file anew with --update.`);
}

/**
 * Reads the file; undefined when there is none.
 * @throws QActionKitError `ERR_REPLAY` for a file that cannot be used
 */
export function readExpectation(file: string): Observed | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return undefined;
    throw failure(`${file} cannot be read. ${cause instanceof Error ? cause.message : String(cause)}`, cause);
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw failure(`${file} is not JSON. Write it anew with --update.`, cause);
  }
  if (!isRecord(parsed) || parsed["version"] !== version)
    throw failure(`${file} has no version ${String(version)}. Write it anew with --update.`);
  const { parameters, tables, sent, log } = parsed;
  if (!isRecord(parameters) || !isRecord(tables))
    throw failure(`${file} lacks parameters or tables. Write it anew with --update.`);
  return {
    parameters: parameters as Observed["parameters"],
    tables: tables as Observed["tables"],
    sent: longList(file, "sent", sent),
    log: longList(file, "log", log),
  };
}

function failure(message: string, cause?: unknown): QActionKitError {
  return new QActionKitError("ERR_REPLAY", message, { cause });
}
