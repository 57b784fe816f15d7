/** The known name that was meant by an unknown one. */

/** Letters that have to be changed, added, left out or swapped with their neighbour to make one word of the other. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : Infinity;
      const other = a[i - 1] === b[j - 1] ? 0 : 1;
      const row = rows[i];
      if (row !== undefined)
        row[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + other, swapped);
    }
  }
  return at(a.length, b.length);
}

/** The known names that may have been meant, the nearest first: the same but for case, or at most a third of their letters off. */
function nearNames(name: string, known: readonly string[]): readonly string[] {
  const lower = name.toLowerCase();
  return known
    .map((candidate) => ({ candidate, off: distance(lower, candidate.toLowerCase()) }))
    .filter(({ candidate, off }) => off <= Math.min(3, candidate.length / 3))
    .sort((a, b) => a.off - b.off)
    .map(({ candidate }) => candidate);
}

/** The only known name that may have been meant; undefined when several come near, or none. */
export function onlyNearName(name: string, known: readonly string[]): string | undefined {
  const [near, second] = nearNames(name, known);
  return second === undefined ? near : undefined;
}

/** The known name that was most likely meant. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  return nearNames(name, known)[0];
}
