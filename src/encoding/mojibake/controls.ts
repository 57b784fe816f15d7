/** C1 controls, which no text holds: bytes 80 to 9F of another page that were read as Latin-1. */
import { languageFit } from "../language/fit.ts";
import type { Mend } from "./edits.ts";
import { between, sumsOf } from "./evidence.ts";
import { alternating, hasControl } from "./narrow.ts";
import { upperHalfOf } from "./bytes.ts";

/** A control inside a word: the letters show that it is another page than 1252. */
const inWords = /\p{L}[\x80-\x9f]\p{L}/u;
const latin1 = /^[\0-\xff]*$/;
const control = /[\x80-\x9f]/;
/** What the bytes may have been, the likeliest first. */
const pages = [1252, 10000, 850, 1250, 1251, 852];
/** Odds, in nats, that a rarer page must have on its side. */
const handicap = 2;
/** Odds that a rarer page must have against the next best one; below that nothing is repaired. */
const clear = 5;
/** Characters of 1252 that hardly any text has: another page is likelier. */
const rare = /[ƒˆ˜]/;

/** A letter of Latin-1 that begins a sequence of UTF-8, followed by a control: the rest of that sequence, not a symbol. */
const remainder = /[Â-ßâãäïð\u0100-\u1fff][\x80-\x9f]/;

/** Words of ASCII with a few controls among them, and nothing that suggests UTF-16 in bytes. */
function isProse(text: string): boolean {
  const plain = text.match(/[a-z ]/gi)?.length ?? 0;
  const controls = text.match(/[\x80-\x9f]/g)?.length ?? 0;
  return (
    plain >= controls * 4 && plain * 10 >= text.length * 6 && !hasControl(text) && !alternating.test(text)
  );
}

/** The controls of a line as the characters that they were. */
export function mendsOfControls(text: string): Mend[] {
  if (!control.test(text) || remainder.test(text) || !isProse(text)) return [];
  const before = sumsOf(text);
  const found: { text: string; page: number; cost: number }[] = [];
  for (const page of pages) {
    const table = upperHalfOf(page);
    // 1252 is Latin-1 but for the controls; of another page all characters beyond ASCII were read wrongly.
    const range = page === 1252 ? /[\x80-\x9f]/g : /[\x80-\xff]/g;
    if (page !== 1252 && (!inWords.test(text) || !latin1.test(text))) continue;
    const mended = text.replace(range, (unit) => table.charAt(unit.charCodeAt(0) - 128));
    const sums = sumsOf(mended);
    if (between(sums, 0, sums.length) + 1 >= between(before, 0, before.length)) continue;
    const cost = languageFit(mended).cost + (page === 1252 ? 0 : handicap);
    found.push({ text: mended, page, cost });
  }
  const [best, next] = found.sort((a, b) => a.cost - b.cost);
  if (best === undefined) return [];
  if (best.page === 1252 ? rare.test(best.text) : next !== undefined && next.cost - best.cost < clear)
    return [];
  const mends: Mend[] = [];
  const { page } = best;
  for (let at = 0; at < text.length; at++) {
    const after = best.text.charAt(at);
    if (after !== text.charAt(at))
      mends.push({ start: at, end: at + 1, after, step: { written: page, read: 28591 }, evidence: 3 });
  }
  return mends;
}
