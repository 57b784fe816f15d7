/** Ends the host when a run takes too long: the thread that waits for the run cannot. */
import process from "node:process";
import { Worker } from "node:worker_threads";

/** The thread: sleeps until a run begins, and kills the host when it has not ended in time. */
const watching = `
const { workerData: { cell, pid } } = require("node:worker_threads");
for (;;) {
  const run = Atomics.load(cell, 0);
  if (run < 0) break;
  if (run === 0) { Atomics.wait(cell, 0, 0); continue; }
  if (Atomics.wait(cell, 0, run, Atomics.load(cell, 1)) !== "timed-out" || Atomics.load(cell, 0) !== run) continue;
  Atomics.store(cell, 2, 1);
  try { process.kill(pid, "SIGKILL"); } catch {}
  break;
}`;

/** Watches one host process. */
export class Watchdog {
  /** Number of the run that is watched (0: none, -1: no more), its limit in ms, whether the host was killed. */
  readonly #cell = new Int32Array(new SharedArrayBuffer(12));
  readonly #pid: number;
  #worker: Worker | undefined;
  #runs = 0;

  constructor(pid: number) {
    this.#pid = pid;
  }

  /** True when the host was killed because of its limit. */
  get fired(): boolean {
    return Atomics.load(this.#cell, 2) === 1;
  }

  /** A run begins that has to end in so many ms. */
  begin(limitMs: number): void {
    this.#worker ??= this.#start();
    this.#runs = (this.#runs % 0x7fff_fffe) + 1;
    Atomics.store(this.#cell, 1, Math.max(1, Math.min(limitMs, 0x7fff_ffff)));
    Atomics.store(this.#cell, 0, this.#runs);
    Atomics.notify(this.#cell, 0);
  }

  /** The run has ended. */
  end(): void {
    Atomics.store(this.#cell, 0, 0);
    Atomics.notify(this.#cell, 0);
  }

  /** Ends the thread. */
  async dispose(): Promise<void> {
    Atomics.store(this.#cell, 0, -1);
    Atomics.notify(this.#cell, 0);
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(watching, {
      eval: true,
      workerData: { cell: this.#cell, pid: this.#pid },
      execArgv: [],
      env: process.env,
    });
    worker.unref();
    return worker;
  }
}
