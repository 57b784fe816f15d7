/** Counts what this process watches. */
import { setImmediate } from "node:timers/promises";
import process from "node:process";

/** Open watchers of files and folders. What has been closed counts no more. */
export async function openWatchers(): Promise<number> {
  // A watcher that was closed goes with the next round of events.
  await setImmediate();
  return process.getActiveResourcesInfo().filter((name) => name.startsWith("FSEvent")).length;
}
