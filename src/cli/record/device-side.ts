/** The line of the recording proxy to the device: asks what the client asks, and gives the device's answer. */
import { STATUS_CODES, type ClientRequest, type IncomingMessage } from "node:http";
import { WebSocket, type ClientOptions } from "ws";
import { answerOf, bodyLimit } from "../../connection/answer-head.ts";
import type { Answer } from "../../connection/connection.ts";
import { sentHead, shownHandshake, type SentHead } from "../../connection/websocket/handshake-entry.ts";
import { ShownHeaders } from "../../protocol/secrets.ts";
import type { LineChange } from "../../recording/recorded-entry.ts";

/** Where the device is. */
export interface DeviceSettings {
  /** `ws://` or `wss://`; a path of its own stands in place of the client's. */
  readonly target: URL;
  /** Issuers to trust, PEM. */
  readonly ca?: string | undefined;
  readonly insecure: boolean;
}

/** What came of it. */
export interface DeviceEvents {
  opened(socket: WebSocket): void;
  /** @param answer what the client is answered, as bytes of HTTP */
  failed(why: string, answer: Buffer): void;
}

/** Headers that belong to one line, or that the library sets for the device. */
const ownHeaders =
  /^(?:host|connection|upgrade|content-length|transfer-encoding|sec-websocket-(?:key|version|extensions|protocol))$/i;

/** The same address on the device: the client's path, unless the target has one of its own. */
export function deviceAddress(target: URL, path: string): URL {
  return target.pathname === "/" && target.search === "" ? new URL(path, target) : target;
}

function headersOf(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [key, values = []] of Object.entries(request.headersDistinct))
    if (!ownHeaders.test(key)) headers[key] = values.join(key === "cookie" ? "; " : ", ");
  return headers;
}

/** An answer without the framing that belonged to the device's line. */
function answerBytes({ statusLine, headers }: Answer, body: Buffer): Buffer {
  const lines = headers
    .filter(({ key }) => !/^(?:connection|transfer-encoding|content-length)$/i.test(key))
    .map(({ key, value }) => `${key}: ${value}`);
  const head = [statusLine, ...lines, `Content-Length: ${String(body.length)}`, "Connection: close", "", ""];
  return Buffer.concat([Buffer.from(head.join("\r\n"), "latin1"), body]);
}

/** What a client is answered when the device cannot be reached. */
function badGateway(why: string): Buffer {
  const statusLine = `HTTP/1.1 502 ${STATUS_CODES[502] ?? ""}`;
  const headers = [{ key: "Content-Type", value: "text/plain; charset=utf-8" }];
  return answerBytes({ statusLine, status: 502, headers }, Buffer.from(`${why}\n`));
}

/** One opening at the device. */
export class DeviceSide {
  /** Address of the device, without credentials. */
  readonly url: string;
  answer: Answer | undefined;
  /** Subprotocol that the device picked. */
  subprotocol: string | undefined;
  readonly #shown = new ShownHeaders();
  readonly #events: DeviceEvents;
  readonly #socket: WebSocket;
  #sent: SentHead | undefined;
  #settled = false;

  constructor(settings: DeviceSettings, request: IncomingMessage, events: DeviceEvents) {
    const address = deviceAddress(settings.target, request.url ?? "/");
    this.url = this.#shown.text(address.href);
    this.#events = events;
    const offered = (request.headers["sec-websocket-protocol"] ?? "")
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "");
    const options: ClientOptions = {
      headers: headersOf(request),
      perMessageDeflate: false,
      skipUTF8Validation: true,
      autoPong: false,
      maxPayload: 0,
      rejectUnauthorized: !settings.insecure,
      ...(settings.ca === undefined ? {} : { ca: settings.ca }),
      finishRequest: (sent: ClientRequest) => {
        this.#sent = sentHead(sent);
        sent.end();
      },
    };
    const socket = new WebSocket(address, offered, options);
    this.#socket = socket;
    socket.on("upgrade", (answer) => {
      this.answer = answerOf(answer);
      this.subprotocol = answer.headers["sec-websocket-protocol"];
      // A device may pick none of the subprotocols, which the library would refuse.
      if (offered.length > 0) answer.headers["sec-websocket-protocol"] ??= offered[0];
    });
    socket.on("unexpected-response", (_request, answer) => {
      this.#refused(answer);
    });
    socket.on("open", () => {
      this.#settled = true;
      events.opened(socket);
    });
    socket.on("error", (error) => {
      this.#fail(`the device cannot be reached. ${error.message}`, badGateway(error.message));
    });
  }

  /** Request and answer of the handshake, as far as it went. */
  get heads(): Pick<LineChange, "request" | "answer"> {
    return shownHandshake(this.#sent, this.answer, this.#shown);
  }

  /** The client is gone before the device has answered. */
  giveUp(): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#socket.terminate();
  }

  cut(): void {
    this.#socket.terminate();
  }

  #refused(answer: IncomingMessage): void {
    const head = answerOf(answer);
    const chunks: Buffer[] = [];
    let size = 0;
    answer.on("data", (chunk: Buffer) => {
      if (size < bodyLimit) chunks.push(chunk.subarray(0, bodyLimit - size));
      size += chunk.length;
    });
    answer.once("close", () => {
      const body = Buffer.concat(chunks);
      this.answer = { ...head, body };
      this.#fail(`the device answered '${head.statusLine}'`, answerBytes(head, body));
    });
  }

  #fail(why: string, answer: Buffer): void {
    if (this.#settled) return;
    this.#settled = true;
    this.#events.failed(why, answer);
    this.#socket.terminate();
  }
}
