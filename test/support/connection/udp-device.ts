/** A UDP device for tests: keeps what it hears, says what it is told, and is awaited, never slept for. */
import { createSocket, type RemoteInfo, type Socket } from "node:dgram";
import { lookup } from "node:dns/promises";
import { once } from "node:events";

/** Bound to an address of loopback, on a port of the system's choice. */
export class UdpDevice implements AsyncDisposable {
  readonly #socket: Socket;
  readonly port: number;
  /** The datagrams heard, Latin-1. */
  readonly heard: string[] = [];
  /** Port of the sender of each of them. */
  readonly from: number[] = [];
  /** Says at once what it returns, when something is heard. */
  answer: (heard: string) => string | undefined = () => undefined;
  #last: RemoteInfo | undefined;
  #wake: (() => void)[] = [];

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.port = socket.address().port;
    socket.on("message", (bytes, sender) => {
      const text = bytes.toString("latin1");
      this.#last = sender;
      this.heard.push(text);
      this.from.push(sender.port);
      const said = this.answer(text);
      if (said !== undefined) void this.say(said);
      for (const wake of this.#wake.splice(0)) wake();
    });
  }

  /**
   * @param port 0: chosen by the system
   * @param host a name that a smart-serial client may have, `localhost`, is resolved as clients resolve it
   */
  static async start(port = 0, host = "127.0.0.1"): Promise<UdpDevice> {
    const { address, family } = await lookup(host);
    const socket = createSocket(family === 6 ? "udp6" : "udp4");
    socket.bind(port, address);
    await once(socket, "listening");
    return new UdpDevice(socket);
  }

  /** A port of loopback on which nobody listens. */
  static async freePort(): Promise<number> {
    await using device = await UdpDevice.start();
    return device.port;
  }

  /** Sends Latin-1 text, or bytes, to a port of 127.0.0.1, else to the last sender. Resolves when the system has it. */
  async say(what: string | Uint8Array, port?: number): Promise<void> {
    const bytes = typeof what === "string" ? Buffer.from(what, "latin1") : what;
    const to = port === undefined ? this.#last : { port, address: "127.0.0.1" };
    if (to === undefined) throw new Error("nobody has sent anything");
    await new Promise<void>((resolve, reject) => {
      this.#socket.send(bytes, to.port, to.address, (error) => {
        if (error === null) resolve();
        else reject(error);
      });
    });
  }

  /** Settles when so many datagrams have been heard, or one of them is the text. */
  async hears(what: number | string): Promise<void> {
    const enough = (): boolean =>
      typeof what === "number" ? this.heard.length >= what : this.heard.includes(what);
    while (!enough()) {
      await new Promise<void>((resolve) => {
        this.#wake.push(resolve);
      });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#socket.close(resolve);
    });
  }
}
