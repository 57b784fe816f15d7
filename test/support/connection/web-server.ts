/** An HTTP server that keeps what it was asked and answers as it is told. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer, type ServerOptions } from "node:https";
import type { AddressInfo, Socket } from "node:net";

/** A request as it came. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  /** Number of the socket it came on, from 0. */
  readonly socket: number;
}

/** Answers a request. */
export type Answering = (asked: Asked, answer: ServerResponse) => void;

/** See the file's first line. */
export class WebServer implements AsyncDisposable {
  readonly asked: Asked[] = [];
  /** How to answer; default: 200 `ok`. */
  answering: Answering = (_, answer) => answer.end("ok");
  readonly sockets: Socket[] = [];
  readonly #server: Server;
  #wake: (() => void)[] = [];

  private constructor(tls: ServerOptions | undefined) {
    this.#server = tls === undefined ? createServer() : createSecureServer(tls);
    this.#server.on(tls === undefined ? "connection" : "secureConnection", (socket: Socket) => {
      this.sockets.push(socket);
      socket.on("error", () => undefined);
    });
    this.#server.on("request", (request: IncomingMessage, answer: ServerResponse) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const { method = "", url = "", headers, rawHeaders } = request;
        const asked = {
          method,
          url,
          headers,
          rawHeaders,
          body: Buffer.concat(chunks),
          socket: this.sockets.indexOf(request.socket),
        };
        this.asked.push(asked);
        const waiting = this.#wake;
        this.#wake = [];
        for (const resolve of waiting) resolve();
        this.answering(asked, answer);
      });
    });
  }

  /** Listens on a free port of the loopback. */
  static async start(answering?: Answering, tls?: ServerOptions): Promise<WebServer> {
    const server = new WebServer(tls);
    if (answering !== undefined) server.answering = answering;
    server.#server.listen(0, "127.0.0.1");
    await once(server.#server, "listening");
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Settles when so many requests have come in all. */
  async requests(count: number): Promise<void> {
    while (this.asked.length < count) {
      await new Promise<void>((resolve) => {
        this.#wake.push(resolve);
      });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => {
      this.#server.close(() => {
        resolve();
      });
    });
  }
}
