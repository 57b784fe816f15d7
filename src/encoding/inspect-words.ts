/** What is said about inspected bytes: notes on the bytes themselves, reasons, and a verdict as certain as the evidence. */
import type { Judged, Proof } from "./inspect-judgement.ts";
import type { Zeros } from "./inspect-proof.ts";
import type { Reading } from "./inspect-readings.ts";
import type { Utf8Scan } from "./inspect-utf8.ts";
import { cesuToText } from "./inspect-utf8.ts";
import { encodingLabel } from "./mojibake-words.ts";
import { repairMojibake } from "./mojibake.ts";

/** The findings that are put into words. */
export interface Findings {
  /** The bytes that were read. */
  readonly bytes: Uint8Array;
  /** Total number of bytes. */
  readonly length: number;
  readonly mark: { readonly codePage: number; readonly length: number } | undefined;
  readonly zeros: Zeros;
  readonly utf8: Utf8Scan;
  readonly proof: Proof | undefined;
  /** A page that was asked for writes other characters in ASCII, and reads some here. */
  readonly shifted: boolean;
  /** The likeliest reading. */
  readonly best: Judged | undefined;
  /** All readings, the likeliest first. */
  readonly readings: readonly Reading[];
}

const wide: ReadonlySet<number | undefined> = new Set([1200, 1201]);

function zerosNote({ bytes, mark, zeros, readings: [best] }: Findings): string[] {
  const all = zeros.even + zeros.odd;
  if (all === 0) return [];
  const one = all === 1;
  const side = zeros.even === 0 ? "odd" : zeros.odd === 0 ? "even" : undefined;
  const like = zeros.even === 0 ? 1200 : 1201;
  // In UTF-16 the high bytes of Latin text are zero; other zeros there are no evidence.
  const says = mark === undefined && best?.codePage === like ? `, as ${encodingLabel(like)} has them` : "";
  const where = one
    ? `at offset ${String(bytes.indexOf(0, mark?.length))}`
    : side === undefined
      ? "here and there"
      : `all at ${side} positions${says}`;
  const notes = [`${String(all)} of ${String(bytes.length)} bytes ${one ? "is" : "are"} zero, ${where}.`];
  if (one && bytes[bytes.length - 1] === 0 && !wide.has(best?.codePage))
    notes.push("The last byte is zero: the end mark of a C string.");
  if (bytes.length % 2 === 1 && !one) notes.push("The length is odd: as UTF-16 the last byte is left over.");
  return notes;
}

function hex(offset: number, bytes: Uint8Array, length: number): string {
  return Array.from(bytes.subarray(offset, offset + length), (byte) =>
    byte.toString(16).toUpperCase().padStart(2, "0"),
  ).join(" ");
}

function utf8Notes({ bytes, mark, utf8, readings: [best] }: Findings): string[] {
  const start = mark?.length ?? 0;
  const { sequences, broken, firstBroken, firstSurrogate, cutStart, cutEnd } = utf8;
  const isBest = best?.codePage === 65001;
  const notes: string[] = [];
  if (firstSurrogate >= 0 && (isBest || broken === 0)) {
    const at = start + firstSurrogate;
    const nul = bytes[at] === 0xc0;
    notes.push(
      nul
        ? `The NUL at offset ${String(at)} is written C0 80, as Java's modified UTF-8 has it; UTF-8 readers replace it by U+FFFD.`
        : `A surrogate has three bytes of its own at offset ${String(at)} (${hex(at, bytes, 3)}), as CESU-8 and Java write characters beyond U+FFFF; UTF-8 readers replace it by U+FFFD.`,
    );
  }
  if (sequences === 0) return notes;
  if (broken === 0) {
    if (cutEnd > 0)
      notes.push(
        `UTF-8 that ends inside a character, at offset ${String(bytes.length - cutEnd)}: the data was cut, decode in one piece or with a Decoder.`,
      );
    if (cutStart > 0)
      notes.push(
        `UTF-8 that begins inside a character: the first ${String(cutStart)} ${cutStart === 1 ? "byte belongs" : "bytes belong"} to one that was cut.`,
      );
  } else if (isBest || sequences >= broken)
    notes.push(
      `Mixed content: ${String(sequences)} good UTF-8 ${sequences === 1 ? "sequence" : "sequences"} and ${String(broken)} broken ${broken === 1 ? "one" : "ones"}, the first at offset ${String(start + firstBroken)}.`,
    );
  return notes;
}

/** A sentence on each thing that is noticed about the bytes; none of them contradicts the likeliest reading. */
export function notesOn(findings: Findings): string[] {
  const { bytes, length, mark } = findings;
  const notes: string[] = [];
  if (bytes.length < length)
    notes.push(`Only the first ${String(bytes.length)} of ${String(length)} bytes were read.`);
  if (mark !== undefined)
    notes.push(
      `Begins with the byte order mark of ${encodingLabel(mark.codePage)} (${String(mark.length)} bytes). GetString keeps it as U+FEFF.`,
    );
  notes.push(...zerosNote(findings), ...utf8Notes(findings));
  return notes;
}

let names: Intl.DisplayNames | undefined;

/** Name of a language in English: "German". */
function languageName(tag: string): string {
  names ??= new Intl.DisplayNames("en", { type: "language" });
  return names.of(tag) ?? tag;
}

/** Difference to the best reading, in nats, above which the text is called odd. */
const oddFrom = 12;
/** Number of letters from which the language can be named. */
const namedFrom = 15;

/** What speaks for or against a reading, half a sentence. */
export function reasonFor(
  { codePage, score, cost }: Judged,
  valid: boolean,
  { proof, utf8, best }: Pick<Findings, "proof" | "utf8" | "best">,
): string {
  if (proof?.codePage === codePage) return proof.reason;
  if (codePage === 65001) {
    if (utf8.broken === 0 && utf8.sequences > 0 && utf8.firstSurrogate < 0)
      return valid ? "it is valid UTF-8" : "it is valid UTF-8 but for a character that was cut";
    if (!valid) return "it has sequences that are not valid UTF-8";
  }
  if (!valid)
    return wide.has(codePage)
      ? "it leaves lone surrogates or an odd byte"
      : "it has pairs without a character";
  if (cost === undefined)
    return score === 100 ? "it gives the same text" : "the bytes prove another encoding";
  if (cost.cost - (best?.cost?.cost ?? 0) > oddFrom) return "it leaves odd characters in the text";
  const { language, letters } = cost.fit;
  return language === undefined || letters < namedFrom
    ? "its letters and symbols are those of text"
    : `its letters and symbols fit ${languageName(language)}`;
}

/** Below this score a reading is only perhaps the right one. */
const likelyFrom = 80;

/** Cost that no text of any language reaches: a fixed part, and a part for each byte. */
const nonsense = { once: 30, perByte: 6, perWideByte: 4 } as const;

/** How many controls that text does not have: tabs, line and page ends, bells and escapes aside. */
function controlsIn(text: string): number {
  let found = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x07 || (code > 0x0d && code < 0x20 && code !== 0x1b)) found++;
  }
  return found;
}

function isNonsense({ best }: Findings): boolean {
  if (best?.cost === undefined) return false;
  const { codePage, cost, text, bytes } = best.cost;
  const found = controlsIn(text);
  const perByte = wide.has(codePage) ? nonsense.perWideByte : nonsense.perByte;
  return (found > 1 && found * 10 >= text.length) || cost > nonsense.once + perByte * bytes;
}

/** What the text of a Unicode encoding was before it became mojibake, looked at in its first 1,024 units. */
function secondStep({ codePage, text }: Reading): string {
  if (codePage !== 65001 && !wide.has(codePage)) return "";
  const again = repairMojibake(text.slice(0, 1024));
  return again.steps.length === 0 ? "" : ` But the text is mojibake itself; meant was ${quoted(again.text)}.`;
}

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 60));
}

function asciiWords({ bytes, length }: Findings): string {
  const part = bytes.length < length ? `, as far as it was read (${String(bytes.length)} bytes)` : "";
  const zero = bytes.includes(0) ? " with zero bytes" : "";
  return `Plain ASCII${zero}${part}: the same text in UTF-8 and in every code page.`;
}

/** The verdict, no surer than the findings. */
export function verdictOn(findings: Findings): string {
  const { bytes, length, mark, proof, shifted, utf8, readings } = findings;
  const [best] = readings;
  if (length === 0) return "There are no bytes.";
  if (best === undefined) return "No encoding was asked for.";
  const ascii = bytes.every((byte) => byte < 0x80) && best.text === Buffer.from(bytes).toString("latin1");
  if (mark === undefined && ascii && !shifted && !wide.has(best.codePage)) return asciiWords(findings);
  const cesu = best.codePage === 65001 && utf8.firstSurrogate >= 0;
  const name = cesu ? "CESU-8 (UTF-8 with surrogates of three bytes each)" : encodingLabel(best.codePage);
  const meant = cesu && utf8.surrogatePairs > 0 ? ` Meant was ${quoted(cesuToText(bytes))}.` : "";
  if (proof?.codePage === best.codePage) {
    const how = best.codePage !== 65001 && !best.valid ? "Most likely" : "This is";
    return `${how} ${name}: ${best.reason}.${meant}${secondStep(best)}`;
  }
  if (isNonsense(findings))
    return `No encoding gives sensible text; it may be binary data, compressed or encrypted. The least bad is ${name}.`;
  const unicode = best.codePage === 65001 || wide.has(best.codePage);
  const ask = unicode ? "" : " It cannot be told for certain from the bytes: ask for the device's page.";
  const likely = best.score >= likelyFrom;
  const next = likely ? undefined : readings.find(({ text }) => text !== best.text);
  const other =
    next === undefined ? "" : ` ${encodingLabel(next.codePage)} is possible too: ${quoted(next.text)}.`;
  return `${likely ? "Most likely" : "Perhaps"} ${name}: ${best.reason}.${meant}${ask}${other}${secondStep(best)}`;
}
