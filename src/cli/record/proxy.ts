/** A proxy for WebSockets: between any client and a device it passes everything on, and records it. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import { systemClock } from "../../base/clock.ts";
import type { RecordedEntry } from "../../recording/recorded-entry.ts";
import { DeviceSide, type DeviceSettings } from "./device-side.ts";
import { pass, type PassedEnd } from "./passing.ts";

/** How a proxy is set up. */
export interface ProxySettings extends DeviceSettings {
  readonly host: string;
  /** 0: chosen by the system. */
  readonly port: number;
  /** Clients connect by wss, with this certificate: PEM. */
  readonly certificate?: { readonly cert: string; readonly key: string } | undefined;
}

/** What a proxy tells. */
export interface ProxyEvents {
  entry(entry: RecordedEntry): void;
  /** A line for people. */
  tell(text: string): void;
}

/** Headers of an answer that belong to one line, or that the proxy's own handshake sets. */
const ownHeaders = /^(?:connection|upgrade|sec-websocket-.*|content-length|transfer-encoding)$/i;

/** The proxy. */
export class RecordingProxy implements AsyncDisposable {
  readonly #settings: ProxySettings;
  readonly #events: ProxyEvents;
  readonly #server: Server;
  readonly #sockets: WebSocketServer;
  /** Lines to the device, by the number of their connection. */
  readonly #lines = new Map<number, DeviceSide>();
  /** The device's side of a handshake that is being answered. */
  readonly #answered = new WeakMap<IncomingMessage, DeviceSide>();

  private constructor(settings: ProxySettings, events: ProxyEvents) {
    const { certificate } = settings;
    this.#settings = settings;
    this.#events = events;
    this.#server = certificate === undefined ? createServer() : createSecureServer(certificate);
    this.#sockets = new WebSocketServer({
      noServer: true,
      perMessageDeflate: false,
      skipUTF8Validation: true,
      autoPong: false,
      maxPayload: 0,
      handleProtocols: (_offered, request) => this.#answered.get(request)?.subprotocol ?? false,
    });
    this.#sockets.on("headers", (lines: string[], request: IncomingMessage) => {
      const { headers = [] } = this.#answered.get(request)?.answer ?? {};
      for (const { key, value } of headers) if (!ownHeaders.test(key)) lines.push(`${key}: ${value}`);
    });
    this.#server.on("request", (_request, answer) => {
      answer.writeHead(426, { "Content-Type": "text/plain", Connection: "close" });
      answer.end("This is a proxy for WebSockets.\n");
    });
    this.#server.on("upgrade", (request: IncomingMessage, line: Duplex, head: Buffer) => {
      this.#connected(request, line, head);
    });
  }

  /** Starts a proxy; resolves when it listens. @throws Error of the system when it cannot */
  static async start(settings: ProxySettings, events: ProxyEvents): Promise<RecordingProxy> {
    const proxy = new RecordingProxy(settings, events);
    proxy.#server.listen(settings.port, settings.host);
    await once(proxy.#server, "listening");
    return proxy;
  }

  /** Where clients connect to. */
  get url(): string {
    const { address, port, family } = this.#server.address() as AddressInfo;
    const host = family === "IPv6" ? `[${address}]` : address;
    return `${this.#settings.certificate === undefined ? "ws" : "wss"}://${host}:${String(port)}`;
  }

  /** Cuts every line and stops listening. */
  async stop(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    for (const line of this.#lines.values()) line.cut();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => {
      this.#server.close(() => {
        resolve();
      });
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  /** A client asks for a WebSocket: the device is asked the same, and its answer decides. */
  #connected(request: IncomingMessage, line: Duplex, head: Buffer): void {
    let connection = 0;
    while (this.#lines.has(connection)) connection++;
    line.on("error", () => undefined);
    const device = new DeviceSide(this.#settings, request, {
      opened: (socket) => {
        const { url } = device;
        this.#state(connection, { note: `open ${url}`, change: { phase: "open", url, ...device.heads } });
        this.#events.tell(`[${String(connection)}] open: ${url}`);
        this.#answered.set(request, device);
        this.#sockets.handleUpgrade(request, line, head, (client) => {
          this.#pass(connection, client, socket);
        });
      },
      failed: (why, answer) => {
        this.#lines.delete(connection);
        const { url } = device;
        const change = { phase: "failed", url, final: true, ...device.heads } as const;
        this.#state(connection, { note: `failed ${url}: ${why}`, change });
        this.#events.tell(`[${String(connection)}] ${url}: ${why}`);
        line.end(answer);
      },
    });
    this.#lines.set(connection, device);
    line.once("close", () => {
      device.giveUp();
      this.#lines.delete(connection);
    });
  }

  #pass(connection: number, client: WebSocket, device: WebSocket): void {
    const record = (direction: "out" | "in", bytes: Buffer, binary: boolean): void => {
      this.#entry({ connection, direction, opcode: binary ? 2 : 1, bytes });
    };
    const ended = ({ by, code, reason, clean }: PassedEnd): void => {
      const note =
        by === "peer" ? "closed by the other side" : by === "stop" ? "closed by the client" : "lost";
      this.#state(connection, { code, reason, note, change: { phase: "closed", by, clean } });
      this.#events.tell(`[${String(connection)}] ${note}: ${String(code)} ${reason}`.trimEnd());
      // A client that opens again at once is the same connection.
      this.#lines.delete(connection);
    };
    pass(client, device, record, ended);
  }

  #state(connection: number, entry: Omit<RecordedEntry, "at" | "connection" | "direction">): void {
    this.#entry({ connection, direction: "state", ...entry });
  }

  #entry(entry: Omit<RecordedEntry, "at">): void {
    this.#events.entry({ at: systemClock.now(), ...entry });
  }
}
