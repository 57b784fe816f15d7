/** The report of `qaction decode` as lines for people. */
import type { ExplainedSpan, MojibakeExplanation } from "../../encoding/mojibake.ts";
import { encodingLabel } from "../../encoding/mojibake-words.ts";
import { characterDump } from "./character-dump.ts";
import type { BytesReport, DecodeReport, OtherReading } from "./decode-report.ts";
import { paint } from "../paint.ts";

const shownText = 60;
const shownReadings = 8;
const shownSpans = 8;
const shownBytes = 256;

/** A text on one line: shortened, controls made visible. */
export function oneLine(text: string, most = shownText): string {
  const short = text.length > most ? `${text.slice(0, most)}...` : text;
  return short.replace(/[\p{C}\u2028\u2029]/gu, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
    return `\u27e8${code.padStart(2, "0")}\u27e9`;
  });
}

/** A text in quotes, as JSON writes it: shortened, on one line. */
export function quoted(text: string): string {
  return oneLine(JSON.stringify(text.slice(0, shownText)), Infinity) + (text.length > shownText ? "..." : "");
}

/** "1 byte", "2 bytes". */
export function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? "" : "s"}`;
}

function otherLine({ kind, description, text }: OtherReading, { input }: DecodeReport): string {
  const hint = kind === input.kind ? "" : ` (--input ${kind})`;
  return `It may also be ${description}: ${quoted(text)}${hint}`;
}

/** One damaged part: where it is, what it was. */
export function spanLine({ before, after, steps }: ExplainedSpan, place: string): string {
  const what = steps.map((step) => step.what).join(", then ");
  return `${place}: ${quoted(before)} -> ${quoted(after)}  ${what}`;
}

/** Line and column of an offset, both from 1, in words. */
export function placeIn(text: string, offset: number): string {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  const column = offset - before.lastIndexOf("\n");
  return `line ${String(line)}, column ${String(column)}`;
}

function textLines(
  { summary, steps, spans, text }: MojibakeExplanation,
  given: string,
  all: boolean,
): string[] {
  const shown = all ? spans : spans.slice(0, shownSpans);
  const places = [...new Set(steps.map(({ where }) => where))];
  return [
    paint("bold", summary),
    ...(spans.length === 0 ? [] : ["", ...shown.map((span) => spanLine(span, placeIn(given, span.start)))]),
    ...(shown.length < spans.length
      ? [paint("dim", `and ${String(spans.length - shown.length)} more; --all shows them`)]
      : []),
    ...(places.length === 0 ? [] : ["", ...places]),
    ...(spans.length === 0 ? [] : ["", paint("green", oneLine(text, 1000))]),
  ];
}

/** Whether an undamaged argument is a single word, taken as it is: perhaps a misspelt file name. */
function isFileName({ source, input, text }: DecodeReport, given: string): boolean {
  const asGiven = source === "argument" && input.kind === "text";
  return asGiven && text?.spans.length === 0 && /^\S{1,255}$/.test(given);
}

/** The text behind escapes, when nothing is repaired in it: with a repair, that is shown. */
function unescapedLines({ input, text }: DecodeReport, given: string): string[] {
  return input.kind === "escapes" && text?.spans.length === 0 ? [paint("green", oneLine(given, 1000))] : [];
}

/** The report about an input that is text; `given` is that text. */
export function textReportLines(report: DecodeReport, given: string, all: boolean): string[] {
  return [
    `${report.source}: taken for ${report.input.description}, ${counted(given.length, "character")}`,
    ...report.others.map((other) => otherLine(other, report)),
    ...(report.text === null ? [] : textLines(report.text, given, all)),
    ...unescapedLines(report, given),
    ...(isFileName(report, given) ? [`There is no file '${given}' either.`] : []),
  ];
}

function readingLines({ readings }: BytesReport, all: boolean): string[] {
  const shown = all ? readings : readings.slice(0, shownReadings);
  const names = shown.map(({ codePage }) => encodingLabel(codePage));
  const width = Math.max(8, ...names.map((name) => name.length));
  return [
    paint("dim", `${"encoding".padEnd(width)}  score  valid  text`),
    ...shown.map(({ score, valid, text }, index) => {
      const line = `${(names[index] ?? "").padEnd(width)}  ${String(score).padStart(5)}  ${valid ? "yes  " : "no   "}  ${oneLine(text)}`;
      return index === 0 ? paint("green", line) : line;
    }),
    ...(shown.length < readings.length
      ? [
          paint(
            "dim",
            `and ${String(readings.length - shown.length)} more; --all shows them, --as utf-8,1252 chooses`,
          ),
        ]
      : []),
  ];
}

function utf8Line({ sampled, length, utf8 }: BytesReport): string[] {
  if (sampled === length) return [];
  return [
    utf8.valid
      ? "All of it is valid UTF-8."
      : `Not all of it is valid UTF-8: the first broken bytes are at offset ${String(utf8.brokenAt)}.`,
  ];
}

/** The report about bytes; `sample` holds those that were rated. */
export function bytesReportLines(
  report: DecodeReport,
  bytes: BytesReport,
  sample: Uint8Array,
  all: boolean,
): string[] {
  const best = bytes.readings[0];
  return [
    `${report.source}: taken for ${report.input.description}, ${counted(bytes.length, "byte")}`,
    ...report.others.map((other) => otherLine(other, report)),
    paint("bold", bytes.verdict),
    ...utf8Line(bytes),
    ...bytes.notes,
    "",
    ...readingLines(bytes, all),
    ...(report.text === null || best === undefined ? [] : ["", ...textLines(report.text, best.text, all)]),
    ...(report.text === null || report.input.kind !== "file"
      ? []
      : ["", "With --repair it is written repaired."]),
    ...(best === undefined || sample.length === 0
      ? []
      : [
          "",
          paint("dim", `bytes, and below them the characters in ${encodingLabel(best.codePage)}`),
          ...characterDump(sample.subarray(0, shownBytes), best.codePage),
        ]),
    ...(sample.length > shownBytes
      ? [paint("dim", `... ${String(bytes.length - shownBytes)} more bytes`)]
      : []),
  ];
}
