/** Values of an element for printing: what the protocol marks as secret is masked. */
import { withoutCredentials } from "../connection/address.ts";
import type { Value } from "../parameter/value.ts";
import type { SavedRow } from "../parameter/saved/saved-values.ts";
import type { Protocol } from "../protocol/model.ts";
import { SecretParameters } from "../protocol/secret-parameters.ts";
import type { SecretOptions } from "../protocol/secrets.ts";
import { shownValues } from "../qaction/notify/notify-values.ts";
import type { ElementValues } from "./element-values.ts";
import type { ElementEvent } from "./events.ts";

/**
 * For printing only: `get`, events and saved values of the element hold the real values. {@link SecretParameters} says what
 * is secret; in addresses only user name and password are masked.
 */
export class ShownValues {
  readonly #params: Protocol["params"];
  readonly #secrets: SecretParameters;

  constructor(protocol: Pick<Protocol, "params" | "sessions">, options: SecretOptions) {
    this.#params = protocol.params;
    this.#secrets = new SecretParameters(protocol, options);
  }

  /** A value of a parameter or of a cell of a column. */
  value(pid: number, value: Value): Value {
    if (value === "" || value === null) return value;
    if (typeof value === "string" && this.#secrets.isAddress(pid) && !this.#secrets.has(pid))
      return withoutCredentials(value);
    return this.#secrets.shown(pid, value);
  }

  /** An event. The bytes and texts of streams and notices are masked where they are made. */
  event(event: ElementEvent): ElementEvent {
    if (event.type === "parameter") return { ...event, value: this.value(event.pid, event.value) };
    if (event.type === "normalized")
      return { ...event, nominal: this.value(event.pid, event.nominal) ?? event.nominal };
    if (event.type === "notify") {
      const [value1, value2] = shownValues(this.#secrets, event.value1, event.value2);
      return { ...event, value1, value2 };
    }
    if (event.type !== "saved") return event;
    return {
      ...event,
      parameters: event.parameters.map(({ pid, value }) => ({ pid, value: this.value(pid, value) })),
      rows: event.rows.map(({ table, key, row }) => ({
        table,
        key: key === null ? null : String(this.value(this.#keyColumn(table), key)),
        row: row && this.#row(row),
      })),
    };
  }

  #row(row: SavedRow): SavedRow {
    return Object.fromEntries(Object.entries(row).map(([pid, cell]) => [pid, this.value(Number(pid), cell)]));
  }

  #keyColumn(table: number): number {
    const definition = this.#params.get(table)?.table;
    return definition?.columns.find(({ idx }) => idx === definition.index)?.pid ?? table;
  }

  /** All values of an element. */
  values({ parameters, tables }: ElementValues): ElementValues {
    const shown = Object.entries(parameters).map(
      ([pid, value]) => [pid, this.value(Number(pid), value)] as const,
    );
    const rows = Object.entries(tables).map(([pid, table]) => {
      const columns = this.#params.get(Number(pid))?.table?.columns ?? [];
      const pids = new Map(columns.map((column) => [column.idx, column.pid]));
      return [
        pid,
        table.map((row) => row.map((cell, idx) => this.value(pids.get(idx) ?? Number(pid), cell))),
      ] as const;
    });
    return { parameters: Object.fromEntries(shown), tables: Object.fromEntries(rows) };
  }
}
