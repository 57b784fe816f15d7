/** One peer: a server that others wrote, in a process of its own, and the element that talks to it. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { Element } from "../../src/element/element.ts";
import type { ElementEvent } from "../../src/element/events.ts";
import { loadProtocol } from "../../src/protocol/load-protocol.ts";
import type { RecordedEntry } from "../../src/recording/recorded-entry.ts";
import { RecordingWriter } from "../../src/recording/recording-writer.ts";

/** Parameters of the connector in this folder. */
const [status, path, subprotocol, asText, asHex, sendText, sendHex] = [7, 8, 9, 22, 23, 120, 121];

/** What a server wants of an opening handshake. */
export interface Handshake {
  readonly path?: string;
  readonly subprotocol?: string;
}

/** A port that was free a moment ago, for servers that cannot choose one themselves. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** A server in a child process; disposing it ends it. */
export class ServerProcess implements AsyncDisposable {
  readonly #child: ChildProcess;
  #output = "";

  constructor(program: string, words: readonly string[]) {
    this.#child = spawn(program, words, { stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.#output += text;
        this.#child.emit("output");
      });
  }

  /** Resolves with the first match in what it prints. @throws when it ends first */
  async shows(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.#output);
      if (match !== null) return match;
      if (this.#child.exitCode !== null || this.#child.pid === undefined)
        throw new Error(`The server ended. It said: ${this.#output}`);
      await Promise.race([once(this.#child, "output"), once(this.#child, "exit")]);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.pid === undefined) return;
    const ended = once(this.#child, "exit");
    this.#child.kill();
    await ended;
  }
}

/** The session of a peer, for `peers.test.ts`, which replays it. */
export function sessionFile(peer: string): string {
  return fileURLToPath(new URL(`./sessions/${peer}.jsonl`, import.meta.url));
}

/** An element with the connector, its socket open. With `--record` the session is written when it ends. */
export class Talker implements AsyncDisposable {
  readonly element: Element;
  readonly #events: ElementEvent[] = [];
  readonly #session: RecordedEntry[] = [];
  readonly #peer: string;

  private constructor(element: Element, peer: string) {
    this.element = element;
    this.#peer = peer;
    element.subscribe((event) => this.#events.push(event));
    element.stream.subscribe((entry) => this.#session.push(entry));
  }

  /** Connects, with what the opening handshake asks for; again as long as the server is not ready to listen. */
  static async open(peer: string, port: number, handshake: Handshake = {}): Promise<Talker> {
    const folder = new URL("./connector/", import.meta.url);
    const { protocol } = await loadProtocol(fileURLToPath(new URL("protocol.xml", folder)));
    const element = new Element(protocol, {
      ...{ host: "ws://127.0.0.1", port, retries: 0, scripts: fileURLToPath(folder) },
      values: { [path]: handshake.path ?? "", [subprotocol]: handshake.subprotocol ?? "" },
    });
    const talker = new Talker(element, peer);
    for (let attempt = 1; ; attempt++) {
      talker.#session.length = 0;
      const settled = element.when(
        (event) => event.type === "connection" && (event.phase === "open" || event.phase === "failed"),
      );
      await element.start();
      const event = await settled;
      if (event.type === "connection" && event.phase === "open") return talker;
      await element.stop();
      if (attempt === 100) throw new Error("The server does not take a connection.");
    }
  }

  /** Sends a text frame, or hex as a binary frame. */
  async send(text: string, form: "text" | "hex" = "text"): Promise<void> {
    await this.element.set(form === "text" ? sendText : sendHex, text);
  }

  /** Resolves when a message has come that has this text, or this hex, in it. */
  async gets(part: string, form: "text" | "hex" = "text"): Promise<void> {
    const pid = form === "text" ? asText : asHex;
    const has = (event: ElementEvent): boolean =>
      event.type === "parameter" && event.pid === pid && String(event.value).includes(part);
    if (!this.#events.some(has)) await this.element.when(has, 5000);
    this.#events.length = 0;
  }

  /** Resolves with the close code. */
  async closes(): Promise<number> {
    const closed = (event: ElementEvent): boolean => event.type === "connection" && event.phase === "closed";
    const event = this.#events.find(closed) ?? (await this.element.when(closed, 5000));
    return event.type === "connection" ? (event.code ?? 0) : 0;
  }

  /** What the status parameter says. */
  get status(): unknown {
    return this.element.get(status);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.element.stop();
    if (!process.argv.includes("--record")) return;
    const [first] = this.#session;
    const writer = new RecordingWriter(sessionFile(this.#peer), this.#peer, first?.at ?? 0, (error) => {
      throw error;
    });
    for (const entry of this.#session) writer.add(entry);
    writer.close();
  }
}
