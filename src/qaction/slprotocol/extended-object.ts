/** `SLProtocolExt` at run time: the script's object of one connector, with a property for each parameter and table. */
import { helperNames } from "../../codegen/helper-names.ts";
import type { ParameterMember, TableMember } from "../../codegen/helper-names.ts";
import { oncePer } from "../../base/once-per.ts";
import type { Protocol } from "../../protocol/model.ts";
import type { QActionTable } from "../table/qaction-table.ts";
import { defineRow } from "../table/row-class.ts";
import { holderClass, runOf } from "./run-holder.ts";
import type { Run } from "../qaction-run.ts";
import { ScriptObject } from "./script-object.ts";
import { tableMaker } from "../table/typed-table.ts";
import type { TableMaker } from "../table/typed-table.ts";
import type { Scalar, Value } from "../script-values.ts";

/** Makes the object of a run. */
export type ExtendedClass = new <C>(run: Run<C>) => ScriptObject<C>;

/**
 * The class of the objects that scripts of a protocol receive. Its prototype holds the members that `qaction typings`
 * writes (`Skyline.DataMiner.Scripting.SLProtocolExt`); elements of one protocol share it, and a run costs no more than with `SLProtocol` alone.
 */
export const extendedObject: (protocol: Protocol) => ExtendedClass = oncePer((protocol) => {
  const { members, write, tables } = helperNames(protocol);
  const ExtendedObject = holderClass(ScriptObject) as ExtendedClass;
  const prototype = ExtendedObject.prototype as ScriptObject<unknown>;
  for (const member of members) defineParameter(prototype, member, (object) => object);
  defineLazily(prototype, "Write", writeParameters(write));
  for (const table of tables) defineLazily(prototype, table.property, tableOf(table));
  return ExtendedObject;
});

/** Defines the properties of one parameter; `ofRun` finds the object of the run behind the holder. */
function defineParameter<H extends object>(
  prototype: H,
  { param: { id }, names, columnOf }: ParameterMember,
  ofRun: (holder: H) => ScriptObject<unknown>,
): void {
  for (const name of names) {
    const told =
      columnOf === undefined
        ? ofRun
        : (holder: H): ScriptObject<unknown> => toldAboutColumn(ofRun(holder), name, id, columnOf.id);
    Object.defineProperty(prototype, name, {
      configurable: true,
      get(this: H): Value {
        return told(this).GetParameter(id);
      },
      set(this: H, value: Scalar | null) {
        told(this).SetParameter(id, value);
      },
    });
  }
}

function toldAboutColumn(
  object: ScriptObject<unknown>,
  name: string,
  pid: number,
  table: number,
): ScriptObject<unknown> {
  runOf(object).environment.warnOnce(
    "SCRIPT_ARGUMENT",
    `${name} ${String(pid)}`,
    `A script used the property ${name} of its protocol object, but parameter ${String(pid)} is a column of table ${String(table)}: it has no value of its own. Use the table's property, or GetParameterIndexByKey.`,
    { pid, table },
  );
  return object;
}

/** The class behind `Write`: one property for each write parameter. */
function writeParameters(write: readonly ParameterMember[]): (object: ScriptObject<unknown>) => object {
  class WriteParameters {
    readonly #object: ScriptObject<unknown>;

    constructor(object: ScriptObject<unknown>) {
      this.#object = object;
    }

    static {
      for (const member of write) defineParameter(WriteParameters.prototype, member, (made) => made.#object);
    }
  }
  return (object) => new WriteParameters(object);
}

function tableOf({ param, index, width, columns }: TableMember): TableMaker {
  const named = columns.flatMap(({ idx, names }) => names.map((name) => [name, { idx }] as const));
  return tableMaker(param.id, param.name, defineRow(index, width, Object.fromEntries(named)));
}

/** Defines a property that is made when it is first asked for, once for each object. */
function defineLazily(
  prototype: object,
  name: string,
  make: (object: ScriptObject<unknown>) => QActionTable | object,
): void {
  const made = new WeakMap<ScriptObject<unknown>, object>();
  Object.defineProperty(prototype, name, {
    configurable: true,
    get(this: ScriptObject<unknown>): object {
      let value = made.get(this);
      if (value === undefined) made.set(this, (value = make(this)));
      return value;
    },
  });
}
