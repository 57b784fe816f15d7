/** Watches the files of a folder and of all folders in it. */
import { watch } from "node:fs";
import { systemClock, type Timer } from "../base/clock.ts";

/** Editors and builds write files in several steps: ms without a change before the work begins. */
const quietMs = 200;

/**
 * Calls `work` after changes of files, one call after the other.
 * @param fits true for a path below the folder, with the separators of the system, that counts
 * @param failed told when the folder can no longer be watched
 * @returns a function that ends it
 */
export function whileFilesChange(
  folder: string,
  fits: (name: string) => boolean,
  work: () => Promise<void>,
  failed: (error: unknown) => void,
): () => void {
  let timer: Timer | undefined;
  let busy: Promise<unknown> = Promise.resolve();
  const watcher = watch(folder, { recursive: true }, (_event, name) => {
    if (name === null || !fits(name)) return;
    timer?.cancel();
    timer = systemClock.after(quietMs, () => {
      busy = busy.then(work).catch(failed);
    });
  });
  watcher.on("error", failed);
  return () => {
    timer?.cancel();
    watcher.close();
  };
}
