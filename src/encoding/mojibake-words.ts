/** Mojibake in words: names of encodings for people, what each wrong step is called, where it happens, what is lost. */
import type { MojibakeStep, RepairedSpan } from "./mojibake/edits.ts";

const names: Readonly<Record<number, string>> = {
  65001: "UTF-8",
  1200: "UTF-16LE",
  1201: "UTF-16BE",
  12000: "UTF-32LE",
  12001: "UTF-32BE",
  20127: "ASCII",
  20866: "KOI8-R",
  21866: "KOI8-U",
  28591: "Latin-1",
  65000: "UTF-7",
  1361: "Johab",
  10000: "MacRoman",
  51932: "EUC-JP",
  51949: "EUC-KR",
  52936: "HZ",
  54936: "GB18030",
  50220: "ISO-2022-JP",
  50225: "ISO-2022-KR",
};

/** Name of a page of the ISO 8859 family, whose numbers end in that of the part. */
function isoLabel(codePage: number): string | undefined {
  const part = codePage - 28590;
  return part >= 2 && part <= 16 ? `ISO 8859-${String(part)}` : undefined;
}

/** What people call an encoding: `UTF-8`, `Windows-1252`, `code page 850`. */
export function encodingLabel(codePage: number): string {
  const windows = codePage === 874 || (codePage >= 1250 && codePage <= 1258);
  return (
    names[codePage] ??
    isoLabel(codePage) ??
    (windows ? `Windows-${String(codePage)}` : `code page ${String(codePage)}`)
  );
}

/** "UTF-8 bytes read as Windows-1252". */
export function describeStep({ written, read }: MojibakeStep): string {
  return `${encodingLabel(written)} bytes read as ${encodingLabel(read)}`;
}

/** Where in a connector bytes of one encoding are read as another. */
export function whereInConnector({ written, read }: MojibakeStep): string {
  if (written === 65001 && read === 1200) {
    return 'A UTF-8 answer in a string parameter of a protocol with the option unicode, read with GetParameter: take the bytes (options="binary") and decode them with Encoding.UTF8.';
  }
  if (written === 65001) {
    return 'A UTF-8 answer read as text of the element\'s code page, by GetParameter in a protocol without unicode or by Encoding.Default in a QAction: take the bytes (options="binary") and decode them with Encoding.UTF8.';
  }
  if (read === 1200 && written !== 1201) {
    return "A device with one byte a character behind a protocol with the option unicode: decode the bytes in a QAction with the device's code page.";
  }
  if ((written === 1200 || written === 1201) && read !== 1200 && read !== 1201) {
    return "A device that sends UTF-16 behind a protocol without unicode, or a Unicode command without ascii to a device of single bytes: set the option unicode, or decode with Encoding.Unicode.";
  }
  if (written === 1200 || written === 1201) {
    return "A device that sends UTF-16 with the high byte first; DataMiner reads the low byte first: decode the bytes with Encoding.BigEndianUnicode.";
  }
  return "The device's code page differs from that of the element, or the element moved to a machine with another one: decode the bytes with Encoding.GetEncoding and the device's page.";
}

/** Places that a summary names. */
const namedPlaces = 3;
/** Characters of the repaired text that a summary shows. */
const shownLength = 60;

interface Explained {
  readonly text: string;
  readonly steps: readonly { readonly what: string }[];
  readonly spans: readonly RepairedSpan[];
  readonly confidence: number;
  readonly lost: readonly string[];
}

/** "line 2, character 7", counted from 1; "character 7" in a text of one line. */
function placeOf(text: string, { start }: RepairedSpan): string {
  const before = text.slice(0, start);
  const character = `character ${String(start - before.lastIndexOf("\n"))}`;
  if (!text.trimEnd().includes("\n")) return character;
  return `line ${String(before.split("\n").length)}, ${character}`;
}

/** Where the damage is, for a text that is damaged in part; empty when all of it is. */
function placesIn(text: string, spans: readonly RepairedSpan[]): string {
  const [first] = spans;
  if (first === undefined || (first.start === 0 && first.end >= text.trimEnd().length)) return "";
  const named = spans.slice(0, namedPlaces).map((span) => placeOf(text, span));
  const more = spans.length - named.length;
  const places = more === 0 ? named.join("; ") : `${named.join("; ")} and ${String(more)} more`;
  return ` (at ${places})`;
}

/** The text that the summary gives as meant: the repaired text, or the first damaged part of a long one. */
function meantIn({ text, spans: [first, second] }: Explained): string {
  const meant =
    text.length <= shownLength
      ? text
      : second === undefined || first === undefined
        ? (first?.after ?? text)
        : first.after;
  return JSON.stringify(meant.length > shownLength ? `${meant.slice(0, shownLength)}...` : meant);
}

/** The explanation in one sentence: what happened and where, what was meant, what is lost. */
export function summaryOf(text: string, explained: Explained): string {
  const { steps, spans, confidence, lost } = explained;
  if (steps.length === 0)
    return lost.length === 0 ? "Nothing in the text speaks for a wrong encoding." : lost.join(" ");
  const repeated = steps.length > 1 && steps.every(({ what }) => what === steps[0]?.what);
  const times = ["", "once", "twice", "three times"][steps.length] ?? `${String(steps.length)} times`;
  const happened = repeated
    ? `${steps[0]?.what ?? ""}, ${times}`
    : steps.map(({ what }) => what).join(", then ");
  const end = lost.length === 0 ? "" : ` ${lost.join(" ")}`;
  return `${confidence < 0.5 ? "Perhaps: " : ""}${happened}${placesIn(text, spans)}. Meant was ${meantIn(explained)}.${end}`;
}

/** What is lost for good in a text, one sentence for each case. */
export function lostIn(text: string, mended: string): string[] {
  const lost: string[] = [];
  if (text.includes("\ufffd")) {
    lost.push(
      "U+FFFD stands where bytes were no valid UTF-8 (or UTF-16) and were thrown away: the bytes are needed again, in their own encoding.",
    );
  }
  if (text.includes("ï¿½") || (mended.includes("\ufffd") && !text.includes("\ufffd"))) {
    lost.push(
      "ï¿½ is U+FFFD written as UTF-8 and read as a single-byte page: the loss happened before that.",
    );
  }
  if (text.includes("锟斤拷"))
    lost.push(
      "锟斤拷 is U+FFFD twice, written as UTF-8 and read as GBK (936): the loss happened before that.",
    );
  if (/\p{L}\?\p{L}|\?\?\p{L}|\p{L}\?\?(?!$)/u.test(mended)) {
    lost.push(
      "Question marks inside words may be characters that a code page did not have: they do not come back.",
    );
  }
  return lost;
}
