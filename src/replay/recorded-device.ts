/** A device that says what it said in a recording: a real server for WebSockets and HTTP. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer, type WebSocket } from "ws";
import { sleep, systemClock, type Clock } from "../base/clock.ts";
import { QActionKitError } from "../base/errors.ts";
import type { OpenedRecording } from "../recording/open-recording.ts";
import type { RecordedEntry } from "../recording/recorded-entry.ts";
import { headerIn, headParts } from "../recording/shown-head.ts";
import { DevicePart, type PartAnswer, type PartMessage, type PartMode } from "./device-part.ts";

/** Options of a {@link RecordedDevice}. */
export interface RecordedDeviceOptions {
  /** Default 0: chosen by the system. */
  readonly port?: number;
  readonly mode?: PartMode;
  /** `recorded`: messages come as long behind one another as they did; `fast`: at once. Default `fast`. */
  readonly pace?: "recorded" | "fast";
  /** Told each command that the recording does not have, or not at this place. */
  readonly unmatched?: (message: string) => void;
}

/** A connection of the recording. */
interface Recorded {
  readonly entries: RecordedEntry[];
  /** Path of its address. */
  path: string | undefined;
  /** Its messages are those of a WebSocket. */
  webSocket: boolean;
  subprotocol: string | undefined;
  readonly http: HttpPart;
}

/** Recorded requests with their answers, by method and target. */
type HttpPart = Map<string, { readonly answers: RecordedEntry[]; next: number }>;

/** Characters of a command that a message quotes. */
const mostQuoted = 120;

function quoted(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString("utf8");
  return JSON.stringify(text.length > mostQuoted ? `${text.slice(0, mostQuoted)}...` : text);
}

/** Hop-by-hop headers, and those that the server writes anew. */
const ownHeaders = /^(?:connection|transfer-encoding|content-length|content-encoding|keep-alive)$/i;

/** The device. `await using` stops it. */
export class RecordedDevice implements AsyncDisposable {
  /** Commands that the recording does not have, or not at this place, with the nearest one that it has. */
  readonly unmatched: string[] = [];
  readonly #recorded: readonly Recorded[];
  readonly #options: RecordedDeviceOptions;
  readonly #clock: Clock = systemClock;
  readonly #server: Server;
  readonly #sockets: WebSocketServer;
  readonly #playing = new Map<WebSocket, Recorded>();

  private constructor(recorded: readonly Recorded[], options: RecordedDeviceOptions) {
    this.#recorded = recorded;
    this.#options = options;
    this.#server = createServer((request, response) => {
      this.#request(request, response);
    });
    this.#sockets = new WebSocketServer({
      server: this.#server,
      perMessageDeflate: false,
      skipUTF8Validation: true,
      handleProtocols: (offered, request) => {
        const wanted = this.#partFor(request)?.subprotocol;
        return wanted !== undefined && offered.has(wanted) ? wanted : false;
      },
    });
    this.#sockets.on("connection", (socket, request) => {
      this.#play(socket, this.#partFor(request));
    });
  }

  /**
   * Starts the device of a recording on loopback; resolves when it listens.
   * @throws QActionKitError `ERR_RECORDING` when the recording cannot be read, `ERR_REPLAY` when it has neither WebSocket nor HTTP
   */
  static async start(
    recording: OpenedRecording,
    options: RecordedDeviceOptions = {},
  ): Promise<RecordedDevice> {
    const recorded = await connectionsOf(recording);
    if (!recorded.some(({ webSocket, http }) => webSocket || http.size > 0))
      throw new QActionKitError(
        "ERR_REPLAY",
        `${recording.file} has neither messages of a WebSocket nor HTTP: it cannot play a device.`,
      );
    const device = new RecordedDevice(recorded, options);
    device.#server.listen(options.port ?? 0, "127.0.0.1");
    await once(device.#server, "listening");
    return device;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Address with the path of the first WebSocket. */
  get url(): string {
    const path = this.#recorded.find(({ webSocket }) => webSocket)?.path ?? "/";
    return `ws://127.0.0.1:${String(this.port)}${path}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
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

  /** The connection with the path of a request, one that is not being played if possible. */
  #partFor({ url }: IncomingMessage): Recorded | undefined {
    const sockets = this.#recorded.filter(({ webSocket }) => webSocket);
    const same = sockets.filter(({ path }) => path === url);
    const busy = new Set(this.#playing.values());
    const candidates = same.length > 0 ? same : sockets;
    return candidates.find((one) => !busy.has(one)) ?? candidates[0];
  }

  #play(socket: WebSocket, recorded: Recorded | undefined): void {
    if (recorded === undefined) {
      socket.close(1011, "The recording has no WebSocket.");
      return;
    }
    this.#playing.set(socket, recorded);
    const part = new DevicePart(recorded.entries, this.#options.mode ?? "order");
    let saying = this.#say(socket, part.greeting);
    socket.on("message", (data: Buffer) => {
      const answer = part.answer(data);
      if ("unmatched" in answer) this.#unmatched(data, answer);
      else saying = saying.then(() => this.#say(socket, answer.messages));
    });
    socket.on("error", () => undefined);
    socket.on("close", () => this.#playing.delete(socket));
  }

  async #say(socket: WebSocket, messages: readonly PartMessage[]): Promise<void> {
    for (const { entry, afterMs } of messages) {
      if (this.#options.pace === "recorded" && afterMs > 0) await sleep(this.#clock, afterMs);
      if (socket.readyState !== socket.OPEN) return;
      socket.send(entry.bytes ?? "", { binary: entry.opcode !== 1 });
    }
  }

  #unmatched(command: Uint8Array, answer: Extract<PartAnswer, { unmatched: unknown }>): void {
    const near = answer.unmatched.nearest;
    const inOrder = this.#options.mode !== "loose";
    const hint =
      near === undefined
        ? "No command is expected any more."
        : `${inOrder ? "Expected is" : "Nearest is"} line ${String(near.place ?? 0)}: ${quoted(near.bytes ?? new Uint8Array(0))}.`;
    this.#report(`The recording does not answer ${quoted(command)}${inOrder ? " here" : ""}. ${hint}`);
  }

  #report(message: string): void {
    this.unmatched.push(message);
    this.#options.unmatched?.(message);
  }

  #request(request: IncomingMessage, response: ServerResponse): void {
    const target = `${request.method ?? "GET"} ${request.url ?? "/"}`;
    const part = this.#recorded.map(({ http }) => http.get(target)).find((one) => one !== undefined);
    const entry = part?.answers[Math.min(part.next, part.answers.length - 1)];
    const head = entry && headParts(Buffer.from(entry.bytes ?? []).toString("latin1"));
    if (part === undefined || entry === undefined || head === undefined) {
      const known = this.#recorded.flatMap(({ http }) => [...http.keys()]);
      const hint = known.length === 0 ? "It has no requests." : `It has: ${known.join(", ")}.`;
      this.#report(`The recording does not answer ${target}. ${hint}`);
      response.writeHead(404).end();
      return;
    }
    part.next++;
    const headers = head.headers.filter(([key]) => !ownHeaders.test(key)).flat();
    response.writeHead(Number(head.firstLine.split(" ")[1]), headers);
    response.end(Buffer.from(entry.bytes ?? []).subarray(head.length));
  }
}

/** The connections of a recording, each with its entries. */
async function connectionsOf(recording: OpenedRecording): Promise<readonly Recorded[]> {
  const all = new Map<number, Recorded>();
  const asked = new Map<number, string[]>();
  for await (const entries of recording.entries()) {
    for (const entry of entries) {
      const { connection, change } = entry;
      const one: Recorded = all.get(connection) ?? {
        entries: [],
        path: undefined,
        webSocket: false,
        subprotocol: undefined,
        http: new Map(),
      };
      all.set(connection, one);
      one.entries.push(entry);
      if (change?.phase === "open" && change.url !== undefined) {
        const url = URL.parse(change.url);
        one.path ??= url === null ? undefined : url.pathname + url.search;
        const head = change.answer && headParts(change.answer.text);
        one.subprotocol ??= head && headerIn(head, "Sec-WebSocket-Protocol");
      }
      if (entry.opcode !== undefined) one.webSocket = true;
      else noteHttp(one.http, entry, asked);
    }
  }
  return [...all.values()];
}

/** Enters an answer under its request. */
function noteHttp(
  http: HttpPart,
  { connection, direction, bytes }: RecordedEntry,
  asked: Map<number, string[]>,
): void {
  if (bytes === undefined || direction === "state") return;
  const head = headParts(Buffer.from(bytes).toString("latin1"));
  const waiting = asked.get(connection) ?? [];
  asked.set(connection, waiting);
  if (direction === "out") {
    if (head !== undefined) waiting.push(head.firstLine.split(" ").slice(0, 2).join(" "));
    return;
  }
  const target = waiting.shift();
  if (target === undefined || head === undefined) return;
  const known = http.get(target) ?? { answers: [], next: 0 };
  http.set(target, known);
  known.answers.push({ at: 0, connection, direction, bytes });
}
