/** One line of a recording: written from an entry, and read back by a schema. */
import { isUtf8 } from "node:buffer";
import { QActionKitError } from "../base/errors.ts";
import { anyNumber, anyText, arrayOf, flag, objectOf, oneOf, type ValueKind } from "../base/value-kinds.ts";
import { hexToBytes } from "../encoding/hex.ts";
import type { MaskedPart } from "../protocol/secrets.ts";
import {
  recordingVersion,
  type LineChange,
  type RecordedEntry,
  type RecordedHandshake,
  type RecordingHead,
} from "./recorded-entry.ts";

/** The payload as fields of a line: as text when that is exact, otherwise in base64. */
function payloadOf(bytes: Uint8Array): { readonly length: number; text?: string; base64?: string } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return isUtf8(bytes)
    ? { length: bytes.length, text: buffer.toString("utf8") }
    : { length: bytes.length, base64: buffer.toString("base64") };
}

/** An entry as a line, with its line end. */
export function entryLine(entry: RecordedEntry): string {
  const { at, connection, direction, opcode, session, code, reason, note, bytes, masked, change } = entry;
  return `${JSON.stringify({
    type: "stream",
    at: new Date(at).toISOString(),
    connection,
    direction,
    opcode,
    session,
    code,
    reason,
    note,
    change,
    ...(bytes === undefined ? {} : payloadOf(bytes)),
    masked,
  })}\n`;
}

/** The first line of a recording, with its line end. */
export function headLine({ version, at, source }: RecordingHead): string {
  return `${JSON.stringify({ type: "recording", version, at: new Date(at).toISOString(), source })}\n`;
}

/** Characters of a value that a message shows. */
const mostQuoted = 60;

type Fields = Readonly<Record<string, unknown>>;
type Schema = Readonly<Record<string, ValueKind<unknown>>>;

const wholeNumber: ValueKind<number> = {
  words: "a whole number from 0",
  fits: (value): value is number => Number.isSafeInteger(value) && (value as number) >= 0,
};

const time: ValueKind<string> = {
  words: "a time such as 2026-01-01T00:00:00.000Z",
  fits: (value): value is string => typeof value === "string" && !Number.isNaN(Date.parse(value)),
};

const exactText: ValueKind<string> = {
  words: "a text without half characters (write other bytes as base64)",
  fits: (value): value is string => typeof value === "string" && value.isWellFormed(),
};

const base64: ValueKind<string> = {
  words: "base64",
  fits: (value): value is string =>
    typeof value === "string" && /^[A-Za-z0-9+/]*={0,2}$/.test(value) && value.length % 4 === 0,
};

const hex: ValueKind<string> = {
  words: "hex digits, two for each byte",
  fits: (value): value is string => typeof value === "string" && /^(?:[0-9a-fA-F]{2})*$/.test(value),
};

const maskedParts: ValueKind<readonly MaskedPart[]> = {
  words: "a list of [offset, bytes shown, bytes of the secret]",
  fits: (value): value is readonly MaskedPart[] =>
    Array.isArray(value) &&
    value.every((part) => Array.isArray(part) && part.length === 3 && part.every(wholeNumber.fits)),
};

const head: Schema = { version: wholeNumber, at: time, source: anyText };

const entry: Schema = {
  at: time,
  connection: wholeNumber,
  direction: oneOf("out", "in", "state"),
  opcode: oneOfNumbers(1, 2),
  code: wholeNumber,
  reason: anyText,
  note: anyText,
  session: anyNumber,
  change: objectOf("an object"),
  length: wholeNumber,
  text: exactText,
  base64,
  hex,
  masked: maskedParts,
  // What a stream line of `qaction run` has besides.
  number: wholeNumber,
  group: anyNumber,
  pair: anyNumber,
  command: anyNumber,
  response: anyNumber,
  durationMs: anyNumber,
  params: arrayOf("ids", anyNumber),
  qactions: arrayOf("ids", anyNumber),
};

const change: Schema = {
  phase: oneOf("open", "failed", "closed"),
  url: anyText,
  request: objectOf("an object"),
  answer: objectOf("an object"),
  final: flag,
  by: anyText,
  clean: flag,
};

const handshake: Schema = { text: anyText, masked: maskedParts };

function oneOfNumbers(...numbers: readonly number[]): ValueKind<number> {
  return {
    words: numbers.join(" or "),
    fits: (value): value is number => (numbers as readonly unknown[]).includes(value),
  };
}

/** A value as a message shows it. */
function quoted(value: unknown): string {
  return value === undefined ? "missing" : JSON.stringify(value).slice(0, mostQuoted);
}

/** Refuses fields of another kind, and missing ones. Fields that are not in the schema are for other readers. */
function check(where: string, fields: Fields, schema: Schema, required: readonly string[]): void {
  for (const name in fields) {
    const kind = Object.hasOwn(schema, name) ? schema[name] : undefined;
    if (kind === undefined || kind.fits(fields[name])) continue;
    throw invalid(`'${where}${name}' is ${quoted(fields[name])}. Use ${kind.words}.`);
  }
  for (const name of required)
    if (fields[name] === undefined)
      throw invalid(`'${where}${name}' is missing: ${schema[name]?.words ?? ""}.`);
}

/** The error for a line; its reader adds the place. */
function invalid(message: string): QActionKitError {
  return new QActionKitError("ERR_RECORDING", message);
}

function payloadFrom({ text, base64: packed, hex: digits, length }: Fields): Uint8Array | undefined {
  const given = Number(text !== undefined) + Number(packed !== undefined) + Number(digits !== undefined);
  if (given > 1) throw invalid("A payload is either 'text', 'base64' or 'hex'. Leave the others out.");
  const bytes =
    typeof text === "string"
      ? Buffer.from(text, "utf8")
      : typeof packed === "string"
        ? Buffer.from(packed, "base64")
        : typeof digits === "string"
          ? hexToBytes(digits)
          : undefined;
  if (bytes === undefined || length === undefined || length === bytes.length) return bytes;
  throw invalid(`'length' is ${quoted(length)}, but the payload has ${String(bytes.length)} bytes.`);
}

function handshakeFrom(where: string, given: unknown): RecordedHandshake {
  const fields = given as Fields;
  check(where, fields, handshake, ["text"]);
  return fields as unknown as RecordedHandshake;
}

function changeFrom(given: unknown): LineChange {
  const fields = given as Fields;
  check("change.", fields, change, ["phase"]);
  if (fields["request"] !== undefined) handshakeFrom("change.request.", fields["request"]);
  if (fields["answer"] !== undefined) handshakeFrom("change.answer.", fields["answer"]);
  return fields as unknown as LineChange;
}

const copied = ["opcode", "code", "reason", "note", "masked", "session"] as const;

function entryFrom(fields: Fields, place: number): RecordedEntry {
  check("", fields, entry, ["at", "connection", "direction"]);
  const bytes = payloadFrom(fields);
  const made: Record<string, unknown> = {
    at: Date.parse(fields["at"] as string),
    connection: fields["connection"],
    direction: fields["direction"],
    place,
  };
  if (bytes !== undefined) made["bytes"] = bytes;
  for (const name of copied) if (fields[name] !== undefined) made[name] = fields[name];
  if (fields["change"] !== undefined) made["change"] = changeFrom(fields["change"]);
  return made as unknown as RecordedEntry;
}

function headFrom(fields: Fields): RecordingHead {
  check("", fields, head, ["version", "at", "source"]);
  const { version, at, source } = fields as { version: number; at: string; source: string };
  if (version > recordingVersion)
    throw invalid(
      `The recording has version ${String(version)}, and this qaction-kit reads version ${String(recordingVersion)}. Use a later one.`,
    );
  return { version, at: Date.parse(at), source };
}

/** What a line holds; undefined for an empty one. */
export type LineContent = { readonly head: RecordingHead } | { readonly entry: RecordedEntry } | undefined;

/**
 * Reads a line.
 * @param place number of the line, from 1, kept in the entry
 * @throws QActionKitError `ERR_RECORDING` that says what is wrong, without the place
 */
export function readLine(text: string, place: number): LineContent {
  if (text.trim() === "") return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new QActionKitError("ERR_RECORDING", "It is not a JSON object.", { cause });
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
    throw invalid("It is not a JSON object.");
  const fields = parsed as Fields;
  if (fields["type"] === "stream") return { entry: entryFrom(fields, place) };
  if (fields["type"] === "recording") return { head: headFrom(fields) };
  throw invalid(
    `'type' is ${quoted(fields["type"])}. Lines of a recording are of type "recording" or "stream".`,
  );
}
