/** A file of saved values on disk: locked, read once, appended to, and replaced by a new one when it is outdated. */
import type { BigIntStats } from "node:fs";
import { open, readFile, realpath, rename, rm, stat, type FileHandle } from "node:fs/promises";
import path from "node:path";
import { QActionKitError } from "../../base/errors.ts";
import { codeOf, lockFile, type Unlock } from "./file-lock.ts";
import { SavedContent, type Change } from "./saved-content.ts";
import { firstChecksum, firstLine, savedLines, readSavedLines } from "./saved-lines.ts";

/** A smaller file, in bytes, is not replaced. */
const leastToReplace = 1_048_576;

/** Only the owner may read saved values: there may be passwords among them. */
const ownerOnly = 0o600;

/** Bytes at the end of a file that are ignored. */
export interface DroppedBytes {
  /** Their offset in the file. */
  readonly offset: number;
  readonly length: number;
  /** Copy of the whole file, when they are more than one unfinished write. */
  readonly copy?: string;
}

/** A file of saved values that this process has locked. */
export class LockedFile {
  /** Absolute, symbolic links followed. */
  readonly path: string;
  /** What the file held when it was opened. */
  readonly content = new SavedContent();
  readonly #unlock: Unlock;
  #handle: FileHandle | undefined;
  /** Inode that the file should have; `undefined`: it does not exist. */
  #inode: bigint | undefined;
  /** Size that it should have; `undefined` after a failed write. */
  #sizeOnDisk: number | undefined = 0;
  #mode = ownerOnly;
  /** Size of its valid part. */
  #size = 0;
  #checksum = firstChecksum;
  #replaceAt = leastToReplace;
  #dropped: DroppedBytes | undefined;

  private constructor(file: string, unlock: Unlock) {
    this.path = file;
    this.#unlock = unlock;
  }

  /**
   * Locks a file and reads it; it need not exist. Nothing is written but the copy of a damaged file.
   * @param damaged What to do when lines in its middle are damaged.
   * @throws QActionKitError `ERR_SAVED_FILE`, `ERR_SAVED_LOCKED`, `ERR_SAVED_FORMAT` or `ERR_SAVED_DAMAGED`
   */
  static async open(given: string, damaged: "refuse" | "recover"): Promise<LockedFile> {
    const file = await resolved(given);
    const unlock = await lockFile(file).catch((error: unknown) => {
      throw unreadable(file, error);
    });
    if (unlock === undefined) {
      throw new QActionKitError(
        "ERR_SAVED_LOCKED",
        `${file} is in use by another process, or by another savedOnDisk of this process. Stop that first, or use another file; elements of one program can share one savedOnDisk.`,
      );
    }
    const locked = new LockedFile(file, unlock);
    try {
      await locked.#read(damaged);
    } catch (error) {
      await unlock();
      throw error;
    }
    return locked;
  }

  /** What was ignored at the end of the file when it was opened; `undefined`: nothing. */
  get dropped(): DroppedBytes | undefined {
    return this.#dropped;
  }

  /** Checksum of the whole content: files with the same checksum have the same content. */
  get checksum(): number {
    return this.#checksum;
  }

  /** True while there is no file, or an empty one. */
  get isNew(): boolean {
    return this.#size === 0;
  }

  /** Opens the file for appending. */
  async takeUp(): Promise<void> {
    if (this.#handle !== undefined) return;
    this.#handle = await open(this.path, "r+");
    if (this.#sizeOnDisk === this.#size) return;
    await this.#handle.truncate(this.#size);
    await this.#handle.datasync();
    this.#sizeOnDisk = this.#size;
  }

  /**
   * Writes changes to disk: appends them, or replaces the file by one with `all`, when it is mostly outdated, gone, or when
   * `replace` is true.
   * @throws the error of the system; the file is then as it was, or ends with an incomplete line
   */
  async write(changes: readonly Change[], all: () => Iterable<Change>, replace: boolean): Promise<void> {
    const found = await this.#untouched();
    if (replace || found === undefined || this.isNew || this.#size > this.#replaceAt)
      await this.#replace(all());
    else await this.#add(changes);
  }

  /** Closes and unlocks the file. */
  async close(): Promise<void> {
    await this.#letGo();
    await this.#unlock();
  }

  async #read(damaged: "refuse" | "recover"): Promise<void> {
    let bytes: Buffer;
    try {
      const { ino, mode } = await stat(this.path, { bigint: true });
      bytes = await readFile(this.path);
      this.#inode = ino;
      this.#mode = Number(mode) & 0o777;
    } catch (error) {
      if (codeOf(error) === "ENOENT") return;
      throw unreadable(this.path, error);
    }
    this.#sizeOnDisk = bytes.length;
    if (bytes.length === 0) return;
    const reading = readSavedLines(bytes, this.content);
    if (reading.state === "foreign") {
      throw new QActionKitError(
        "ERR_SAVED_FORMAT",
        `${this.path} is not a file of saved values, and is left as it is. Use another file.`,
      );
    }
    if (reading.state === "newer") {
      const found = String(reading.version);
      throw new QActionKitError(
        "ERR_SAVED_FORMAT",
        `${this.path} has format ${found}, of a later version of qaction-kit, and is left as it is. Update qaction-kit, or use another file.`,
      );
    }
    const { state, length: offset, dropped, checksum } = reading;
    if (state === "damaged" && damaged === "refuse") {
      throw new QActionKitError(
        "ERR_SAVED_DAMAGED",
        `${this.path} is damaged at byte ${String(offset)} of ${String(bytes.length)}, and is left as it is. Restore a copy of it, or open it with savedOnDisk(file, { damaged: "recover" }), which uses what was saved before that position.`,
        { details: { offset } },
      );
    }
    this.#size = offset;
    this.#checksum = checksum;
    if (dropped > 0) {
      const copy = state === "damaged" ? { copy: await this.#copy(bytes) } : {};
      this.#dropped = { offset, length: dropped, ...copy };
    }
    if (offset > leastToReplace) this.#replaceAt = 2 * sizeOf(this.content.changes()) + leastToReplace;
  }

  /** Writes a copy beside the file. */
  async #copy(bytes: Buffer): Promise<string> {
    const copy = `${this.path}.damaged`;
    const handle = await open(copy, "w", this.#mode);
    try {
      await writeAll(handle, bytes, 0);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return copy;
  }

  /**
   * The file on disk, which must be unchanged; `undefined` when it is gone. A second lock: containers that share a folder
   * do not see each other's locks, and an editor takes none.
   */
  async #untouched(): Promise<BigIntStats | undefined> {
    let found: BigIntStats;
    try {
      found = await stat(this.path, { bigint: true });
    } catch (error) {
      if (codeOf(error) === "ENOENT") return undefined;
      throw error;
    }
    const sizeFits = this.#sizeOnDisk === undefined || found.size === BigInt(this.#sizeOnDisk);
    if (found.ino === this.#inode && sizeFits) return found;
    throw new Error("Another program has changed the file, so it is no longer written");
  }

  /** Appends lines, each on disk before the next is written: a crash damages one line at most. */
  async #add(changes: readonly Change[]): Promise<void> {
    await this.takeUp();
    const handle = this.#handle;
    if (handle === undefined) return;
    for (const { bytes, checksum } of savedLines(changes, this.#checksum)) {
      this.#sizeOnDisk = undefined;
      try {
        await writeAll(handle, bytes, this.#size);
        await handle.datasync();
      } catch (error) {
        await this.#letGo();
        throw error;
      }
      this.#size += bytes.length;
      this.#sizeOnDisk = this.#size;
      this.#checksum = checksum;
    }
  }

  async #replace(all: Iterable<Change>): Promise<void> {
    const fresh = `${this.path}.new`;
    const handle = await open(fresh, "w", this.#mode);
    let checksum = firstChecksum;
    let size = firstLine.length;
    let inode: bigint;
    try {
      await handle.chmod(this.#mode);
      await writeAll(handle, firstLine, 0);
      for (const line of savedLines(all, checksum)) {
        await writeAll(handle, line.bytes, size);
        size += line.bytes.length;
        checksum = line.checksum;
      }
      await handle.sync();
      inode = (await handle.stat({ bigint: true })).ino;
      // Windows does not replace an open file.
      await this.#letGo();
      await rename(fresh, this.path);
    } catch (error) {
      await handle.close().catch(() => undefined);
      await rm(fresh, { force: true }).catch(() => undefined);
      throw error;
    }
    this.#handle = handle;
    this.#inode = inode;
    this.#size = this.#sizeOnDisk = size;
    this.#checksum = checksum;
    this.#replaceAt = 2 * size + leastToReplace;
    await syncFolder(path.dirname(this.path));
  }

  async #letGo(): Promise<void> {
    const handle = this.#handle;
    this.#handle = undefined;
    await handle?.close().catch(() => undefined);
  }
}

/** The path of a file that need not exist, symbolic links followed. */
async function resolved(given: string): Promise<string> {
  try {
    return await realpath(given);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw unreadable(given, error);
  }
  try {
    return path.join(await realpath(path.dirname(given)), path.basename(given));
  } catch (error) {
    throw unreadable(given, error);
  }
}

function unreadable(file: string, cause: unknown): QActionKitError {
  const why = cause instanceof Error ? cause.message : String(cause);
  const what = codeOf(cause) === "ENOENT" ? "There is no such folder" : why;
  return new QActionKitError("ERR_SAVED_FILE", `The saved values in ${file} cannot be opened. ${what}.`, {
    cause,
  });
}

/** Approximate size of changes in a file, bytes. */
function sizeOf(changes: Iterable<Change>): number {
  let size = 0;
  for (const change of changes) size += JSON.stringify(change).length;
  return size;
}

/** Writes all bytes: one call of `write` may write fewer. */
async function writeAll(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

/** Syncs a rename to disk, where the system can open a folder and the file system supports it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } catch (error) {
    if (codeOf(error) !== "EINVAL" && codeOf(error) !== "ENOTSUP") throw error;
  } finally {
    await handle.close();
  }
}
