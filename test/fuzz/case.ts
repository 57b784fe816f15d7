/** What is tried: a start and steps from there, so that a failing case can be made smaller by leaving steps out. */
import type { Random } from "./random.ts";

/** One case; all of it can be written as JSON. */
export interface FuzzCase {
  /** What the steps are done to: the name of a file, a definition. */
  readonly start: string;
  readonly steps: readonly string[];
}

/** One kind of cases. */
export interface FuzzTarget {
  readonly name: string;
  /** Cases of a short run in `npm test`. */
  readonly short: number;
  readonly make: (random: Random) => FuzzCase;
  /** Throws, or is rejected, when the case shows a mistake. */
  readonly run: (given: FuzzCase) => Promise<void> | void;
}

/** The shortest case that still fails, by leaving out ever smaller pieces; `fails` is asked at most `most` times. */
export async function shrink(
  given: FuzzCase,
  fails: (tried: FuzzCase) => Promise<boolean>,
  most = 200,
): Promise<FuzzCase> {
  let best = given;
  let asked = 0;
  for (let size = Math.ceil(best.steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < best.steps.length && asked < most;) {
      const tried = { ...best, steps: [...best.steps.slice(0, from), ...best.steps.slice(from + size)] };
      asked++;
      if (await fails(tried)) best = tried;
      else from += size;
    }
  }
  return best;
}
