/** Which parameters of a protocol hold secrets, and what a message may show of the value of a parameter. */
import type { Protocol, TextOrPid } from "./model.ts";
import { masked, ShownHeaders, withoutLogins, type SecretOptions } from "./secrets.ts";

/**
 * A value is secret when its parameter has the measurement option `password`, is a login of a session, or is the value of a
 * header that `streamSecrets` masks. With `streamSecrets` = `show` nothing is.
 */
export class SecretParameters {
  readonly #params: Protocol["params"];
  readonly #secret = new Set<number>();
  readonly #addresses = new Set<number>();
  /** Paths and header values, which may contain addresses. */
  readonly #texts = new Set<number>();

  constructor({ params, sessions }: Pick<Protocol, "params" | "sessions">, options: SecretOptions) {
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

  /** True when nothing of the value of a parameter, or of the cells of a column, may be shown. */
  has(pid: number): boolean {
    return this.#secret.has(pid);
  }

  /** True when the parameter holds the address of a connection or of a proxy. */
  isAddress(pid: number): boolean {
    return this.#addresses.has(pid);
  }

  /** True for a table with a column that {@link has}. */
  inTable(pid: number): boolean {
    return this.#params.get(pid)?.table?.columns.some((column) => this.has(column.pid)) === true;
  }

  /** A value of a parameter, or of a cell of a column, as a message may quote it. */
  shown<T>(pid: number, value: T): T | string {
    if (this.#secret.has(pid)) return masked;
    if (typeof value !== "string") return value;
    if (this.#addresses.has(pid)) return value.includes("@") ? masked : value;
    return this.#texts.has(pid) ? withoutLogins(value) : value;
  }

  #add(to: Set<number>, ...sources: readonly (TextOrPid | undefined)[]): void {
    for (const source of sources) if (source?.pid !== undefined) to.add(source.pid);
  }
}
