/** Mends a text piece by piece, layer by layer. */
import { languageFit } from "../language/fit.ts";
import { mendsOfControls } from "./controls.ts";
import { EditedText } from "./edits.ts";
import type { Mend, RepairedSpan } from "./edits.ts";
import { mendsOfIdeographs, mendsOfNarrow } from "./narrow.ts";
import type { SequenceFinder } from "./sequences.ts";
import { mendsOfSwap } from "./swaps.ts";
import { mendsOf } from "./utf8-damage.ts";
import { mendsOfWide } from "./wide.ts";

/** Most layers that are removed. */
const deepest = 6;
/** A line is judged by itself, and a longer one in pieces of about this length: text of several sources is damaged in part. */
const pieceLength = 400;
/** A piece ends after a space; without one it may be a sequence that continues, so it is cut only when it is long. */
const longestPiece = 8000;

const beyondAscii = /[^\t\n\r\x20-\x7e]/;

/** A repaired text, and where it was changed. */
export interface Mended {
  readonly text: string;
  readonly spans: readonly RepairedSpan[];
}

/** Ends of the pieces of a text: after each line end, and after a space in long lines. */
function pieceEnd(text: string, start: number): number {
  const line = text.indexOf("\n", start);
  const end = line < 0 ? text.length : line + 1;
  if (end - start <= pieceLength) return end;
  const blank = text.indexOf(" ", start + pieceLength);
  return Math.min(end, start + longestPiece, blank < 0 ? end : blank + 1);
}

const none: readonly Mend[] = [];

type Find = (piece: string, start: number, end: number) => readonly Mend[];

/** What is damaged in the pieces of the text, each by itself. */
function inPieces({ text }: EditedText, find: Find): Mend[] {
  const mends: Mend[] = [];
  for (let start = 0; start < text.length;) {
    const end = pieceEnd(text, start);
    const piece = start === 0 && end === text.length ? text : text.slice(start, end);
    if (beyondAscii.test(piece)) {
      for (const mend of find(piece, start, end))
        mends.push({ ...mend, start: mend.start + start, end: mend.end + start });
    }
    start = end;
  }
  return mends;
}

/** Evidence of UTF-8 that a swap of pages cannot outweigh. */
const proof = 6;

/** UTF-8 by chance is in the letters of a swapped page too: where little speaks for it, the language decides. */
function utf8OrSwap(piece: string, finder: SequenceFinder, least: number): readonly Mend[] {
  const utf8 = mendsOf(piece, finder, least);
  if (utf8.length === 0 || utf8.some(({ evidence }) => evidence >= proof)) return utf8;
  const swap = mendsOfSwap(piece);
  if (swap.length === 0) return utf8;
  return languageFit(applied(piece, swap)).cost < languageFit(applied(piece, utf8)).cost ? swap : utf8;
}

function applied(text: string, mends: readonly Mend[]): string {
  const edited = new EditedText(text);
  edited.apply(mends);
  return edited.text;
}

/** What was done last to the text: the surest kinds of damage first. */
function lastLayer(
  edited: EditedText,
  finder: SequenceFinder,
  layer: number,
  least: number,
): readonly Mend[] {
  const { text } = edited;
  const narrow = mendsOfNarrow(text, finder.pages);
  if (narrow.length > 0) return narrow;
  const utf8 = inPieces(edited, (piece, start, end) => {
    if (layer === 0) return utf8OrSwap(piece, finder, least);
    // What the previous layer did not touch was examined then.
    return edited.isFresh(start, end) ? utf8OrSwap(piece, finder, 1) : none;
  });
  if (utf8.length > 0) return utf8;
  const wide = mendsOfWide(text);
  if (wide.length > 0) return wide;
  const swaps = inPieces(edited, (piece, start, end) =>
    edited.isTouched(start, end) ? none : mendsOfSwap(piece),
  );
  if (swaps.length > 0) return swaps;
  const controls = inPieces(edited, mendsOfControls);
  return controls.length > 0 ? controls : mendsOfIdeographs(text, finder.pages);
}

/**
 * The text without its damage.
 * @param least How strong the evidence must be; 2 is sure.
 */
export function mend(text: string, finder: SequenceFinder, least: number): Mended {
  if (!beyondAscii.test(text)) return { text, spans: [] };
  const edited = new EditedText(text);
  for (let layer = 0; layer < deepest; layer++) {
    const mends = lastLayer(edited, finder, layer, least);
    if (mends.length === 0) break;
    edited.apply(mends);
  }
  return { text: edited.text, spans: edited.spans() };
}
