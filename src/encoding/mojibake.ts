/** Text that went through wrong encodings: what happened to it, where in a connector that happens, and its repair. */
import { QActionKitError } from "../base/errors.ts";
import { checkOptionKeys, type OptionKeys } from "../base/option-keys.ts";
import { anyNumber, arrayOf } from "../base/value-kinds.ts";
import { isCodePage, isSingleByte } from "./code-page.ts";
import { describeStep, lostIn, summaryOf, whereInConnector } from "./mojibake-words.ts";
import { sameSteps } from "./mojibake/edits.ts";
import type { MojibakeStep, RepairedSpan } from "./mojibake/edits.ts";
import { mend } from "./mojibake/mend.ts";
import type { Mended } from "./mojibake/mend.ts";
import { SequenceFinder } from "./mojibake/sequences.ts";

/** Options of {@link repairMojibake}. */
export interface RepairOptions {
  /**
   * Single-byte pages that the bytes may have been read as, the likeliest first. Where the first explains the damage as well as another,
   * it is taken; of the others only one that is clearly likelier. Default: 1252, 28591, the other Windows pages, ISO 8859, the DOS pages, MacRoman and KOI8.
   */
  readonly codePages?: readonly number[];
}

const repairKeys: OptionKeys<RepairOptions> = {
  codePages: arrayOf("numbers", anyNumber),
};

/** Outcome of {@link repairMojibake}. */
export interface Repair {
  /** The repaired text; the text as it was given when {@link spans} is empty. */
  readonly text: string;
  /** What had happened, in the order in which it happened: the chain of the most damaged parts. Empty when nothing was changed. */
  readonly steps: readonly MojibakeStep[];
  /** The damaged parts in the order of the text; they do not overlap. The text between them is unchanged. */
  readonly spans: readonly RepairedSpan[];
  /** 0 (nothing was changed) to 1: that of the least certain span. */
  readonly confidence: number;
}

/** One step of {@link MojibakeExplanation}, in words. */
export interface ExplainedStep extends MojibakeStep {
  /** "UTF-8 bytes read as Windows-1252". */
  readonly what: string;
  /** Where in a connector such a step happens. */
  readonly where: string;
}

/** A {@link RepairedSpan} with its steps in words. */
export interface ExplainedSpan extends RepairedSpan {
  readonly steps: readonly ExplainedStep[];
}

/** Outcome of {@link explainMojibake}. */
export interface MojibakeExplanation {
  /** What was meant, as far as it can be determined; the text as given when nothing is wrong with it. */
  readonly text: string;
  /** The wrong steps in the order in which they happened: the chain of the most damaged parts. */
  readonly steps: readonly ExplainedStep[];
  /** The damaged parts in the order of the text, each with its own steps. */
  readonly spans: readonly ExplainedSpan[];
  /** 0 to 1; below 0.5 it is a guess for a person to check, which {@link repairMojibake} does not make. */
  readonly confidence: number;
  /** What is lost for good, one sentence for each case. */
  readonly lost: readonly string[];
  /** All of it in one sentence, with the places of the damage where it is not the whole text. */
  readonly summary: string;
}

/** Pages that are tried, the likeliest first. */
const defaultPages: readonly number[] = [
  1252, 28591, 1250, 1251, 1253, 1254, 1257, 28592, 28605, 850, 437, 852, 866, 10000, 20866, 21866, 1255,
  1256, 1258, 874,
];

/** How strong the evidence must be for a repair, and for a guess. */
const evidence = { repair: 2, guess: 1 } as const;
const guessed = 0.4;

let defaultFinder: SequenceFinder | undefined;

function finderOf(pages: readonly number[] | undefined): SequenceFinder {
  if (pages === undefined) return (defaultFinder ??= new SequenceFinder(defaultPages));
  const wrong = pages.find((page) => !isSingleByte(page));
  if (wrong !== undefined) {
    const why = isCodePage(wrong) ? "has characters of two bytes" : "is not one of the kit";
    const message = `Damage can be undone for single-byte pages; code page ${String(wrong)} ${why}. Leave it out of codePages.`;
    throw new QActionKitError("ERR_ENCODING", message, { details: { codePage: wrong } });
  }
  return new SequenceFinder(pages);
}

/** The chain that most of the damaged text shares. */
function commonSteps<Step extends MojibakeStep>(
  spans: readonly { readonly before: string; readonly steps: readonly Step[] }[],
): readonly Step[] {
  const chains: { readonly steps: readonly Step[]; length: number }[] = [];
  for (const { before, steps } of spans) {
    const known = chains.find((chain) => sameSteps(chain.steps, steps));
    if (known === undefined) chains.push({ steps, length: before.length });
    else known.length += before.length;
  }
  return chains.reduce((most, chain) => (chain.length > most.length ? chain : most), {
    steps: [] as readonly Step[],
    length: 0,
  }).steps;
}

function leastConfidence(spans: readonly RepairedSpan[]): number {
  return spans.reduce((least, { confidence }) => Math.min(least, confidence), spans.length === 0 ? 0 : 1);
}

/**
 * The text as it was before it was read in wrong encodings. Every damaged part is repaired by itself, with its own chain of steps and
 * as many layers as there are, so that a log or a table may be damaged in part. Takes back: UTF-8 read as a single-byte page; UTF-16
 * read byte by byte, or in the wrong order; UTF-8 or single bytes read as UTF-16LE; C1 controls, which are 1252 read as Latin-1; and
 * one page read as another where the language leaves no doubt.
 *
 * Undamaged text stays as it is: nothing is changed without evidence of damage in the text itself, so that `Ã©` alone, or a name in
 * capitals such as «AMANHÃ», stays too. What was lost on the way (`?`, U+FFFD) does not come back.
 * @throws QActionKitError `ERR_ENCODING` for a page in `codePages` that is not a single-byte page of the kit.
 */
export function repairMojibake(text: string, options: RepairOptions = {}): Repair {
  checkOptionKeys("repairMojibake", options, repairKeys);
  const mended = mend(text, finderOf(options.codePages), evidence.repair);
  if (mended.spans.length === 0) return { ...mended, steps: [], confidence: 0 };
  return { ...mended, steps: commonSteps(mended.spans), confidence: leastConfidence(mended.spans) };
}

/** Sure repairs; where there is none, possible ones with a low confidence. */
function sureOrGuessed(text: string): Mended {
  const finder = finderOf(undefined);
  const sure = mend(text, finder, evidence.repair);
  if (sure.spans.length > 0) return sure;
  const guess = mend(text, finder, evidence.guess);
  return {
    ...guess,
    spans: guess.spans.map((span) => ({ ...span, confidence: Math.min(span.confidence, guessed) })),
  };
}

/**
 * The damaged parts of the text and the chain of wrong steps that produced each, in words, with the place in a connector where each
 * step happens and what is lost. It goes further than {@link repairMojibake}: where nothing is certain a guess is given, with a low
 * confidence, for a person to decide.
 */
export function explainMojibake(text: string): MojibakeExplanation {
  const mended = sureOrGuessed(text);
  const spans = mended.spans.map((span) => ({
    ...span,
    steps: span.steps.map((step) => ({ ...step, what: describeStep(step), where: whereInConnector(step) })),
  }));
  const lost = lostIn(text, mended.text);
  const confidence = leastConfidence(spans);
  const explained = { text: mended.text, steps: commonSteps(spans), spans, confidence, lost };
  return { ...explained, summary: summaryOf(text, explained) };
}
