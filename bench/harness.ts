/** Benchmarks as ratios: two ways of the same work, measured in turns in one run, so that the speed of the machine drops out. */
import { Bench } from "tinybench";

/** Two ways of one piece of work. */
export interface Row {
  /** What is measured, with its size. */
  readonly what: string;
  /** Our way. */
  readonly ours: () => unknown;
  /** The other way, and its name. */
  readonly theirs: () => unknown;
  readonly against: string;
  /** The ratio aimed at: time of theirs / time of ours. */
  readonly aim: number;
}

/** Outcome of one row. */
export interface Ratio {
  readonly what: string;
  readonly against: string;
  readonly aim: number;
  /** Time of theirs / time of ours; above 1 we are faster. */
  readonly ratio: number;
  /** Microseconds of one call of ours. */
  readonly microseconds: number;
}

const rounds = 5;
const batchMicroseconds = 200;

/** How many calls make one sample, so that the clock's own grain does not count. */
function batchOf(work: () => unknown): number {
  for (let warm = 0; warm < 200; warm++) work();
  const start = performance.now();
  let calls = 0;
  while (performance.now() - start < 20) {
    work();
    calls++;
  }
  return Math.max(1, Math.round((calls / 20_000) * batchMicroseconds));
}

let sink: unknown;

function repeated(work: () => unknown, times: number): () => void {
  return () => {
    for (let call = 0; call < times; call++) sink = work();
  };
}

/** Measures the rows one after the other; in each, both ways in turns, and the best of the rounds counts. */
export async function measure(rows: readonly Row[]): Promise<Ratio[]> {
  const ratios: Ratio[] = [];
  for (const { what, against, aim, ours, theirs } of rows) {
    const calls = { ours: batchOf(ours), theirs: batchOf(theirs) };
    const best = { ours: Infinity, theirs: Infinity };
    for (let round = 0; round < rounds; round++) {
      const bench = new Bench({ time: 60, warmupTime: 20 });
      bench.add("ours", repeated(ours, calls.ours)).add("theirs", repeated(theirs, calls.theirs));
      await bench.run();
      for (const name of ["ours", "theirs"] as const) {
        const result = bench.getTask(name)?.result;
        if (result === undefined || !("latency" in result)) throw new Error(`${what}: no result for ${name}`);
        best[name] = Math.min(best[name], (result.latency.p50 * 1000) / calls[name]);
      }
    }
    ratios.push({ what, against, aim, ratio: best.theirs / best.ours, microseconds: best.ours });
  }
  return ratios;
}

/** Prints the ratios as a table, with a word on each aim. */
export function print(title: string, ratios: readonly Ratio[]): void {
  const width = Math.max(...ratios.map(({ what }) => what.length));
  const lines = ratios.map(({ what, against, aim, ratio, microseconds }) => {
    const verdict = ratio >= aim ? "reached" : `${((ratio / aim) * 100).toFixed(0)} % of the aim`;
    return `${what.padEnd(width)}  ${ratio.toFixed(2).padStart(6)}x ${against} (aim ${String(aim)}, ${verdict}; ${microseconds.toFixed(2)} us)`;
  });
  console.log(`${title}\n${lines.join("\n")}`);
}

/** What the last measured call gave; reading it keeps an engine from leaving the work out. */
export function lastResult(): unknown {
  return sink;
}
