/** What `qaction decode` found, for programs and for people. */
import { inspectBytes } from "../../encoding/inspect.ts";
import type { Inspection } from "../../encoding/inspect.ts";
import { explainMojibake } from "../../encoding/mojibake.ts";
import type { MojibakeExplanation } from "../../encoding/mojibake.ts";
import type { InputReading } from "../../encoding/read-bytes/read-bytes.ts";
import type { ByteSummary } from "./byte-summary.ts";
import type { ContentName, DecodeContent } from "./decode-content.ts";

/** What the bytes of the input are. */
export interface BytesReport extends Omit<Inspection, "length" | "byteOrderMark"> {
  /** Total number of bytes. */
  readonly length: number;
  /** Number of bytes from the start that the readings and notes cover. */
  readonly sampled: number;
  readonly byteOrderMark: Inspection["byteOrderMark"] | null;
  /** Whether all bytes, not only the sampled ones, are valid UTF-8, and where the first broken sequence is. */
  readonly utf8: { readonly valid: boolean; readonly brokenAt: number | null };
}

/** Another reading of the input. */
export interface OtherReading extends ContentName {
  /** Its text: that of the likeliest encoding when it is bytes. */
  readonly text: string;
}

/** What `qaction decode --json` prints: version 2. */
export interface DecodeReport {
  readonly version: 2;
  /** The file, `argument` or `standard input`. */
  readonly source: string;
  /** How the input was interpreted. */
  readonly input: ContentName;
  /** Other interpretations, the likeliest first. */
  readonly others: readonly OtherReading[];
  /** The bytes; null when the input is a text. */
  readonly bytes: BytesReport | null;
  /** What happened to the text: of an input that is text, and of bytes whose likeliest reading is damaged; else null. */
  readonly text: MojibakeExplanation | null;
}

function otherReading({ kind, shape, description, bytes, text }: InputReading): OtherReading {
  return { kind, shape, description, text: text ?? inspectBytes(bytes).readings[0]?.text ?? "" };
}

function common(
  source: string,
  { name, others }: DecodeContent,
): Pick<DecodeReport, "version" | "source" | "input" | "others"> {
  return { version: 2, source, input: name, others: others.map(otherReading) };
}

/** The report about a text. */
export function textReport(source: string, content: DecodeContent, text: string): DecodeReport {
  return { ...common(source, content), bytes: null, text: explainMojibake(text) };
}

/** The report about a summary of bytes. */
export function bytesReport(
  source: string,
  content: DecodeContent,
  { sample, length, brokenUtf8At }: ByteSummary,
  codePages: readonly number[],
): DecodeReport {
  const { byteOrderMark = null, ...inspection } = inspectBytes(
    sample,
    codePages.length === 0 ? { totalBytes: length } : { codePages, totalBytes: length },
  );
  const utf8 = { valid: brokenUtf8At === undefined, brokenAt: brokenUtf8At ?? null };
  const best = inspection.readings[0];
  const isText = best !== undefined && (best.valid || best.codePage === 65001);
  const explained = isText && sample.length > 0 ? explainMojibake(best.text) : undefined;
  return {
    ...common(source, content),
    bytes: { ...inspection, length, sampled: sample.length, byteOrderMark, utf8 },
    text: explained !== undefined && explained.confidence >= 0.5 ? explained : null,
  };
}
