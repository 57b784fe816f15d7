/** Replaces several files as one change. A journal beside the protocol says what is under way, so that the next run mends what a crash left. */
import { createHash, randomUUID } from "node:crypto";
import { chmod, chown, open, readFile, realpath, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { isInside } from "../../base/inside.ts";
import { CommandFailure } from "../exit.ts";
import { replaceFile } from "../replace-file.ts";

/** Name of the journal. It is there only while files are replaced. */
export const journalFile = ".qaction-check-fix.json";

/** A file, and what it is to hold in place of what it held when it was read. */
export interface Replacement {
  readonly file: string;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** One file of a journal. */
interface Entry {
  /** Relative to the folder of the journal. */
  readonly file: string;
  /** Name of the new file, in the folder of the old one. */
  readonly temporary: string;
  /** SHA-256 of both contents. */
  readonly before: string;
  readonly after: string;
}

/** Signals wait until all files are replaced. */
const endings = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const digest = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

const digestOf = (file: string): Promise<string | undefined> => readFile(file).then(digest, () => undefined);

/**
 * Replaces all files or none. Every new file is complete before the first one takes the place of an old one.
 * @param folder that of the protocol, in which the journal stands
 * @throws CommandFailure when a file cannot be written, or has changed since it was read
 */
export async function replaceTogether(folder: string, changes: readonly Replacement[]): Promise<void> {
  const [first, ...others] = changes;
  if (first === undefined) return;
  if (others.length === 0) {
    await replaceFile(first.file, async (handle) => {
      await handle.writeFile(first.after);
      await mustBeUnchanged(first);
      return true;
    });
    return;
  }
  const journal = path.join(folder, journalFile);
  const entries = changes.map(({ file, before, after }): Entry => ({
    file: path.relative(folder, file),
    temporary: `.${path.basename(file)}.${randomUUID().slice(0, 8)}.tmp`,
    before: digest(before),
    after: digest(after),
  }));
  let waiting: NodeJS.Signals | undefined;
  const wait = (signal: NodeJS.Signals): void => {
    waiting ??= signal;
  };
  for (const name of endings) process.on(name, wait);
  try {
    await writeJournal(journal, entries);
    const replaced: Replacement[] = [];
    try {
      for (const [i, change] of changes.entries()) await prepare(change, entries[i]?.temporary ?? "");
      for (const change of changes) await mustBeUnchanged(change);
      for (const [i, change] of changes.entries()) {
        const { target, temporary } = await placesOf(change.file, entries[i]?.temporary ?? "");
        await rename(temporary, target);
        replaced.push(change);
      }
    } catch (error) {
      for (const { file, before } of replaced) await overwrite(file, before);
      throw error;
    } finally {
      await clear(folder, entries);
    }
  } finally {
    for (const name of endings) process.removeListener(name, wait);
    if (waiting !== undefined) process.kill(process.pid, waiting);
  }
}

async function writeJournal(journal: string, files: readonly Entry[]): Promise<void> {
  await replaceFile(journal, async (handle) => {
    await handle.writeFile(`${JSON.stringify({ version: 1, files }, undefined, 2)}\n`);
    return true;
  });
}

async function placesOf(file: string, name: string): Promise<{ target: string; temporary: string }> {
  const target = await realpath(file).catch(() => path.resolve(file));
  return { target, temporary: path.join(path.dirname(target), path.basename(name)) };
}

/** Writes a new file, which has the mode and, where the system allows it, the owner of the old one. */
async function prepare({ file, after }: Replacement, name: string): Promise<void> {
  const { target, temporary } = await placesOf(file, name);
  const old = await stat(target).catch(() => undefined);
  const handle = await open(temporary, "wx", old?.mode ?? 0o666).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandFailure(`'${file}' cannot be written: no file can be created beside it. ${reason}`);
  });
  try {
    await handle.writeFile(after);
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (old === undefined) return;
  await chmod(temporary, old.mode);
  // Only root may change the owner of a file.
  await chown(temporary, old.uid, old.gid).catch(() => undefined);
}

async function mustBeUnchanged({ file, before }: Replacement): Promise<void> {
  if ((await digestOf(file)) === digest(before)) return;
  throw new CommandFailure(`'${file}' has changed while it was checked. Nothing is written; run it again.`);
}

async function overwrite(file: string, bytes: Uint8Array): Promise<void> {
  await replaceFile(file, async (handle) => {
    await handle.writeFile(bytes);
    return true;
  });
}

/** Removes what only the change needed. */
async function clear(folder: string, entries: readonly Entry[]): Promise<void> {
  for (const { file, temporary } of entries)
    await rm((await placesOf(path.join(folder, file), temporary)).temporary, { force: true });
  await rm(path.join(folder, journalFile), { force: true });
}

/** The journal of a folder; undefined when there is none. @throws CommandFailure for one that is no journal */
async function readJournal(folder: string): Promise<readonly Entry[] | undefined> {
  const journal = path.join(folder, journalFile);
  const text = await readFile(journal, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const entries = parsed(text);
  if (entries !== undefined) return entries;
  throw new CommandFailure(`'${journal}' is no journal of an interrupted fix. Delete it, and run it again.`);
}

function parsed(text: string): readonly Entry[] | undefined {
  try {
    const { version, files } = JSON.parse(text) as { version?: unknown; files?: unknown };
    return version === 1 && Array.isArray(files) && files.every(isEntry) ? files : undefined;
  } catch {
    return undefined;
  }
}

/** Nothing outside of the folder is touched, whoever wrote the journal. */
function isEntry(value: unknown): value is Entry {
  const { file, temporary, before, after } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return (
    [file, temporary, before, after].every((text) => typeof text === "string") &&
    isInside(String(file)) &&
    /^\.[^/\\]+\.[\da-f]{8}\.tmp$/.test(String(temporary))
  );
}

/** True when a fix of that folder was interrupted. */
export async function isInterrupted(folder: string): Promise<boolean> {
  return (await stat(path.join(folder, journalFile)).catch(() => undefined)) !== undefined;
}

/**
 * Mends what a crash left of a change: once the first file has been replaced, the others follow; before, all stay as they were.
 * @returns how many files were replaced; undefined when nothing was interrupted
 * @throws CommandFailure when somebody has changed one of the files since
 */
export async function mendInterrupted(folder: string): Promise<number | undefined> {
  const entries = await readJournal(folder);
  if (entries === undefined) return undefined;
  const states = await Promise.all(
    entries.map(async ({ file, temporary: name, before, after }) => {
      const { target, temporary } = await placesOf(path.join(folder, file), name);
      const [now, prepared] = await Promise.all([digestOf(target), digestOf(temporary)]);
      return { target, temporary, done: now === after, old: now === before, ready: prepared === after };
    }),
  );
  const open = states.filter(({ done }) => !done);
  const begun = open.length < states.length;
  const stuck = states.findIndex(({ done, old, ready }) => !done && (!old || (begun && !ready)));
  if (stuck !== -1) {
    throw new CommandFailure(
      `A fix of '${folder}' was interrupted, and '${String(entries[stuck]?.file)}' has changed since. Look at its files, and delete ${journalFile}.`,
    );
  }
  const finished = begun || open.every(({ ready }) => ready) ? open : [];
  for (const { target, temporary } of finished) await rename(temporary, target);
  await clear(folder, entries);
  return finished.length;
}
