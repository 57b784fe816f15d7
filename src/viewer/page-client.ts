/** One page that is open: its elements, its table, its questions. */
import type { WebSocket } from "ws";
import { QActionKitError } from "../base/errors.ts";
import { setProblem } from "../element/set-problem.ts";
import { streamJsonLines, streamText } from "../element/stream/stream-export.ts";
import { encodingReport, hexOf } from "./encoding-reports.ts";
import { messageReport } from "./message-report.ts";
import type { PageAnswer, PageRequest, ServerMessage, ValueReport } from "./messages.ts";
import { readRequest } from "./requests.ts";
import type { WatchedElement } from "./watched-element.ts";
import { WatchedTable } from "./watched-table.ts";

/** Bytes that may wait for a slow page; above that it is told nothing, and everything again once it has read. */
const mostWaiting = 4 * 1024 * 1024;

/** The user that sets from the page have. */
const user = { name: "viewer" };

const done: PageAnswer = { ok: true };

function refused(why: string): PageAnswer {
  return { ok: false, why };
}

/** What a page may use of the viewer. */
export interface PageHost {
  readonly elements: readonly WatchedElement[];
  /** A page looks at other elements: tells the others what they still have to be told, so that a snapshot is up to date. */
  watchingChanged(): void;
  now(): number;
}

/** A page, at the other end of its socket. */
export class PageClient {
  readonly #socket: WebSocket;
  readonly #host: PageHost;
  /** Indexes of the elements that it looks at. */
  readonly watched = new Set<number>();
  /** Elements whose changes it has missed, because it did not read. */
  readonly #behind = new Set<number>();
  /** Tables that it looks at, by element and table. */
  readonly #tables = new Map<string, WatchedTable>();

  constructor(socket: WebSocket, host: PageHost) {
    this.#socket = socket;
    this.#host = host;
    socket.on("message", (data: Buffer, binary) => {
      const request = binary ? undefined : readRequest(data.toString("utf8"));
      if (request === undefined) socket.close(1008, "not a request of the page");
      else void this.#answer(request);
    });
  }

  /** True while it reads what it is sent. */
  get #reads(): boolean {
    return this.#socket.bufferedAmount < mostWaiting;
  }

  send(message: ServerMessage): void {
    this.sendText(JSON.stringify(message));
  }

  sendText(text: string): void {
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send(text);
  }

  /** Hands on the changes of an element, as a text that all pages share, or everything when some were missed. */
  tell(element: number, changes: () => string): void {
    if (!this.watched.has(element)) return;
    if (!this.#reads) this.#behind.add(element);
    else if (this.#behind.delete(element)) this.#snapshot(element);
    else this.sendText(changes());
  }

  /** Tells what has changed in the tables that it looks at. */
  tellRows(): void {
    for (const table of this.#tables.values()) this.#rows(table);
  }

  /** The elements are others now. */
  forget(): void {
    this.watched.clear();
    this.#behind.clear();
    this.#tables.clear();
  }

  /** Ends it. */
  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  #snapshot(id: number): void {
    const watched = this.#host.elements[id];
    if (watched === undefined) return;
    const { description } = watched;
    this.send({ type: "snapshot", element: id, description, changes: watched.snapshot(this.#host.now()) });
  }

  /** Sends rows as long as there are more, and others have their turn in between. */
  #rows(table: WatchedTable): void {
    if (!this.#reads || ![...this.#tables.values()].includes(table)) return;
    const rows = table.next();
    if (rows === undefined) return;
    this.send(rows);
    if (rows.more) setImmediate(() => this.#rows(table));
  }

  async #answer(request: PageRequest): Promise<void> {
    let answer: PageAnswer;
    try {
      answer = await this.#perform(request);
    } catch (error) {
      if (!(error instanceof QActionKitError)) throw error;
      answer = refused(error.message);
    }
    this.send({ type: "answer", id: request.id, ...answer });
  }

  #perform(request: PageRequest): PageAnswer | Promise<PageAnswer> {
    if (request.do === "watch") return this.#watch(request.elements);
    if (request.do === "decode") {
      const about = request.element === undefined ? undefined : this.#host.elements[request.element]?.element;
      return { ok: true, encoding: encodingReport(request.text, request.as, about) };
    }
    const watched = this.#host.elements[request.element];
    if (watched === undefined) return refused(`There is no element ${String(request.element)}.`);
    switch (request.do) {
      case "set":
        return set(watched, request);
      case "table":
        return this.#table(watched, request);
      case "value":
        return value(watched, request);
      case "message":
        return message(watched, request.number);
      case "export":
        return exported(watched, request);
    }
  }

  #watch(elements: readonly number[]): PageAnswer {
    this.#host.watchingChanged();
    const before = new Set(this.watched);
    this.watched.clear();
    for (const id of elements) if (this.#host.elements[id] !== undefined) this.watched.add(id);
    for (const [place, { element }] of this.#tables)
      if (!this.watched.has(element)) this.#tables.delete(place);
    this.#host.watchingChanged();
    for (const id of this.watched) if (!before.has(id)) this.#snapshot(id);
    return done;
  }

  #table(
    watched: WatchedElement,
    { element, table, on }: Extract<PageRequest, { readonly do: "table" }>,
  ): PageAnswer {
    const place = `${String(element)}/${String(table)}`;
    this.#tables.delete(place);
    if (!on) return done;
    if (watched.element.protocol.params.get(table)?.table === undefined)
      return refused(`There is no table ${String(table)}.`);
    const rows = new WatchedTable(watched, element, table);
    this.#tables.set(place, rows);
    this.#rows(rows);
    return done;
  }
}

async function set(
  { element }: WatchedElement,
  { pid, key, value: given }: Extract<PageRequest, { readonly do: "set" }>,
): Promise<PageAnswer> {
  const code =
    key === undefined ? await element.set(pid, given, user) : await element.setCell(pid, key, given, user);
  const why = setProblem(element, code, pid, key);
  return why === undefined ? done : refused(why);
}

function value(
  { element, shown }: WatchedElement,
  { pid, key }: Extract<PageRequest, { readonly do: "value" }>,
): PageAnswer {
  if (key !== undefined) return cell({ element, shown }, pid, key);
  const given = element.get(pid);
  if (given === undefined) return refused(`Parameter ${String(pid)} holds no value of its own.`);
  const masked = shown.value(pid, given);
  const bytes = masked === given ? element.bytes(pid) : undefined;
  const report: ValueReport =
    bytes === undefined ? { value: masked } : { value: masked, hex: hexOf(bytes), length: bytes.length };
  return { ok: true, value: report };
}

function cell(
  { element, shown }: Pick<WatchedElement, "element" | "shown">,
  pid: number,
  key: string,
): PageAnswer {
  for (const { id, table } of element.protocol.params.values()) {
    const column = table?.columns.find((one) => one.pid === pid);
    const row = column && element.row(id, key);
    if (column !== undefined && row !== undefined)
      return { ok: true, value: { value: shown.value(pid, row[column.idx] ?? null) } };
  }
  return refused(`There is no cell of column ${String(pid)} in a row '${key}'.`);
}

function message({ element }: WatchedElement, number: number): PageAnswer {
  const entry = element.stream.entry(number);
  if (entry === undefined)
    return refused(
      `The stream no longer keeps entry ${String(number)}: it has ${String(element.stream.total)} by now.`,
    );
  const report = messageReport(element, entry);
  return report === undefined ? refused("The entry has no payload.") : { ok: true, message: report };
}

function exported(
  { element }: WatchedElement,
  { form, numbers }: Extract<PageRequest, { readonly do: "export" }>,
): PageAnswer {
  const entries = numbers.flatMap((number) => element.stream.entry(number) ?? []);
  return {
    ok: true,
    text: form === "text" ? streamText(entries, element.protocol) : streamJsonLines(entries),
  };
}
