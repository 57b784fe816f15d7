/** A small device for demos and tests: a real WebSocket server that speaks JSON in UTF-8, with names from all over. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer, type WebSocket } from "ws";
import { checkOptionKeys, type OptionKeys } from "../base/option-keys.ts";
import { anyNumber, anyText } from "../base/value-kinds.ts";

/** Names of the device's sources: accents, a currency sign, an emoji, Japanese, Russian. */
export const eventSources = ["Café Zoé", "Preis in €", "Lächeln 😀", "日本語", "Привет"] as const;

/** What the device sends. */
export type DeviceMessage =
  | { readonly type: "event"; readonly number: number; readonly source: string; readonly value: number }
  | { readonly type: "pong" };

/** A message that the device received. */
export interface ReceivedMessage {
  readonly text: string;
  /** WebSocket opcode: 1 text, 2 binary. */
  readonly opcode: 1 | 2;
}

/** Options of {@link EventDevice.start}. */
export interface EventDeviceOptions {
  /** Path it answers on; a handshake for another path is refused with 404. Default: any. */
  readonly path?: string;
  /** Path on which a GET by plain HTTP is answered with `{"events":"ws://..."}`, the device's {@link EventDevice.url}. Default: none. */
  readonly discovery?: string;
  /** TCP port, default 0: chosen by the system. */
  readonly port?: number;
}

const deviceKeys: OptionKeys<EventDeviceOptions> = {
  path: anyText,
  discovery: anyText,
  port: anyNumber,
};

/**
 * The device. It answers a `subscribe` command (`{"type":"subscribe"}`, in a text or binary frame) with one event and sends
 * that socket every later event; `{"type":"ping"}` is always answered by the same `{"type":"pong"}`.
 * Events alternate between text and binary frames, go through `eventSources` in turn, and their values change.
 */
export class EventDevice implements AsyncDisposable {
  /** Everything received, oldest first. */
  readonly received: ReceivedMessage[] = [];
  /** Paths requested by plain HTTP, oldest first. */
  readonly asked: string[] = [];
  readonly #line: Server;
  readonly #server: WebSocketServer;
  readonly #path: string;
  readonly #subscribed = new Set<WebSocket>();
  #number = 0;

  private constructor(line: Server, server: WebSocketServer, { path = "", discovery }: EventDeviceOptions) {
    this.#line = line;
    this.#server = server;
    this.#path = path;
    line.on("request", ({ url = "" }, answer) => {
      this.asked.push(url);
      const known = discovery !== undefined && url.split("?")[0] === discovery;
      answer.writeHead(known ? 200 : 426, { "Content-Type": known ? "application/json" : "text/plain" });
      answer.end(known ? JSON.stringify({ events: this.url }) : "Upgrade Required");
    });
    server.on("connection", (socket) => {
      socket.on("message", (data: Buffer, binary) => {
        this.#hear(socket, data.toString("utf8"), binary);
      });
      socket.on("close", () => this.#subscribed.delete(socket));
    });
  }

  /** Starts a device on loopback; resolves when it listens. */
  static async start(options: EventDeviceOptions = {}): Promise<EventDevice> {
    checkOptionKeys("EventDevice", options, deviceKeys);
    const { path = "", port = 0 } = options;
    const line = createServer();
    const server = new WebSocketServer({
      server: line,
      verifyClient: (
        { req }: { readonly req: IncomingMessage },
        answer: (accepted: boolean, code?: number) => void,
      ) => {
        answer(path === "" || req.url?.split("?")[0] === path, 404);
      },
    });
    line.listen(port, "127.0.0.1");
    await once(line, "listening");
    return new EventDevice(line, server, options);
  }

  get port(): number {
    return (this.#line.address() as AddressInfo).port;
  }

  /** Complete address, with the path. */
  get url(): string {
    return `ws://127.0.0.1:${String(this.port)}${this.#path}`;
  }

  /** Open sockets. */
  get connections(): number {
    return [...this.#server.clients].filter((socket) => socket.readyState === socket.OPEN).length;
  }

  /** Sends the next events to every subscriber. @returns the events */
  push(count = 1): DeviceMessage[] {
    return Array.from({ length: count }, () => {
      const event = this.#next();
      for (const socket of this.#subscribed) this.#send(socket, event);
      return event;
    });
  }

  /** Closes every socket with a close frame (RFC 6455 section 7.4), as a server that shuts down does. */
  closeAll(code = 1001, reason = ""): void {
    for (const socket of this.#server.clients) socket.close(code, reason);
  }

  /** Cuts every connection without a close frame, as a pulled cable or a crash does. */
  cut(): void {
    for (const socket of this.#server.clients) socket.terminate();
  }

  /** Ends every socket and stops listening. */
  async stop(): Promise<void> {
    this.cut();
    this.#server.close();
    this.#line.closeAllConnections();
    await new Promise<void>((resolve) => {
      this.#line.close(() => {
        resolve();
      });
    });
  }

  /** {@link stop}. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  #hear(socket: WebSocket, text: string, binary: boolean): void {
    this.received.push({ text, opcode: binary ? 2 : 1 });
    const type = typeOf(text);
    if (type === "ping") this.#send(socket, { type: "pong" });
    if (type !== "subscribe") return;
    this.#subscribed.add(socket);
    this.#send(socket, this.#next());
  }

  #next(): DeviceMessage {
    const number = ++this.#number;
    const source = eventSources[(number - 1) % eventSources.length] ?? "";
    return { type: "event", number, source, value: ((number * 37) % 1000) / 10 };
  }

  #send(socket: WebSocket, message: DeviceMessage): void {
    const binary = message.type === "event" && message.number % 2 === 0;
    socket.send(JSON.stringify(message), { binary });
  }
}

/** The `type` of a command; `undefined` for anything that is not a command. */
function typeOf(text: string): unknown {
  try {
    const command: unknown = JSON.parse(text);
    return typeof command === "object" && command !== null && "type" in command ? command.type : undefined;
  } catch {
    return undefined;
  }
}
