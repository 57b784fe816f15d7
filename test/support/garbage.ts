/** Collections of garbage on demand, for tests of what is kept alive. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Collects several times, because what has just been closed is released a turn of the event loop later. */
export async function collectGarbage(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Bytes of the heap that are in use after a collection. */
export async function collectedHeap(): Promise<number> {
  await collectGarbage();
  return process.memoryUsage().heapUsed;
}
