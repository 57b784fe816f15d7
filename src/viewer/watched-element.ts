/** One element as the page sees it: what it is now, and what changes, in bounded portions. */
import { inspect } from "node:util";
import type { Element } from "../element/element.ts";
import type { ElementEvent } from "../element/events.ts";
import { ShownValues } from "../element/shown-values.ts";
import type { StreamEntry } from "../element/stream/stream-log.ts";
import { bytesToHex } from "../encoding/hex.ts";
import { describeElement } from "./describe-element.ts";
import type {
  Changes,
  ElementDescription,
  ElementSummary,
  EventItem,
  LogItem,
  StreamItem,
  Value,
  ValueItem,
} from "./messages.ts";
import { NewestItems } from "./newest-items.ts";

/**
 * Events that are made for the page in one portion, and stream entries that are told: what comes after that is not listened to
 * until the next portion. As long as more comes than that, there are fewer of each: nobody can read them all.
 */
const portion = { events: 200, entries: 100 };
const busyPortion = { events: 40, entries: 20 };
const busyPace = 3;
const entriesInSnapshot = 500;
/** Lines of the log of one portion, and those kept for a page that comes later. */
const linesInPortion = 200;
const linesKept = 500;
/** Messages that are told again while what they set off is under way. */
const mostUnfinished = 50;
/**
 * Payload bytes of one portion: the newest payloads are sent as a whole, so that the page can search in them, as long as they fit;
 * of the others the first bytes.
 */
const payloadsInPortion = 65_536;
const payloadShown = 256;
/** Characters of a value and of a line that are sent without being asked for. */
const valueShown = 500;
const lineShown = 8192;

/** An event that happened, for the tree of a change; undefined for one that has no place in it. */
function eventItem(event: ElementEvent): EventItem | undefined {
  const { at, type } = event;
  switch (event.type) {
    case "parameter": {
      const { pid: id, value, source, changed } = event;
      return { at, type, id, value: cutValue(value), source, changed };
    }
    case "trigger": {
      const { id, on, onId } = event;
      return { at, type, id, ...(on !== undefined && { on }), ...(onId !== undefined && { onId }) };
    }
    case "action":
      return { at, type, id: event.id, action: event.action, ok: event.ok };
    case "qaction":
      return { at, type, id: event.id, phase: event.phase, trigger: event.trigger };
    case "group":
    case "timer":
      return { at, type, id: event.id, phase: event.phase };
    case "pair":
    case "session":
      return { at, type, id: event.id, phase: event.phase, connection: event.connection };
    case "response": {
      const { id, phase, connection, pair } = event;
      return { at, type, id, phase, connection, ...(pair !== undefined && { pair }) };
    }
    case "unmatched":
      return { at, type, connection: event.connection };
    case "stream": {
      const { number, connection, direction } = event.entry;
      return { at, type, number, connection, direction };
    }
    default:
      return undefined;
  }
}

function cutValue(value: Value): Value {
  return typeof value === "string" ? value.slice(0, valueShown) : value;
}

/** A line of the log: one that the element wrote, or what a script showed to clients. */
function logItem(event: ElementEvent): LogItem | undefined {
  const { at } = event;
  switch (event.type) {
    case "log": {
      const { kind, message, code, qaction, written } = event;
      return {
        at,
        kind,
        message: message.slice(0, lineShown),
        ...(code !== undefined && { code }),
        ...(qaction !== undefined && { qaction }),
        ...(written !== undefined && { written }),
      };
    }
    case "message":
      return { at, kind: "information", message: `Shown to ${event.user || "all users"}: ${event.message}` };
    case "notify": {
      const values = inspect([event.value1, event.value2], { breakLength: Infinity }).slice(0, valueShown);
      return { at, kind: "debug", message: `${event.call}(${String(event.number)}) ${values}` };
    }
    default:
      return undefined;
  }
}

/** An entry of the stream with so many bytes of its payload. */
function streamItem({ bytes, ...entry }: StreamEntry, most: number): StreamItem {
  if (bytes === undefined) return entry;
  const hex = bytesToHex(bytes.subarray(0, most), { upperCase: false });
  return { ...entry, length: bytes.length, hex };
}

/** Entries of the stream with as much of their payloads as one portion takes. */
function streamItems(entries: readonly StreamEntry[]): readonly StreamItem[] {
  let left = payloadsInPortion;
  return entries
    .toReversed()
    .map((entry) => {
      const { length = 0 } = entry.bytes ?? {};
      const whole = length <= left;
      left -= whole ? length : payloadShown;
      return streamItem(entry, whole ? length : payloadShown);
    })
    .reverse();
}

/** An element that pages look at, or may look at. While none does, nothing is made for it. */
export class WatchedElement {
  readonly element: Element;
  readonly shown: ShownValues;
  readonly #pids: readonly number[];
  readonly #log = new NewestItems<LogItem>(linesKept);
  readonly #newLines = new NewestItems<LogItem>(linesInPortion);
  readonly #forget: () => void;
  #events: EventItem[] = [];
  #eventsDropped = false;
  /** How much of this portion is told. */
  #portion = portion;
  readonly #values = new Map<number, Value>();
  /** Number of the newest entry that was told. */
  #told = 0;
  /** Numbers of messages that were told before everything that they set off was done. */
  #unfinished: readonly number[] = [];
  #watched = false;
  #stopListening: (() => void) | undefined;
  #description: ElementDescription | undefined;

  constructor(element: Element) {
    this.element = element;
    this.shown = new ShownValues(element.protocol, element.options);
    this.#pids = [...element.protocol.params.keys()];
    this.#forget = element.overhear((event) => {
      const line = logItem(this.shown.event(event));
      if (line === undefined) return;
      this.#log.add(line);
      if (this.#watched) this.#newLines.add(line);
    });
  }

  get description(): ElementDescription {
    return (this.#description ??= describeElement(this.element));
  }

  summary(id: number): ElementSummary {
    const { state, inTimeout, facts, protocol } = this.element;
    return { id, name: facts.name, protocol: protocol.name, state, timeout: inTimeout };
  }

  /** Portions from one call of {@link changes} to the next: fewer while more happens than can be told. */
  get pace(): number {
    return this.#portion === busyPortion ? busyPace : 1;
  }

  /** Whether a page looks at it. */
  set watched(watched: boolean) {
    if (watched === this.#watched) return;
    this.#watched = watched;
    if (watched) {
      this.#told = this.element.stream.total;
      this.#values.clear();
      this.#unfinished = [];
      this.#portion = portion;
      this.#newLines.take();
      this.#listen();
    } else {
      this.#stopListening?.();
      this.#stopListening = undefined;
      this.#events = [];
    }
  }

  get watched(): boolean {
    return this.#watched;
  }

  /** Everything now. What changed before and was not told yet is part of it. */
  snapshot(at: number): Changes {
    const values = this.#pids.flatMap((pid) => this.#valueItem(pid) ?? []);
    const stream = streamItems(this.element.stream.after(0, entriesInSnapshot));
    return {
      ...this.#state(at),
      values,
      stream,
      streamDropped: this.element.stream.total - stream.length,
      events: [],
      eventsDropped: false,
      log: this.#log.items,
      logDropped: this.#log.dropped,
    };
  }

  /** What has changed since the last call. */
  changes(at: number): Changes {
    const { stream } = this.element;
    const total = stream.total;
    const fresh = stream.after(this.#told, this.#portion.entries);
    const streamDropped = total - this.#told - fresh.length;
    this.#told = total;
    const again = this.#unfinished.flatMap((number) => stream.entry(number) ?? []);
    const entries = [...again, ...fresh];
    this.#unfinished = entries
      .filter(({ direction, durationMs }) => direction === "in" && durationMs === undefined)
      .map(({ number }) => number)
      .slice(-mostUnfinished);
    const log = this.#newLines.take();
    const changes = {
      ...this.#state(at),
      values: this.#changedValues(),
      stream: streamItems(entries),
      streamDropped,
      events: this.#events,
      eventsDropped: this.#eventsDropped,
      log: log.items,
      logDropped: log.dropped,
    };
    this.#events = [];
    this.#portion = this.#eventsDropped ? busyPortion : portion;
    this.#eventsDropped = false;
    if (this.#watched) this.#listen();
    return changes;
  }

  /** Nobody looks at it any more, ever. */
  end(): void {
    this.watched = false;
    this.#forget();
  }

  /** Listens until a portion is full: more events would slow the element down, and nobody could read them. */
  #listen(): void {
    this.#stopListening ??= this.element.subscribe((happened) => {
      const item = eventItem(this.shown.event(happened));
      if (item === undefined) return;
      if (this.#events.length < this.#portion.events) {
        this.#events.push(item);
        return;
      }
      this.#eventsDropped = true;
      this.#stopListening?.();
      this.#stopListening = undefined;
    });
  }

  #state(at: number): Pick<Changes, "at" | "state" | "timeout" | "connections"> {
    const { element } = this;
    const connections = element.protocol.connections.flatMap(({ id }) => {
      const state = element.connectionState(id);
      return state === undefined ? [] : [{ id, state }];
    });
    return { at, state: element.state, timeout: element.inTimeout, connections };
  }

  #changedValues(): readonly ValueItem[] {
    const changed: ValueItem[] = [];
    for (const pid of this.#pids) {
      const value = this.#given(pid) ?? null;
      if (this.#values.get(pid) === value) continue;
      this.#values.set(pid, value);
      changed.push(this.#valueItem(pid) ?? { pid, value: null });
    }
    return changed;
  }

  /** A value; null for a number that was never set, which scripts read as 0. */
  #given(pid: number): Value | undefined {
    const value = this.element.get(pid);
    return value === 0 && this.element.bytes(pid)?.length === 0 ? null : value;
  }

  #valueItem(pid: number): ValueItem | undefined {
    const given = this.#given(pid);
    if (given === undefined) return undefined;
    const value = this.shown.value(pid, given);
    if (typeof value !== "string" || value.length <= valueShown) return { pid, value };
    return { pid, value: value.slice(0, valueShown), length: value.length };
  }
}
