/** `SLProtocol` without an element, for unit tests of one function: it records every call and invents no values. */
import { QActionKitError } from "../base/errors.ts";
import { checkOptionKeys, type OptionKeys } from "../base/option-keys.ts";
import { arrayOf, objectOf } from "../base/value-kinds.ts";
import { CLEAR, LEAVE } from "../parameter/table/clear-leave.ts";
import { toOADate } from "../parameter/coerce.ts";
import type { SLProtocol } from "../qaction/slprotocol/slprotocol.ts";
import type { InputValue, Scalar, Value } from "../qaction/script-values.ts";
import { stubTables, type StubTable } from "./stub-tables.ts";

/** What a stub knows. */
export interface StubOptions {
  /** Values of standalone parameters by id. */
  readonly parameters?: Readonly<Record<number, Value>>;
  /** Ids of parameters by name, for the members by name. */
  readonly names?: Readonly<Record<string, number>>;
  /** Tables by id: rows, each its cells by idx, or columns and rows. */
  readonly tables?: Readonly<Record<number, StubTable | StubTable["rows"]>>;
  /** What `GetInputParameter` gives, by position. */
  readonly inputs?: readonly InputValue[];
  /** Replacements for members: a function, or the value of a property. */
  readonly members?: Partial<SLProtocol>;
}

const stubKeys: OptionKeys<StubOptions> = {
  parameters: objectOf("an object with values by parameter id"),
  names: objectOf("an object with parameter ids by name"),
  tables: objectOf("an object with tables by id"),
  inputs: arrayOf("values"),
  members: objectOf("an object with members by name"),
};

/** One call of a member. */
export interface StubCall {
  readonly member: string;
  readonly args: readonly unknown[];
}

/** What happened to a stub. */
export interface StubRecord {
  /** Every call of a member, in order. Properties that are read are not calls. */
  readonly calls: readonly StubCall[];
  /** Arguments of each call of one member, in order. */
  callsOf(member: keyof SLProtocol): readonly (readonly unknown[])[];
  /** Current values of standalone parameters: those given, and those set since. */
  readonly values: Readonly<Record<number, Value>>;
  /** Lines of `Log`. */
  readonly log: readonly string[];
  /** Current rows of a table. */
  rows(table: number): readonly (readonly Value[])[];
}

/** `SLProtocol`, and what happened to it. */
export type SLProtocolStub = SLProtocol & StubRecord;

/**
 * Creates a stub. Reading a value it was not given throws `ERR_STUB_READ` with the member and the id in `details`; sets are
 * recorded, and read back afterwards. Tables behave as in an element, without change events. Nothing else happens:
 * triggers, QActions and warnings need a `TestElement`.
 */
export function createSLProtocolStub(options: StubOptions = {}): SLProtocolStub {
  checkOptionKeys("createSLProtocolStub", options, stubKeys);
  const { parameters = {}, names = {}, tables = {}, inputs = [], members = {} } = options;
  const values: Record<number, Value> = { ...parameters };
  const calls: StubCall[] = [];
  const log: string[] = [];
  const { object, rows } = stubTables(tables);

  const read = (member: string, id: number): Value => {
    const value = values[id];
    if (value === undefined) throw unconfigured(member, id, `parameters: { ${String(id)}: ... }`);
    return value;
  };
  const store = (id: number, value: Scalar | null): number => {
    if (value !== null) values[id] = plain(value);
    return 0;
  };
  const idOf = (member: string, name: string): number => {
    const id = names[name];
    if (id === undefined) throw unconfigured(member, name, `names: { ${JSON.stringify(name)}: ... }`);
    return id;
  };
  const byName = (member: string) => (name: string, value: Scalar | null) => store(idOf(member, name), value);
  const allByName = (member: string) => (all: readonly string[], given: readonly (Scalar | null)[]) =>
    all.map((name, index) => store(idOf(member, name), given[index] ?? null));

  const own: Partial<Record<keyof SLProtocol, unknown>> = {
    GetParameter: (id: number) => read("GetParameter", id),
    GetParameters: (ids: ArrayLike<number>) => Array.from(ids, (id) => read("GetParameters", id)),
    GetParameterByName: (name: string) => read("GetParameterByName", idOf("GetParameterByName", name)),
    SetParameter: store,
    SetParameters: (ids: readonly number[], given: readonly (Scalar | null)[]) =>
      ids.map((id, index) => store(id, given[index] ?? null)),
    SetParameterBinary: () => undefined,
    SetParameterByName: byName("SetParameterByName"),
    SetReadParameterByName: byName("SetReadParameterByName"),
    SetWriteParameterByName: byName("SetWriteParameterByName"),
    SetParametersByName: allByName("SetParametersByName"),
    SetReadParametersByName: allByName("SetReadParametersByName"),
    SetWriteParametersByName: allByName("SetWriteParametersByName"),
    IsEmpty: (id: number) => read("IsEmpty", id) === null,
    ClearParameter: (id: number) => {
      values[id] = null;
      return 0;
    },
    SetParameterDescription: () => 0,
    GetInputParameter: (index: number) => {
      const input = inputs[index];
      if (input === undefined) throw unconfigured("GetInputParameter", index, "inputs: [...]");
      return input;
    },
    CheckTrigger: () => 0,
    SendToDisplay: () => 0,
    ShowInformationMessage: () => undefined,
    NotifyDataMinerQueued: () => 0,
    Log: (...args: readonly unknown[]) => {
      const text = args.find((one) => typeof one === "string");
      log.push(text ?? "");
      return 0;
    },
    Clear: CLEAR,
    Leave: LEAVE,
    IsActive: 1,
  };
  const records: StubRecord = {
    calls,
    callsOf: (member) => calls.filter((call) => call.member === member).map(({ args }) => args),
    values,
    log,
    rows,
  };
  const recorded = (member: string, work: (...args: unknown[]) => unknown) =>
    function call(...args: unknown[]): unknown {
      calls.push({ member, args });
      return work(...args);
    };

  return new Proxy(Object.create(null) as SLProtocolStub, {
    get(_, key) {
      if (typeof key === "symbol" || key === "then") return undefined;
      for (const source of [members, records, own] as const) {
        if (!Object.hasOwn(source, key)) continue;
        const found = (source as Readonly<Record<string, unknown>>)[key];
        if (typeof found !== "function" || source === records) return found;
        return recorded(key, (...args) => Reflect.apply(found, members, args) as unknown);
      }
      const ofTable = object(key);
      if (ofTable === undefined) return recorded(key, (...args) => missing(key, args));
      return recorded(key, ofTable);
    },
    has: (_, key) =>
      typeof key === "string" && [members, records, own].some((one) => Object.hasOwn(one, key)),
    set(_, key) {
      throw unconfigured(
        String(key),
        "",
        `members: { ${String(key)}: ... }; a stub's properties cannot be set`,
      );
    },
  });
}

function missing(member: string, [id]: readonly unknown[]): never {
  throw unconfigured(
    member,
    typeof id === "number" || typeof id === "string" ? id : "",
    `members: { ${member}: ... }`,
  );
}

/** The value as a parameter would hold it. */
function plain(value: Scalar): Value {
  if (typeof value === "boolean") return value ? 1 : 0;
  return value instanceof Date ? toOADate(value) : value;
}

/** The error for reading a value that the test did not provide. */
function unconfigured(member: string, id: number | string, remedy: string): QActionKitError {
  return new QActionKitError(
    "ERR_STUB_READ",
    `${member}(${id === "" ? "" : JSON.stringify(id)}) was called, but the stub knows nothing of it. Give it ${remedy}.`,
    { details: { member, id } },
  );
}
