/** A real WebSocket server on loopback that keeps what it hears and can leave in every way. */
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer, type WebSocket } from "ws";

/** One message that arrived. */
export interface Heard {
  readonly bytes: Buffer;
  readonly binary: boolean;
  readonly connection: number;
}

/** Waits for something to become true, told whenever something happened. */
class Signal {
  #waiting: (() => void)[] = [];

  fire(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  async until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    }
  }
}

/** A WebSocket server for tests of elements. Disposing it ends every socket. */
export class TestServer implements AsyncDisposable {
  readonly heard: Heard[] = [];
  readonly requests: IncomingMessage[] = [];
  /** Close codes received from the other side, in order. */
  readonly closeCodes: number[] = [];
  readonly sockets: WebSocket[] = [];
  /** Sockets accepted so far. */
  accepted = 0;
  /** While true the line is closed in the middle of the opening handshake. */
  refusing = false;
  readonly #server: WebSocketServer;
  readonly #signal = new Signal();

  private constructor(server: WebSocketServer) {
    this.#server = server;
    server.on("connection", (socket, request) => {
      const connection = this.sockets.push(socket) - 1;
      this.requests.push(request);
      this.accepted++;
      socket.on("message", (bytes: Buffer, binary) => {
        this.heard.push({ bytes, binary, connection });
        this.#signal.fire();
      });
      socket.on("close", (code) => {
        this.closeCodes.push(code);
        this.#signal.fire();
      });
      this.#signal.fire();
    });
  }

  static async start(
    options: {
      readonly perMessageDeflate?: boolean;
      readonly port?: number;
      readonly autoPong?: boolean;
    } = {},
  ): Promise<TestServer> {
    const answer = { takes: (_request: IncomingMessage): boolean => true };
    const server = new WebSocketServer({
      ...{ port: 0, host: "127.0.0.1", ...options },
      verifyClient: ({ req }: { readonly req: IncomingMessage }) => answer.takes(req),
    });
    await once(server, "listening");
    const made = new TestServer(server);
    answer.takes = (request) => {
      if (made.refusing) request.socket.destroy();
      return !made.refusing;
    };
    return made;
  }

  /** Breaks the newest socket's line: RST, as a cut path does. */
  cut(): void {
    const request = this.requests.at(-1);
    request?.socket.resetAndDestroy();
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `ws://127.0.0.1:${String(this.port)}`;
  }

  /** The newest socket. */
  get socket(): WebSocket {
    const socket = this.sockets.at(-1);
    if (socket === undefined) throw new Error("Nobody has connected.");
    return socket;
  }

  /** Texts of what was heard. */
  get texts(): string[] {
    return this.heard.map(({ bytes }) => bytes.toString("utf8"));
  }

  /** Resolves when so many messages have been heard in all. */
  async hears(count: number): Promise<void> {
    await this.#signal.until(() => this.heard.length >= count);
  }

  /** Resolves when so many sockets have been accepted in all. */
  async accepts(count: number): Promise<void> {
    await this.#signal.until(() => this.sockets.length >= count);
  }

  /** Resolves when so many sockets have ended in all. */
  async loses(count: number): Promise<void> {
    await this.#signal.until(() => this.closeCodes.length >= count);
  }

  /** Lets go of what was heard, and of all sockets but the newest: for runs of thousands. */
  forget(): void {
    for (const list of [this.heard, this.closeCodes]) list.length = 0;
    for (const list of [this.sockets, this.requests]) list.splice(0, list.length - 1);
  }

  send(data: string | Uint8Array): void {
    this.socket.send(data, { binary: typeof data !== "string" });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#server.clients) client.terminate();
    await new Promise<void>((resolve) => {
      this.#server.close(() => {
        resolve();
      });
    });
  }
}
