/** What the writer and the one who kills it agree on. */
import type { SavedRow, Value } from "../../src/index.ts";

/** A line of the writer. */
export type WriterLine =
  /** Written before a row goes, or (`null`) all rows do. */
  | { readonly type: "deleting"; readonly id: number; readonly key: string | null; readonly number: number }
  | {
      readonly type: "saved";
      readonly id: number;
      readonly parameters: readonly { readonly pid: number; readonly value: Value }[];
      readonly rows: readonly { readonly key: string | null; readonly row: SavedRow | null }[];
    }
  /** A flush has resolved: everything up to this turn is safe. */
  | { readonly type: "flushed"; readonly id: number; readonly number: number };

/** The one table; its columns are the key, a text and a number that always belong together. */
export const tableId = 1000;

const param = (id: number, kind: "string" | "double"): string =>
  `<Param id="${String(id)}" ${id < 1000 ? 'save="true"' : ""}><Name>P${String(id)}</Name><Type>read</Type><Interprete><RawType>${kind === "string" ? "other" : "numeric text"}</RawType><Type>${kind}</Type><LengthType>next param</LengthType></Interprete></Param>`;

/** A connector without a connection: two texts, a number and a table, all of them saved. */
export const writerXml = `<Protocol xmlns="http://www.skyline.be/protocol"><Name>Writer</Name><Version>1.0.0.1</Version>
  <Options><Encoding>unicode</Encoding></Options><Type>virtual</Type>
  <Params>${param(12, "string")}${param(13, "double")}${param(14, "string")}
    <Param id="${String(tableId)}"><Name>Rows</Name><Type>array</Type><ArrayOptions index="0"><ColumnOption idx="0" pid="1001" type="retrieved"/>
      <ColumnOption idx="1" pid="1002" type="retrieved" options=";save"/><ColumnOption idx="2" pid="1003" type="retrieved" options=";save"/></ArrayOptions></Param>
    ${param(1001, "string")}${param(1002, "string")}${param(1003, "double")}</Params></Protocol>`;

/** Message of a number, for recorders: short and long ones, with characters of several bytes. */
export function recordedText(number: number): string {
  return `${String(number)} é東京 ${"x".repeat((number * 37) % 900)}`;
}

/** Whole numbers below a limit, the same for the same seed (mulberry32). */
export function random(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}
