/** The script's object, second part: the members for tables. */
import * as cells from "./cell-members.ts";
import * as fills from "./fill-members.ts";
import { hresults } from "./hresult.ts";
import { ParameterObject } from "./parameter-object.ts";
import * as rows from "./row-members.ts";
import { runOf } from "./run-holder.ts";
import type { CellMembers } from "./slprotocol-cells.ts";
import type { RowMembers } from "./slprotocol-rows.ts";
import type { KeyType, SaveOption } from "./table-constants.ts";
import type { CellIn, Columns, Row, TableInput, Value } from "../script-values.ts";

type Numbers = readonly number[];
type Times = readonly Date[] | null;

/** Members for cells, rows and whole tables; what each does stands with {@link CellMembers} and {@link RowMembers}. */
export abstract class TableObject<C> extends ParameterObject<C> implements CellMembers, RowMembers {
  GetParameterIndex(tableId: number, row: number, col: number): Value {
    return cells.getParameterIndex(runOf(this), tableId, row, col);
  }
  GetParameterIndexByKey(tableId: number, key: string, col: number): Value {
    return cells.getParameterIndexByKey(runOf(this), tableId, key, col);
  }
  SetParameterIndex(tableId: number, row: number, col: number, value: CellIn, at?: Date | null): boolean {
    return cells.putParameterIndex(runOf(this), tableId, row, col, value, at) === hresults.changed;
  }
  SetParameterIndexByKey(
    tableId: number,
    key: string,
    col: number,
    value: CellIn,
    at?: Date | null,
  ): boolean {
    return cells.putParameterIndexByKey(runOf(this), tableId, key, col, value, at) === hresults.changed;
  }
  SetParametersIndex(
    ids: Numbers,
    positions: Numbers,
    cols: Numbers,
    values: Row,
    at?: Times,
  ): number | number[] {
    return cells.putCells(runOf(this), ids, positions, cols, values, at, cells.putParameterIndex);
  }
  SetParametersIndexByKey(
    ids: Numbers,
    keys: readonly string[],
    cols: Numbers,
    values: Row,
    at?: Times,
  ): number | number[] {
    return cells.putCells(runOf(this), ids, keys, cols, values, at, cells.putParameterIndexByKey);
  }

  AddRow(
    tableId: number,
    row: Row | string | readonly [row: Row, at: Date],
    keyMask?: readonly boolean[],
  ): number {
    if (keyMask === undefined) return rows.addRow(runOf(this), tableId, row)?.position ?? -1;
    rows.addRowMasked(runOf(this), tableId, row, keyMask);
    return hresults.ok;
  }
  AddRowReturnKey(tableId: number, row?: Row): string {
    return rows.addRowReturnKey(runOf(this), tableId, row);
  }
  GetRow(tableId: number, row: number | string): Value[] | null {
    return rows.getRow(runOf(this), tableId, row);
  }
  SetRow(
    tableId: number,
    row: number | string,
    rowInfo: Row,
    timeOrFlag?: Date | null | boolean,
    overrideBehaviour?: boolean,
  ): number[] | null {
    return rows.setRow(runOf(this), tableId, row, rowInfo, timeOrFlag, overrideBehaviour);
  }
  DeleteRow(tableId: number, row: number | string | readonly string[]): number {
    return rows.deleteRow(runOf(this), tableId, row);
  }
  Exists(tableId: number, key: string): boolean {
    return rows.exists(runOf(this), tableId, key);
  }
  GetKeyPosition(tableId: number, key: string): number {
    return rows.getKeyPosition(runOf(this), tableId, key);
  }
  ClearAllKeys(tableId: number): number {
    return rows.clearAllKeys(runOf(this), tableId);
  }
  RowCount(table: number | TableInput): number {
    return rows.rowCount(runOf(this), table);
  }
  Row(table: TableInput, row: number): Value[] | null {
    return rows.rowOf(table, row);
  }
  GetKeys(tableId: number, type: KeyType = 0): string[] | null {
    return rows.getKeys(runOf(this), tableId, type);
  }
  GetKeysForIndex(columnPid: number, value: string): string[] {
    return rows.getKeysForIndex(runOf(this), columnPid, value, false);
  }

  FillArray(
    tableId: number,
    data: Columns | readonly Row[],
    a?: SaveOption | Date | null | boolean,
    b?: Date | null | boolean,
    c?: boolean,
  ): true | null {
    return fills.fillArray(runOf(this), tableId, data, a, b, c);
  }
  FillArrayNoDelete(tableId: number, columns: Columns, a?: Date | null | boolean, b?: boolean): true | null {
    return fills.fillColumns(runOf(this), tableId, columns, "keep", a, b);
  }
  FillArrayWithColumn(
    tableId: number,
    columnPid: number,
    keys: readonly string[],
    values: Row,
    a?: Date | null | boolean,
    b?: boolean,
  ): null {
    return fills.fillArrayWithColumn(runOf(this), tableId, columnPid, keys, values, a, b);
  }
}
