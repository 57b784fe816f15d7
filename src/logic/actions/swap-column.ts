/** The action *swap column*: the cells of one column move into another (`LogicActionSwapColumn`). */
import { andThen } from "../../base/maybe-promise.ts";
import { CLEAR } from "../../parameter/table/clear-leave.ts";
import type { SingleAction } from "./action.ts";

/** `swap:table:source:destination`; undefined when it is anything else. */
function parseSwap(options = ""): readonly [table: number, source: number, destination: number] | undefined {
  const match = /^\s*swap:(\d+):(\d+):(\d+)\s*;?\s*$/i.exec(options);
  return match === null ? undefined : [Number(match[1]), Number(match[2]), Number(match[3])];
}

export const swapColumn: SingleAction = {
  once: (work) => {
    const { engine, action, context } = work;
    const ids = parseSwap(action.attributes["options"]);
    if (ids === undefined) return work.fail("its options must be swap:table:source:destination");
    const [tableId, source, destination] = ids;
    const table = engine.parameters.table(tableId);
    const from = table?.column(source);
    if (table === undefined || from === undefined || table.column(destination) === undefined) {
      return work.fail(
        `table ${String(tableId)} with columns ${String(source)} and ${String(destination)} does not exist`,
      );
    }
    const keys = table.keys();
    const values = keys.map((key) => table.cell(key, from.idx) ?? CLEAR);
    const filled = table.fillColumn(destination, keys, values, true);
    if (filled.code !== 0) return work.fail(`column ${String(destination)} cannot be filled`);
    const emptied = table.fillColumn(source, keys, [CLEAR], true);
    const told = engine.changes.rowsChanged(table, [...filled.changes, ...emptied.changes], context);
    return andThen(told, () => emptied.code === 0 || work.fail(`column ${String(source)} cannot be emptied`));
  },
};
