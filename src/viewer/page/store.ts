/** What the page knows: filled by messages, which come from a live element or from anything else that has them. */
import type {
  Changes,
  LineState,
  ElementDescription,
  StateName,
  ElementSummary,
  EventItem,
  LogItem,
  PageAnswer,
  PageQuestion,
  ParamDescription,
  RowsMessage,
  ServerMessage,
  StreamItem,
  TableDescription,
  Value,
  ValueItem,
} from "../messages.ts";

/** Items that the page keeps of each kind. */
const kept = { stream: 2000, events: 5000, log: 2000, points: 2000 };

/** A value at a time, for a plot. */
export interface Point {
  readonly at: number;
  readonly value: number;
}

/** Where messages come from, and who answers questions. */
export interface Source {
  /** Begins; `lost` is called with a reason when nothing comes any more, and with undefined when it does again. */
  start(receive: (message: ServerMessage) => void, lost: (why: string | undefined) => void): void;
  ask(question: PageQuestion): Promise<PageAnswer>;
}

function newest<T>(list: readonly T[], more: readonly T[], most: number): readonly T[] {
  if (more.length === 0) return list;
  const all = [...list, ...more];
  return all.length > most ? all.slice(-most) : all;
}

/** Rows of the table that is looked at. */
export class TableRows {
  readonly table: number;
  /** How many views look at it. */
  viewers = 0;
  readonly rows = new Map<string, readonly Value[]>();
  /** All rows have come. */
  complete = false;
  /** Grows with every change. */
  version = 0;

  constructor(table: number) {
    this.table = table;
  }

  apply({ fresh, rows, removed, more }: RowsMessage): void {
    if (fresh) this.rows.clear();
    for (const { key, cells } of rows) this.rows.set(key, cells);
    for (const key of removed) this.rows.delete(key);
    this.complete = !more;
    this.version++;
  }
}

/** What the page knows of one element. */
export class ElementStore {
  readonly id: number;
  readonly description: ElementDescription;
  readonly params: ReadonlyMap<number, ParamDescription>;
  readonly tables: ReadonlyMap<number, TableDescription>;
  state: StateName = "stopped";
  timeout = false;
  at = 0;
  connections: readonly { readonly id: number; readonly state: LineState }[] = [];
  readonly values = new Map<number, ValueItem>();
  /** When a value was last seen to change. */
  readonly changedAt = new Map<number, number>();
  /** Numbers over time, of the parameters that changed while the page looked. */
  readonly points = new Map<number, readonly Point[]>();
  stream: readonly StreamItem[] = [];
  streamDropped = 0;
  events: readonly EventItem[] = [];
  eventsDropped = false;
  log: readonly LogItem[] = [];
  logDropped = 0;
  /** Tables that are looked at. */
  readonly rows = new Map<number, TableRows>();

  constructor(id: number, description: ElementDescription) {
    this.id = id;
    this.description = description;
    this.params = new Map(description.params.map((param) => [param.id, param]));
    this.tables = new Map(description.tables.map((table) => [table.id, table]));
  }

  /** Everything, after a reconnect too: what only this page has, such as points, stays. */
  snapshot(changes: Changes): void {
    this.stream = [];
    this.log = [];
    this.streamDropped = 0;
    this.logDropped = 0;
    this.apply(changes);
  }

  apply(changes: Changes): void {
    const { at, state, timeout, connections, values } = changes;
    Object.assign(this, { at, state, timeout, connections });
    for (const item of values) this.#value(at, item);
    this.#stream(changes.stream);
    this.streamDropped += changes.streamDropped;
    this.events = newest(this.events, changes.events, kept.events);
    this.eventsDropped ||= changes.eventsDropped;
    this.log = newest(this.log, changes.log, kept.log);
    this.logDropped += changes.logDropped;
  }

  clearStream(): void {
    this.stream = [];
    this.streamDropped = 0;
  }

  clearEvents(): void {
    this.events = [];
    this.eventsDropped = false;
  }

  clearLog(): void {
    this.log = [];
    this.logDropped = 0;
  }

  #value(at: number, item: ValueItem): void {
    const before = this.values.get(item.pid);
    if (before?.value === item.value && before.length === item.length) return;
    this.values.set(item.pid, item);
    if (before !== undefined) this.changedAt.set(item.pid, at);
    if (typeof item.value !== "number") return;
    const points = this.points.get(item.pid) ?? [];
    this.points.set(item.pid, newest(points, [{ at, value: item.value }], kept.points));
  }

  /** Adds entries; one that is known already has been linked to more since. */
  #stream(entries: readonly StreamItem[]): void {
    if (entries.length === 0) return;
    const last = this.stream.at(-1)?.number ?? 0;
    const again = new Map(
      entries.filter(({ number }) => number <= last).map((entry) => [entry.number, entry]),
    );
    const fresh = entries.filter(({ number }) => number > last);
    const known =
      again.size === 0 ? this.stream : this.stream.map((entry) => again.get(entry.number) ?? entry);
    this.stream = newest(known, fresh, kept.stream);
  }
}

/** Everything that the page knows. */
export class Store {
  readonly #source: Source;
  readonly #listeners = new Set<() => void>();
  readonly #stores = new Map<number, ElementStore>();
  #watched: readonly number[] = [];
  elements: readonly ElementSummary[] = [];
  /** Why nothing comes any more. */
  lost: string | undefined;
  /** Grows with every message. */
  version = 0;

  constructor(source: Source) {
    this.#source = source;
  }

  start(): void {
    this.#source.start(
      (message) => {
        this.#receive(message);
      },
      (why) => {
        this.lost = why;
        if (why === undefined) void this.#source.ask({ do: "watch", elements: this.#watched });
        this.changed();
      },
    );
  }

  /** Calls `listener` after every change. @returns a function that stops it */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What is known of an element; undefined until its snapshot has come. */
  element(id: number): ElementStore | undefined {
    return this.#stores.get(id);
  }

  /** From now on these elements are looked at. */
  watch(ids: readonly number[]): void {
    const wanted = [...new Set(ids)].sort((a, b) => a - b);
    if (wanted.join() === this.#watched.join()) return;
    this.#watched = wanted;
    if (this.lost === undefined) void this.#source.ask({ do: "watch", elements: wanted });
  }

  /** Looks at the rows of a table. @returns a function that ends it */
  watchTable(element: number, table: number): () => void {
    const store = this.#stores.get(element);
    if (store === undefined) return () => undefined;
    let rows = store.rows.get(table);
    if (rows === undefined) {
      store.rows.set(table, (rows = new TableRows(table)));
      void this.#source.ask({ do: "table", element, table, on: true });
    }
    const watched = rows;
    watched.viewers++;
    return () => {
      watched.viewers--;
      if (watched.viewers > 0 || store.rows.get(table) !== watched) return;
      store.rows.delete(table);
      void this.#source.ask({ do: "table", element, table, on: false });
    };
  }

  ask(question: PageQuestion): Promise<PageAnswer> {
    return this.#source.ask(question);
  }

  /** Tells the listeners. */
  changed(): void {
    this.version++;
    for (const listener of this.#listeners) listener();
  }

  #receive(message: ServerMessage): void {
    switch (message.type) {
      case "elements":
        this.#elements(message.elements);
        break;
      case "snapshot":
        this.#snapshot(message.element, message.description, message.changes);
        break;
      case "changes":
        this.#stores.get(message.element)?.apply(message.changes);
        break;
      case "rows":
        this.#stores.get(message.element)?.rows.get(message.table)?.apply(message);
        break;
      case "answer":
        return;
    }
    this.changed();
  }

  #elements(elements: readonly ElementSummary[]): void {
    // Other elements stand in the place of those that were known: their descriptions come anew.
    const others = elements.map(({ name, protocol }) => `${name}\n${protocol}`).join("\n");
    const known = this.elements.map(({ name, protocol }) => `${name}\n${protocol}`).join("\n");
    this.elements = elements;
    if (others !== known) this.#stores.clear();
    void this.#source.ask({ do: "watch", elements: this.#watched });
  }

  #snapshot(id: number, description: ElementDescription, changes: Changes): void {
    let store = this.#stores.get(id);
    if (store === undefined || JSON.stringify(store.description) !== JSON.stringify(description))
      this.#stores.set(id, (store = new ElementStore(id, description)));
    store.snapshot(changes);
    for (const table of store.rows.keys())
      void this.#source.ask({ do: "table", element: id, table, on: true });
  }
}
