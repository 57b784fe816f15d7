/** Which connection an imported line becomes: lines to one address are one connection, opened again, unless they overlap. */

/** Numbers of connections, from 0, in the order in which their addresses first appear. */
export class ConnectionNumbers {
  readonly #connections: { readonly url: string; end: number }[] = [];

  /**
   * The connection of a line that begins; it is in use until {@link closed}.
   * @param begin ms since 1970; lines come in the order of their beginnings
   */
  opened(url: string, begin: number): number {
    const free = this.#connections.findIndex((known) => known.url === url && known.end <= begin);
    const known = this.#connections[free];
    if (known === undefined) return this.#connections.push({ url, end: Infinity }) - 1;
    known.end = Infinity;
    return free;
  }

  /** The line of a connection has ended, at a time in ms since 1970. */
  closed(connection: number, end: number): void {
    const known = this.#connections[connection];
    if (known !== undefined) known.end = end;
  }

  /** The connection of an address whose lines may overlap: requests of HTTP. */
  shared(url: string): number {
    const known = this.#connections.findIndex((connection) => connection.url === url);
    return known >= 0 ? known : this.#connections.push({ url, end: -Infinity }) - 1;
  }
}
