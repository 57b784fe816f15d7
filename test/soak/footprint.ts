/** What a process holds at one moment, after a collection. */
import { collectGarbage } from "../support/garbage.ts";

/** The process at one moment. */
export interface Footprint {
  /** Bytes of the heap after a collection. */
  readonly heap: number;
  /** Sockets, servers and timers of the process. */
  readonly handles: number;
  /** Listeners on the process. */
  readonly listeners: number;
}

/** Collects, and looks. */
export async function footprint(): Promise<Footprint> {
  await collectGarbage();
  const listeners = process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);
  return {
    heap: process.memoryUsage().heapUsed,
    handles: process.getActiveResourcesInfo().filter((name) => /TCP|Timeout|Pipe/.test(name)).length,
    listeners,
  };
}
