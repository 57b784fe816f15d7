/** A smart-serial server over TCP: it listens, and clients connect and disconnect (`ConnectionsSmartSerialServer`). */
import { createServer, type Server, type Socket } from "node:net";
import type { Connection, ConnectionState, OutgoingMessage, StreamLink } from "../connection.ts";
import { connectionError } from "../failure.ts";
import type { Inbox } from "../inbox.ts";
import type { Outbox } from "../outbox.ts";
import { serialUrl, type SerialTarget } from "../serial/serial-address.ts";
import type { SerialInput } from "../serial/serial-input.ts";
import type { SerialPort } from "../serial/serial-port.ts";

interface Client {
  readonly socket: Socket;
  readonly inbox: Inbox;
  readonly input: SerialInput;
  readonly outbox: Outbox;
}

/** A server over TCP. Each client has its own inbox and outbox. */
export class TcpServer implements Connection {
  readonly id: number;
  readonly #target: SerialTarget;
  readonly #port: SerialPort;
  /** `maxConcurrentConnections`: further clients are refused. */
  readonly #maxClients: number;
  /** By `ip:port`, in the order in which they came. */
  readonly #clients = new Map<string, Client>();
  /** Sockets that are not closed yet. */
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #state: ConnectionState = "idle";
  #paused = false;

  /** @param target host `any`: all addresses of this machine; port 0: chosen by the system */
  constructor(target: SerialTarget, port: SerialPort) {
    this.id = port.id;
    this.#target = target;
    this.#port = port;
    this.#maxClients = numberOption(port.communicationOptions, "maxconcurrentconnections") ?? Infinity;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  get unsentBytes(): number {
    return [...this.#clients.values()].reduce((sum, { socket }) => sum + socket.writableLength, 0);
  }

  /** Names of the connected clients, in the order in which they came. */
  get clients(): readonly string[] {
    return [...this.#clients.keys()];
  }

  open(): void {
    if (this.#state !== "idle" && this.#state !== "closed") return;
    const { host, report, clock, events } = this.#port;
    const target = this.#target;
    this.#state = "connecting";
    const server = createServer({ noDelay: true });
    this.#server = server;
    server.on("connection", (socket) => {
      this.#join(socket);
    });
    server.on("listening", () => {
      if (server !== this.#server) return;
      this.#state = "open";
      const bound = server.address();
      const port = bound !== null && typeof bound === "object" ? bound.port : target.port;
      const url = serialUrl("tcp", { host: target.host, port });
      report.stream({ direction: "state", note: `listening on ${url}` });
      host.listening(this.id, url);
    });
    server.on("error", (cause) => {
      if (server !== this.#server) return;
      this.#state = "closed";
      this.#server = undefined;
      const url = serialUrl("tcp", target);
      const error = connectionError(url, cause);
      report.notice("CONNECTION_FAILED", "warning", error.message, { code: error.code });
      events.failed({ at: clock.now(), url, attempt: 1, attempts: 1, final: true, error });
    });
    server.listen({ port: target.port, ...(target.host === "any" ? {} : { host: target.host }) });
  }

  /** The action *open*: disconnects all clients and listens again (RN 31512). */
  reopen(): void {
    if (this.#state === "open") void this.close();
    this.open();
  }

  /** Sends to all clients; false when none got it. */
  send(message: OutgoingMessage, about: StreamLink = {}): boolean {
    if (this.#clients.size === 0) {
      return this.#port.makeOutbox().refuse(message, about, "no client is connected");
    }
    return [...this.#clients.values()]
      .map(({ socket, outbox }) => {
        const line = {
          unsentBytes: socket.writableLength,
          send: (bytes: Uint8Array) => {
            socket.write(bytes);
          },
        };
        return outbox.send(line, message, about);
      })
      .some((sent) => sent);
  }

  retarget(value: string): void {
    this.#port.refuseRetarget(value);
  }

  /** Disconnects one client, `ip:port` (`LogicActionClose`). False when there is none of that name. */
  closeClient(name: string): boolean {
    const client = this.#clients.get(name.trim());
    client?.socket.destroySoon();
    return client !== undefined;
  }

  pause(): void {
    this.#paused = true;
    for (const { inbox } of this.#clients.values()) inbox.pause();
  }

  resume(): void {
    this.#paused = false;
    for (const { inbox } of this.#clients.values()) inbox.resume();
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    this.#state = "closed";
    this.#clients.clear();
    for (const socket of this.#sockets) socket.destroy();
    if (server === undefined) return;
    await new Promise<void>((resolve) => {
      server.close(() => {
        resolve();
      });
    });
  }

  #join(socket: Socket): void {
    const { host, report } = this.#port;
    const { remoteAddress = "", remotePort: port = 0 } = socket;
    const sender = { host: remoteAddress.replace(/^::ffff:/i, ""), port };
    const name = serialUrl("tcp", sender).slice("tcp://".length);
    this.#sockets.add(socket);
    socket.on("close", () => {
      this.#sockets.delete(socket);
    });
    // The close that follows reports a broken line.
    socket.on("error", () => undefined);
    if (this.#server === undefined || this.#clients.size >= this.#maxClients) {
      socket.destroy();
      if (this.#server === undefined) return;
      const text = `the client ${name} was refused: ${String(this.#maxClients)} clients are connected already.`;
      report.notice("CLIENT_REFUSED", "warning", text, { client: name });
      return;
    }
    const inbox = this.#port.makeInbox();
    const input = this.#port.makeInput(sender, inbox);
    if (this.#paused) inbox.pause();
    inbox.attach(socket);
    this.#clients.set(name, { socket, inbox, input, outbox: this.#port.makeOutbox() });
    report.stream({ direction: "state", note: `client ${name} connected` });
    host.joined(this.id, name);
    socket.on("data", (bytes) => {
      input.data(bytes);
    });
    socket.on("close", () => {
      if (this.#clients.get(name)?.socket !== socket) {
        input.drop();
        return;
      }
      input.end();
      this.#clients.delete(name);
      report.stream({ direction: "state", note: `client ${name} disconnected` });
      host.left(this.id, name);
    });
  }
}

/** The number of a communication option `name:number`; undefined when it is missing or no number. */
function numberOption(options: readonly string[], name: string): number | undefined {
  for (const option of options) {
    const [key = "", value = ""] = option.split(":");
    if (key.trim().toLowerCase() === name && /^\s*\d+\s*$/.test(value)) return Number(value);
  }
  return undefined;
}
