/** A TCP device for tests: keeps what it hears, says what it is told, and is awaited, never slept for. */
import { once } from "node:events";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";

/** Listens on loopback, on a port of the system's choice. */
export class TcpDevice implements AsyncDisposable {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** Everything heard on all lines, Latin-1. */
  heard = "";
  /** Lines accepted so far. */
  accepted = 0;
  /** Lines that have ended so far. */
  ended = 0;
  /** Says at once what it returns, when something is heard. */
  answer: (heard: string) => string | undefined = () => undefined;
  #wake: (() => void)[] = [];

  private constructor(server: Server) {
    this.#server = server;
    server.on("connection", (socket) => {
      this.#sockets.add(socket);
      this.accepted += 1;
      socket.on("data", (bytes) => {
        const text = bytes.toString("latin1");
        this.heard += text;
        const said = this.answer(text);
        if (said !== undefined) this.say(said);
        this.#changed();
      });
      socket.on("error", () => undefined);
      socket.on("close", () => {
        this.#sockets.delete(socket);
        this.ended += 1;
        this.#changed();
      });
      this.#changed();
    });
  }

  /** @param port 0: chosen by the system */
  static async start(port = 0): Promise<TcpDevice> {
    const server = createServer({ noDelay: true });
    server.listen(port, "localhost");
    await once(server, "listening");
    return new TcpDevice(server);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Ports of the other sides of the open lines. */
  get peers(): readonly (number | undefined)[] {
    return [...this.#sockets].map(({ remotePort }) => remotePort);
  }

  /** Lines open now. */
  get lines(): number {
    return this.#sockets.size;
  }

  /** Sends Latin-1 text, or bytes, on every line. */
  say(what: string | Uint8Array): void {
    for (const socket of this.#sockets)
      socket.write(typeof what === "string" ? Buffer.from(what, "latin1") : what);
  }

  /** Ends every line: FIN. */
  end(): void {
    for (const socket of this.#sockets) socket.end();
  }

  /** Breaks every line: RST. */
  cut(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  /** Settles when the condition holds; looked at whenever something happens. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise<void>((resolve) => {
        this.#wake.push(resolve);
      });
    }
  }

  /** Settles when so many lines have been accepted in all. */
  async accepts(count = 1): Promise<void> {
    await this.until(() => this.accepted >= count);
  }

  /** Settles when all that was heard contains, or is, the text. */
  async hears(text: string): Promise<void> {
    await this.until(() => this.heard.includes(text));
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => {
      this.#server.close(() => {
        resolve();
      });
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  #changed(): void {
    const wake = this.#wake;
    this.#wake = [];
    for (const resolve of wake) resolve();
  }
}
