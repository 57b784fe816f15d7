/** Text that went through wrong encodings: what happened to it, where in a connector that happens, and the text mended. */
import { describeStep, lostIn, whereInConnector } from "./mojibake-words.ts";
import { undoPage, undoSwap, undoUtf16InBytes, undoUtf8, undoWide } from "./mojibake-steps.ts";
import type { MojibakeStep, Undone } from "./mojibake-steps.ts";
import { oddity } from "./oddity.ts";

/** Options of {@link repairMojibake}. */
export interface RepairOptions {
  /**
   * Single-byte pages that the bytes may have been read as, the likeliest first. Default: 1252, 28591, the other Windows pages, ISO
   * 8859, the DOS pages and KOI8.
   */
  readonly codePages?: readonly number[];
}

/** A damaged part of the text, and what it was. */
export interface RepairedSpan {
  /** Where the part begins in the given text, in UTF-16 units. */
  readonly start: number;
  /** Where it ends: the unit behind its last one. */
  readonly end: number;
  /** The part as it was given. */
  readonly before: string;
  /** The part mended. */
  readonly after: string;
  /** What had happened to it, in the order in which it happened. */
  readonly steps: readonly MojibakeStep[];
  /** 0 to 1. */
  readonly confidence: number;
}

/** Outcome of {@link repairMojibake}. */
export interface Repair {
  /** The mended text; the text as it was given when {@link spans} is empty. */
  readonly text: string;
  /** What had happened, in the order in which it happened: the chain of most damaged parts. Empty when nothing was changed. */
  readonly steps: readonly MojibakeStep[];
  /** The damaged parts in the order of the text; they do not overlap. What is between them was left as it is. */
  readonly spans: readonly RepairedSpan[];
  /** 0 (nothing was changed) to 1. */
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
  /** What was meant, as far as it can be told; the text as given when nothing is wrong with it. */
  readonly text: string;
  /** The wrong steps in the order in which they happened. */
  readonly steps: readonly ExplainedStep[];
  /** The damaged parts in the order of the text. */
  readonly spans: readonly ExplainedSpan[];
  /** 0 to 1; below 0.5 it is a guess for a person to judge, and {@link repairMojibake} would not do it. */
  readonly confidence: number;
  /** What is lost for good, one sentence for each sign of it. */
  readonly lost: readonly string[];
  /** All of it in one sentence. */
  readonly summary: string;
}

/** Pages that are tried, the likeliest first. */
const defaultPages: readonly number[] = [
  1252, 28591, 1250, 1251, 1253, 1254, 1257, 28592, 28605, 437, 850, 852, 866, 20866, 21866, 1255, 1256, 1258,
  874,
];

/** Pages that are taken for one another, without an error anywhere: written, read. */
const mixedUp: readonly (readonly [written: number, read: number])[] = [
  [850, 1252],
  [437, 1252],
  [1252, 850],
  [1252, 437],
  [1252, 1251],
  [1251, 1252],
  [1253, 1252],
  [1255, 1252],
  [866, 1251],
  [20866, 1251],
  [1251, 866],
  [1251, 20866],
];

const deepest = 6;

/** Everything that may have been the last wrong step, the surest kinds first; of one kind, the one that leaves the least odd text. */
function lastSteps(text: string, pages: readonly number[]): Undone[] {
  const kinds: (() => (Undone | undefined)[])[] = [
    () =>
      ([1200, 1201] as const).flatMap((written) =>
        pages.map((page) => undoUtf16InBytes(text, written, page)),
      ),
    () => pages.map((page) => undoUtf8(text, page)),
    () => [undoWide(text, 65001), undoWide(text, 1252)],
    () => [undoSwap(text)],
    () => pagePairs(text, pages),
  ];
  for (const kind of kinds) {
    const found = kind().filter((undone) => undone !== undefined && undone.evidence > 0) as Undone[];
    if (found.length > 0) return leastOdd(found);
  }
  return [];
}

function leastOdd(found: readonly Undone[]): Undone[] {
  const rated = found.map((undone) => ({
    undone,
    points: oddity(undone.text) - undone.evidence + rareLetters(undone.text) / 1000,
  }));
  return rated.sort((a, b) => a.points - b.points).map(({ undone }) => undone);
}

/**
 * A mix-up of two pages counts only when one reading stands out: two readings that both look right cannot be told apart. One stands
 * out when it is alone, or has clearly more common letters than the next.
 */
function pagePairs(text: string, pages: readonly number[]): Undone[] {
  const found = mixedUp
    .filter(([, read]) => pages.includes(read))
    .map(([written, read]) => undoPage(text, written, read));
  const usable = found.filter((undone): undone is Undone => undone !== undefined && undone.evidence > 0);
  const [best, next] = usable
    .sort((a, b) => (b.share ?? 0) - (a.share ?? 0))
    .filter(({ text: undone }, index, all) => all.findIndex((other) => other.text === undone) === index);
  if (best === undefined || next === undefined || (best.share ?? 0) - (next.share ?? 0) >= 0.1)
    return best === undefined ? [] : [best];
  return [{ ...best, evidence: 0.5 }];
}

const usual = "áéíóúàèêçãõäöüßñ°«»¿¡";
const known = "âîôûëïœåøæþðčćšžđąęłńśźżěřůťďňľĺŕőűășțşţğıāēīūģķļņįųėý";

/** How rare the accented letters are: what decides between two pages that leave nothing odd. */
function rareLetters(text: string): number {
  const accented = text.toLowerCase().match(/[\u00a0-\u024f]/g) ?? [];
  return accented.reduce(
    (sum, letter) => sum + (usual.includes(letter) ? 0 : known.includes(letter) ? 1 : 3),
    0,
  );
}

const allAscii = /^[\t\n\r\x20-\x7e]*$/;

const wide: ReadonlySet<number> = new Set([1200, 1201, 65001]);
const greek = /[\u0370-\u03ff]/;
/** Letters beyond ASCII. */
const foreignLetters = /[^\P{L}a-z]/iu;

/**
 * Whether the text may be what was meant before one page was read as another: with letters beyond ASCII, not only quotes and
 * dots in their place, and without the mathematical Greek of the DOS pages.
 */
function isWriting(text: string, written: number): boolean {
  return foreignLetters.test(text) && (written === 1253 || !greek.test(text));
}

/** Whether one step back is sure enough to be taken without asking. */
function isSure(before: string, { text, step, evidence }: Undone, first: boolean): boolean {
  const isUtf8 = step.written === 65001 && step.read !== 1200;
  if (!isUtf8) {
    const mixed = !wide.has(step.written) && !wide.has(step.read);
    if (mixed && !isWriting(text, step.written)) return false;
    return evidence >= 2 && before.length >= 4 && oddity(text) <= oddity(before);
  }
  return evidence >= 4 || !first || before.length >= 5;
}

function chainOf(text: string, pages: readonly number[], sure: boolean): { undone: Undone[]; text: string } {
  const undone: Undone[] = [];
  let current = text;
  while (undone.length < deepest && !allAscii.test(current)) {
    const before = current;
    const next = lastSteps(current, pages).find((step) => !sure || isSure(before, step, undone.length === 0));
    if (next === undefined) break;
    undone.push(next);
    current = next.text;
  }
  return { undone, text: current };
}

function confidenceOf(undone: readonly Undone[]): number {
  return undone.length === 0
    ? 0
    : Math.min(...undone.map(({ evidence }) => 1 - 0.5 ** Math.max(0.3, evidence)));
}

/**
 * The text as it was before it was read in wrong encodings. Takes back, one or several times: UTF-8 read as a single-byte page;
 * UTF-16 read byte by byte, or in the wrong order; UTF-8 or single bytes read as UTF-16LE; and one page read as another where the
 * text shows it plainly. Right text stays as it is: nothing is changed without overwhelming evidence in the text itself, so that
 * `Ã©` alone, or a name in capitals such as «AMANHÃ», stays too. What was lost on the way (`?`, U+FFFD) does not come back.
 */
export function repairMojibake(text: string, { codePages = defaultPages }: RepairOptions = {}): Repair {
  const chain = chainOf(text, codePages, true);
  if (chain.undone.length === 0 || oddity(chain.text) >= Math.max(1, oddity(text) * 2))
    return { text, steps: [], spans: [], confidence: 0 };
  const steps = chain.undone.map(({ step }) => step).reverse();
  const confidence = confidenceOf(chain.undone);
  const spans = [{ start: 0, end: text.length, before: text, after: chain.text, steps, confidence }];
  return { text: chain.text, steps, spans, confidence };
}

/**
 * The chain of wrong steps that produced the text, in words, with the place in a connector where each happens and what is lost. It
 * goes further than {@link repairMojibake}: a guess is given too, with a low confidence, for a person to judge.
 */
export function explainMojibake(text: string): MojibakeExplanation {
  const chain = chainOf(text, defaultPages, false);
  const steps = chain.undone
    .map(({ step }) => ({ ...step, what: describeStep(step), where: whereInConnector(step) }))
    .reverse();
  const sure = repairMojibake(text).text === chain.text;
  const found = confidenceOf(chain.undone);
  const confidence = sure || steps.length === 0 ? found : Math.min(found, 0.4);
  const lost = lostIn(text, chain.text);
  return {
    text: chain.text,
    steps,
    spans:
      steps.length === 0
        ? []
        : [{ start: 0, end: text.length, before: text, after: chain.text, steps, confidence }],
    confidence,
    lost,
    summary: summaryOf(steps, lost, confidence, chain.text),
  };
}

function summaryOf(
  steps: readonly ExplainedStep[],
  lost: readonly string[],
  confidence: number,
  text: string,
): string {
  const end = lost.length === 0 ? "" : ` ${lost.join(" ")}`;
  if (steps.length === 0)
    return (lost.length === 0 ? "Nothing in the text speaks for a wrong encoding." : lost.join(" ")).trim();
  const twice = steps.length > 1 && steps.every(({ what }) => what === steps[0]?.what);
  const times = ["", "once", "twice", "three times"][steps.length] ?? `${String(steps.length)} times`;
  const happened = twice
    ? `${steps[0]?.what ?? ""}, ${times}`
    : steps.map(({ what }) => what).join(", then ");
  const meant = JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text);
  return `${confidence < 0.5 ? "Perhaps: " : ""}${happened}. Meant was ${meant}.${end}`;
}
