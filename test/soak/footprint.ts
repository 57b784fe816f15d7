/** What a process holds at one moment, after a collection. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** The process at one moment. */
export interface Footprint {
  /** Bytes of the heap after a collection. */
  readonly heap: number;
  /** Sockets, servers and timers of the process. */
  readonly handles: number;
  /** Listeners on the process. */
  readonly listeners: number;
}

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Collects, and looks. */
export async function footprint(): Promise<Footprint> {
  // What has just been closed is let go a turn of the event loop later.
  for (let turn = 0; turn < 5; turn++) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const listeners = process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);
  return {
    heap: process.memoryUsage().heapUsed,
    handles: process.getActiveResourcesInfo().filter((name) => /TCP|Timeout|Pipe/.test(name)).length,
    listeners,
  };
}
