/** The hidden link from the object that a script holds to its run. */
import type { Run } from "../qaction-run.ts";

/** Name of the method that gives the run; no script can come upon it by a name of its own. */
const held = Symbol("run");

/** Base of the members of a script's object. */
export abstract class RunHolder<C> {
  abstract [held](): Run<C>;
}

/** The class of objects with a run behind them. */
export type HolderClass = new <C>(run: Run<C>) => RunHolder<C>;

/**
 * The class of objects with the members of `base`: one private field, and nothing of their own that a script could see. It is
 * no subclass, because one is made for each run, and going through the constructors of all bases takes ten times as long.
 */
export function holderClass(base: abstract new () => RunHolder<unknown>): HolderClass {
  class SLProtocol<C> {
    readonly #run: Run<C>;

    constructor(run: Run<C>) {
      this.#run = run;
    }

    [held](): Run<C> {
      return this.#run;
    }
  }
  Object.setPrototypeOf(SLProtocol.prototype, base.prototype as object);
  return SLProtocol;
}

/** The run behind a script's object: every member asks for it first. */
export function runOf<C>(holder: RunHolder<C>): Run<C> {
  const run = holder[held]();
  run.environment.watch?.check();
  return run;
}
