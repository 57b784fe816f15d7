/**
 * `npm run verdicts [-- --table]`: what repair does to right text and to damaged text, over the strings of CLDR and
 * the Universal Declaration of Human Rights. Ends with 1 when a
 * promise is broken: no right text changed, at most 20 of their variants, UTF-8 right in 98 % and UTF-16 in 90 %, wrong in at most
 * 0.1 % of all. `--table` prints the table of docs/encoding/repair.md.
 */
import { encodingLabel } from "../../src/encoding/mojibake-words.ts";
import { repairMojibake } from "../../src/encoding/mojibake.ts";
import { declaration, declarationCodes } from "../../tools/language/corpus.ts";
import { chainKinds, chains, damaged } from "./chains.ts";
import type { Chain } from "./chains.ts";
import { cldrTexts, variantsOf } from "./texts.ts";

/** Every so many texts a variant or a damaged text is made of. */
const steps = { variants: 11, damaged: 199 } as const;
const shortest = 6;
const promised = { variants: 20, right: { "UTF-8": 0.98, "UTF-16": 0.9, pages: 0 }, wrong: 0.001 } as const;

const texts = cldrTexts();
const right = new Set(texts);
const judged = { passed: 0, failed: 0 };

function judge(what: string, holds: boolean): void {
  console.log(`${holds ? "ok    " : "BROKEN"} ${what}`);
  judged[holds ? "passed" : "failed"]++;
}

function changed(list: Iterable<string>): string[] {
  const found: string[] = [];
  for (const text of list) {
    const mended = repairMojibake(text);
    if (mended.text !== text) found.push(`${JSON.stringify(text)} -> ${JSON.stringify(mended.text)}`);
  }
  return found;
}

function percent(part: number, all: number): string {
  return `${((part / all) * 100).toFixed(2)} %`;
}

function chainLabel(chain: Chain): string {
  const [first] = chain;
  if (first !== undefined && chain.length > 1 && chain.every(([, read]) => read === first[1]))
    return `${encodingLabel(first[0])} read as ${encodingLabel(first[1])}, ${chain.length === 2 ? "twice" : "three times"}`;
  return chain
    .map(([written, read]) => `${encodingLabel(written)} read as ${encodingLabel(read)}`)
    .join(", then ");
}

const harmed = changed(texts);
judge(`${String(harmed.length)} of ${String(texts.length)} right texts changed`, harmed.length === 0);
for (const line of harmed) console.log(`       ${line}`);

// A C1 control is damage by itself: two of the declarations hold some.
const prose = declarationCodes()
  .flatMap(declaration)
  .filter((text) => !/[\x80-\x9f]/.test(text));
const harmedProse = changed(prose);
judge(
  `${String(harmedProse.length)} of ${String(prose.length)} paragraphs of ${String(declarationCodes().length)} languages changed`,
  harmedProse.length === 0,
);
for (const line of harmedProse) console.log(`       ${line}`);

const variants = new Set(texts.filter((_, index) => index % steps.variants === 0).flatMap(variantsOf));
const odd = changed([...variants].filter((text) => !right.has(text)));
judge(`${String(odd.length)} of ${String(variants.size)} variants changed`, odd.length <= promised.variants);
for (const line of odd) console.log(`       ${line}`);

const sample = texts
  .filter((text) => Array.from(text).length >= shortest)
  .filter((_, index) => index % steps.damaged === 0);
const total = { texts: 0, wrong: 0 };
const rows: string[] = [];
for (const kind of chainKinds) {
  const sum = { texts: 0, right: 0, wrong: 0 };
  for (const chain of chains[kind]) {
    const row = { texts: 0, right: 0, wrong: 0 };
    for (const text of sample) {
      const seen = damaged(text, chain);
      if (seen === undefined) continue;
      const mended = repairMojibake(seen).text;
      row.texts++;
      if (mended === text) row.right++;
      else if (mended !== seen) row.wrong++;
    }
    for (const key of ["texts", "right", "wrong"] as const) sum[key] += row[key];
    rows.push(
      `| ${chainLabel(chain)} | ${String(row.texts)} | ${percent(row.right, row.texts)} | ${percent(row.wrong, row.texts)} |`,
    );
  }
  total.texts += sum.texts;
  total.wrong += sum.wrong;
  judge(
    `${kind}: ${percent(sum.right, sum.texts)} right, ${percent(sum.wrong, sum.texts)} wrong of ${String(sum.texts)}`,
    sum.right >= sum.texts * promised.right[kind],
  );
}
judge(`${percent(total.wrong, total.texts)} wrong in all`, total.wrong <= total.texts * promised.wrong);
if (process.argv.includes("--table"))
  console.log(["| damage | texts | right | wrong |", "| --- | --- | --- | --- |", ...rows].join("\n"));
console.log(`${String(judged.passed)} passed, ${String(judged.failed)} failed`);
process.exitCode = judged.failed === 0 ? 0 : 1;
