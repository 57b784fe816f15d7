/** *replace data*: bytes replaced by other bytes in a parameter, a command or a response (`LogicActionReplaceData`). */
import { parseHex } from "./parameter-kind.ts";
import { editBytes, editSegments, holdsAt, type Edit, type Segment } from "./segments.ts";
import { offsetOf } from "./stuffing.ts";

/** What is replaced, and where. */
export interface Replacement {
  /** Old and new bytes, in file order; at one offset the first pair that matches is used. */
  readonly pairs: readonly { readonly from: Uint8Array; readonly to: Uint8Array }[];
  readonly startOffset: number;
  readonly endOffset: number;
  /** False: between the two offsets. True (`use_offset`): in the first `startOffset` and the last `endOffset` bytes. */
  readonly outside: boolean;
}

/**
 * The attributes of a *replace data* action, names in lower case: `options` = `old[-old...];new[-new...][;use_offset]`
 * in hex with or without `0x`, `startoffset`, `endoffset`. New bytes may be empty. Undefined when it cannot be read or
 * the numbers of old and new values differ: then nothing is replaced.
 */
export function parseReplacement(attributes: Readonly<Record<string, string>>): Replacement | undefined {
  const [olds, news, flag] = (attributes["options"] ?? "").split(";");
  if (olds === undefined || news === undefined) return undefined;
  const from = olds.split("-").map(parseHex);
  const to = news.split("-").map((text) => (text.trim() === "" ? new Uint8Array(0) : parseHex(text)));
  if (from.length !== to.length) return undefined;
  const pairs: { from: Uint8Array; to: Uint8Array }[] = [];
  for (const [index, old] of from.entries()) {
    const replacing = to[index];
    if (old === undefined || replacing === undefined) return undefined;
    pairs.push({ from: old, to: replacing });
  }
  return {
    pairs,
    startOffset: offsetOf(attributes["startoffset"]),
    endOffset: offsetOf(attributes["endoffset"]),
    outside: flag?.trim().toLowerCase() === "use_offset",
  };
}

/**
 * The replacements in these bytes, in one pass: inserted bytes are not searched again. Undefined when there are fewer
 * bytes than the two offsets together, so that nothing may be replaced.
 */
export function replacementEdits(bytes: Uint8Array, replacement: Replacement): readonly Edit[] | undefined {
  const { startOffset, endOffset, outside, pairs } = replacement;
  if (bytes.length < startOffset + endOffset) return undefined;
  const behind = bytes.length - endOffset;
  const ranges: [number, number][] = outside
    ? [
        [0, startOffset],
        [behind, bytes.length],
      ]
    : [[startOffset, behind]];
  const firstBytes = new Set(pairs.map(({ from }) => from[0]));
  const edits: Edit[] = [];
  for (const [start, end] of ranges) {
    for (let at = start; at < end; at++) {
      if (!firstBytes.has(bytes[at])) continue;
      const pair = pairs.find(({ from }) => at + from.length <= end && holdsAt(bytes, from, at));
      if (pair === undefined) continue;
      edits.push({ at, remove: pair.from.length, insert: pair.to });
      at += pair.from.length - 1;
    }
  }
  return edits;
}

/** *replace data* on a command; the same segments when nothing may be replaced. */
export function replaceInSegments(
  segments: readonly Segment[],
  replacement: Replacement,
): readonly Segment[] {
  const bytes = Buffer.concat(segments.map((segment) => segment.bytes));
  return editSegments(segments, replacementEdits(bytes, replacement) ?? []);
}

/** *replace data* on a parameter, or on the data of a response; the same bytes when nothing may be replaced. */
export function replaceInBytes(bytes: Uint8Array, replacement: Replacement): Uint8Array {
  return editBytes(bytes, replacementEdits(bytes, replacement) ?? []);
}
