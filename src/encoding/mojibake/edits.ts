/** Stretches of a text that were replaced, layer by layer, and where they were in the given text. */
import { classOf, isLetterKind, kind, kindOf } from "./character-class.ts";

/** Bytes that were written in one encoding and read as another, by code page number. */
export interface MojibakeStep {
  /** What the bytes were: 65001, 1200, 1252, ... CESU-8, which a few programs write for UTF-8, counts as 65001. */
  readonly written: number;
  /** The encoding that they were read as. */
  readonly read: number;
}

/** A damaged part of the text, and what it was. */
export interface RepairedSpan {
  /** Where the part begins in the given text, in UTF-16 units. */
  readonly start: number;
  /** Where it ends: the unit after its last one. */
  readonly end: number;
  /** The part as it was given. */
  readonly before: string;
  /** The repaired part. */
  readonly after: string;
  /** What had happened to it, in the order in which it happened. */
  readonly steps: readonly MojibakeStep[];
  /** 0 to 1. */
  readonly confidence: number;
}

/** A stretch of the present text and what it is to become. */
export interface Mend {
  readonly start: number;
  readonly end: number;
  readonly after: string;
  readonly step: MojibakeStep;
  /** Strength of the evidence in the text itself; 2 is enough. */
  readonly evidence: number;
}

/** A stretch that was replaced: where it is now, and where it was in the given text. */
interface Edit {
  start: number;
  end: number;
  readonly from: number;
  readonly to: number;
  readonly steps: readonly MojibakeStep[];
  readonly evidence: number;
}

/** A text and all that was done to it. */
export class EditedText {
  readonly given: string;
  text: string;
  #edits: Edit[] = [];
  /** Stretches of the present text that were replaced last. */
  #fresh: { readonly start: number; readonly end: number }[] = [];

  constructor(given: string) {
    this.given = given;
    this.text = given;
  }

  /** Replaces stretches of the present text, in the order of their places; one that meets an earlier edit becomes one with it. */
  apply(mends: readonly Mend[]): void {
    const edits: Edit[] = [];
    const fresh: Edit[] = [];
    const earlier = this.#edits;
    let next = 0;
    let text = "";
    let copied = 0;
    /** Place in the given text that corresponds to `copied`. */
    let place = 0;
    const copy = (to: number): void => {
      text += this.text.slice(copied, to);
      place += to - copied;
      copied = to;
    };
    const keep = (edit: Edit): void => {
      copy(edit.start);
      const start = text.length;
      text += this.text.slice(edit.start, edit.end);
      edits.push({ ...edit, start, end: text.length });
      copied = edit.end;
      place = edit.to;
    };
    let index = 0;
    for (let leading = mends[0]; leading !== undefined; leading = mends[index]) {
      const { start, step } = leading;
      for (let edit = earlier[next]; edit !== undefined && edit.end <= start; edit = earlier[++next])
        keep(edit);
      const met: Edit[] = [];
      const begins = Math.min(start, earlier[next]?.start ?? start);
      let until = begins;
      let after = "";
      let evidence = 0;
      let done = begins;
      // Earlier edits and repairs that overlap become one.
      for (
        let mend = mends[index];
        mend !== undefined && (mend.start < until || mend.start === start);
        mend = mends[++index]
      ) {
        after += this.text.slice(done, mend.start) + mend.after;
        done = mend.end;
        until = Math.max(until, mend.end);
        evidence = Math.max(evidence, mend.evidence);
        for (let edit = earlier[next]; edit !== undefined && edit.start < until; edit = earlier[++next]) {
          met.push(edit);
          until = Math.max(until, edit.end);
        }
      }
      copy(begins);
      const last = met.at(-1);
      const from = met[0]?.start === begins ? met[0].from : place;
      const to =
        last?.end === until
          ? last.to
          : last === undefined
            ? place + (until - begins)
            : last.to + (until - last.end);
      const begin = text.length;
      text += after + this.text.slice(done, until);
      const steps = [step, ...(met[0]?.steps ?? [])];
      const strength = met.reduce((most, edit) => Math.max(most, edit.evidence), evidence);
      const edit = { start: begin, end: text.length, from, to, steps, evidence: strength };
      edits.push(edit);
      fresh.push(edit);
      copied = until;
      place = to;
    }
    for (let edit = earlier[next]; edit !== undefined; edit = earlier[++next]) keep(edit);
    copy(this.text.length);
    this.text = text;
    this.#edits = edits;
    this.#fresh = fresh;
  }

  /** True when something between the places was replaced at any time. */
  isTouched(start: number, end: number): boolean {
    return meets(this.#edits, start, end);
  }

  /** True when something between the places was replaced last. */
  isFresh(start: number, end: number): boolean {
    return meets(this.#fresh, start, end);
  }

  /** The edits as spans, each widened to the words it touches; words that stand side by side and share their steps are one span. */
  spans(): RepairedSpan[] {
    const spans: {
      start: number;
      end: number;
      now: number;
      nowEnd: number;
      steps: readonly MojibakeStep[];
      evidence: number;
    }[] = [];
    for (const [index, edit] of this.#edits.entries()) {
      const before = spans.at(-1);
      const following = this.#edits[index + 1];
      let left = 0;
      const floor = before === undefined ? 0 : before.end;
      while (edit.from - left > floor && isOfWord(this.given, edit.from - left - 1)) left++;
      let right = 0;
      const ceiling = following?.from ?? this.given.length;
      while (edit.to + right < ceiling && isOfWord(this.given, edit.to + right)) right++;
      const span = {
        start: edit.from - left,
        end: edit.to + right,
        now: edit.start - left,
        nowEnd: edit.end + right,
        steps: edit.steps,
        evidence: edit.evidence,
      };
      if (
        before !== undefined &&
        sameSteps(before.steps, span.steps) &&
        /^[^\S\n\r]?$/.test(this.given.slice(before.end, span.start))
      ) {
        Object.assign(before, {
          end: span.end,
          nowEnd: span.nowEnd,
          evidence: Math.max(before.evidence, span.evidence),
        });
      } else spans.push(span);
    }
    return spans.map(({ start, end, now, nowEnd, steps, evidence }) => ({
      start,
      end,
      before: this.given.slice(start, end),
      after: this.text.slice(now, nowEnd),
      steps,
      confidence: confidenceOf(evidence),
    }));
  }
}

/** True when one of the stretches, which are in their order and do not overlap, has a part between the places. */
function meets(
  stretches: readonly { readonly start: number; readonly end: number }[],
  start: number,
  end: number,
): boolean {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.end ?? 0) > start) high = middle;
    else low = middle + 1;
  }
  return (stretches[low]?.start ?? Infinity) < end;
}

function isOfWord(text: string, at: number): boolean {
  const of = kindOf(classOf(text.charCodeAt(at)));
  return isLetterKind(of) || of === kind.digit || of === kind.mark;
}

/** True for two equal chains of steps. */
export function sameSteps(a: readonly MojibakeStep[], b: readonly MojibakeStep[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ written, read }, index) => b[index]?.written === written && b[index].read === read)
  );
}

/** 0 for no evidence, 0.75 for just enough, towards 1 for much. */
export function confidenceOf(evidence: number): number {
  return Math.max(0, 1 - 0.5 ** evidence);
}
