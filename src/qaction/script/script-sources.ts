/** Resolves the imports of script files, and keeps the text and version of each file that was read. */
import { readFileSync, statSync } from "node:fs";
import { isBuiltin } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Loader, OnResolveArgs, PluginBuild } from "esbuild";
import { importPackage, packageView } from "./script-packages.ts";

/** Target of an import. */
export type ImportTarget =
  | { readonly kind: "script"; readonly file: string }
  /** Anything that Node loads: a package, a module of Node, a file of the kit. */
  | { readonly kind: "package"; readonly specifier: string; readonly key: string }
  /** Data that becomes part of the script. */
  | { readonly kind: "data" }
  | { readonly kind: "missing"; readonly error: Error };

const loaders: Readonly<Record<string, Loader>> = {
  ".ts": "ts",
  ".mts": "ts",
  ".cts": "ts",
  ".tsx": "tsx",
  ".js": "js",
  ".mjs": "js",
  ".cjs": "js",
  ".jsx": "jsx",
  ".json": "json",
};

const kitFolders = ["src", "dist"].map((folder) =>
  fileURLToPath(new URL(`../../../${folder}/`, import.meta.url)),
);

/** How a script, or JSON, is read; `undefined` for every other file. */
export function loaderOf(file: string): Loader | undefined {
  return loaders[path.extname(file).toLowerCase()];
}

/** True for a file with an instance in each scope: not of a package or of the kit. */
export function isScopeFile(file: string): boolean {
  if (loaderOf(file) === undefined || file.endsWith(".json") || /[\\/]node_modules[\\/]/.test(file))
    return false;
  return !kitFolders.some((folder) => file.startsWith(folder));
}

/** A path, or `undefined` when the specifier names a package. */
export function pathOf(specifier: string, importer: string): string | undefined {
  if (specifier.startsWith("file:")) return fileURLToPath(specifier);
  if (/^\.{1,2}(?:[\\/]|$)/.test(specifier)) return path.resolve(path.dirname(importer), specifier);
  return path.isAbsolute(specifier) ? specifier : undefined;
}

/** The error of Node for a missing module. */
export function notFound(file: string, importer: string): Error {
  const error = new Error(`Cannot find module '${file}' imported from ${importer}`);
  return Object.assign(error, { code: "ERR_MODULE_NOT_FOUND" });
}

/** Differs when a file has changed. */
function versionOf(file: string): string {
  const { mtimeMs, size, ino } = statSync(file);
  return `${String(mtimeMs)} ${String(size)} ${String(ino)}`;
}

const ownRequest = Symbol("own request");

/** True for requests of {@link ScriptSources} itself to esbuild. */
export function isOwnRequest(pluginData: unknown): boolean {
  return pluginData === ownRequest;
}

/** The files of one compilation, and what they import. */
export class ScriptSources {
  readonly #texts = new Map<string, string>();
  readonly #versions = new Map<string, string>();
  readonly #targets = new Map<string, Promise<ImportTarget>>();
  readonly #found = new Map<string, ImportTarget>();
  readonly #packages = new Map<string, Readonly<Record<string, unknown>>>();

  /**
   * Reads a file, once.
   * @throws the error of `node:fs`
   */
  text(file: string): string {
    const known = this.#texts.get(file);
    if (known !== undefined) return known;
    this.#versions.set(file, versionOf(file));
    const text = readFileSync(file, "utf8");
    this.#texts.set(file, text);
    return text;
  }

  /** Releases the texts; the versions remain for {@link isCurrent}. */
  forgetTexts(): void {
    this.#texts.clear();
    this.#targets.clear();
  }

  /** False when a file has changed or was deleted since it was read. */
  isCurrent(): boolean {
    for (const [file, version] of this.#versions) {
      try {
        if (versionOf(file) !== version) return false;
      } catch {
        return false;
      }
    }
    return true;
  }

  /** The target of an import in a file, if the compilation has resolved it. */
  found(importer: string, specifier: string): ImportTarget | undefined {
    return this.#found.get(`${importer}\0${specifier}`);
  }

  /** A package that {@link target} has loaded, as compiled scripts read it. */
  view(key: string): object {
    return packageView(this.#package(key));
  }

  /** Names of the exports of a package that {@link target} has loaded. */
  names(key: string): readonly string[] {
    return Object.keys(this.#package(key)).filter((name) => name !== "module.exports");
  }

  /** Resolves an import; packages are loaded so that their exports are known. */
  target(build: PluginBuild, args: OnResolveArgs): Promise<ImportTarget> {
    const key = `${args.importer}\0${args.path}\0${args.kind}`;
    const known = this.#targets.get(key);
    if (known !== undefined) return known;
    const target = this.#resolve(build, args).then((result) => {
      this.#found.set(`${args.importer}\0${args.path}`, result);
      return result;
    });
    this.#targets.set(key, target);
    return target;
  }

  #package(key: string): Readonly<Record<string, unknown>> {
    return this.#packages.get(key) ?? {};
  }

  async #resolve(build: PluginBuild, args: OnResolveArgs): Promise<ImportTarget> {
    const { path: specifier, importer, kind, resolveDir } = args;
    const wanted = pathOf(specifier, importer);
    if (
      wanted === undefined &&
      (isBuiltin(specifier) || /^(?:qaction-kit(?:\/|$)|[a-z][a-z+.-]+:)/.test(specifier))
    )
      return this.#native(specifier, args);
    const request = wanted !== undefined && specifier.startsWith("file:") ? wanted : specifier;
    const {
      path: file,
      errors,
      external,
      namespace,
    } = await build.resolve(request, {
      kind,
      importer,
      resolveDir,
      pluginData: ownRequest,
    });
    if (errors.length > 0 || external || namespace !== "file") {
      if (wanted === undefined) return this.#native(specifier, args);
      return { kind: "missing", error: notFound(wanted, importer) };
    }
    if (file.endsWith(".json") && wanted !== undefined) return { kind: "data" };
    if (isScopeFile(file)) return { kind: "script", file };
    return this.#native(wanted === undefined ? specifier : pathToFileURL(file).href, args);
  }

  async #native(
    specifier: string,
    { importer, kind, with: attributes }: OnResolveArgs,
  ): Promise<ImportTarget> {
    const key = `${specifier} from ${path.dirname(importer)}`;
    // A package of `require` or `import()` is loaded when the script gets there.
    if (kind === "import-statement" && !this.#packages.has(key)) {
      try {
        this.#packages.set(
          key,
          await importPackage(
            specifier,
            importer,
            Object.keys(attributes).length > 0 ? attributes : undefined,
          ),
        );
      } catch (error) {
        return { kind: "missing", error: error instanceof Error ? error : new Error(String(error)) };
      }
    }
    return { kind: "package", specifier, key };
  }
}
