/** The pairs of comments by which an author accepts findings: `<!-- SuppressValidator ID reason -->` to `<!-- /SuppressValidator ID -->`. */
import type { Diagnostic } from "../diagnostic.ts";

/** One comment of a pair. */
export interface SuppressionMark {
  /** The rule, or a number of the official validator, as written. */
  readonly id: string;
  /** Where the `<` of the comment stands, in UTF-16 units of the text. */
  readonly offset: number;
  /** Behind the `>` of the comment. */
  readonly end: number;
}

/** What the comments of a text say. */
export interface Suppressions {
  /** Each closed pair: findings of `id` from `begin` to `end` are accepted. */
  readonly ranges: readonly { readonly id: string; readonly begin: number; readonly end: number }[];
  /** Opening comments without a closing one, and closing comments without an opening one. */
  readonly unpaired: readonly (SuppressionMark & { readonly closing: boolean })[];
}

// A CDATA section may quote such a comment, as scripts do.
const comments = /<!\[CDATA\[[\s\S]*?\]\]>|<!--\s*(\/?)SuppressValidator\s+([^\s>]+?)(?:\s[\s\S]*?)?-->/g;

/** Whether the author of a text accepts a finding: it stands between a pair of comments with its rule. */
export function acceptedIn(text: string): (finding: Pick<Diagnostic, "code" | "position">) => boolean {
  const { ranges } = suppressionsOf(text);
  return ({ code, position: { offset } }) =>
    ranges.some(({ id, begin, end }) => id === code && offset >= begin && offset < end);
}

/** Reads all pairs. Those of different ids may cross; those of one id nest. */
export function suppressionsOf(text: string): Suppressions {
  const open = new Map<string, SuppressionMark[]>();
  const ranges: { id: string; begin: number; end: number }[] = [];
  const unpaired: (SuppressionMark & { closing: boolean })[] = [];
  for (const found of text.matchAll(comments)) {
    const [whole, slash, id] = found;
    if (id === undefined) continue;
    const mark = { id, offset: found.index, end: found.index + whole.length };
    const waiting = open.get(id) ?? [];
    open.set(id, waiting);
    if (slash !== "/") {
      waiting.push(mark);
      continue;
    }
    const begin = waiting.pop();
    if (begin === undefined) unpaired.push({ ...mark, closing: true });
    else ranges.push({ id, begin: begin.end, end: mark.offset });
  }
  for (const marks of open.values()) unpaired.push(...marks.map((mark) => ({ ...mark, closing: false })));
  return { ranges, unpaired };
}
