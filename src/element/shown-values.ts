/** Values of an element as they may be printed: what the protocol itself marks as secret is masked. */
import { withoutCredentials } from "../connection/address.ts";
import { masked, ShownHeaders, withoutLogins, type SecretOptions } from "../connection/secrets.ts";
import type { Value } from "../parameter/store.ts";
import type { SavedRow } from "../parameter/saved/saved-values.ts";
import type { Protocol, TextOrPid } from "../protocol/model.ts";
import type { ElementValues } from "./element-values.ts";
import type { ElementEvent } from "./events.ts";

/** What is looked at of a protocol. */
type SecretParts = Pick<Protocol, "params" | "sessions" | "connections">;

/**
 * For printing: `get`, events and saved values of the element itself hold what is really there. A value is secret when its
 * parameter has the measurement option `password`, is a login of a session, or is the value of a header that
 * `streamSecrets` masks. In addresses only user name and password are masked.
 */
export class ShownValues {
  readonly #params: Protocol["params"];
  readonly #secret = new Set<number>();
  readonly #addresses = new Set<number>();
  /** Paths and header values, which may hold addresses. */
  readonly #texts = new Set<number>();

  constructor({ params, sessions }: SecretParts, options: SecretOptions) {
    this.#params = params;
    if (options.streamSecrets === "show") return;
    for (const { id, measurementOptions, dynamicIp } of params.values()) {
      if (measurementOptions.some((option) => option.toLowerCase() === "password")) this.#secret.add(id);
      if (dynamicIp !== undefined) this.#addresses.add(id);
    }
    const headers = new ShownHeaders(options);
    for (const {
      userName,
      password,
      proxyUser,
      proxyPassword,
      proxyServer,
      connections,
    } of sessions.values()) {
      this.#add(this.#secret, userName, password, proxyUser, proxyPassword);
      this.#add(this.#addresses, proxyServer);
      // In a handshake a url of digits is a parameter.
      const paths = connections.map(({ url = "" }) => (/^\d+$/.test(url) ? { pid: Number(url) } : {}));
      this.#add(this.#texts, ...connections, ...paths);
      const named = connections.flatMap((step) => [...step.headers, ...step.responseHeaders]);
      this.#add(this.#secret, ...named.filter(({ key }) => headers.hides(key)));
      this.#add(this.#texts, ...named);
    }
  }

  /** A value of a parameter or of a cell of a column. */
  value(pid: number, value: Value): Value {
    if (this.#secret.has(pid)) return value === "" || value === null ? value : masked;
    if (typeof value !== "string") return value;
    if (this.#addresses.has(pid)) return withoutCredentials(value);
    return this.#texts.has(pid) ? withoutLogins(value) : value;
  }

  /** An event. The bytes and texts of streams and notices are masked where they are made. */
  event(event: ElementEvent): ElementEvent {
    if (event.type === "parameter") return { ...event, value: this.value(event.pid, event.value) };
    if (event.type === "normalized")
      return { ...event, nominal: this.value(event.pid, event.nominal) ?? event.nominal };
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

  #add(to: Set<number>, ...sources: readonly (TextOrPid | undefined)[]): void {
    for (const source of sources) if (source?.pid !== undefined) to.add(source.pid);
  }
}
