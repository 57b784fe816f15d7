/** Random numbers from a seed: the same seed gives the same numbers on every machine. */

/** Gives the next number from 0 to below 1. */
export type Random = () => number;

/** A 32-bit hash of numbers and texts (FNV-1a over UTF-16 code units, then the finish of MurmurHash3). */
function hash(parts: readonly (number | string)[]): number {
  let mixed = 0x811c9dc5;
  for (const character of parts.join("\0")) {
    mixed ^= character.codePointAt(0) ?? 0;
    mixed = Math.imul(mixed, 0x01000193);
  }
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/**
 * A series of its own for each combination of `parts`, so that what one line draws changes nothing for another (mulberry32 of
 * Tommy Ettinger; `Math.random` takes no seed).
 */
export function createRandom(...parts: readonly (number | string)[]): Random {
  let state = hash(parts);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
