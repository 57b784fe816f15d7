/** `qaction decode`: which encodings give which text, and which one is right. */
import { defineCommand } from "citty";
import { Encoding } from "../encoding/encoding.ts";
import { inspectBytes } from "../encoding/inspect.ts";
import type { Inspection } from "../encoding/inspect.ts";
import { encodingLabel } from "../encoding/mojibake-words.ts";
import { QActionKitError } from "../errors.ts";
import { characterDump } from "./character-dump.ts";
import { openInput, sumUp } from "./decode-input.ts";
import type { StreamSummary } from "./decode-input.ts";
import { UsageError } from "./exit.ts";
import { checkFlags } from "./flags.ts";
import { paint } from "./paint.ts";
import { progressBar } from "./progress.ts";

/** What `qaction decode --json` prints: version 1. */
export interface DecodeReport extends Omit<Inspection, "length" | "byteOrderMark"> {
  readonly version: 1;
  /** The file, `hex` or `standard input`. */
  readonly source: string;
  /** Bytes in all. */
  readonly length: number;
  /** Bytes from the start that the readings and notes are about. */
  readonly sampled: number;
  readonly byteOrderMark: Inspection["byteOrderMark"] | null;
  /** Whether all bytes, not only the sampled ones, are valid UTF-8, and where the first broken sequence is. */
  readonly utf8: { readonly valid: boolean; readonly brokenAt: number | null };
}

/**
 * The code pages of a list such as `utf-8,1252`.
 * @throws UsageError for a name or page that the kit does not have
 */
export function codePagesOf(list: string): number[] {
  return list
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "")
    .map((item) => {
      try {
        return Encoding.GetEncoding(/^\d+$/.test(item) ? Number(item) : item).CodePage;
      } catch (error) {
        if (error instanceof QActionKitError) throw new UsageError(error.message);
        throw error;
      }
    });
}

/** The report about a stream that was summed up. */
export function decodeReport(
  source: string,
  summary: StreamSummary,
  codePages: readonly number[],
): DecodeReport {
  const { sample, length, brokenUtf8At } = summary;
  const { byteOrderMark = null, ...inspection } = inspectBytes(
    sample,
    codePages.length === 0 ? {} : { codePages },
  );
  const utf8 = { valid: brokenUtf8At === undefined, brokenAt: brokenUtf8At ?? null };
  return { version: 1, source, ...inspection, length, sampled: sample.length, byteOrderMark, utf8 };
}

const shownText = 60;
const shownReadings = 8;
const shownBytes = 256;

function oneLine(text: string): string {
  const short = text.length > shownText ? `${text.slice(0, shownText)}...` : text;
  return short.replace(/[\p{C}\u2028\u2029]/gu, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
    return `\u27e8${code.padStart(2, "0")}\u27e9`;
  });
}

/** The report as lines for people. */
export function decodeLines(report: DecodeReport, sample: Uint8Array, all: boolean): string[] {
  const readings = all ? report.readings : report.readings.slice(0, shownReadings);
  const names = readings.map(({ codePage }) => encodingLabel(codePage));
  const width = Math.max(8, ...names.map((name) => name.length));
  const rest = report.readings.length - readings.length;
  const best = report.readings[0];
  const cut =
    report.sampled < report.length ? `, the first ${String(report.sampled)} of them read below` : "";
  const whole =
    report.sampled === report.length
      ? []
      : [
          report.utf8.valid
            ? "All of it is valid UTF-8."
            : `Not all of it is valid UTF-8: the first broken bytes are at offset ${String(report.utf8.brokenAt)}.`,
        ];
  return [
    `${report.source}: ${String(report.length)} ${report.length === 1 ? "byte" : "bytes"}${cut}`,
    paint("bold", report.verdict),
    ...whole,
    ...report.notes,
    "",
    paint("dim", `${"encoding".padEnd(width)}  score  valid  text`),
    ...readings.map(({ score, valid, text }, index) => {
      const line = `${(names[index] ?? "").padEnd(width)}  ${String(score).padStart(5)}  ${valid ? "yes  " : "no   "}  ${oneLine(text)}`;
      return index === 0 ? paint("green", line) : line;
    }),
    ...(rest > 0
      ? [paint("dim", `and ${String(rest)} more; --all shows them, --as utf-8,1252 chooses`)]
      : []),
    ...(best === undefined || sample.length === 0
      ? []
      : ["", paint("dim", `bytes, and below them the characters in ${encodingLabel(best.codePage)}`)]),
    ...(best === undefined ? [] : characterDump(sample.subarray(0, shownBytes), best.codePage)),
    ...(sample.length > shownBytes
      ? [paint("dim", `... ${String(report.length - shownBytes)} more bytes`)]
      : []),
  ];
}

const args = {
  input: { type: "positional", description: "Hex text, a file, or - for standard input.", required: true },
  as: { type: "string", description: "Only these encodings, by name or code page: utf-8,1252." },
  all: { type: "boolean", description: "Show every reading." },
  json: { type: "boolean", description: "Print the report as JSON." },
} as const;

export const decodeCommand = defineCommand({
  meta: { name: "decode", description: "Show which encodings give which text, and which one is right." },
  args,
  async run({ rawArgs, args: { input, as, all, json } }) {
    checkFlags(rawArgs, args);
    const codePages = as === undefined ? [] : codePagesOf(as);
    const source = openInput(input);
    const bar = progressBar(source.size);
    const summary = await sumUp(source, (done) => bar.update(done));
    bar.end();
    const report = decodeReport(source.name, summary, codePages);
    if (json) console.log(JSON.stringify(report, null, 2));
    else console.log(decodeLines(report, summary.sample, all === true || codePages.length > 0).join("\n"));
  },
});
