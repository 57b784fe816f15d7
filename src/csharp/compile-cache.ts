/** Compiled QActions on disk, by what they were compiled from. */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, rmSync, statSync, utimesSync, existsSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import process from "node:process";

/** What is not used for so many ms is removed when something new is compiled. */
const keptMs = 30 * 24 * 3600 * 1000;

/** `QACTION_CSHARP_CACHE`, else a folder in the cache folder of the user. */
export function defaultCacheFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const given = env["QACTION_CSHARP_CACHE"] ?? "";
  if (given !== "") return path.resolve(given);
  const paths = platform === "win32" ? path.win32 : path.posix;
  const base =
    platform === "win32"
      ? (env["LOCALAPPDATA"] ?? paths.join(homedir(), "AppData", "Local"))
      : platform === "darwin"
        ? paths.join(homedir(), "Library", "Caches")
        : (env["XDG_CACHE_HOME"] ?? paths.join(homedir(), ".cache"));
  return paths.join(base, "qaction-kit", "csharp");
}

/** A fingerprint of texts, in their order. */
export function fingerprint(texts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(`${String(text.length)}\n`).update(text, "utf16le");
  return hash.digest("hex").slice(0, 40);
}

/** A fingerprint of a file that is not read for it: path, size and time. */
export function fileFingerprint(file: string): string {
  const { size, mtimeMs } = statSync(file);
  return `${file}|${String(size)}|${String(mtimeMs)}`;
}

/** One folder of compiled assemblies, which several processes may use at a time. */
export class CompileCache {
  readonly #folder: string;

  constructor(folder: string | undefined) {
    this.#folder = folder ?? defaultCacheFolder();
  }

  /** The file of an assembly that was compiled from what has this fingerprint; `undefined` when it was not yet. */
  find(key: string, assembly: string): string | undefined {
    const file = this.#file(key, assembly);
    if (!existsSync(file)) return undefined;
    const now = new Date();
    try {
      utimesSync(path.dirname(file), now, now);
    } catch {
      // Of another user, or read-only: it stays as old as it is.
    }
    return file;
  }

  /** Where an assembly is to be written. */
  place(key: string, assembly: string): string {
    const file = this.#file(key, assembly);
    mkdirSync(path.dirname(file), { recursive: true });
    this.#prune();
    return file;
  }

  #file(key: string, assembly: string): string {
    return path.join(this.#folder, key, `${assembly.replaceAll(/[<>:"/\\|?*]/g, "_")}.dll`);
  }

  #prune(): void {
    const oldest = Date.now() - keptMs;
    for (const name of readdirSync(this.#folder)) {
      const folder = path.join(this.#folder, name);
      try {
        if (statSync(folder).mtimeMs < oldest) rmSync(folder, { recursive: true, force: true });
      } catch {
        // Another process has removed it.
      }
    }
  }
}
