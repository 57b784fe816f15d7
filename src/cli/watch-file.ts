/** Watches files until the process is told to end. */
import { statSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { systemClock, type Timer } from "../base/clock.ts";
import { listingOf } from "../check/source-files.ts";
import { FolderWatchers, isFolder, type FolderEvent } from "./folder-watchers.ts";

/** Editors write a file in several steps: ms without a change before the work begins. */
const quietMs = 50;

/** The times of files may be so many ms behind the clock of the system, which is finer. */
const grainMs = 20;

/** When a file last changed or came, in ms, or when something last came into or went from a listed folder; -Infinity for none. */
function changedAt(file: string): number {
  const listed = path.basename(file).startsWith("*") ? path.dirname(file) : file;
  return statSync(listed, { throwIfNoEntry: false })?.ctimeMs ?? -Infinity;
}

/** A folder, or the nearest one above it that exists. */
function nearestFolder(folder: string): string {
  const above = path.dirname(folder);
  return isFolder(folder) || above === folder ? folder : nearestFolder(above);
}

/**
 * Calls `work` at once and after each change of a file, one call after the other. The folders of the files are watched, because
 * many editors replace a file with a new one; for a folder that is missing, the one above it. Nothing else is looked at: what
 * lies in other folders costs nothing.
 * @param files The files that count, also missing ones, asked again after each work: what they are may depend on what they hold.
 *   A path such as `folder/*.cs` stands for all files of the folder with that extension, `folder/*` for the folders in it.
 * @param work Gets the absolute paths of the files that changed.
 * @param ready Called after the first work; a change since its beginning leads to another.
 * @returns when the process gets SIGINT (Ctrl+C) or SIGTERM and the work under way is done
 */
export async function whileChanging(
  files: () => Iterable<string>,
  work: (changed: ReadonlySet<string>) => Promise<void>,
  ready: () => void,
): Promise<void> {
  let watched: ReadonlySet<string> = new Set();
  /** The folders of the files, each with the nearest one that exists: that is watched. */
  let nearest: ReadonlyMap<string, string> = new Map();
  let changed = new Set<string>();
  let timer: Timer | undefined;
  let busy = Promise.resolve();
  let started = false;
  let ended = false;
  let failure: { readonly error: unknown } | undefined;
  await new Promise<void>((resolve) => {
    const finish = (): void => {
      process.off("SIGINT", finish);
      process.off("SIGTERM", finish);
      ended = true;
      timer?.cancel();
      watchers.close();
      resolve();
    };
    const fail = (error: unknown): void => {
      failure ??= { error };
      finish();
    };
    const note = (some: Iterable<string>): void => {
      const before = changed.size;
      for (const file of some) changed.add(file);
      if (changed.size === before && timer === undefined) return;
      timer?.cancel();
      timer = systemClock.after(quietMs, () => {
        timer = undefined;
        busy = busy.then(round).catch(fail);
      });
    };
    const inside = (folder: string): string[] =>
      [...watched].filter((file) => file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep));
    const happened = ({ folder, name, renamed }: FolderEvent): void => {
      const file = name === undefined ? undefined : path.join(folder, name);
      if (file !== undefined && (watched.has(file) || watched.has(listingOf(file)))) note([file]);
      // A folder with files that count has come or gone, or the watched folder itself has.
      else if (file === undefined || (renamed && !watchers.isCurrent(folder))) note(inside(folder));
      else if (renamed) note(inside(file));
    };
    const watchers = new FolderWatchers(happened, fail);
    /**
     * Watches what counts now.
     * @param since Time of the system in ms: a file that changed later than this is noted.
     * @param seen Files whose change led to the work that has just been done.
     */
    const follow = (since: number, seen: ReadonlySet<string>): void => {
      watched = new Set(Array.from(files(), (file) => path.resolve(file)));
      const before = nearest;
      nearest = new Map(
        Array.from(new Set(Array.from(watched, (file) => path.dirname(file))), (own) => [
          own,
          nearestFolder(own),
        ]),
      );
      const fresh = new Set(watchers.follow(new Set(nearest.values())));
      const missed = (file: string): boolean => {
        const own = path.dirname(file);
        const now = nearest.get(own) ?? own;
        // Its folder has gone, or is another one now, and what told of that may have been closed with it.
        const lost = before.get(own) === own && (now !== own || fresh.has(own)) && !seen.has(file);
        return lost || (fresh.has(now) && changedAt(file) > since - grainMs);
      };
      note([...watched].filter(missed));
    };
    const round = async (): Promise<void> => {
      const since = systemClock.now();
      const all = changed;
      // What was noted while the work before went on may have been a part of it.
      if (started && all.size === 0) return;
      started = true;
      changed = new Set();
      await work(all);
      if (!ended) follow(since, all);
    };
    process.on("SIGINT", finish);
    process.on("SIGTERM", finish);
    try {
      follow(Infinity, new Set());
    } catch (error) {
      fail(error);
      return;
    }
    busy = round().then(ready).catch(fail);
  });
  await busy;
  if (failure !== undefined) throw failure.error;
}
