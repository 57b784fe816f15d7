/** The values of parameters before anything runs: platform facts, saved values, defaults. None of them raises an event. */
import type { ConnectionSettings } from "../connection/connection-settings.ts";
import { chainStart } from "../logic/chain/context.ts";
import type { ChainContext } from "../logic/chain/context.ts";
import type { Options } from "../options/register.ts";
import type { ParameterStore } from "../parameter/store.ts";
import type { SavedRow, SavedValues } from "../parameter/saved/saved-values.ts";
import type { Protocol } from "../protocol/model.ts";
import type { ElementFacts } from "../qaction/qaction-host.ts";

/**
 * Saved values (`Params@loadSequence` first), then the values a user gives for the start, then `DefaultValue` where
 * still empty (`Protocol.Params.Param.Interprete.DefaultValue`); last the saved rows of tables.
 */
export function restoreValues(
  parameters: ParameterStore<ChainContext>,
  protocol: Protocol,
  saved: SavedValues,
  values: Readonly<Record<number, string | number>>,
  options: Pick<Options, "restoreStatus">,
): void {
  const kept = new Map(saved.load());
  if (!options.restoreStatus) {
    for (const { statusPid } of protocol.connections) if (statusPid !== undefined) kept.delete(statusPid);
  }
  for (const pid of new Set([...protocol.loadSequence, ...kept.keys()])) {
    const value = kept.get(pid);
    if (value !== undefined) parameters.restore(pid, value);
  }
  for (const [pid, value] of Object.entries(values)) {
    parameters.set(Number(pid), value, "restore", chainStart());
  }
  parameters.applyDefaults();
  for (const [pid, rows] of saved.loadTables()) {
    const table = parameters.table(pid);
    if (table === undefined) continue;
    for (const [key, row] of rows) {
      table.restoreRow(
        key,
        table.columns.map((column) => (column === undefined ? null : (row[column.pid] ?? null))),
      );
    }
  }
}

/** Saves rows of the protocol's tables as they change, each with the columns that are saved; a volatile table has none. */
export function saveRows(
  parameters: ParameterStore<ChainContext>,
  { params }: Pick<Protocol, "params">,
  saved: SavedValues,
): void {
  for (const table of parameters.tables()) {
    if (!params.has(table.pid)) continue;
    const columns = table.savedColumns().flatMap((idx) => {
      const pid = table.columns[idx]?.pid;
      return pid === undefined ? [] : [{ idx, pid }];
    });
    if (columns.length === 0) continue;
    table.keep({
      stored(key, cells, before) {
        if (before !== null && columns.every(({ idx }) => cells[idx] === before[idx])) return;
        const row: Record<number, SavedRow[number]> = {};
        for (const { idx, pid } of columns) {
          const cell = cells[idx] ?? null;
          if (cell !== null) row[pid] = cell;
        }
        saved.saveRow(table.pid, key, row);
      },
      removed(key) {
        saved.forgetRow(table.pid, key);
      },
      cleared() {
        saved.forgetTable(table.pid);
      },
    });
  }
}

/** Values of the parameter types that the platform fills (`LogicParameters`), by type; lists are joined with `;`. */
export function fillPlatformParameters(
  parameters: ParameterStore<ChainContext>,
  protocol: Protocol,
  facts: ElementFacts,
  settings: readonly ConnectionSettings[],
): void {
  const dma = String(facts.dataMinerId);
  const byType: Readonly<Record<string, string>> = {
    elementid: String(facts.elementId),
    elementname: facts.name,
    elementdmaid: `${dma}/${String(facts.elementId)}`,
    "dataminer info": `${dma};${facts.name};127.0.0.1;`,
    ip: settings.map(({ host, port }) => `${host}:${String(port)}`).join(";"),
    pollingip: settings.map(({ host }) => host).join(";"),
    bus: settings.map(({ busAddress }) => busAddress).join(";"),
  };
  for (const { id, type } of protocol.params.values()) {
    const value = Object.hasOwn(byType, type) ? byType[type] : undefined;
    if (value !== undefined) parameters.set(id, value, "platform", chainStart());
  }
}
