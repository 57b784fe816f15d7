/** Best fit: the look-alikes that Windows and .NET write for characters a code page does not have. */
import { ebcdicBestFitRows } from "./tables/best-fit-ebcdic.ts";
import { furtherBestFitRows } from "./tables/best-fit-further.ts";
import { bestFitRows } from "./tables/best-fit-rows.ts";

/**
 * Pairs of UTF-16 units for one page: the unit asked for and the unit written instead. Only units that the page lacks, and
 * look-alikes that it has.
 * @param has Whether the page has a unit.
 */
export function* bestFitOf(
  codePage: number,
  has: (unit: number) => boolean,
): Generator<readonly [number, number]> {
  const name = String(codePage);
  const isOf = ([pages]: readonly [string, string]): boolean => pages.split(" ").includes(name);
  const own = bestFitRows.filter(isOf);
  const rows = own.length > 0 ? own : [...furtherBestFitRows(), ...ebcdicBestFitRows()].filter(isOf);
  for (const [, pairs] of rows) {
    for (let at = 0; at < pairs.length; at += 2) {
      const unit = pairs.charCodeAt(at);
      const lookAlike = pairs.charCodeAt(at + 1);
      if (!has(unit) && has(lookAlike)) yield [unit, lookAlike];
    }
  }
  if (codePage === 936 || codePage === 950) yield* unifiedIdeographs(has);
}

/** Compatibility ideographs that the Chinese pages do not write as the character they are a double of. */
const keptApart = new Set([0xf92c, 0xf9e7, 0xfa16]);

/** The Chinese pages write the compatibility ideographs of Unicode 3 (U+F900 to U+FA2D) as the character each is a double of. */
function* unifiedIdeographs(has: (unit: number) => boolean): Generator<readonly [number, number]> {
  for (let unit = 0xf900; unit <= 0xfa2d; unit++) {
    if (keptApart.has(unit)) continue;
    const double = String.fromCharCode(unit).normalize("NFKD");
    const lookAlike = double.charCodeAt(0);
    if (double.length === 1 && lookAlike !== unit && !has(unit) && has(lookAlike)) yield [unit, lookAlike];
  }
}
