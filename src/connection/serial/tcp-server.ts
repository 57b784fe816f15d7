/** A smart-serial connection as server: it listens, and its clients come and go (`ConnectionsSmartSerialServer`). */
import { createServer, type Server, type Socket } from "node:net";
import type { Clock } from "../../base/clock.ts";
import type { ConnectionOptions } from "../../options/connection-options.ts";
import type {
  Connection,
  ConnectionEvents,
  ConnectionState,
  OutgoingMessage,
  StreamLink,
} from "../connection.ts";
import { withoutCredentials } from "../address.ts";
import { connectionError } from "../failure.ts";
import type { Stuffing } from "../../wire/stuffing.ts";
import type { Report } from "../connection-report.ts";
import type { SerialInput } from "./serial-input.ts";
import { tcpUrl, type TcpTarget } from "./tcp-address.ts";
import { TcpOutgoing } from "./tcp-outgoing.ts";

/** What a server reports beside the events of every connection. A client is named `ip:port`, IPv6 in brackets. */
export interface TcpServerEvents {
  /** It listens at the address, for example `tcp://127.0.0.1:4000`. */
  listening(url: string): void;
  joined(client: string): void;
  left(client: string): void;
}

/** What a server is made of. */
export interface TcpServerSetup {
  readonly id: number;
  /** Host `any`: all addresses of this machine. Port 0: chosen by the system. */
  readonly target: TcpTarget;
  /** `maxConcurrentConnections`: further clients are refused. */
  readonly maxClients?: number;
  readonly clock: Clock;
  readonly options: ConnectionOptions;
  readonly events: Pick<ConnectionEvents, "failed">;
  readonly server: TcpServerEvents;
  readonly report: Report;
  /** What the port puts into commands, smart-serial only. */
  readonly stuffing?: Stuffing | undefined;
  /** Takes what comes in from a new client. */
  readonly input: (client: ServerClient, outlet: { pause(): void; resume(): void }) => SerialInput;
}

/** Who a client is. */
export interface ServerClient {
  /** `ip:port`. */
  readonly name: string;
  readonly address: string;
  readonly port: number;
}

interface Client extends ServerClient {
  readonly socket: Socket;
  readonly input: SerialInput;
  readonly outgoing: TcpOutgoing;
}

/** See the file. */
export class TcpServer implements Connection {
  readonly id: number;
  readonly #setup: TcpServerSetup;
  readonly #clients = new Map<string, Client>();
  /** Sockets that are not gone yet. */
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #state: ConnectionState = "idle";
  #paused = false;

  constructor(setup: TcpServerSetup) {
    this.#setup = setup;
    this.id = setup.id;
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
    const { target, report, clock, events, server: own } = this.#setup;
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
      const url = tcpUrl({ host: target.host, port });
      report.stream({ direction: "state", note: `listening on ${url}` });
      own.listening(url);
    });
    server.on("error", (cause) => {
      if (server !== this.#server) return;
      this.#state = "closed";
      this.#server = undefined;
      const url = tcpUrl(target);
      const error = connectionError(url, cause);
      report.notice("CONNECTION_FAILED", "warning", error.message, { code: error.code });
      events.failed({ at: clock.now(), url, attempt: 1, attempts: 1, final: true, error });
    });
    server.listen({ port: target.port, ...(target.host === "any" ? {} : { host: target.host }) });
  }

  /** The action *open*: what listens is closed with all its clients, and listens again (RN 31512). */
  reopen(): void {
    if (this.#state === "open") void this.close();
    this.open();
  }

  /** To all clients; false when it went to nobody. */
  send(message: OutgoingMessage, about: StreamLink = {}): boolean {
    if (this.#clients.size === 0) {
      this.#setup.report.stream({ ...about, direction: "out", note: "not sent" });
      const text = `a command of ${String(message.bytes.length)} bytes is not sent: no client is connected.`;
      this.#setup.report.notice("COMMAND_NOT_SENT", "information", text, { ...about });
      return false;
    }
    return [...this.#clients.values()]
      .map(({ socket, outgoing }) => {
        const sink = {
          unsentBytes: socket.writableLength,
          send: (bytes: Uint8Array) => {
            socket.write(bytes);
          },
        };
        return outgoing.send(sink, message, about);
      })
      .some((sent) => sent);
  }

  /** A server stays a server until the element stops (`ConnectionsSmartSerialDynamicPolling`). */
  retarget(value: string): void {
    const address = withoutCredentials(value);
    if (address === "") return;
    const text = `a server cannot go to '${address}' while the element runs. It goes on listening.`;
    this.#setup.report.notice("ADDRESS_INVALID", "error", text, { address });
  }

  /** Disconnects one client, `ip:port` (`LogicActionClose`). False when there is none of that name. */
  closeClient(name: string): boolean {
    const client = this.#clients.get(name.trim());
    client?.socket.destroySoon();
    return client !== undefined;
  }

  pause(): void {
    this.#paused = true;
    for (const { socket } of this.#clients.values()) socket.pause();
  }

  resume(): void {
    this.#paused = false;
    for (const { socket } of this.#clients.values()) socket.resume();
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
    const { maxClients = Infinity, report, options, server, stuffing } = this.#setup;
    const { remoteAddress = "", remotePort: port = 0 } = socket;
    const address = remoteAddress.replace(/^::ffff:/i, "");
    const name = tcpUrl({ host: address, port }).slice("tcp://".length);
    this.#sockets.add(socket);
    socket.on("close", () => {
      this.#sockets.delete(socket);
    });
    // What breaks a line is told by its close.
    socket.on("error", () => undefined);
    if (this.#server === undefined || this.#clients.size >= maxClients) {
      socket.destroy();
      if (this.#server === undefined) return;
      const text = `the client ${name} was refused: ${String(maxClients)} clients are connected already.`;
      report.notice("CLIENT_REFUSED", "warning", text, { client: name });
      return;
    }
    const identity = { name, address, port };
    const input = this.#setup.input(identity, {
      pause: () => {
        socket.pause();
      },
      resume: () => {
        if (!this.#paused) socket.resume();
      },
    });
    const outgoing = new TcpOutgoing(options, report, 0, stuffing);
    this.#clients.set(name, { ...identity, socket, input, outgoing });
    if (this.#paused) socket.pause();
    report.stream({ direction: "state", note: `client ${name} connected` });
    server.joined(name);
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
      server.left(name);
    });
  }
}
