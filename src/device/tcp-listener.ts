/** One port for TCP. */
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { createServer as createSecureServer } from "node:tls";
import { createMessageReader, type MessageRule } from "../wire/messages/messages.ts";
import type { TcpFace } from "./device-script.ts";
import type { Face } from "./face.ts";
import { listening, resetSocket, type DeviceListener, type ListenAddress } from "./listener.ts";

const lineEnd = Buffer.from("\r\n");

/** What a message goes out with, behind it. */
function endOf(rule: MessageRule | undefined): Buffer {
  if (rule === "line") return lineEnd;
  if (rule === "nul") return Buffer.alloc(1);
  if (typeof rule === "object" && "end" in rule)
    return typeof rule.end === "string" ? Buffer.from(rule.end, "utf8") : Buffer.from(rule.end);
  return Buffer.alloc(0);
}

/** The listener. */
export class TcpListener implements DeviceListener {
  readonly #server: Server;
  readonly #face: Face;
  readonly #sockets = new Set<Socket>();

  private constructor(face: Face, { tls }: ListenAddress) {
    this.#face = face;
    const take = (socket: Socket): void => this.#take(socket);
    const options = { noDelay: true, allowHalfOpen: false };
    this.#server =
      tls === undefined ? createServer(options, take) : createSecureServer({ ...options, ...tls }, take);
    this.#server.on("tlsClientError", () => undefined);
  }

  static async open(face: Face, address: ListenAddress): Promise<TcpListener> {
    const listener = new TcpListener(face, address);
    const server = listener.#server;
    await listening(server, address, () => server.listen(address.port, address.host));
    return listener;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #take(socket: Socket): void {
    const face = this.#face;
    const rule = (face.script as TcpFace).messages;
    const end = endOf(rule);
    const reader = rule === undefined ? undefined : createMessageReader(rule);
    this.#sockets.add(socket);
    const line = face.opened(
      {
        pack: (bytes) => (end.length === 0 ? bytes : Buffer.concat([bytes, end])),
        write: (bytes) => socket.write(bytes),
        close: () => socket.end(),
        reset: () => resetSocket(socket),
        hold: (held) => {
          if (held) socket.pause();
          else socket.resume();
        },
      },
      `${socket.remoteAddress ?? ""}:${String(socket.remotePort ?? "")}`,
      "",
    );
    socket.on("data", (bytes: Buffer) => {
      try {
        for (const message of reader?.read(bytes) ?? [bytes]) face.received(line, message, 2);
      } catch {
        // A message without an end: nothing can be made of what follows.
        socket.destroy();
      }
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      this.#sockets.delete(socket);
      face.ended(line);
    });
  }
}
