/** The execution queue of one protocol thread: where a group goes in, and which one comes out next. */
import { Fifo } from "../../base/fifo.ts";

/** How a group enters a queue (`InnerWorkingsSLProtocol`); the names are those of the actions, plus the timer's. */
export type QueueInsertion =
  | "timer"
  | "add to execute"
  | "execute one"
  | "execute"
  | "execute one now"
  | "execute next"
  | "execute one top"
  | "force execute";

/** Where an insertion puts a group: `forced` before all, then `head` (a stack), `middle`, `tail`. */
type Band = "forced" | "head" | "middle" | "tail";

/** Band and, for the "one" variants, whether an already queued group is left alone (`InnerWorkingsSLProtocol`). */
const insertions: Readonly<Record<QueueInsertion, { readonly band: Band; readonly once: boolean }>> = {
  timer: { band: "tail", once: false },
  "add to execute": { band: "tail", once: false },
  "execute one": { band: "tail", once: true },
  execute: { band: "middle", once: false },
  "execute one now": { band: "middle", once: true },
  "execute next": { band: "head", once: false },
  "execute one top": { band: "head", once: true },
  "force execute": { band: "forced", once: false },
};

/** True when this insertion first checks whether the group is already queued. */
export function looksFirst(how: QueueInsertion): boolean {
  return insertions[how].once;
}

/** What a queue holds: anything that names its group. */
export interface Queued {
  readonly group: { readonly id: number };
}

/**
 * Groups that wait for one protocol thread, front to back: forced ones in order, *execute next* ones (the latest
 * first), *execute* ones in order, then those of timers and *add to execute*. The running group is not in it.
 */
export class ExecutionQueue<E extends Queued> {
  readonly #forced = new Fifo<E>();
  /** A stack: its last item is the front. */
  #head: E[] = [];
  readonly #middle = new Fifo<E>();
  readonly #tail = new Fifo<E>();
  readonly #counts = new Map<number, number>();

  /** How many groups wait. */
  get size(): number {
    return this.#forced.length + this.#head.length + this.#middle.length + this.#tail.length;
  }

  /** True when the group waits at least once. */
  has(group: number): boolean {
    return this.#counts.has(group);
  }

  /** Inserts an entry. False, and nothing done, for a "one" variant whose group already waits. */
  insert(entry: E, how: QueueInsertion): boolean {
    const { band, once } = insertions[how];
    const { id } = entry.group;
    const count = this.#counts.get(id) ?? 0;
    if (once && count > 0) return false;
    this.#counts.set(id, count + 1);
    if (band === "head") this.#head.push(entry);
    else this.#line(band).push(entry);
    return true;
  }

  /** Takes the front. */
  take(): E | undefined {
    return this.#taken(
      this.#forced.shift() ?? this.#head.pop() ?? this.#middle.shift() ?? this.#tail.shift(),
    );
  }

  /** Takes the first forced group. */
  takeForced(): E | undefined {
    return this.#taken(this.#forced.shift());
  }

  /** Removes all entries that `matches` accepts and gives them back, front to back. */
  remove(matches: (entry: E) => boolean): E[] {
    const removed: E[] = [];
    const sift = (items: readonly E[]): E[] => {
      const kept: E[] = [];
      for (const item of items) (matches(item) ? removed : kept).push(item);
      return kept;
    };
    this.#forced.replace(sift(this.#forced.toArray()));
    this.#head = sift(this.#head.toReversed()).reverse();
    this.#middle.replace(sift(this.#middle.toArray()));
    this.#tail.replace(sift(this.#tail.toArray()));
    for (const entry of removed) this.#taken(entry);
    return removed;
  }

  /** All entries, front to back. */
  toArray(): E[] {
    return [
      ...this.#forced.toArray(),
      ...this.#head.toReversed(),
      ...this.#middle.toArray(),
      ...this.#tail.toArray(),
    ];
  }

  #line(band: Exclude<Band, "head">): Fifo<E> {
    if (band === "forced") return this.#forced;
    return band === "middle" ? this.#middle : this.#tail;
  }

  #taken(entry: E | undefined): E | undefined {
    if (entry === undefined) return undefined;
    const count = this.#counts.get(entry.group.id) ?? 0;
    if (count > 1) this.#counts.set(entry.group.id, count - 1);
    else this.#counts.delete(entry.group.id);
    return entry;
  }
}
