/** The newest items of a series, and how many older ones were dropped. */

/** Keeps at most so many items. */
export class NewestItems<T> {
  readonly #most: number;
  #items: T[] = [];
  #dropped = 0;

  /** @param most 1 or more */
  constructor(most: number) {
    this.#most = most;
  }

  /** Oldest first. */
  get items(): readonly T[] {
    return this.#items.slice(-this.#most);
  }

  /** How many are no longer kept. */
  get dropped(): number {
    return this.#dropped + Math.max(0, this.#items.length - this.#most);
  }

  add(item: T): void {
    this.#items.push(item);
    if (this.#items.length < 2 * this.#most) return;
    // Half at a time, so that an item costs little.
    this.#dropped += this.#items.length - this.#most;
    this.#items = this.#items.slice(-this.#most);
  }

  /** Gives what is kept, and begins anew. */
  take(): { readonly items: readonly T[]; readonly dropped: number } {
    const { items, dropped } = this;
    this.#items = [];
    this.#dropped = 0;
    return { items, dropped };
  }
}
