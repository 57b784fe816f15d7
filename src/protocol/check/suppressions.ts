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

/**
 * The comments of the pairs. A CDATA section may quote such a comment, as scripts do. Their ends are looked for one after the other: a
 * file with thousands of beginnings and no end is read once, not once for each.
 */
function* marksIn(text: string): Iterable<SuppressionMark & { readonly closing: boolean }> {
  const openings = /<!\[CDATA\[|<!--\s*(\/?)SuppressValidator\s+([^\s>]+?)(?=\s|-->)/g;
  const unclosed = new Set<string>();
  for (let found = openings.exec(text); found !== null; found = openings.exec(text)) {
    const [, slash, id] = found;
    const closing = id === undefined ? "]]>" : "-->";
    const close = unclosed.has(closing) ? -1 : text.indexOf(closing, openings.lastIndex);
    if (close === -1) {
      unclosed.add(closing);
      continue;
    }
    const end = close + closing.length;
    if (id !== undefined) yield { id, offset: found.index, end, closing: slash === "/" };
    openings.lastIndex = end;
  }
}

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
  for (const { closing, ...mark } of marksIn(text)) {
    const { id } = mark;
    const waiting = open.get(id) ?? [];
    open.set(id, waiting);
    if (!closing) {
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
