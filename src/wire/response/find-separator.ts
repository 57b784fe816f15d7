/** Search for separators, in time proportional to the bytes searched. */

/** Offset of the k-th occurrence of `mark` from `from` on, counted without overlap; -1 when there are fewer. */
export function indexOfTimes(data: Buffer, mark: Uint8Array, from: number, times: number): number {
  if (from > data.length) return -1;
  let at = data.indexOf(mark, from);
  for (let left = times; at >= 0 && --left > 0;) at = data.indexOf(mark, at + mark.length);
  return at;
}

/** Offset of the last occurrence of `mark` that does not begin before `from`; -1 when there is none. */
export function lastIndexFrom(data: Buffer, mark: Uint8Array, from: number): number {
  const at = data.lastIndexOf(mark);
  return at < from ? -1 : at;
}
