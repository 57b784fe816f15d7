/** Numbers that only look random: the same ones for the same seed, on every machine. */

/** The generator mulberry32: 32 bits of state, good enough to choose what to break next. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** 0 or more, below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0, below `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** True once in so many times. */
  once(times: number): boolean {
    return this.below(times) === 0;
  }

  pick<T>(items: readonly [T, ...T[]] | readonly T[]): T {
    return items[this.below(items.length)] as T;
  }

  /** Up to `most` of what `make` gives. */
  list<T>(most: number, make: () => T): T[] {
    return Array.from({ length: this.below(most + 1) }, make);
  }

  /** Up to `most` bytes, of the alphabet or of all. */
  bytes(most: number, alphabet?: string): Buffer {
    return Buffer.from(
      this.list(most, () =>
        alphabet === undefined ? this.below(256) : this.pick([...Buffer.from(alphabet, "latin1")]),
      ),
    );
  }
}

/** The seed of one case of a run. */
export function seedOf(run: number, index: number): number {
  return Math.imul(run ^ 0x9e3779b9, index + 1) >>> 0;
}
