/** The server of the viewer: the page and its WebSocket, on loopback. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import type { Clock, Timer } from "../base/clock.ts";
import { QActionKitError } from "../base/errors.ts";
import type { Element } from "../element/element.ts";
import { isOwnOrigin, makeToken, pathBehindToken } from "./access.ts";
import type { ElementSummary } from "./messages.ts";
import { PageClient, type PageHost } from "./page-client.ts";
import { pageFiles, type PageFiles } from "./page-files.ts";
import type { Viewer } from "./viewer-model.ts";
import { WatchedElement } from "./watched-element.ts";

/** ms from one portion of changes to the next. */
const portionMs = 200;
/** Portions from one look at the rows of tables to the next. */
const portionsOfRows = 5;
/** Longest request of a page, in bytes: what can be pasted to be decoded. */
const mostRequest = 4 * 1024 * 1024;

/** Headers of every answer: nothing from elsewhere, in no frame, kept by nobody. */
const headers = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "Cache-Control": "no-store",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

export { pageFiles };

/** A viewer that listens. */
export class PageServer implements Viewer, PageHost {
  readonly #clock: Clock;
  readonly #files: PageFiles;
  readonly #token = makeToken();
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: mostRequest,
    perMessageDeflate: false,
  });
  readonly #clients = new Set<PageClient>();
  #elements: readonly WatchedElement[] = [];
  #summary = "";
  #timer: Timer | undefined;
  #portion = 0;

  constructor(clock: Clock, files: PageFiles) {
    this.#clock = clock;
    this.#files = files;
    this.#server = createServer((request, answer) => {
      this.#serve(request, answer);
    });
    this.#server.on("upgrade", (request: IncomingMessage, line: Duplex, head: Buffer) => {
      this.#upgrade(request, line, head);
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo | null)?.port ?? 0;
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.port)}/${this.#token}/`;
  }

  get elements(): readonly WatchedElement[] {
    return this.#elements;
  }

  now(): number {
    return this.#clock.now();
  }

  async listen(port: number): Promise<void> {
    try {
      this.#server.listen(port, "127.0.0.1");
      await once(this.#server, "listening");
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new QActionKitError(
        "ERR_VIEWER",
        `The viewer cannot listen on port ${String(port)}. ${why}. Use another port, or 0 for a free one.`,
        { cause: error },
      );
    }
  }

  show(elements: Element | readonly Element[]): void {
    for (const old of this.#elements) old.end();
    const list: readonly Element[] = Array.isArray(elements)
      ? (elements as readonly Element[])
      : [elements as Element];
    this.#elements = list.map((element) => new WatchedElement(element));
    this.#summary = "";
    for (const client of this.#clients) client.forget();
    this.#tellSummary();
  }

  async close(): Promise<void> {
    this.#timer?.cancel();
    this.#timer = undefined;
    for (const element of this.#elements) element.end();
    this.#elements = [];
    for (const client of this.#clients) client.close(1001, "the viewer ends");
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#server.closeAllConnections();
    if (this.#server.listening) await new Promise((resolve) => this.#server.close(resolve));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  /** Pages look at other elements: these are listened to, and no others. */
  watchingChanged(): void {
    this.#tellChanges();
    for (const [id, element] of this.#elements.entries())
      element.watched = [...this.#clients].some(({ watched }) => watched.has(id));
  }

  #serve(request: IncomingMessage, answer: ServerResponse): void {
    const found = pathBehindToken(request, this.#token, this.port);
    const text = (status: number, why: string): void => {
      answer.writeHead(status, { ...headers, "Content-Type": "text/plain; charset=utf-8" });
      answer.end(`${why}\n`);
    };
    if ("status" in found) {
      text(found.status, found.why);
      return;
    }
    const file = this.#files.get(found.path);
    if (file === undefined) text(404, "There is no such file.");
    else if (request.method !== "GET" && request.method !== "HEAD") text(405, "The page is only read.");
    else {
      answer.writeHead(200, { ...headers, "Content-Type": file.type, "Content-Length": file.body.length });
      answer.end(request.method === "HEAD" ? undefined : file.body);
    }
  }

  #upgrade(request: IncomingMessage, line: Duplex, head: Buffer): void {
    const found = pathBehindToken(request, this.#token, this.port);
    const refuse = (status: string): void => {
      line.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    };
    line.on("error", () => line.destroy());
    if ("status" in found) refuse(found.status === 421 ? "421 Misdirected Request" : "403 Forbidden");
    else if (!isOwnOrigin(request)) refuse("403 Forbidden");
    else if (found.path !== "socket") refuse("404 Not Found");
    else
      this.#sockets.handleUpgrade(request, line, head, (socket) => {
        this.#begin(socket);
      });
  }

  #begin(socket: WebSocket): void {
    const client = new PageClient(socket, this);
    this.#clients.add(client);
    socket.on("error", () => {
      socket.terminate();
    });
    socket.on("close", () => {
      this.#clients.delete(client);
      client.forget();
      this.watchingChanged();
      if (this.#clients.size > 0) return;
      this.#timer?.cancel();
      this.#timer = undefined;
    });
    client.send({ type: "elements", elements: this.#summaries() });
    if (this.#timer === undefined) this.#wait();
  }

  #wait(): void {
    this.#timer = this.#clock.after(portionMs, () => {
      this.#wait();
      this.#portion++;
      this.#tellSummary();
      this.#tellChanges((watched) => this.#portion % watched.pace === 0);
      if (this.#portion % portionsOfRows === 0) for (const client of this.#clients) client.tellRows();
    });
  }

  #summaries(): readonly ElementSummary[] {
    return this.#elements.map((element, id) => element.summary(id));
  }

  /** The list of elements, when it differs from what was told last. */
  #tellSummary(): void {
    const text = JSON.stringify({ type: "elements", elements: this.#summaries() });
    if (text === this.#summary) return;
    this.#summary = text;
    for (const client of this.#clients) client.sendText(text);
  }

  #tellChanges(isDue: (watched: WatchedElement) => boolean = () => true): void {
    for (const [element, watched] of this.#elements.entries()) {
      if (!watched.watched || !isDue(watched)) continue;
      const changes = watched.changes(this.now());
      let text: string | undefined;
      for (const client of this.#clients)
        client.tell(element, () => (text ??= JSON.stringify({ type: "changes", element, changes })));
    }
  }
}
