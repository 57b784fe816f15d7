/** WebSocket messages of a HAR file, as the developer tools of Chromium and playwright write it. */
import { QActionKitError } from "../../base/errors.ts";
import { ShownHeaders } from "../../protocol/secrets.ts";
import type { RecordedEntry, RecordedHandshake, RemarkSink } from "../recorded-entry.ts";
import { shownHead } from "../shown-head.ts";
import { ConnectionNumbers } from "./connection-numbers.ts";

/** Chromium writes times of messages in seconds since 1970, playwright in ms: no second of this century is as large. */
const leastMs = 1e11;

/** Type of the resource in the HAR files of Chromium. */
const socketResource = "websocket";

/** Browsers replace bytes that are no UTF-8 before anybody can save them. */
const replacement = "\ufffd";

type Fields = Readonly<Record<string, unknown>>;

/** Where something stands in a HAR, for errors. */
class Place {
  readonly #file: string;
  readonly #path: string;

  constructor(file: string, path: string) {
    this.#file = file;
    this.#path = path;
  }

  at(part: string | number): Place {
    const step = typeof part === "number" ? `[${String(part)}]` : this.#path === "" ? part : `.${part}`;
    return new Place(this.#file, this.#path + step);
  }

  error(words: string): QActionKitError {
    const what = this.#path === "" ? "It" : `'${this.#path}'`;
    return new QActionKitError(
      "ERR_RECORDING",
      `${this.#file} is no HAR file that can be read. ${what} ${words}.`,
      {
        details: { file: this.#file, place: this.#path },
      },
    );
  }

  object(value: unknown): Fields {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Fields;
    throw this.error("is no object");
  }

  list(value: unknown): readonly unknown[] {
    if (Array.isArray(value)) return value;
    throw this.error("is no list");
  }

  text(value: unknown): string {
    if (typeof value === "string") return value;
    throw this.error("is no text");
  }

  number(value: unknown): number {
    if (typeof value === "number" && Number.isFinite(value)) return value;
    throw this.error("is no number");
  }

  time(value: unknown): number {
    const time = Date.parse(this.text(value));
    if (!Number.isNaN(time)) return time;
    throw this.error("is no time");
  }
}

/** The object in a text; a mistake in the JSON is told with line and column. */
function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const position = Number(/position (\d+)/.exec(message)?.[1] ?? text.length);
    const before = text.slice(0, position).split("\n");
    const place = `${file}:${String(before.length)}:${String((before.at(-1)?.length ?? 0) + 1)}`;
    throw new QActionKitError(
      "ERR_RECORDING",
      `${place} The file is no JSON: ${message}. Save the HAR file again, and let the browser finish.`,
      { details: { file, position }, cause },
    );
  }
}

/** True for a text that begins as a HAR file does. */
export function looksLikeHar(text: string): boolean {
  return /^\ufeff?\s*\{\s*"log"\s*:/.test(text);
}

/** A socket of the file. */
interface Socket {
  readonly url: string;
  readonly begin: number;
  readonly messages: readonly Message[];
  readonly opened: boolean;
  readonly status: string;
  readonly request: RecordedHandshake;
  readonly answer: RecordedHandshake | undefined;
}

type Message = Pick<RecordedEntry, "at" | "direction" | "opcode" | "bytes">;

/** Some tools write `https:` or `http:` for a socket. */
function socketAddress(url: string): string {
  return url.replace(/^http(s?):/i, "ws$1:");
}

function headersOf(place: Place, value: unknown): (readonly [string, string])[] {
  return place.list(value ?? []).map((header, index) => {
    const at = place.at(index);
    const { name, value: text } = at.object(header);
    return [at.at("name").text(name), at.at("value").text(text)] as const;
  });
}

function messageOf(place: Place, value: unknown, remark: (message: string) => void): Message | undefined {
  const { type, time, opcode, data } = place.object(value);
  if (type === "error") {
    remark(`reports an error: ${typeof data === "string" ? data : "without a text"}`);
    return undefined;
  }
  if (type !== "send" && type !== "receive") throw place.at("type").error("is neither 'send' nor 'receive'");
  const seconds = place.at("time").number(time);
  const text = place.at("data").text(data);
  if (opcode !== 1 && opcode !== 2) throw place.at("opcode").error("is neither 1 (text) nor 2 (binary)");
  const packed = text.replaceAll(/\s/g, "");
  if (opcode === 2 && !/^[A-Za-z0-9+/_-]*={0,2}$/.test(packed)) throw place.at("data").error("is no base64");
  return {
    at: Math.round(seconds < leastMs ? seconds * 1000 : seconds),
    direction: type === "send" ? "out" : "in",
    opcode,
    bytes: opcode === 1 ? Buffer.from(text, "utf8") : Buffer.from(packed, "base64"),
  };
}

/** The socket of an entry; undefined for any other request. */
function socketOf(place: Place, value: unknown, shown: ShownHeaders, tell: RemarkSink): Socket | undefined {
  const fields = place.object(value);
  const requestPlace = place.at("request");
  const request = requestPlace.object(fields["request"]);
  const address = requestPlace.at("url").text(request["url"]);
  const list = fields["_webSocketMessages"];
  const isSocket =
    list !== undefined || fields["_resourceType"] === socketResource || /^wss?:/i.test(address);
  if (!isSocket) return undefined;
  const url = shown.text(socketAddress(address));
  const { pathname, search } = new URL(socketAddress(address));
  const responsePlace = place.at("response");
  const response = responsePlace.object(fields["response"] ?? {});
  const status = typeof response["status"] === "number" ? response["status"] : 0;
  const statusText = typeof response["statusText"] === "string" ? response["statusText"] : "";
  const messagesPlace = place.at("_webSocketMessages");
  let replaced = 0;
  const messages = messagesPlace.list(list ?? []).flatMap((one, index) => {
    const message = messageOf(messagesPlace.at(index), one, (what) => {
      tell({ message: `${url} ${what}.` });
    });
    if (message?.opcode === 1 && Buffer.from(message.bytes ?? []).includes(replacement)) replaced++;
    return message === undefined ? [] : [message];
  });
  if (replaced > 0)
    tell({
      message: `${url}: ${String(replaced)} text messages hold U+FFFD. Browsers write it for bytes that are no UTF-8, and what was sent is not in the file. qaction record keeps it.`,
    });
  const requestHeaders = headersOf(requestPlace.at("headers"), request["headers"]);
  const answerHeaders = headersOf(responsePlace.at("headers"), response["headers"]);
  const statusLine = `HTTP/1.1 ${String(status)} ${statusText}`.trimEnd();
  return {
    url,
    begin: place.at("startedDateTime").time(fields["startedDateTime"]),
    messages,
    // Tools that leave out the status of a socket write its messages.
    opened: status === 101 || messages.length > 0,
    status: status === 0 ? "no answer" : statusLine,
    request: shownHead(`GET ${pathname}${search} HTTP/1.1`, requestHeaders, shown),
    answer: status === 0 ? undefined : shownHead(statusLine, answerHeaders, shown),
  };
}

function entriesOf(socket: Socket, connection: number): RecordedEntry[] {
  const { url, messages, opened, status, request, answer, begin } = socket;
  const heads = { url, request, ...(answer && { answer }) };
  const first = messages.reduce((least, { at }) => Math.min(least, at), begin);
  const state = opened
    ? ({ note: `open ${url}`, change: { phase: "open", ...heads } } as const)
    : ({ note: `failed ${url}: ${status}`, change: { phase: "failed", final: true, ...heads } } as const);
  return [
    { at: first, connection, direction: "state", ...state },
    ...messages.map((message) => ({ connection, ...message })),
  ];
}

/**
 * The entries of all WebSockets of a HAR file, by time. It holds neither control frames nor close codes.
 * @param wanted takes the addresses to import; by default all
 * @throws QActionKitError `ERR_RECORDING` with the place for a file that is no HAR
 */
export function importHar(
  text: string,
  file: string,
  remark: RemarkSink,
  wanted: (url: string) => boolean = () => true,
): RecordedEntry[] {
  const place = new Place(file, "");
  const log = place.at("log").object(place.object(parsed(text, file))["log"]);
  const listPlace = place.at("log").at("entries");
  const shown = new ShownHeaders();
  const sockets = listPlace
    .list(log["entries"])
    .map((value, index) => socketOf(listPlace.at(index), value, shown, remark))
    .filter((socket) => socket !== undefined)
    .filter(({ url }) => wanted(url))
    .sort((a, b) => a.begin - b.begin);
  if (sockets.length === 0)
    remark({
      message: `${file} holds no WebSocket. Open the developer tools before the page connects, and save all as HAR, with content.`,
    });
  const numbers = new ConnectionNumbers();
  const entries = sockets.flatMap((socket) => {
    const { url, begin, messages, opened, status } = socket;
    if (!opened) remark({ message: `${url} did not open: ${status}.` });
    else if (messages.length === 0)
      remark({ message: `${url} opened, and the file holds no message of it. Not every tool saves them.` });
    const connection = numbers.opened(url, begin);
    numbers.closed(
      connection,
      messages.reduce((latest, { at }) => Math.max(latest, at), begin),
    );
    return entriesOf(socket, connection);
  });
  return entries.sort((a, b) => a.at - b.at);
}
