/** UTF-8 that was read as a single-byte page: which sequences of a line are damage, and of which page. */
import { languageFit } from "../language/fit.ts";
import { kind } from "./character-class.ts";
import type { Mend } from "./edits.ts";
import { between, isMeant, isWordAt, kindAt, visible } from "./evidence.ts";
import { LineReader } from "./line-reader.ts";
import type { Group, Reading } from "./line-reader.ts";
import type { Sequence, SequenceFinder } from "./sequences.ts";

/** Layers below the first that are examined to judge it. */
const deepest = 3;
/** Pages that are judged by the layers below: the commonest of those that explain all of a line. */
const mostLayered = 2;

/** The likeliest reading of what is left: damage of two layers is still odd when one of them is gone. */
function deeper(text: string, finder: SequenceFinder, depth: number): Reading | undefined {
  const sequences = depth === 0 ? [] : finder.find(text);
  if (sequences.length === 0) return undefined;
  return readingsOf(new LineReader(text, finder), sequences, finder, depth)[0];
}

/** A page that explains all of a line, and makes nothing odd of it, is likelier than one that explains a part. */
function rankOf({ evidence, pure, groups }: Reading): number {
  return evidence + (pure && groups.every((group) => group.evidence >= -2) ? 1.5 : 0);
}

/** The pages that explain at least half as much of the line as the one that explains most. */
function likelyPages(text: string, sequences: readonly Sequence[], finder: SequenceFinder): number[] {
  const covered = finder.pages.map(() => 0);
  for (const { pages, length } of sequences) {
    for (let rest = pages; rest !== 0; rest &= rest - 1) {
      const page = 31 - Math.clz32(rest & -rest);
      covered[page] = (covered[page] ?? 0) + length;
    }
  }
  const most = Math.max(...covered);
  const likely: number[] = [];
  for (const [page, length] of covered.entries()) if (length > 0 && length * 2 >= most) likely.push(page);
  return finder.differing(text, sequences, likely);
}

/** The readings of all pages that differ, the strongest evidence first; of equals the commonest page. */
function readingsOf(
  reader: LineReader,
  sequences: readonly Sequence[],
  finder: SequenceFinder,
  depth: number,
): Reading[] {
  const readings = new Map<string, Reading>();
  let layered = 0;
  /** A page that explains the whole line, beside which those that do not are never taken. */
  let found = false;
  for (const page of likelyPages(reader.text, sequences, finder)) {
    const reading = reader.read(sequences, page, readings, found && depth === deepest);
    if (reading === undefined) continue;
    readings.set(reading.text, reading);
    found ||= reading.pure && reading.evidence > 0;
    if (!reading.pure || layered === mostLayered) continue;
    layered++;
    const below = deeper(reading.text, finder, depth - 1);
    if (below === undefined) continue;
    reading.meant = below.meant;
    reading.evidence += below.evidence + 2 * reading.groups.reduce((sum, { controls }) => sum + controls, 0);
  }
  return [...readings.values()]
    .filter(({ evidence }) => evidence > 0)
    .sort((a, b) => rankOf(b) - rankOf(a) || a.page - b.page);
}

/**
 * One lone letter followed by a currency sign, in a line that has symbols beyond ASCII but no letters: `DrÃ¥ber – x`. It may
 * be an amount, or of more than one page.
 */
function isAmount(text: string, groups: readonly Group[]): boolean {
  const [only, second] = groups;
  if (only === undefined || second !== undefined || only.end - only.start !== 2) return false;
  const rest = text.slice(0, only.start) + text.slice(only.end);
  return kindAt(text, only.start + 1) === kind.currency && !/[^\P{L}a-z]/iu.test(rest);
}

/** NULs among more symbols than words, as UTF-16 in bytes has them: what looks like UTF-8 in a part of it is there by chance. */
function isBinary(text: string): boolean {
  return text.includes("\0") && (text.match(/[a-z ]/gi)?.length ?? 0) * 2 < text.length;
}

/** Evidence beyond which more of it does not make up for more strangeness. */
const mostWeight = 8;
/** Evidence that no strangeness outweighs: the language is not asked. */
const beyondDoubt = 16;

/** Cost of a letter beyond which a line is no language: letters of three bytes and more came of it by chance, and others are left. */
const mostPerLetter = 9;
const farLetter = /[\u0800-\u1dff\u2b00-\ud7ff\uf900-\ufdff\u{10000}-\u{10ffff}]/u;

/** What the repaired line would say is so unlike any language that the evidence does not make up for it. */
function isStranger(text: string, { text: mended, evidence, pure, groups }: Reading): boolean {
  const isFar = !pure && groups.some(({ after }) => farLetter.test(after));
  if (evidence >= beyondDoubt && !isFar) return false;
  const fit = languageFit(mended);
  if (isFar && fit.perLetter > mostPerLetter) return true;
  return fit.cost - languageFit(text).cost > 2 * Math.min(evidence, mostWeight) - 1;
}

/** Odds, in nats, that a rarer page must have on its side to be taken for a commoner one. */
const handicap = 5;
/** Odds, in nats, that a page other than the first must have against each page that gives another text. */
const doubt = 1;

/**
 * Where several pages explain the damage equally well, the language decides. Where it does not decide clearly, nothing is repaired: a wrong
 * letter is worse than damage that shows. For a guess, or below another layer, the likeliest will do.
 */
function likeliest(all: readonly Reading[], mayBeNone: boolean): Reading | undefined {
  // A page that explains the whole line leaves no part of it to another one.
  const whole = all.filter(({ pure }) => pure);
  const readings = whole.length > 0 ? whole : all;
  const [first] = readings;
  if (first === undefined) return undefined;
  const close = readings.filter(({ evidence }) => first.evidence - evidence < 2);
  if (close.length === 1) return first;
  const rated = close
    .map((reading) => ({
      reading,
      cost: languageFit(visible(reading.meant)).cost - reading.evidence,
    }))
    .sort((a, b) => a.reading.page - b.reading.page);
  const best = rated.reduce((least, other) => (other.cost < least.cost - handicap ? other : least));
  // The first page is so much the commonest that ties go to it.
  const needed = best.reading.page === 0 ? 0 : doubt;
  const doubtful = rated.some(
    ({ reading, cost }) => reading.meant !== best.reading.meant && cost < best.cost + needed,
  );
  return doubtful && mayBeNone && best.reading.pure ? undefined : best.reading;
}

/** None of the sequences is more than characters that people write beside each other. */
function areMeant(text: string, sequences: readonly Sequence[], finder: SequenceFinder): boolean {
  return sequences.every((sequence) => {
    const { start, length, pages } = sequence;
    const page = 31 - Math.clz32(pages & -pages);
    return isMeant(text, sequence, finder.codePointAt(text, start, length, page));
  });
}

/**
 * The damaged stretches of a line, in their order.
 * @param least How strong the evidence must be: 2, or 1 where a layer of the same kind was removed before.
 */
export function mendsOf(text: string, finder: SequenceFinder, least = 2): Mend[] {
  const unbroken = finder.find(text);
  const lossy = finder.findLossy(text);
  if (unbroken.length + lossy.length === 0) return [];
  let sequences = [...unbroken, ...lossy].sort((a, b) => a.start - b.start || a.length - b.length);
  if (areMeant(text, sequences, finder)) return [];
  const reader = new LineReader(text, finder);
  const mends: Mend[] = [];
  while (sequences.length > 0) {
    const best = likeliest(readingsOf(reader, sequences, finder, deepest), least >= 2);
    if (best === undefined || best.evidence < least) break;
    if (isStranger(text, best)) break;
    const needed = best.pure ? -Infinity : best.evidence >= 4 ? 0 : least;
    if (!best.pure && (isAmount(text, best.groups) || isBinary(text))) break;
    const taken = best.groups.filter(
      ({ evidence, long, start, end }) =>
        evidence >= needed &&
        (best.pure || long || best.evidence >= 8 || isWordAt(text, start - 1) || isWordAt(text, end)),
    );
    if (taken.length === 0) break;
    // In a line that one page explains throughout, all of it speaks for each of its parts.
    const { page, pure, evidence: all } = best;
    const step = { written: 65001, read: finder.pages[page] ?? 0 };
    for (const { start, end, after, evidence } of taken)
      mends.push({ start, end, after, step, evidence: Math.max(evidence, pure ? all : least) });
    sequences = sequences.filter(
      (sequence) =>
        !taken.some(({ start, end }) => sequence.start < end && sequence.start + sequence.length > start),
    );
  }
  return withoutDoubtful(mends, reader.before).sort((a, b) => a.start - b.start);
}

/** What stays odd beside the repaired stretches speaks against the weaker ones: such text is of a kind of its own. */
function withoutDoubtful(mends: readonly Mend[], before: Uint32Array): Mend[] {
  const explained = mends.reduce((sum, { start, end }) => sum + between(before, start, end + 1), 0);
  const left = between(before, 0, before.length - 1) - explained;
  const evidence = mends.reduce((sum, mend) => sum + mend.evidence, 0);
  return left < 2 || evidence > left * 2 ? [...mends] : mends.filter((mend) => mend.evidence >= 4);
}
