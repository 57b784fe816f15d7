/** Watchers of folders, each without the folders in it: which folders they are changes while they run. */
import { statSync, watch, type FSWatcher } from "node:fs";
import path from "node:path";

/** What happened in a folder. */
export interface FolderEvent {
  readonly folder: string;
  /** Of the file or folder in it; undefined where the system does not say. */
  readonly name: string | undefined;
  /** Something came, went, or took the place of something; false for a file that was written. */
  readonly renamed: boolean;
}

interface Watched {
  readonly watcher: FSWatcher;
  /** Which folder it is: one that comes back under the same path is another one. Undefined when it may have gone. */
  identity: string | undefined;
}

/** Folders whose content nobody may see, and those that go before they can be watched. */
const unwatchable: ReadonlySet<string> = new Set(["EACCES", "EPERM", "ENOENT", "ENOTDIR"]);

/** Undefined for a folder that does not exist. */
function identityOf(folder: string): string | undefined {
  try {
    const stats = statSync(folder, { throwIfNoEntry: false, bigint: true });
    return stats?.isDirectory() === true ? `${String(stats.dev)} ${String(stats.ino)}` : undefined;
  } catch {
    // A file stands where a folder of the path was, or nobody may look.
    return undefined;
  }
}

/** True for a folder that can be watched. */
export const isFolder = (folder: string): boolean => identityOf(folder) !== undefined;

/** A set of watched folders. */
export class FolderWatchers {
  readonly #watched = new Map<string, Watched>();
  readonly #happened: (event: FolderEvent) => void;
  readonly #failed: (error: unknown) => void;

  /**
   * @param happened told of each change; several times for one that an editor makes in steps
   * @param failed told why the system watches no more
   */
  constructor(happened: (event: FolderEvent) => void, failed: (error: unknown) => void) {
    this.#happened = happened;
    this.#failed = failed;
  }

  /**
   * Watches these folders and no others. A folder that was removed and came back is watched anew.
   * @param folders absolute paths
   * @returns those that were not watched before
   * @throws the system's error when it watches no more folders (`ENOSPC`, `EMFILE`)
   */
  follow(folders: ReadonlySet<string>): readonly string[] {
    for (const [folder, { watcher }] of this.#watched) {
      if (folders.has(folder) && this.isCurrent(folder)) continue;
      watcher.close();
      this.#watched.delete(folder);
    }
    return [...folders].filter((folder) => !this.#watched.has(folder) && this.#begin(folder));
  }

  /** True for a folder that is watched, and not for another one that has taken its place. */
  isCurrent(folder: string): boolean {
    const identity = this.#watched.get(folder)?.identity;
    return identity !== undefined && identity === identityOf(folder);
  }

  /** Ends all. */
  close(): void {
    for (const { watcher } of this.#watched.values()) watcher.close();
    this.#watched.clear();
  }

  #begin(folder: string): boolean {
    const identity = identityOf(folder);
    if (identity === undefined) return false;
    try {
      const watched: Watched = { watcher: watch(folder), identity };
      const { watcher } = watched;
      watcher.on("change", (event, name) => {
        const renamed = event === "rename";
        // What goes or moves is the folder itself. Its number alone does not tell: the next folder may get the same one.
        if (renamed && name === path.basename(folder)) watched.identity = undefined;
        this.#happened({ folder, name: typeof name === "string" ? name : undefined, renamed });
      });
      watcher.on("error", (error) => {
        // Windows reports a folder that was removed as an error of its watcher.
        if (isFolder(folder)) this.#failed(error);
        else this.#happened({ folder, name: undefined, renamed: true });
      });
      this.#watched.set(folder, watched);
      return true;
    } catch (error) {
      if (error instanceof Error && "code" in error && unwatchable.has(String(error.code))) return false;
      throw error;
    }
  }
}
