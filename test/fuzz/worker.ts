/** Runs cases on a thread of its own, so that one that never returns can be ended. */
import { inspect } from "node:util";
import { parentPort, workerData } from "node:worker_threads";
import type { FuzzCase } from "./case.ts";
import { Random, seedOf } from "./random.ts";
import { targets } from "./targets.ts";

/** What a thread does: cases of a run from an index on, until it is ended; or one case. */
export interface WorkerTask {
  readonly target: string;
  readonly seed: number;
  readonly from: number;
  readonly one?: FuzzCase;
  /** The index of the case that runs. */
  readonly at: Int32Array;
}

const { target: name, seed, from, one, at } = workerData as WorkerTask;
const target = targets.find((candidate) => candidate.name === name);
if (target === undefined || parentPort === null) throw new Error(`There is no target ${name}.`);

if (one === undefined) {
  for (let index = from; ; index++) {
    Atomics.store(at, 0, index);
    try {
      await target.run(target.make(new Random(seedOf(seed, index))));
    } catch (error) {
      parentPort.postMessage({ index, error: inspect(error) });
      break;
    }
    // The thread has to hear that it is ended.
    if (index % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
} else {
  let error: unknown;
  try {
    await target.run(one);
  } catch (thrown) {
    error = thrown;
  }
  parentPort.postMessage({ index: 0, ...(error !== undefined && { error: inspect(error) }) });
}
