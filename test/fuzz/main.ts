/**
 * `npm run fuzz [SECONDS] [SEED] [TARGET]`: random cases of every kind, each for its part of the time (default 60 s). A case that
 * fails, or does not end within 20 s of processor time, is made as small as it goes and written to `fuzz-failures`; then the exit code is 1.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { shrink, type FuzzCase } from "./case.ts";
import { Random, seedOf } from "./random.ts";
import { targets } from "./targets.ts";
import type { WorkerTask } from "./worker.ts";

/** A thread does not take over the loader of the main one, which runs TypeScript: it registers its own. */
const begin = `import("tsx/esm/api").then(({ register }) => {
  register();
  return import(${JSON.stringify(new URL("./worker.ts", import.meta.url).href)});
});`;

/** ms of processor time after which a case counts as one that does not end: on a busy machine a right one may wait for its turn. */
const patienceMs = 20_000;
/** ms after which it does even if it only waits. */
const waitingMs = 10 * patienceMs;

const [seconds = "60", seedText = String(Date.now() % 1_000_000), only] = process.argv.slice(2);
const seed = Number(seedText);
const chosen = targets.filter(({ name }) => only === undefined || name === only);

interface End {
  readonly index: number;
  readonly error?: string;
}

/** Runs a thread until it says something, its time is over, or it stands still. */
async function work(task: Omit<WorkerTask, "at">, ms: number): Promise<End> {
  const at = new Int32Array(new SharedArrayBuffer(4));
  at[0] = task.from;
  const worker = new Worker(begin, { eval: true, workerData: { ...task, at } });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<End>((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("error", reject);
      const until = performance.now() + ms;
      let [last, since, before] = [-1, performance.now(), process.cpuUsage()];
      timer = setInterval(() => {
        const [index, now] = [Atomics.load(at, 0), performance.now()];
        if (index !== last) [last, since, before] = [index, now, process.cpuUsage()];
        const { user, system } = process.cpuUsage(before);
        if ((user + system) / 1000 > patienceMs || now - since > waitingMs)
          resolve({ index, error: `It does not end within ${String(Math.round(now - since))} ms.` });
        else if (now > until && task.one === undefined) resolve({ index });
      }, 100);
    });
  } finally {
    clearInterval(timer);
    await worker.terminate();
  }
}

let failed = 0;
for (const { name, make } of chosen) {
  const ms = (Number(seconds) * 1000) / chosen.length;
  const until = performance.now() + ms;
  let from = 0;
  for (let left = ms; left > 0 && failed < 20; left = until - performance.now()) {
    const { index, error } = await work({ target: name, seed, from }, left);
    from = index + 1;
    if (error === undefined) break;
    failed++;
    const fails = async (one: FuzzCase): Promise<boolean> =>
      (await work({ target: name, seed, from: 0, one }, waitingMs)).error !== undefined;
    const least = await shrink(make(new Random(seedOf(seed, index))), fails, 60);
    mkdirSync("fuzz-failures", { recursive: true });
    const file = `fuzz-failures/${name.replaceAll(" ", "-")}-${String(seed)}-${String(index)}.json`;
    writeFileSync(file, JSON.stringify({ target: name, seed, index, error, ...least }, null, 2));
    console.error(`${name}: case ${String(index)} failed, see ${file}\n${error}`);
  }
  console.log(`${name}: ${String(from)} cases, seed ${String(seed)}`);
}
process.exitCode = failed === 0 ? 0 : 1;
