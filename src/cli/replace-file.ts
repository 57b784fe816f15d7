/** Writes a file completely or not at all: into a temporary file beside it, which then replaces it. */
import { randomUUID } from "node:crypto";
import { rmSync, statSync } from "node:fs";
import { chmod, chown, open, realpath, rename, rm } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { CommandFailure } from "./exit.ts";

/** Signals that end the command; the temporary file must not stay behind. */
const endings = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Replaces or creates a file. The mode is kept, and the owner where the system allows it; a link stays a link. When `write` throws
 * or returns false the file is left as it was, and nothing stays behind.
 * @throws CommandFailure if no file can be created in the folder
 * @param write fills the new file; false if it need not replace the old one
 */
export async function replaceFile(
  file: string,
  write: (handle: FileHandle) => Promise<boolean>,
): Promise<void> {
  const target = await realpath(file).catch(() => file);
  const old = statSync(target, { throwIfNoEntry: false });
  const temporary = path.join(
    path.dirname(target),
    `.${path.basename(target)}.${randomUUID().slice(0, 8)}.tmp`,
  );
  const handle = await open(temporary, "wx", old?.mode ?? 0o666).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandFailure(`'${file}' cannot be written: no file can be created beside it. ${reason}`);
  });
  const clean = (signal: NodeJS.Signals): void => {
    rmSync(temporary, { force: true });
    for (const name of endings) process.removeListener(name, clean);
    process.kill(process.pid, signal);
  };
  for (const name of endings) process.once(name, clean);
  try {
    const wanted = await write(handle);
    if (wanted) await handle.sync();
    await handle.close();
    if (!wanted) return;
    if (old !== undefined) {
      await chmod(temporary, old.mode);
      // Only root may change the owner of a file.
      await chown(temporary, old.uid, old.gid).catch(() => undefined);
    }
    await rename(temporary, target);
  } finally {
    await handle.close().catch(() => undefined);
    await rm(temporary, { force: true });
    for (const name of endings) process.removeListener(name, clean);
  }
}
