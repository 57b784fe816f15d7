/** The types of values that pass between a script and its element. */

import type { ByteStream } from "../encoding/byte-stream.ts";
import type { Value } from "../parameter/value.ts";

export type { ByteStream, Value };

/**
 * What a script may store. A number becomes text and numeric text a number, as the parameter requires; a
 * boolean is stored as 1 or 0, a `Date` as an OLE Automation date (days since 1899-12-30).
 */
export type Scalar = string | number | boolean | Date;

/** One value with its own time stamp (a history set). */
export type Timed = readonly [value: Scalar | null, at: Date];

/** What a cell can be set to. `null` keeps or empties it, as the member says. */
export type CellIn = Scalar | null | undefined | Timed;

/** Cells of one row; the index is the `idx` of the column. */
export type Row = readonly CellIn[];

/** The outer array holds columns, each inner one its cells from the first row to the last. */
export type Columns = readonly (readonly CellIn[])[];

export type { Hresult } from "../parameter/hresult.ts";

/** A table as an input: one array of cells for each column, or `null` for each column of an empty table. */
export type TableInput = readonly (readonly Value[] | null)[];

/** Result of `GetInputParameter`: a value, bytes (`options="binary"`), or a table. */
export type InputValue = Value | ByteStream | TableInput;

export type { CellInfo } from "../parameter/table/row-context.ts";
