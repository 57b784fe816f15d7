/** A lock on a file against other processes, held by the system: it ends with the process, however that ends. */
import { createHash } from "node:crypto";
import { once } from "node:events";
import { constants } from "node:fs";
import { open, stat } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";

/** Releases a lock. */
export type Unlock = () => Promise<void>;

/**
 * `O_EXLOCK` of macOS and the BSDs, and what libuv takes for it on Windows (`UV_FS_O_EXLOCK`, libuv: "File system
 * operations"). Node.js passes the number on and has no name for it.
 */
const exclusive = process.platform === "win32" ? 0x1000_0000 : 0x20;

/** Error codes when the lock is taken. */
const taken: ReadonlySet<unknown> = new Set(["EADDRINUSE", "EAGAIN", "EBUSY", "EWOULDBLOCK"]);

/** Error codes of a place that cannot be written to. */
const readOnly: ReadonlySet<unknown> = new Set(["EACCES", "EPERM", "EROFS"]);

/**
 * Locks a file, which need not exist, in a folder that must exist. Linux: a name in the abstract socket namespace, from
 * the folder's identity and the file's name, so that no file is left behind. Elsewhere: a file `NAME.lock` beside it,
 * which is opened exclusively and stays.
 * @param file Path without symbolic links at its end.
 * @returns `undefined` when another process, or this one, has already locked it
 */
export async function lockFile(file: string): Promise<Unlock | undefined> {
  try {
    return await (process.platform === "linux" ? lockName(file) : lockBeside(file));
  } catch (error) {
    if (taken.has(codeOf(error))) return undefined;
    throw error;
  }
}

async function lockName(file: string): Promise<Unlock> {
  const { dev, ino } = await stat(path.dirname(file), { bigint: true });
  const identity = createHash("sha256").update(`${String(dev)}/${String(ino)}/${path.basename(file)}`);
  const server = createServer((socket) => socket.destroy());
  server.listen(`\0qaction-kit-saved-${identity.digest("hex").slice(0, 40)}`);
  await once(server, "listening");
  // The lock does not keep the program running.
  server.unref();
  return () =>
    new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
    });
}

async function lockBeside(file: string): Promise<Unlock> {
  // Windows has no O_NONBLOCK and does not need it: there it is undefined, which adds nothing.
  const { O_CREAT, O_RDWR, O_NONBLOCK } = constants;
  try {
    const handle = await open(`${file}.lock`, O_CREAT | O_RDWR | O_NONBLOCK | exclusive, 0o600);
    return () => handle.close();
  } catch (error) {
    if (!readOnly.has(codeOf(error))) throw error;
    return () => Promise.resolve();
  }
}

/** Code of a system error, such as `ENOSPC`. */
export function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
