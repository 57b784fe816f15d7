/** A queue, first in, first out: adding and taking cost the same however long it is. */

/** Taken items that are kept before the rest moves to the front. */
const mostTaken = 64;

/** Items in the order in which they were added. */
export class Fifo<T> {
  #items: T[] = [];
  #first = 0;

  get length(): number {
    return this.#items.length - this.#first;
  }

  push(item: T): void {
    this.#items.push(item);
  }

  /** The oldest item, which stays; `undefined` when there is none. */
  get first(): T | undefined {
    return this.#items[this.#first];
  }

  /** Takes the oldest item; `undefined` when there is none. */
  shift(): T | undefined {
    if (this.#first === this.#items.length) return undefined;
    const item = this.#items[this.#first];
    this.#first += 1;
    if (this.#first > mostTaken && this.#first * 2 > this.#items.length) this.replace(this.toArray());
    return item;
  }

  /** A copy, oldest first. */
  toArray(): T[] {
    return this.#items.slice(this.#first);
  }

  /** Replaces everything by `items`, which belong to the queue from now on. */
  replace(items: T[]): void {
    this.#items = items;
    this.#first = 0;
  }
}
