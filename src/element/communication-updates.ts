/** Keeps the general table of connections up to date, where the protocol has it. */
import { chainStart } from "../logic/chain/context.ts";
import type { Engine } from "../logic/engine.ts";
import type { ChainContext } from "../logic/chain/context.ts";
import {
  COMMUNICATION_TABLE,
  communicationColumn,
  CONNECTION_NAME,
  CONNECTION_STATE,
  CONNECTION_TYPE,
  connectionState,
} from "../parameter/communication-table.ts";
import { kindOf } from "../protocol/connection-kinds.ts";
import type { ParameterStore } from "../parameter/store.ts";
import type { Protocol } from "../protocol/model.ts";

/** A word of {@link connectionState}. */
export type ConnectionStateName = keyof typeof connectionState;

/** See the file. Without the table it does nothing. */
export class CommunicationTable {
  readonly #protocol: Pick<Protocol, "connections">;
  readonly #run: { readonly engine: Pick<Engine, "changes"> } | undefined;

  constructor(
    protocol: Pick<Protocol, "connections">,
    run: { readonly parameters: ParameterStore<ChainContext>; readonly engine: Pick<Engine, "changes"> },
  ) {
    this.#protocol = protocol;
    const table = run.parameters.table(COMMUNICATION_TABLE);
    if (table === undefined) return;
    this.#run = run;
    for (const { id, name, kind } of protocol.connections) {
      const row = new Array<string | number | null>(table.width).fill(null);
      row[table.keyIdx] = String(id);
      row[communicationColumn(CONNECTION_STATE)] = connectionState.undefined;
      row[communicationColumn(CONNECTION_NAME)] = name;
      row[communicationColumn(CONNECTION_TYPE)] = kind;
      table.addRow(row);
    }
  }

  /**
   * A connection got an answer or not, or its line opened or not. The line of a smart-serial connection has words of
   * its own; ids made up by notify 249 have no row.
   */
  changed(connection: number, well: boolean, what: "answer" | "line"): void {
    if (this.#run === undefined) return;
    const definition = this.#protocol.connections.find(({ id }) => id === connection);
    const state: ConnectionStateName =
      what === "line" && definition !== undefined && kindOf(definition).showsLine
        ? well
          ? "connected"
          : "disconnected"
        : well
          ? "responding"
          : "notResponding";
    void this.#run.engine.changes.setCell(
      CONNECTION_STATE,
      String(connection),
      connectionState[state],
      "platform",
      chainStart(),
    ).done;
  }
}
