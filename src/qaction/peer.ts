/** Habits of the C# unit-test mock, for tests that are ported from it (option `compat` = `peer`). */
import type { Table } from "../parameter/table.ts";
import { CLEAR } from "../parameter/table-model.ts";
import type { RowOutcome } from "../parameter/table-model.ts";

/** SetRow of the mock: `null` is stored, and each cell answers 0 for the key, 1 for changed, 2 for equal. */
export function peerSetRow(table: Table, key: string, values: readonly unknown[]): RowOutcome {
  const given = values.map((value) => (value === null || value === undefined ? CLEAR : value));
  const outcome = table.setRow(key, given, true);
  const cells = outcome.cells?.map((cell, idx) => (idx === table.keyIdx ? 0 : cell === 1 ? 1 : 2)) ?? null;
  return { ...outcome, cells };
}
