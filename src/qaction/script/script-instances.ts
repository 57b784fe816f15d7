/** The objects of instance entry points: one for each element and class, kept until the element stops. */

/** Instances of one element. */
export class ScriptInstances {
  #instances: Map<new () => object, object> | undefined;

  /** The object of a class, created at its first run. */
  of(constructor: new () => object): object {
    this.#instances ??= new Map();
    const kept = this.#instances.get(constructor);
    if (kept !== undefined) return kept;
    const made = new constructor();
    this.#instances.set(constructor, made);
    return made;
  }

  /**
   * Releases all objects, after calling the first that exists of `Dispose`, `dispose`, `[Symbol.dispose]` and
   * `[Symbol.asyncDispose]` on each (`LogicQActionsMemberFields`).
   * @param failed Called for each one that throws; the others are disposed of in any case.
   */
  async dispose(failed: (error: unknown) => void): Promise<void> {
    const instances = [...(this.#instances?.values() ?? [])];
    this.#instances = undefined;
    for (const instance of instances) {
      try {
        await disposerOf(instance)?.call(instance);
      } catch (error) {
        failed(error);
      }
    }
  }
}

type Disposer = (this: object) => unknown;

function disposerOf(instance: object): Disposer | undefined {
  const members = instance as Readonly<Record<string | symbol, unknown>>;
  for (const key of ["Dispose", "dispose", Symbol.dispose, Symbol.asyncDispose]) {
    const member = members[key];
    if (typeof member === "function") return member as Disposer;
  }
  return undefined;
}
