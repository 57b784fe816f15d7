/** Values that an option may have. */
import type { OptionRow } from "../../../src/options/option-row.ts";

/** Every value of a list; of a kind of values those among a few that fit. */
export function allowed({ values }: Pick<OptionRow, "values">): readonly unknown[] {
  const few = [0, 1, 2, 1251, "10.4.8 CU1", "", "http://127.0.0.1:3128", "retries", [1, 2]];
  return "words" in values ? few.filter((value) => values.fits(value)) : values;
}
