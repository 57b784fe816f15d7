/** Keeps one object of those that live no longer than a message, so that what was compiled for them is kept, too. */

/** Every so many objects a new one takes the place of the last: shapes change while a program warms up. A power of two. */
const turn = 1024;

/**
 * V8 forgets the shape of objects with the last of them, and then throws away the code that was compiled for it. Of objects that
 * are gone before the next message, none is there when a full collection comes: behind each, messages would take twice the
 * time until everything is compiled again.
 */
export class ShapeKeeper {
  #offered = 0;
  #kept: object | undefined;

  /** The object that is kept, with all that it refers to. */
  get kept(): object | undefined {
    return this.#kept;
  }

  /** One more object. The first are not kept, so that an element with little to do keeps nothing. */
  offer(object: object): void {
    if ((++this.#offered & (turn - 1)) === 0) this.#kept = object;
  }
}
