/** Keeps the general table of connections up to date, where the protocol has it. */
import type { Engine } from "../logic/engine.ts";
import type { ChainContext } from "../logic/ports.ts";
import {
  COMMUNICATION_TABLE,
  communicationColumn,
  CONNECTION_NAME,
  CONNECTION_STATE,
  CONNECTION_TYPE,
  connectionState,
} from "../parameter/communication-table.ts";
import type { ParameterStore } from "../parameter/store.ts";
import type { Protocol } from "../protocol/model.ts";

/** A word of {@link connectionState}. */
export type ConnectionStateName = keyof typeof connectionState;

/** See the file. Without the table it does nothing. */
export class CommunicationTable {
  readonly #smart: ReadonlySet<number>;
  readonly #engine: (() => Engine) | undefined;

  constructor(
    protocol: Pick<Protocol, "connections">,
    parameters: ParameterStore<ChainContext>,
    engine: () => Engine,
  ) {
    const { connections } = protocol;
    this.#smart = new Set(connections.filter(({ kind }) => kind.startsWith("smart")).map(({ id }) => id));
    const table = parameters.table(COMMUNICATION_TABLE);
    if (table === undefined) return;
    this.#engine = engine;
    for (const { id, name, kind } of connections) {
      const row = new Array<string | number | null>(table.width).fill(null);
      row[table.keyIdx] = String(id);
      row[communicationColumn(CONNECTION_STATE)] = connectionState.undefined;
      row[communicationColumn(CONNECTION_NAME)] = name;
      row[communicationColumn(CONNECTION_TYPE)] = kind;
      table.addRow(row);
    }
  }

  /** A connection got an answer, or did not; ids made up by notify 249 have no row. */
  report(connection: number, responding: boolean): void {
    this.#set(connection, responding ? "responding" : "notResponding");
  }

  /** A smart-serial line opened or was lost. */
  line(connection: number, open: boolean): void {
    if (this.#smart.has(connection)) this.#set(connection, open ? "connected" : "disconnected");
  }

  #set(connection: number, state: ConnectionStateName): void {
    void this.#engine?.().core.setCell(
      CONNECTION_STATE,
      String(connection),
      connectionState[state],
      "platform",
      { depth: 0 },
    ).done;
  }
}
