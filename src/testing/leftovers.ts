/** What a test leaves behind: sockets and timers of the process that its element, or a script of it, has opened. */
import { AsyncLocalStorage, createHook, type AsyncHook } from "node:async_hooks";
import { fileURLToPath } from "node:url";
import type { Clock, Timer } from "../base/clock.ts";

/** Kinds of resource that are tracked, in words. */
const kinds: Readonly<Record<string, string>> = {
  TCPWRAP: "an open socket",
  TCPSERVERWRAP: "a listening socket",
  PIPEWRAP: "an open pipe",
  UDPWRAP: "an open UDP socket",
  Timeout: "a running timer",
};

/** Sockets and timers of Node.js alike say whether they keep the process alive. */
interface Resource {
  hasRef?(): unknown;
}

interface Found {
  readonly what: string;
  readonly resource: WeakRef<Resource>;
}

const owners = new AsyncLocalStorage<Leftovers>();
let hook: AsyncHook | undefined;
let watching = 0;

/** The owner of a resource, by its async id, until it is destroyed. */
const owned = new Map<number, Leftovers>();

function made(id: number, type: string, _trigger: number, resource: object): void {
  const owner = kinds[type] === undefined ? undefined : owners.getStore();
  if (owner === undefined) return;
  owned.set(id, owner);
  owner.found(id, type, resource);
}

function destroyed(id: number): void {
  owned.get(id)?.gone(id);
  owned.delete(id);
}

/**
 * Tracks what is opened inside {@link within}: resources of the process by async hooks, timers of the element by its
 * clock. Sockets and timers that do not keep the process alive (`unref`) do not count.
 */
export class Leftovers {
  /** The clock for the element; its timers are tracked. */
  readonly clock: Clock;
  readonly #timers = new Set<object>();
  readonly #found = new Map<number, Found>();
  #open = true;

  constructor(clock: Clock) {
    this.clock = { now: () => clock.now(), after: (ms, callback) => this.#after(clock, ms, callback) };
    hook ??= createHook({ init: made, destroy: destroyed });
    if (watching++ === 0) hook.enable();
  }

  /** Runs `work` and tracks everything that it opens, now or later. */
  within<T>(work: () => T): T {
    return owners.run(this, work);
  }

  /** A tracked resource was created. */
  found(id: number, type: string, resource: Resource): void {
    const place = callerOf(new Error().stack ?? "");
    const what = `${kinds[type] ?? type}${place === undefined ? "" : `, from ${place}`}`;
    this.#found.set(id, { what, resource: new WeakRef(resource) });
  }

  /** A tracked resource was destroyed. */
  gone(id: number): void {
    this.#found.delete(id);
  }

  /**
   * What is open or running, one line each. Node.js reports the end of a timer or socket one turn of the event loop
   * later: let two turns pass first.
   */
  list(): string[] {
    const open = [...this.#found.values()].filter(({ resource }) => Boolean(resource.deref()?.hasRef?.()));
    const timers = this.#timers.size === 0 ? [] : [`timers of the element: ${String(this.#timers.size)}`];
    return [...open.map(({ what }) => what), ...timers];
  }

  /** Stops tracking. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    for (const id of this.#found.keys()) owned.delete(id);
    if (--watching === 0) hook?.disable();
  }

  #after(clock: Clock, ms: number, callback: () => void): Timer {
    const mark = {};
    this.#timers.add(mark);
    const timer = clock.after(ms, () => {
      this.#timers.delete(mark);
      callback();
    });
    return {
      cancel: () => {
        this.#timers.delete(mark);
        timer.cancel();
      },
    };
  }
}

const kit = fileURLToPath(new URL("../", import.meta.url));

/** The innermost place in a stack that belongs neither to Node.js, nor to the kit, nor to a package. */
function callerOf(stack: string): string | undefined {
  for (const line of stack.split("\n").slice(1)) {
    const place = /\(?((?:file:\/\/)?\/?[^()\s]+:\d+):\d+\)?$/.exec(line)?.[1];
    if (place === undefined || place.startsWith("node:") || place.includes("node_modules")) continue;
    const file = place.startsWith("file:") ? fileURLToPath(place) : place;
    if (!file.startsWith(kit)) return file.replace(/\?[^:]*/, "");
  }
  return undefined;
}
