/** Classes of the objects that scripts hold: a member for each row of a table, and a hidden run. */
import type { Run } from "../qaction-run.ts";
import type { MethodRow, ObjectOf, PropertyRow } from "./member-rows.ts";
import { memberTable } from "./member-table.ts";

/** The object of a script: the rows of the member table without the run, which makes them an `SLProtocol`. */
export type ScriptObject = ObjectOf<typeof memberTable>;

/** Makes the object of a run. */
export type ScriptObjectClass<T = ScriptObject> = new <C>(run: Run<C>) => T;

/** Members by name. */
export type Rows = Readonly<Record<string, MethodRow<never, unknown> | PropertyRow<unknown>>>;

type AnyRow = ((run: Run<unknown>, ...args: readonly unknown[]) => unknown) | PropertyRow<unknown>;

/**
 * A class whose prototype has a member for each row. Its objects have one private field, and nothing of their own that
 * a script could see. It extends nothing: an object is made for each run, and constructors of bases cost many times as much.
 */
export function objectClass<R extends Rows>(rows: R): ScriptObjectClass<ObjectOf<R>> {
  class SLProtocol {
    readonly #run: Run<unknown>;

    constructor(run: Run<unknown>) {
      this.#run = run;
    }

    /** The run; every member starts with it, and a script that has exceeded its time limit ends here. */
    #entered(): Run<unknown> {
      this.#run.environment.watch?.check();
      return this.#run;
    }

    static {
      for (const [name, row] of Object.entries(rows as Readonly<Record<string, AnyRow>>)) {
        Object.defineProperty(this.prototype, name, { configurable: true, ...SLProtocol.#descriptor(row) });
      }
    }

    static #descriptor(row: AnyRow): PropertyDescriptor {
      if (typeof row === "function") {
        return {
          writable: true,
          value(this: SLProtocol, ...args: readonly unknown[]): unknown {
            return row(this.#entered(), ...args);
          },
        };
      }
      return {
        get(this: SLProtocol): unknown {
          return row.get(this.#entered());
        },
        ...(row.set !== undefined && {
          set(this: SLProtocol, value: unknown): void {
            row.set?.(this.#entered(), value);
          },
        }),
      };
    }
  }
  return SLProtocol as unknown as ScriptObjectClass<ObjectOf<R>>;
}

/** The class of objects with the members of `SLProtocol` alone. */
export const ScriptObject: ScriptObjectClass = objectClass(memberTable);
