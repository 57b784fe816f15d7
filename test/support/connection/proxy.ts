/** A proxy that understands CONNECT, with or without a login (RFC 9110 section 9.3.6). */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { createServer as createSecureServer, type ServerOptions } from "node:https";
import { connect, type AddressInfo, type Socket } from "node:net";
import type { Duplex } from "node:stream";

/** See the file's first line. */
export class Proxy implements AsyncDisposable {
  /** `host:port` of every CONNECT, refused ones too. */
  readonly asked: string[] = [];
  /** `Proxy-Authorization` of every CONNECT. */
  readonly logins: (string | undefined)[] = [];
  /** Line that a CONNECT is answered with instead of being served. */
  refusal = "";
  readonly #server: Server;
  readonly #sockets = new Set<Duplex>();

  private constructor(tls: ServerOptions | undefined, login: string | undefined) {
    this.#server = tls === undefined ? createServer() : createSecureServer(tls);
    this.#server.on("connect", (request, socket: Socket) => {
      const { url: target = "" } = request;
      this.asked.push(target);
      this.logins.push(request.headers["proxy-authorization"]);
      this.#keep(socket);
      const refused = this.refusal !== "" || (login !== undefined && this.logins.at(-1) !== login);
      if (refused) {
        socket.end(
          `HTTP/1.1 ${this.refusal === "" ? "407 Proxy Authentication Required" : this.refusal}\r\n\r\n`,
        );
        return;
      }
      const colon = target.lastIndexOf(":");
      const onward = connect(Number(target.slice(colon + 1)), target.slice(0, colon), () => {
        socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
        socket.pipe(onward).pipe(socket);
      });
      this.#keep(onward);
      onward.on("close", () => socket.destroy());
      socket.on("close", () => onward.destroy());
    });
  }

  /** Listens on a free port of the loopback. `login`: the `Proxy-Authorization` it wants. */
  static async start({ tls, login }: { tls?: ServerOptions; login?: string } = {}): Promise<Proxy> {
    const proxy = new Proxy(tls, login);
    proxy.#server.listen(0, "127.0.0.1");
    await once(proxy.#server, "listening");
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => {
      this.#server.close(() => {
        resolve();
      });
    });
  }

  #keep(socket: Duplex): void {
    this.#sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => this.#sockets.delete(socket));
  }
}
