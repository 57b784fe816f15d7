/** Reads what people have when they look for an encoding mistake, and finds the bytes or the text in it. */
import { QActionKitError } from "../../base/errors.ts";
import { checkOptionKeys, type OptionKeys } from "../../base/option-keys.ts";
import { flag, oneOf } from "../../base/value-kinds.ts";
import type { InputKind, InputShape, ShapeFound, ShapeMiss } from "./input-shape.ts";
import { isAscii, textLikeness } from "./likeness.ts";
import { inputShapes } from "./shapes.ts";

/** Options of {@link readBytes}. */
export interface ReadBytesOptions {
  /** Read the input as this kind, whatever it looks like. Default: every kind is tried. */
  readonly as?: InputKind;
  /**
   * Take only what an ordinary text cannot be: for files, which may hold a list of numbers or source code. What begins like a shape
   * and departs from it is then a text, not an error. Default false.
   */
  readonly strict?: boolean;
}

const readKeys: OptionKeys<ReadBytesOptions> = {
  as: oneOf("hex", "dec", "dump", "base64", "escapes", "text"),
  strict: flag,
};

/** One way to read an input: `bytes`, or `text` when the input describes characters. */
export type InputReading = {
  /** Name of the shape: `hex`, `dec`, `xxd`, `percent`, `text`... */
  readonly shape: string;
  readonly kind: InputKind;
  /** What it is taken for: "a dump of xxd, 3 rows". */
  readonly description: string;
} & (
  | { readonly bytes: Uint8Array; readonly text?: undefined }
  | { readonly bytes?: undefined; readonly text: string }
);

/** Outcome of {@link readBytes}: the likeliest reading. */
export type ReadBytesResult = InputReading & {
  /** Other readings that are possible, the likelier first. */
  readonly others: readonly InputReading[];
};

/** A shape that fits, and how much speaks for it. */
interface Candidate {
  readonly reading: InputReading;
  readonly sure: boolean;
  readonly score: number;
}

/** Where an input departs from a shape. */
interface Miss extends ShapeMiss {
  readonly title: string;
  readonly kind: InputKind;
}

function candidateOf(
  { name, kind, title }: InputShape,
  { content, detail, sure, secondary }: ShapeFound,
): Candidate {
  const description = detail === undefined ? title : `${title}, ${detail}`;
  const common = { shape: name, kind, description };
  const reading = typeof content === "string" ? { ...common, text: content } : { ...common, bytes: content };
  const likeness = typeof content === "string" ? 0.5 : textLikeness(content);
  return { reading, sure, score: likeness - (secondary === true ? 0.35 : 0) };
}

function sameContent(a: InputReading, b: InputReading): boolean {
  if (a.bytes !== undefined && b.bytes !== undefined) return Buffer.compare(a.bytes, b.bytes) === 0;
  // Bytes that are ASCII are the same text in any encoding.
  const [one, other] = [a, b].map(({ bytes, text }) => text ?? Buffer.from(bytes).toString("latin1"));
  return one !== undefined && one === other && (a.bytes === b.bytes || isAscii(one));
}

/** Digits that are words as well: `cafe`, `decade`. */
const wordOfHexDigits = /^\s*[a-f]{3,}(?:\s+[a-f]{3,})*\s*$/i;

function asText(input: string): InputReading {
  return { shape: "text", kind: "text", description: "text", text: input };
}

/**
 * Understands bytes and text in the shapes that people meet them in: hex digits in every spelling, decimal, octal and binary bytes,
 * arrays of program code, dumps (xxd, hexdump, od, tcpdump, Wireshark, the Stream Viewer of DataMiner), base64, escapes of program
 * code, URLs, mails and HTML. What has none of these shapes is a text. A dump may have offsets and a text column or not; where two
 * readings are possible (`84-69-83-84`) both are given, the likelier first.
 * @throws QActionKitError `ERR_INPUT` when the input begins like a shape and departs from it, or is not of the kind asked for;
 * `details` has `index` (UTF-16), `line` and `column` (from 1)
 */
export function readBytes(input: string, options: ReadBytesOptions = {}): ReadBytesResult {
  checkOptionKeys("readBytes", options, readKeys);
  const { as, strict = false } = options;
  if (as === "text") return { ...asText(input), others: [] };
  // The candidates stay in the order of the table where nothing else decides.
  const candidates: Candidate[] = [];
  const misses: Miss[] = [];
  for (const shape of inputShapes) {
    if (as !== undefined && shape.kind !== as) continue;
    const outcome = shape.read(input);
    if (outcome === undefined) continue;
    if ("content" in outcome) candidates.push(candidateOf(shape, outcome));
    else misses.push({ ...outcome, title: shape.title, kind: shape.kind });
  }
  // The offsets of a dump are hex digits too, also when one of its rows is bad.
  const isDump =
    misses.some(({ close, kind }) => close && kind === "dump") ||
    candidates.some(({ sure, reading }) => sure && reading.kind === "dump");
  const surest = candidates.some(({ sure }) => sure);
  const possible = candidates
    .filter(({ sure, reading }) => sure || (!surest && !strict && (as !== undefined || isPlausible(reading))))
    .sort((a, b) => b.score - a.score)
    .map(({ reading }) => reading)
    .filter(({ shape }) => !isDump || shape !== "hex")
    .filter((reading, index, all) => all.findIndex((other) => sameContent(reading, other)) === index);
  const [best, ...others] = possible;
  if (best === undefined) {
    if (as !== undefined || !strict) throwMiss(input, as, misses);
    return { ...asText(input), others: [] };
  }
  const alsoText = as === undefined && ((!surest && best.kind === "escapes") || wordOfHexDigits.test(input));
  return { ...best, others: alsoText ? [...others, asText(input)] : others };
}

/** Base64 that is not sure is a word; a mail that is not sure is a text with an equals sign. */
function isPlausible({ kind, shape, bytes }: InputReading): boolean {
  return (
    kind !== "base64" && (shape !== "quoted-printable" || (bytes !== undefined && textLikeness(bytes) >= 0.6))
  );
}

/** Throws when the caller asked for a kind, or the input is so close to one that a typing mistake is likely. */
function throwMiss(input: string, as: InputKind | undefined, misses: readonly Miss[]): void {
  const relevant = as === undefined ? misses.filter(({ close }) => close) : misses;
  const farthest = relevant.reduce<Miss | undefined>(
    (best, miss) => (best === undefined || miss.index >= best.index ? miss : best),
    undefined,
  );
  if (farthest === undefined) {
    if (as === undefined) return;
    throw new QActionKitError("ERR_INPUT", `Nothing in the input is ${kindWords[as]}.`, {
      details: { index: 0, line: 1, column: 1 },
    });
  }
  const { index, problem, title } = farthest;
  const before = input.slice(0, index);
  const line = before.split("\n").length;
  const column = index - (before.lastIndexOf("\n") + 1) + 1;
  const place = input.includes("\n")
    ? `line ${String(line)}, column ${String(column)}`
    : `position ${String(index)}`;
  const message =
    as === undefined
      ? `The input looks like ${title}, but not at ${place}: ${problem}. Mend it, or say what it is.`
      : `The input is not ${kindWords[as]} at ${place}: ${problem}.`;
  throw new QActionKitError("ERR_INPUT", message, { details: { index, line, column } });
}

const kindWords: Readonly<Record<InputKind, string>> = {
  hex: "hex digits",
  dec: "decimal bytes",
  dump: "a dump",
  base64: "base64",
  escapes: "text with escapes",
  text: "text",
};
