/** A connector in a few lines of code, for tests that need no `protocol.xml`: parameters, tables, QActions. */
import { QActionKitError } from "../base/errors.ts";
import { checkOptionKeys, type OptionKeys } from "../base/option-keys.ts";
import {
  type ValueKind,
  anyNumber,
  anyText,
  arrayOf,
  either,
  flag,
  objectOf,
  oneOf,
} from "../base/value-kinds.ts";
import { parseProtocol } from "../protocol/load-protocol.ts";
import type { Protocol } from "../protocol/model.ts";
import type { ScriptModule } from "../qaction/script/script-module.ts";
import type { SLProtocol } from "../qaction/slprotocol/slprotocol.ts";
import type { InputValue } from "../qaction/script-values.ts";

/** What a parameter holds: text in the storage form of the protocol, or a number. */
export type SketchKind = "text" | "number";

/** One standalone parameter. */
export interface ParameterSketch {
  readonly kind: SketchKind;
  /** Default `Parameter 20`, with its id. */
  readonly name?: string;
  /** Default `read`. */
  readonly type?: "read" | "write" | "dummy";
  /** `DefaultValue`: there when the element starts. */
  readonly value?: string | number;
  /** Saved: the value survives a restart. Default false. */
  readonly save?: boolean;
  /** A write parameter that copies its value to the read parameter of the same name. Default false. */
  readonly setter?: boolean;
  /** Length in bytes, for a parameter of fixed length. Default: as long as the value. */
  readonly length?: number;
  /** Discreets: the displayed text, and the value it stands for. */
  readonly discreets?: Readonly<Record<string, string | number>>;
  /** `Type@options`, for example `dynamic ip 0`. */
  readonly options?: string;
}

/** One column of a table. */
export interface ColumnSketch {
  /** Default `text`. */
  readonly kind?: SketchKind;
  /** Parameter id, default: that of the table, plus 1, plus the idx. */
  readonly pid?: number;
  /** Default `Parameter 1001`, with its id. */
  readonly name?: string;
  /** `ColumnOption@type`, default `retrieved`. */
  readonly type?: string;
  /** `ColumnOption@options` with the separator, for example `;save`. */
  readonly options?: string;
  /** Id of a write parameter of the same name, with `setter`: a field or a button in each row. */
  readonly write?: number;
}

/** One table. */
export interface TableSketch {
  /** By idx. */
  readonly columns: readonly (ColumnSketch | SketchKind)[];
  /** Default `Table 1000`, with its id. */
  readonly name?: string;
  /** Idx of the primary key, default 0. */
  readonly key?: number;
  /** `ArrayOptions@options`, for example `;naming=/1002`. */
  readonly options?: string;
}

/** One QAction, with its script. */
export interface QActionSketch {
  /** The function that is its `Run`, a class, or a module. */
  readonly run: ((protocol: SLProtocol, ...inputs: InputValue[]) => unknown) | ScriptModule;
  /** Parameters that trigger it. Default: none, so that only the test runs it. */
  readonly triggers?: readonly number[];
  /** `inputParameters`. */
  readonly inputs?: readonly number[];
  /** For example `binary` or `queued`. */
  readonly options?: string;
  /** `row="true"`: it runs for one row. Default false. */
  readonly row?: boolean;
}

/** A connector. Everything has RTDisplay, so that a user may set it. */
export interface ConnectorSketch {
  /** Default `Sketch`. */
  readonly name?: string;
  /** Text is stored as UTF-16LE, default true. */
  readonly unicode?: boolean;
  /** Id of the parameter that receives each message of connection 0, a WebSocket. Default: no connection. */
  readonly message?: number;
  /** By id. */
  readonly params?: Readonly<Record<number, ParameterSketch | SketchKind>>;
  /** By id. */
  readonly tables?: Readonly<Record<number, TableSketch>>;
  /** By id. */
  readonly qactions?: Readonly<Record<number, QActionSketch>>;
}

const sketchKind = oneOf("text", "number");
const script: ValueKind<QActionSketch["run"]> = {
  words: "a function, a class or a module",
  fits: (value): value is QActionSketch["run"] =>
    typeof value === "function" || (typeof value === "object" && value !== null),
};
const connectorKeys: OptionKeys<ConnectorSketch> = {
  name: anyText,
  unicode: flag,
  message: anyNumber,
  params: objectOf("an object with parameters by id"),
  tables: objectOf("an object with tables by id"),
  qactions: objectOf("an object with QActions by id"),
};
const parameterKeys: OptionKeys<ParameterSketch> = {
  kind: sketchKind,
  name: anyText,
  type: oneOf("read", "write", "dummy"),
  value: either(anyText, anyNumber),
  save: flag,
  setter: flag,
  length: anyNumber,
  discreets: objectOf("an object with values by displayed text"),
  options: anyText,
};
const tableKeys: OptionKeys<TableSketch> = {
  columns: arrayOf("columns"),
  name: anyText,
  key: anyNumber,
  options: anyText,
};
const columnKeys: OptionKeys<ColumnSketch> = {
  kind: sketchKind,
  pid: anyNumber,
  name: anyText,
  type: anyText,
  options: anyText,
  write: anyNumber,
};
const qactionKeys: OptionKeys<QActionSketch> = {
  run: script,
  triggers: arrayOf("parameter ids", anyNumber),
  inputs: arrayOf("parameter ids", anyNumber),
  options: anyText,
  row: flag,
};

/** Refuses keys that do not exist and values of another kind, in every part. */
function checkSketch(sketch: ConnectorSketch): void {
  checkOptionKeys("The connector", sketch, connectorKeys);
  const check = (
    what: string,
    part: object | SketchKind,
    known: Readonly<Record<string, ValueKind<unknown>>>,
  ) => {
    checkOptionKeys(what, typeof part === "string" ? { kind: part } : part, known);
  };
  for (const [id, param] of entriesOf(sketch.params ?? {}))
    check(`Parameter ${String(id)}`, param, parameterKeys);
  for (const [id, table] of entriesOf(sketch.tables ?? {})) {
    check(`Table ${String(id)}`, table, tableKeys);
    table.columns.forEach((column, idx) => {
      check(`Column ${String(idx)} of table ${String(id)}`, column, columnKeys);
    });
  }
  for (const [id, qaction] of entriesOf(sketch.qactions ?? {}))
    check(`QAction ${String(id)}`, qaction, qactionKeys);
}

/**
 * The connector, loaded as a `protocol.xml` would be.
 * @throws QActionKitError `ERR_TEST_SKETCH` when it contradicts itself: an id that occurs twice, a trigger that is not a parameter;
 *   `ERR_OPTION` for a key that does not exist or a value of another kind
 */
export function sketchConnector(sketch: ConnectorSketch): Protocol {
  checkSketch(sketch);
  const { protocol, diagnostics } = parseProtocol(sketchXml(sketch));
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return protocol;
  const list = errors.map(({ message }) => message).join(" ");
  throw new QActionKitError("ERR_TEST_SKETCH", `The connector of the test is not valid. ${list}`);
}

/** The scripts of a sketch, by QAction id. */
export function sketchScripts({ qactions = {} }: ConnectorSketch): ReadonlyMap<number, ScriptModule> {
  return new Map(entriesOf(qactions).map(([id, { run }]) => [id, run]));
}

/** The text of the connector's `protocol.xml`. */
export function sketchXml(sketch: ConnectorSketch): string {
  const { name = "Sketch", unicode = true, message, params = {}, tables = {}, qactions = {} } = sketch;
  const parts = [
    `<Name>${escaped(name)}</Name><Version>1.0.0.1</Version>`,
    unicode ? "<Options><Encoding>unicode</Encoding></Options>" : "",
    `<Connections><Connection id="0" name="Main">${message === undefined ? "<Virtual/>" : webSocket}</Connection></Connections>`,
    `<Params>${entriesOf(params)
      .map(([id, param]) => paramXml(id, typeof param === "string" ? { kind: param } : param))
      .join("")}${entriesOf(tables)
      .map(([id, table]) => tableXml(id, table))
      .join("")}</Params>`,
    message === undefined ? "" : messageXml(message),
    `<QActions>${entriesOf(qactions)
      .map(([id, qaction]) => qactionXml(id, qaction))
      .join("")}</QActions>`,
  ];
  return `<Protocol xmlns="http://www.skyline.be/protocol">${parts.join("\n")}</Protocol>`;
}

const webSocket =
  "<Http><CommunicationOptions><WebSocket>true</WebSocket><MakeCommandByProtocol>true</MakeCommandByProtocol></CommunicationOptions></Http>";

/** A response with one parameter, and the trigger that reads it. */
function messageXml(pid: number): string {
  return `<Triggers><Trigger id="1"><Name>read</Name><On id="each">response</On><Time>before</Time><Type>action</Type><Content><Id>1</Id></Content></Trigger></Triggers>
<Actions><Action id="1"><Name>read</Name><On>response</On><Type>read</Type></Action></Actions>
<Responses><Response id="1"><Name>message</Name><Content><Param>${String(pid)}</Param></Content></Response></Responses>`;
}

function paramXml(id: number, sketch: ParameterSketch): string {
  const { kind, name = `Parameter ${String(id)}`, type = "read", save = false, setter = false } = sketch;
  const { value, length, discreets = {}, options } = sketch;
  const [raw, held] = kind === "text" ? ["other", "string"] : ["numeric text", "double"];
  const shown = Object.entries(discreets).map(
    ([display, one]) =>
      `<Discreet><Display>${escaped(display)}</Display><Value>${escaped(String(one))}</Value></Discreet>`,
  );
  return [
    `<Param id="${String(id)}" save="${String(save)}" setter="${String(setter)}"><Name>${escaped(name)}</Name>`,
    `<Description>${escaped(name)}</Description><Type${attribute("options", options)}>${type}</Type>`,
    `<Interprete><RawType>${raw}</RawType><Type>${held}</Type>`,
    length === undefined
      ? "<LengthType>next param</LengthType>"
      : `<LengthType>fixed</LengthType><Length>${String(length)}</Length>`,
    value === undefined ? "" : `<DefaultValue>${escaped(String(value))}</DefaultValue>`,
    "</Interprete><Display><RTDisplay>true</RTDisplay></Display>",
    shown.length === 0
      ? ""
      : `<Measurement><Type>discreet</Type><Discreets>${shown.join("")}</Discreets></Measurement>`,
    "</Param>",
  ].join("");
}

function tableXml(
  id: number,
  { columns, name = `Table ${String(id)}`, key = 0, options }: TableSketch,
): string {
  const all = columns.map((column, idx) => {
    const sketch = typeof column === "string" ? { kind: column } : column;
    const pid = sketch.pid ?? id + 1 + idx;
    return {
      kind: "text",
      type: "retrieved",
      name: `Parameter ${String(pid)}`,
      ...sketch,
      idx,
      pid,
    } as const;
  });
  const columnOptions = all.map(
    ({ idx, pid, type, options: given }) =>
      `<ColumnOption idx="${String(idx)}" pid="${String(pid)}" type="${type}"${attribute("options", given)}/>`,
  );
  const params = all.flatMap((column) => [
    paramXml(column.pid, { kind: column.kind, name: column.name }),
    ...(column.write === undefined
      ? []
      : [paramXml(column.write, { kind: column.kind, name: column.name, type: "write", setter: true })]),
  ]);
  return `<Param id="${String(id)}"><Name>${escaped(name)}</Name><Description>${escaped(name)}</Description><Type>array</Type>
<ArrayOptions index="${String(key)}"${attribute("options", options)}>${columnOptions.join("")}</ArrayOptions>
<Display><RTDisplay>true</RTDisplay></Display></Param>${params.join("")}`;
}

function qactionXml(id: number, sketch: QActionSketch): string {
  const { triggers = [], inputs = [], options, row = false } = sketch;
  // A QAction without triggers counts as a library and never runs; an entry point makes it one that runs.
  const start = triggers.length === 0 ? ' entryPoint="Run"' : ` triggers="${triggers.join(";")}"`;
  return `<QAction id="${String(id)}" name="QAction ${String(id)}" encoding="csharp"${start}${row ? ' row="true"' : ""}${
    inputs.length === 0 ? "" : ` inputParameters="${inputs.join(";")}"`
  }${attribute("options", options)}/>`;
}

function entriesOf<T>(record: Readonly<Record<number, T>>): (readonly [number, T])[] {
  return Object.entries(record).map(([id, value]) => [Number(id), value]);
}

function attribute(name: string, value: string | undefined): string {
  return value === undefined ? "" : ` ${name}="${escaped(value)}"`;
}

/** Escapes a text for XML content and attributes. */
function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
