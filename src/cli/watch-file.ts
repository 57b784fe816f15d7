/** Watches one file until the process is told to end. */
import { watch } from "node:fs";
import path from "node:path";
import { systemClock, type Timer } from "../base/clock.ts";

/** Editors write a file in several steps: ms without a change before the work begins. */
const quietMs = 50;

/**
 * Calls `work` at once and after each change of a file, one call after the other. The folder is watched, because many
 * editors replace the file with a new one.
 * @param ready Called after the first work; a change since its beginning leads to another.
 * @returns when the process gets SIGINT (Ctrl+C) or SIGTERM and the work under way is done
 */
export async function whileChanging(
  file: string,
  work: () => Promise<void>,
  ready: () => void,
): Promise<void> {
  const name = path.basename(file);
  let timer: Timer | undefined;
  let busy = Promise.resolve();
  let failure: { readonly error: unknown } | undefined;
  await new Promise<void>((resolve) => {
    const watcher = watch(path.dirname(path.resolve(file)), (_event, changed) => {
      if (changed !== null && changed !== name) return;
      timer?.cancel();
      timer = systemClock.after(quietMs, () => {
        busy = busy.then(work).catch(fail);
      });
    });
    const finish = (): void => {
      process.off("SIGINT", finish);
      process.off("SIGTERM", finish);
      timer?.cancel();
      watcher.close();
      resolve();
    };
    const fail = (error: unknown): void => {
      failure ??= { error };
      finish();
    };
    watcher.on("error", fail);
    process.on("SIGINT", finish);
    process.on("SIGTERM", finish);
    busy = work().then(ready).catch(fail);
  });
  await busy;
  if (failure !== undefined) throw failure.error;
}
