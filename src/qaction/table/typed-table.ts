/** Tables with a row class, such as `protocol.overview`. */
import { QActionTable } from "./qaction-table.ts";
import type { QActionTableRow } from "./qaction-table-row.ts";
import type { CellAt } from "./row-class.ts";
import type { Row } from "../script-values.ts";
import type { SLProtocol } from "../slprotocol/slprotocol.ts";

/** Any row class. */
interface AnyRowClass {
  readonly columns: object;
  new (...args: never): QActionTableRow;
}

/** A table with a row class: its cells have types, and iterating returns rows of that class. */
export interface TableOf<R extends AnyRowClass> extends QActionTable {
  /** One cell, by primary key or **0-based** position, and **0-based** column. */
  GetCell<const I extends number>(row: number | string, column: I): CellAt<R["columns"], I>;
  /** The rows by position. */
  [Symbol.iterator](): Iterator<InstanceType<R>>;
}

/** Makes the table of an object. */
export type TableMaker = (protocol: SLProtocol) => QActionTable;

/** Makes tables whose rows are of a class. */
export function tableMaker(
  tableId: number,
  tableName: string,
  rowClass: new (cells: Row) => QActionTableRow,
): TableMaker {
  class TypedTable extends QActionTable {
    override *[Symbol.iterator](): Iterator<QActionTableRow> {
      for (const key of this.Keys) {
        const cells = this.GetRow(key);
        if (cells !== null) yield new rowClass(cells);
      }
    }
  }
  return (protocol) => new TypedTable(protocol, tableId, tableName);
}
