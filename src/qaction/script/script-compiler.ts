/** Compiles each version of script files once for all elements that run them. */
import { isBuildFailure, scriptBuildError } from "./script-build-error.ts";
import { Compilation } from "./script-compilation.ts";
import type { CompiledFile } from "./script-compilation.ts";
import { ScriptSources } from "./script-sources.ts";

/** Files that were compiled together. */
export interface CompiledScripts {
  readonly files: ReadonlyMap<string, CompiledFile>;
  /** Why a requested file is missing, by file. */
  readonly errors: ReadonlyMap<string, Error>;
  readonly sources: ScriptSources;
}

async function compile(entries: readonly string[]): Promise<CompiledScripts> {
  const { build } = await import("esbuild");
  // From here on Node looks for the source map of whatever it loads.
  process.setSourceMapsEnabled(true);
  const errors = new Map<string, Error>();
  const attempt = async (files: readonly string[]): Promise<CompiledScripts | undefined> => {
    const compilation = new Compilation(build);
    try {
      await compilation.read(files);
      const compiled = files.length === 0 ? new Map<string, CompiledFile>() : await compilation.compile();
      compilation.sources.forgetTexts();
      return { files: compiled, errors, sources: compilation.sources };
    } catch (error) {
      if (files.length === 1 && files[0] !== undefined) errors.set(files[0], scriptBuildError(error));
      else if (!isBuildFailure(error)) throw error;
      return undefined;
    }
  };
  const together = await attempt(entries);
  if (together !== undefined) return together;
  // An error in one file must not stop the others.
  const alone = await Promise.all(entries.map(async (entry) => [entry, await attempt([entry])] as const));
  const good = alone.flatMap(([entry, compiled]) => (compiled === undefined ? [] : [entry]));
  return (await attempt(good)) ?? { files: new Map(), errors, sources: new ScriptSources() };
}

const kept = new Map<string, Promise<CompiledScripts>>();
/** Number of compilations that are kept for later elements. */
const mostKept = 64;

/** Compiles files with everything that they import; reuses an earlier compilation if none of them has changed. */
export async function compileScripts(entries: readonly string[]): Promise<CompiledScripts> {
  const key = entries.join("\0");
  const before = kept.get(key);
  if (before !== undefined) {
    const compiled = await before;
    if (compiled.errors.size === 0 && compiled.sources.isCurrent()) return compiled;
    if (kept.get(key) !== before) return compileScripts(entries);
  }
  const compiled = compile(entries);
  kept.delete(key);
  kept.set(key, compiled);
  for (const oldest of kept.keys()) {
    if (kept.size <= mostKept) break;
    kept.delete(oldest);
  }
  return compiled;
}
