/** Watches the files of a folder and of the folders in it, without those that hold packages or what a build writes. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { systemClock, type Timer } from "../base/clock.ts";
import { FolderWatchers } from "./folder-watchers.ts";

/** Editors and builds write files in several steps: ms without a change before the work begins. */
const quietMs = 200;

/** Folders of packages, of builds and of tools: they may hold more than the disk of a small machine can be asked for. */
const foreign = /^(?:node_modules|bin|obj|\..*)$/i;

function foldersIn(folder: string): string[] {
  try {
    const inside = readdirSync(folder, { withFileTypes: true })
      .filter((one) => one.isDirectory() && !foreign.test(one.name))
      .map(({ name }) => path.join(folder, name));
    return [folder, ...inside.flatMap(foldersIn)];
  } catch {
    // It has gone meanwhile, or nobody may look into it.
    return [];
  }
}

/**
 * Calls `work` after changes of files, one call after the other.
 * @param fits true for a path below the folder, with the separators of the system, that counts
 * @param failed told when the folder can no longer be watched
 * @param recursive False: the folders in it do not count.
 * @returns a function that ends it
 */
export function whileFilesChange(
  folder: string,
  fits: (name: string) => boolean,
  work: () => Promise<void>,
  failed: (error: unknown) => void,
  recursive = true,
): () => void {
  const root = path.resolve(folder);
  let timer: Timer | undefined;
  let busy: Promise<unknown> = Promise.resolve();
  const soon = (): void => {
    timer?.cancel();
    timer = systemClock.after(quietMs, () => {
      busy = busy.then(work).catch(failed);
    });
  };
  const above = path.dirname(root);
  // The folder above tells when this one is replaced, as version control does.
  const wanted = (): ReadonlySet<string> => new Set([above, ...(recursive ? foldersIn(root) : [root])]);
  const watchers = new FolderWatchers(({ folder: where, name, renamed }) => {
    if (where === above) {
      if (renamed && (name === undefined || name === path.basename(root))) follow();
      return;
    }
    const counts = name === undefined || fits(path.relative(root, path.join(where, name)));
    if (counts) soon();
    if (renamed && (name === undefined || !counts)) follow();
  }, failed);
  const hasFitting = (added: string): boolean =>
    readdirSync(added).some((name) => fits(path.relative(root, path.join(added, name))));
  /** Watches the folders that are there now. A folder that has come with files in it is a change. */
  const follow = (): void => {
    try {
      if (watchers.follow(wanted()).some(hasFitting)) soon();
    } catch (error) {
      failed(error);
    }
  };
  watchers.follow(wanted());
  return () => {
    timer?.cancel();
    watchers.close();
  };
}
