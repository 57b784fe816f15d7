/** Two ways timed in turn, and their ratio: what a shared machine can still say. */

/** Median of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? 0) + high) / 2;
}

/** Processor time of this process so far, in ms: what a busy machine does not change. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Times in ms of `ours` and `theirs`, run in turn. */
export interface Comparison {
  readonly ours: number;
  readonly theirs: number;
  /** Speed of ours in terms of theirs: 1 is as fast, 0.5 takes twice the time. Median of the rounds' ratios. */
  readonly ratio: number;
}

/** Runs both `rounds` times in turn, after `warmUp` rounds that do not count: code is compiled in them. */
export async function compare(
  ours: () => number | Promise<number>,
  theirs: () => number | Promise<number>,
  rounds = 7,
  warmUp = 1,
): Promise<Comparison> {
  const times: { ours: number; theirs: number }[] = [];
  for (let round = 1 - warmUp; round <= rounds; round++) {
    const first = round % 2 === 0;
    const a = first ? await ours() : 0;
    const b = await theirs();
    const time = { ours: first ? a : await ours(), theirs: b };
    if (round > 0) times.push(time);
  }
  return {
    ours: median(times.map((time) => time.ours)),
    theirs: median(times.map((time) => time.theirs)),
    ratio: median(times.map((time) => time.theirs / time.ours)),
  };
}

/** A row of a bench's table. */
export function row(what: string, { ours, theirs, ratio }: Comparison, per = 1, unit = "ms"): string {
  const time = (ms: number): string => (ms / per).toFixed(per === 1 ? 1 : 3).padStart(10);
  return `${what.padEnd(44)}${time(ours)} ${time(theirs)} ${unit.padEnd(4)}${ratio.toFixed(2).padStart(8)}`;
}

/** Head of a bench's table. */
export function head(title: string): string {
  return `\n${title}\n${"".padEnd(44)}${"ours".padStart(10)} ${"theirs".padStart(10)}     ${"ratio".padStart(7)}`;
}
