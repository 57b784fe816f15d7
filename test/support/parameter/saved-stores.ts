/** Files of saved values for tests. */
import { open, type FileHandle } from "node:fs/promises";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { QActionKitError } from "../../../src/base/errors.ts";

/** Runs a test in a folder of its own. */
export async function inFolder(test: (folder: string) => void | Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "qaction-saved-"));
  try {
    await test(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Code and message of the error that a promise ends with. */
export async function failure(promise: Promise<unknown>): Promise<{ code: string; message: string }> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof QActionKitError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error("Nothing was thrown.");
}

/** The one form of the call that the store uses. */
type Write = (
  this: FileHandle,
  bytes: Uint8Array,
  offset: number,
  length: number,
  position: number,
) => ReturnType<FileHandle["write"]>;

/** Files of the process are on a disk that takes so many bytes more, then none: `ENOSPC` as the system gives it. */
export class FullDisk implements Disposable {
  /** Bytes that it still takes. */
  room: number;
  readonly #files: FileHandle;
  readonly #write: Write;

  private constructor(files: FileHandle, room: number) {
    this.room = room;
    this.#files = files;
    const write = Reflect.get(files, "write") as Write;
    this.#write = write;
    const take = (length: number): number => {
      if (this.room <= 0) {
        throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
      }
      const taken = Math.min(length, this.room);
      this.room -= taken;
      return taken;
    };
    files.write = function (this: FileHandle, bytes, offset, length, position) {
      return write.call(this, bytes, offset, take(length), position);
    } as Write as FileHandle["write"];
  }

  static async with(room = 0): Promise<FullDisk> {
    const handle = await open(fileURLToPath(import.meta.url));
    await handle.close();
    return new FullDisk(Object.getPrototypeOf(handle) as FileHandle, room);
  }

  [Symbol.dispose](): void {
    this.#files.write = this.#write as FileHandle["write"];
  }
}
