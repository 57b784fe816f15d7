/** A line read as UTF-8 behind one page: its sequences in groups, what they become, and what speaks for it. */
import { classOf, isLetterKind, isRareClass, kind, latin } from "./character-class.ts";
import { between, kindAt, onlyScript, passingSumsOf, pointsOfSequence, sumsOf } from "./evidence.ts";
import type { Sequence, SequenceFinder } from "./sequences.ts";

/** Sequences that follow each other without a gap. */
export interface Group {
  readonly start: number;
  readonly end: number;
  readonly after: string;
  /** Two sequences or more, or one of three bytes or more. */
  readonly long: boolean;
  /** Nothing but a capital followed by a space: no evidence by itself, damage beside other damage. */
  readonly faint: boolean;
  /** Sequences that become C1 controls, which no text has, unless another layer of damage lies below. */
  readonly controls: number;
  evidence: number;
}

/** The line as one page would have it. */
export interface Reading {
  readonly page: number;
  readonly groups: readonly Group[];
  readonly text: string;
  /** Nothing beyond ASCII is left that was no sequence. */
  readonly pure: boolean;
  evidence: number;
  /** What is left when the layers below are removed too; the text itself when there are none. */
  meant: string;
}

/** à is a word by itself, and the space after it stays, but in the Portuguese às and àquele. */
const joined = /^(s |quel[ae]|quilo)/;

/** Reads a line as each of the pages. */
export class LineReader {
  readonly text: string;
  readonly #finder: SequenceFinder;
  readonly before: Uint32Array;

  constructor(text: string, finder: SequenceFinder) {
    this.text = text;
    this.#finder = finder;
    this.before = sumsOf(text);
  }

  /**
   * The line as a page has it, with all of its sequences; undefined when another page gave the same, or, with `pureOnly`, when
   * something beyond ASCII is left.
   */
  read(
    sequences: readonly Sequence[],
    page: number,
    known: ReadonlyMap<string, Reading>,
    pureOnly = false,
  ): Reading | undefined {
    const text = this.text;
    const groups: Group[] = [];
    const places: number[] = [];
    let whole = "";
    let copied = 0;
    let pure = true;
    const own = sequences.filter(({ pages }) => (pages & (1 << page)) !== 0);
    for (let index = 0; index < own.length;) {
      const start = own[index]?.start ?? 0;
      if (start < copied) {
        index++;
        continue;
      }
      const group = this.#group(own, index, page);
      index = group.next;
      pure &&= isAscii(text, copied === 0 ? this.#cutStart(start, page) : copied, start);
      whole += text.slice(copied, start);
      places.push(whole.length);
      whole += group.after;
      copied = group.end;
      groups.push(group);
    }
    pure &&= isAscii(text, copied, this.#cutEnd(copied, page));
    whole += text.slice(copied);
    if (known.has(whole) || (pureOnly && !pure)) return undefined;
    for (const group of groups) {
      group.evidence += between(this.before, group.start, group.end + 1);
      if (!pure)
        group.evidence -= 3 * (leftBeside(text, group.start - 1, own) + leftBeside(text, group.end, own));
    }
    let evidence = 0;
    // What is odd in the reading only speaks against it: without anything for it there is no need to look.
    const isHopeless = !pure && groups.every((group) => group.evidence <= 0);
    const sums = isHopeless ? this.before : passingSumsOf(whole);
    for (const [index, group] of isHopeless ? [] : groups.entries()) {
      const at = places[index] ?? 0;
      group.evidence -= between(sums, at, at + group.after.length + 1);
      if (!group.faint && (pure || group.evidence > 0)) evidence += group.evidence;
    }
    return { page, groups, text: whole, pure, evidence, meant: whole };
  }

  /** End of the partial sequence that a cut text begins with; 0 without one. */
  #cutStart(before: number, page: number): number {
    let at = 0;
    while (at < 3 && at < before && this.#byteAt(at, page) >> 6 === 2) at++;
    return at;
  }

  /** Start of the partial sequence that a cut text ends with; the end of the text without one. */
  #cutEnd(from: number, page: number): number {
    const length = this.text.length;
    for (let at = length - 1; at >= Math.max(from, length - 3); at--) {
      const byte = this.#byteAt(at, page);
      if (byte >= 0xc2 && byte < 0xf5) return at;
      if (byte >> 6 !== 2) break;
    }
    return length;
  }

  #byteAt(at: number, page: number): number {
    return this.#finder.byteOf(this.text.charCodeAt(at), page);
  }

  #group(own: readonly Sequence[], from: number, page: number): Group & { next: number } {
    const text = this.text;
    const start = own[from]?.start ?? 0;
    let end = start;
    let after = "";
    let evidence = 0;
    let count = 0;
    let index = from;
    let long = false;
    let faint = false;
    let controls = 0;
    for (; index < own.length; index++) {
      let sequence = own[index];
      if (sequence === undefined || sequence.start > end) break;
      if (sequence.start < end) continue;
      const next = own[index + 1];
      if (next?.start === end && next.length > sequence.length) sequence = next;
      const { length, lossy } = sequence;
      const code =
        lossy === true
          ? this.#finder.codePointOfLossy(text, end, length, page)
          : this.#finder.codePointAt(text, end, length, page);
      evidence += pointsOfSequence(text, sequence, code);
      after += String.fromCodePoint(code);
      end += length;
      if (
        code === 0xe0 &&
        lossy === true &&
        kindAt(text, end) !== kind.space &&
        !joined.test(text.slice(end, end + 6))
      )
        after += " ";
      if (code < 0xa0) controls++;
      if (isRareClass(classOf(code))) evidence -= 3;
      long ||= length > 2;
      faint =
        count === 0 && lossy === true && text.charAt(end - 1) === " " && !"ÃÂ".includes(text.charAt(start));
      count++;
    }
    const shown = onlyScript(text.slice(start, end));
    if (shown > latin && between(this.before, start + 1, end) === 0) evidence = 0;
    else if (count > 1 && onlyScript(after) > latin) evidence += count - 1;
    return {
      start,
      end,
      after,
      long: long || count > 1,
      faint,
      controls,
      evidence: evidence - 2 * controls,
      next: index,
    };
  }
}

/** 1 when a character that is not part of a sequence touches one, and is such as damage leaves: a letter, a stray symbol. */
function leftBeside(text: string, at: number, own: readonly Sequence[]): number {
  if (!(text.charCodeAt(at) > 0x7f) || own.some(({ start, length }) => at >= start && at < start + length))
    return 0;
  const of = kindAt(text, at);
  return isLetterKind(of) || of === kind.stray || of === kind.opening || of === kind.currency ? 1 : 0;
}

/** No character above 7F in the stretch, but for U+FFFD. */
function isAscii(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code > 0x7f && code !== 0xfffd) return false;
  }
  return true;
}
