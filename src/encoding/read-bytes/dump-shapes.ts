/** Dumps of bytes by the program that writes them. */
import {
  bits,
  characterCells,
  decimalCells,
  hexInOrder,
  hexPairs,
  hexReversed,
  hexWords,
  octalBytes,
  octalWords,
} from "./dump-cells.ts";
import type { CellForm } from "./dump-cells.ts";
import { lastRowOf } from "./dump-row.ts";
import { readDump } from "./dump-reader.ts";
import type { DumpForm } from "./dump-reader.ts";
import type { InputShape, ShapeFound, ShapeMiss } from "./input-shape.ts";

function dump(name: string, title: string, form: DumpForm): InputShape {
  return { name, kind: "dump", title, read: (input) => readDump(input, form) };
}

/** Yields to the shape before it in the table. */
function secondDump(name: string, title: string, form: DumpForm): InputShape {
  return {
    ...dump(name, title, form),
    read(input): ShapeFound | ShapeMiss | undefined {
      const outcome = readDump(input, form);
      return outcome !== undefined && "content" in outcome ? { ...outcome, secondary: true } : outcome;
    },
  };
}

const colon = /^\s*([0-9a-f]{4,16}):(?=\s)/i;
const sevenOrMore = /^\s*([0-9a-f]{7,16})(?=\s|$)/i;
/** `od` counts in octal by default, `hexdump` in hex. */
const odRadices = [8, 16, 10];

/** Whether a row has no offset: its first group of digits is no longer than the second. */
function isEven(row: string): boolean {
  const [, first = "", second] = /^\s*([0-9a-f]+)(?:[ \t]+([0-9a-f]+))?/i.exec(row) ?? [];
  return (
    second === undefined ||
    first.length === second.length ||
    (first.length > second.length && first.length === 4 && !first.startsWith("00"))
  );
}

/** A dump without offsets, its rows recognised by their text column or by the form of their cells. */
function bare(name: string, title: string, cells: CellForm, needs: "text" | RegExp): InputShape {
  return {
    name,
    kind: "dump",
    title,
    read(input): ShapeFound | ShapeMiss | undefined {
      const bytes: number[] = [];
      let rows = 0;
      let index = 0;
      for (const line of input.split("\n")) {
        const text = line.trimEnd();
        if (text !== "") {
          const row = lastRowOf(text, 0, cells, 64, undefined);
          const fits =
            row !== undefined && (needs === "text" ? row.confirmed && isEven(text) : row.end === text.length);
          if (!fits) {
            if (rows === 0) return undefined;
            if (needs !== "text")
              return { index, problem: "the row cannot be read to its end", close: false };
            return { index, problem: "the text column does not show the bytes of the row", close: rows >= 2 };
          }
          for (const byte of row.bytes) bytes.push(byte);
          rows++;
        }
        index += line.length + 1;
      }
      if (rows === 0 || (needs !== "text" && !needs.test(input))) return undefined;
      return {
        content: Uint8Array.from(bytes),
        detail: `${String(rows)} ${rows === 1 ? "row" : "rows"}`,
        sure: bytes.length >= 4,
      };
    },
  };
}

/** The dumps, programs that can be recognised by a mark of their own before those that look like others. */
export const dumpShapes: readonly InputShape[] = [
  dump("xxd-words", "a dump of xxd -e", {
    offset: colon,
    radices: [16],
    cells: hexReversed,
    confirmed: true,
  }),
  dump("xxd-bits", "a dump of xxd -b", { offset: colon, radices: [16], cells: bits }),
  dump("xxd", "a dump of xxd", { offset: colon, radices: [16, 10], cells: hexInOrder }),
  dump("tcpdump", "a dump of tcpdump", {
    offset: /^\s*0x([0-9a-f]{4,8}):(?=\s)/i,
    radices: [16],
    cells: hexInOrder,
  }),
  dump("hexdump-canonical", "a dump of hexdump -C", {
    offset: /^\s*([0-9a-f]{8,16})(?=\s|$)/i,
    radices: [16],
    cells: hexPairs,
    sign: /\|.*\|\s*$/,
  }),
  dump("stream-viewer", "the Stream Viewer of DataMiner", {
    offset: /^\s*(\d{6})(?=\s)/,
    radices: [10],
    cells: hexPairs,
  }),
  dump("wireshark", "a dump of Wireshark", {
    offset: /^\s*([0-9a-f]{4,6})(?=\s|$)/i,
    radices: [16, 10],
    cells: hexPairs,
  }),
  dump("od-hex", "a dump of od -t x1", {
    offset: /^\s*([0-9a-f]{7})(?=\s|$)/,
    radices: odRadices,
    cells: hexPairs,
  }),
  dump("hex-dump", "a hex dump", { offset: sevenOrMore, radices: [16, 10, 8], cells: hexPairs }),
  dump("words", "a dump of hexdump or od -x, words with the low byte last", {
    offset: sevenOrMore,
    radices: [16, 8, 10],
    cells: hexWords,
  }),
  secondDump("words-in-order", "a dump of words in the order of their bytes", {
    offset: sevenOrMore,
    radices: [16, 8, 10],
    cells: { ...hexInOrder, pattern: /[ \t]*([0-9a-f]{4})(?![0-9a-f])/iy },
  }),
  dump("od-characters", "a dump of od -c", {
    offset: sevenOrMore,
    radices: odRadices,
    cells: characterCells,
  }),
  dump("od-octal", "a dump of od -b", { offset: sevenOrMore, radices: odRadices, cells: octalBytes }),
  dump("od-decimal", "a dump of od -t u1", { offset: sevenOrMore, radices: odRadices, cells: decimalCells }),
  dump("od-octal-words", "a dump of od, words in octal", {
    offset: sevenOrMore,
    radices: odRadices,
    cells: octalWords,
  }),
  bare("hex-and-text", "hex digits with a text column", hexInOrder, "text"),
  bare(
    "od-characters-bare",
    "a dump of od -An -c",
    characterCells,
    /[ \t]{2}(?:\\[0abtnvfr]|[0-3][0-7]{2})(?=\s|$)/m,
  ),
  bare("od-octal-words-bare", "a dump of od -An, words in octal", octalWords, /^(?:\s+[01][0-7]{5}){3,}\s*$/),
];
