/** The general parameters that show how an element communicates: its timeout state, and the table of its connections. */
import type { ChangeEvents } from "../logic/chain/change-event.ts";
import { chainStart, type ChainContext } from "../logic/chain/context.ts";
import {
  COMMUNICATION_TABLE,
  communicationColumn,
  CONNECTION_NAME,
  CONNECTION_STATE,
  CONNECTION_TYPE,
  connectionState,
} from "../parameter/communication-table.ts";
import { COMMUNICATION_STATE } from "../parameter/general-parameters.ts";
import type { ParameterStore } from "../parameter/store.ts";
import { kindOf } from "../protocol/connection-kinds.ts";
import type { Protocol } from "../protocol/model.ts";

/** A word of {@link connectionState}. */
export type ConnectionStateName = keyof typeof connectionState;

/** The communication parameters of one element run. A protocol may switch the table off: then it is not filled. */
export class CommunicationParameters {
  readonly #protocol: Pick<Protocol, "connections">;
  readonly #parameters: ParameterStore<ChainContext>;
  readonly #changes: ChangeEvents;

  /** Adds a row for each connection. */
  constructor(
    protocol: Pick<Protocol, "connections">,
    parameters: ParameterStore<ChainContext>,
    changes: ChangeEvents,
  ) {
    this.#protocol = protocol;
    this.#parameters = parameters;
    this.#changes = changes;
    const table = parameters.table(COMMUNICATION_TABLE);
    if (table === undefined) return;
    for (const { id, name, kind } of protocol.connections) {
      const row = new Array<string | number | null>(table.width).fill(null);
      row[table.keyIdx] = String(id);
      row[communicationColumn(CONNECTION_STATE)] = connectionState.undefined;
      row[communicationColumn(CONNECTION_NAME)] = name;
      row[communicationColumn(CONNECTION_TYPE)] = kind;
      table.addRow(row);
    }
  }

  /** The element entered or left the timeout state. */
  timeoutChanged(inTimeout: boolean): void {
    this.#parameters.set(COMMUNICATION_STATE, inTimeout ? 1 : 0, "platform", chainStart());
  }

  /**
   * A connection got an answer or not, or its line opened or not. The line of a smart-serial connection has words of
   * its own; ids made up by notify 249 have no row.
   */
  connectionChanged(connection: number, well: boolean, what: "answer" | "line"): void {
    if (this.#parameters.table(COMMUNICATION_TABLE) === undefined) return;
    const definition = this.#protocol.connections.find(({ id }) => id === connection);
    const state: ConnectionStateName =
      what === "line" && definition !== undefined && kindOf(definition).showsLine
        ? well
          ? "connected"
          : "disconnected"
        : well
          ? "responding"
          : "notResponding";
    void this.#changes.setCell(
      CONNECTION_STATE,
      String(connection),
      connectionState[state],
      "platform",
      chainStart(),
    ).done;
  }
}
