/** Behaviour of the C# unit-test mock, for tests that are ported from it (option `compat`, value `peer`). */
import type { Table } from "../../parameter/table/table.ts";
import { CLEAR } from "../../parameter/table/clear-leave.ts";
import type { RowOutcome } from "../../parameter/table/table-model.ts";
import { hresults } from "../../parameter/hresult.ts";
import type { Hresult } from "../script-values.ts";

/** SetParameter and similar: the mock has one code for an unknown parameter and for arrays of different lengths. */
export function peerCode(code: Hresult): Hresult {
  return code === hresults.notFound ? hresults.invalidCall : code;
}

/** SetRow of the mock: `null` is stored, and each cell answers 0 for the key, 1 for changed, 2 for equal. */
export function peerSetRow(table: Table, key: string, values: readonly unknown[]): RowOutcome {
  const given = values.map((value) => (value === null || value === undefined ? CLEAR : value));
  const outcome = table.setRow(key, given, true);
  const cells = outcome.cells?.map((cell, idx) => (idx === table.keyIdx ? 0 : cell === 1 ? 1 : 2)) ?? null;
  return { ...outcome, cells };
}

/** SetRow of the mock for a position without a row: 0 for every column of the table. */
export function peerNoRow({ width }: Table): number[] {
  return new Array<number>(width).fill(0);
}

/** A row as AddRow of the mock takes it: as long as the table is wide, with `null` for what is missing. */
export function peerFit({ width }: Table, row: readonly unknown[]): unknown[] {
  return Array.from({ length: width }, (_, idx) => row[idx] ?? null);
}
