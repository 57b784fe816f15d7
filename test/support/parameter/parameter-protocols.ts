/** Protocols built in code, for tests of the parameter layer. */
import type {
  ColumnDefinition,
  Interprete,
  Param,
  Protocol,
  TableDefinition,
} from "../../../src/protocol/model.ts";
import { ParameterStore } from "../../../src/parameter/store.ts";
import type { ParameterOptions, SetSource } from "../../../src/parameter/store.ts";
import type { Table } from "../../../src/parameter/table/table.ts";
import type { Notice } from "../../../src/base/notices.ts";

const position = { line: 1, column: 1, offset: 0 };

const baseInterprete: Interprete = {
  rawType: "other",
  type: "string",
  lengthType: "next param",
  base: 10,
  endian: "little",
  decimals: 6,
  rounding: "down",
  sequence: [],
  sequenceNoSet: false,
  trimLeft: false,
  trimRight: false,
  exceptions: [],
  others: [],
};

/** A parameter of type `read` unless said otherwise. */
export function param(id: number, interprete: Partial<Interprete>, more: Partial<Param> = {}): Param {
  return {
    id,
    name: `Param ${String(id)}`,
    description: "",
    type: "read",
    typeOptions: [],
    save: false,
    setter: false,
    historySet: false,
    rtDisplay: true,
    interprete: { ...baseInterprete, ...interprete },
    lengthPositions: [],
    discreets: [],
    measurementOptions: [],
    position,
    ...more,
  };
}

/** A text parameter as connectors usually have it. */
export const text = (id: number, interprete: Partial<Interprete> = {}, more: Partial<Param> = {}): Param =>
  param(id, interprete, more);

/** A numeric parameter as connectors usually have it: numeric text, double, next param. */
export const number = (id: number, interprete: Partial<Interprete> = {}, more: Partial<Param> = {}): Param =>
  param(id, { rawType: "numeric text", type: "double", ...interprete }, more);

/** A column for {@link table}. */
export function column(
  idx: number,
  pid: number,
  type = "retrieved",
  more: Partial<ColumnDefinition> = {},
): ColumnDefinition {
  return { idx, pid, type, options: [], position, ...more };
}

/** A table parameter. */
export function table(
  id: number,
  columns: readonly ColumnDefinition[],
  more: Partial<TableDefinition> = {},
): Param {
  return param(id, {}, { type: "array", table: { index: 0, options: [], columns, ...more } });
}

/** A protocol that has these parameters and nothing else. */
export function protocolOf(params: readonly Param[], unicode = true, more: Partial<Protocol> = {}): Protocol {
  return {
    name: "Test",
    version: "1.0.0.1",
    vendor: "",
    elementType: "",
    unicode,
    connections: [],
    params: new Map(params.map((item) => [item.id, item])),
    triggers: new Map(),
    actions: new Map(),
    groups: new Map(),
    timers: new Map(),
    commands: new Map(),
    responses: new Map(),
    pairs: new Map(),
    sessions: new Map(),
    qactions: new Map(),
    threads: [],
    settings: {},
    noTimeouts: [],
    loadSequence: [],
    ignoreEqualResponse: false,
    relativeTimers: "false",
    replicatesParameters: false,
    generalParameters: new Map(),
    relations: [],
    root: {
      name: "Protocol",
      localName: "Protocol",
      attributes: [],
      children: [],
      text: "",
      position,
      end: 0,
    },
    source: { file: "protocol.xml", text: "", encoding: "utf-8", bom: false },
    ...more,
  };
}

/** What the store has told its listener. */
export interface RaisedEvent {
  readonly param: Param;
  readonly source: SetSource;
  readonly changed: boolean;
}

/** A store with everything it says and raises. */
export interface Bench {
  readonly store: ParameterStore;
  readonly notices: Notice[];
  readonly events: RaisedEvent[];
}

/** A store of these parameters; `page` is a code page, or `unicode`. */
export function bench(
  page: "unicode" | number,
  params: readonly Param[],
  options: Partial<ParameterOptions> = {},
): Bench {
  const notices: Notice[] = [];
  const events: RaisedEvent[] = [];
  const codePage = page === "unicode" ? 1252 : page;
  const store = new ParameterStore(
    protocolOf(params, page === "unicode"),
    { codePage, ...options },
    (notice) => notices.push(notice),
  );
  store.onChange = ({ param }, source, changed) => {
    events.push({ param, source, changed });
  };
  return { store, notices, events };
}

/** Bytes from a row of hex such as `C3 A9`. */
export const bytes = (hex: string): Uint8Array => Buffer.from(hex.replaceAll(" ", ""), "hex");

/** Bytes as a row of hex. */
export const hex = (data: Uint8Array | undefined): string =>
  [...(data ?? [])].map((byte) => byte.toString(16).toUpperCase().padStart(2, "0")).join(" ");

/** A table of three columns: 1001 the key, 1002 text, 1003 a number; more columns and parameters by need. */
export interface TableBench extends Bench {
  readonly table: Table;
}

/** What {@link tableBench} may change. */
export interface TableSetup {
  readonly page?: "unicode" | number;
  readonly options?: Partial<ParameterOptions>;
  readonly columns?: readonly ColumnDefinition[];
  readonly params?: readonly Param[];
  readonly definition?: Partial<TableDefinition>;
}

/** Table 1000 with its store. */
export function tableBench({
  page = "unicode",
  options,
  columns,
  params = [],
  definition,
}: TableSetup = {}): TableBench {
  const given = columns ?? [column(0, 1001), column(1, 1002), column(2, 1003)];
  const made = bench(
    page,
    [table(1000, given, definition), text(1001), text(1002), number(1003), ...params],
    options,
  );
  const found = made.store.table(1000);
  if (found === undefined) throw new Error("no table 1000");
  return { ...made, table: found };
}

/** The rows of a table as they stand. */
export const rowsOf = (of: Table): (readonly unknown[] | undefined)[] => of.keys().map((key) => of.row(key));
