/** DataMiner version numbers as the option `dataMinerVersion` takes them: `10.4.8`, `10.4.8 CU1`. */

/** Major, minor, release and cumulative update; missing numbers are 0. */
function numbersOf(version: string): readonly number[] {
  return Array.from(version.matchAll(/\d+/g), (match) => Number(match[0])).slice(0, 4);
}

/** True when `version` is older than `than`; both are written like `10.4.8` or `10.4.8 CU1`. */
export function isOlder(version: string, than: string): boolean {
  const [left, right] = [numbersOf(version), numbersOf(than)];
  for (let i = 0; i < 4; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
