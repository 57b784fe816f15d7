/** The hidden link from the object that a script holds to its run. */
import type { Run } from "./run.ts";

let read: <C>(holder: RunHolder<C>) => Run<C>;

/** Base of the script's object: one private field, and nothing that a script could see. */
export abstract class RunHolder<C> {
  readonly #run: Run<C>;

  constructor(run: Run<C>) {
    this.#run = run;
  }

  static {
    read = (holder) => holder.#run;
  }
}

/** The run behind a script's object. */
export function runOf<C>(holder: RunHolder<C>): Run<C> {
  return read(holder);
}
