/** Watches files until the process is told to end. */
import { statSync, watch, type FSWatcher } from "node:fs";
import path from "node:path";
import { systemClock, type Timer } from "../base/clock.ts";

/** Editors write a file in several steps: ms without a change before the work begins. */
const quietMs = 50;

/** The newest change of a file, in ms; of a missing one -Infinity. */
function changedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? -Infinity;
}

/**
 * Calls `work` at once and after each change of a file, one call after the other. Folders are watched, because many
 * editors replace the file with a new one, and a file that is missing may come.
 * @param files The files that count, asked again after each work: what they are may depend on what they hold.
 * @param work Gets the absolute paths of the files that changed.
 * @param ready Called after the first work; a change since its beginning leads to another.
 * @returns when the process gets SIGINT (Ctrl+C) or SIGTERM and the work under way is done
 */
export async function whileChanging(
  files: () => Iterable<string>,
  work: (changed: ReadonlySet<string>) => Promise<void>,
  ready: () => void,
): Promise<void> {
  const watchers = new Map<string, FSWatcher>();
  let watched: ReadonlySet<string> = new Set();
  let changed = new Set<string>();
  let timer: Timer | undefined;
  let busy = Promise.resolve();
  let ended = false;
  let failure: { readonly error: unknown } | undefined;
  await new Promise<void>((resolve) => {
    const finish = (): void => {
      process.off("SIGINT", finish);
      process.off("SIGTERM", finish);
      ended = true;
      timer?.cancel();
      for (const watcher of watchers.values()) watcher.close();
      resolve();
    };
    const fail = (error: unknown): void => {
      failure ??= { error };
      finish();
    };
    const note = (file: string): void => {
      changed.add(file);
      timer?.cancel();
      timer = systemClock.after(quietMs, () => {
        busy = busy.then(round).catch(fail);
      });
    };
    /** Watches what counts now. @param since Time of the system in ms: a file that changed later than this is noted. */
    const follow = (since: number): void => {
      watched = new Set(Array.from(files(), (file) => path.resolve(file)));
      for (const folder of new Set(Array.from(watched, (file) => path.dirname(file)))) {
        if (watchers.has(folder) || statSync(folder, { throwIfNoEntry: false }) === undefined) continue;
        const watcher = watch(folder, (_event, name) => {
          for (const file of name === null ? watched : [path.join(folder, name)]) {
            if (watched.has(file) && path.dirname(file) === folder) note(file);
          }
        });
        watcher.on("error", fail);
        watchers.set(folder, watcher);
        for (const file of watched) {
          if (path.dirname(file) === folder && changedAt(file) > since) note(file);
        }
      }
    };
    const round = async (): Promise<void> => {
      const since = systemClock.now();
      const all = changed;
      changed = new Set();
      await work(all);
      if (!ended) follow(since);
    };
    process.on("SIGINT", finish);
    process.on("SIGTERM", finish);
    follow(Infinity);
    busy = round().then(ready).catch(fail);
  });
  await busy;
  if (failure !== undefined) throw failure.error;
}
