/**
 * Compiles script files to functions that can run any number of times: esbuild compiles each file separately, with stand-ins for its
 * imports. Node never releases the instances of ES modules; the instances of a function are garbage when the element is.
 */
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { BuildOptions, BuildResult, OnLoadResult, OnResolveResult, Plugin } from "esbuild";
import { isBuildFailure, tellsAwait } from "./script-build-error.ts";
import { defaultKey, runAsModule } from "./script-packages.ts";
import { isOwnRequest, loaderOf, ScriptSources } from "./script-sources.ts";

/** What a compiled file needs of the scope in which it runs. */
export interface FileScope {
  /** The exports of another file, which runs now unless it has run. */
  view(file: string): object;
  /** Settles when another file with top-level `await` has run. */
  ready(file: string, importer: string): Promise<void>;
  /** What `require` returns for another file. */
  require(file: string): unknown;
  /** The exports of a package that was loaded with the compilation. */
  package(key: string): object;
  /** `import()` of a file or a package. */
  load(specifier: string, importer: string): Promise<object>;
}

/** `import.meta` of a script. */
export interface FileMeta {
  readonly url: string;
  readonly filename: string;
  readonly dirname: string;
  resolve(specifier: string): string;
}

/** One file. */
export interface CompiledFile {
  readonly file: string;
  /** A CommonJS file: {@link run} returns its `module.exports`. */
  readonly commonJs: boolean;
  /** It has top-level `await`, or imports a file that has: {@link run} returns a promise. */
  readonly waits: boolean;
  /**
   * Runs the file.
   * @param define Receives its exports by name before it runs; each is read when it is used.
   * @param load `import()` of an ES module, as esbuild writes it.
   * @param require `require` as Node has it.
   */
  readonly run: (
    define: (getters: Readonly<Record<string, () => unknown>>) => void,
    scope: FileScope,
    meta: FileMeta,
    load: (specifier: unknown) => object,
    require: NodeJS.Require,
  ) => unknown;
}

const packages = "qaction-kit-package";
const scripts = "qaction-kit-script";
/** Prefixes of what a stand-in imports: the exports themselves, or a promise for them. */
const live = "qaction-kit-live:";
const ready = "qaction-kit-ready:";
/** Suffix of the names of stand-ins, so that esbuild does not derive the kind of a module from the extension of its file. */
const standInEnd = ":stand-in";
/** Suffix of a file that an import names. A file without it is an entry, or one that a pattern of `import()` matches. */
const imported = "?imported";

const common = {
  bundle: true,
  write: false,
  metafile: true,
  logLevel: "silent",
  format: "esm",
  platform: "node",
  charset: "utf8",
  target: `node${process.versions.node}`,
  keepNames: true,
  // An imported file runs even if a package.json says that it has no side effects.
  treeShaking: false,
  ignoreAnnotations: true,
} satisfies BuildOptions;

/** One compilation: {@link read} first, then {@link compile}. */
export class Compilation {
  readonly sources = new ScriptSources();
  /** Exports of each ES module. */
  readonly #names = new Map<string, readonly string[]>();
  readonly #commonJs = new Set<string>();
  /** The files that each file imports. */
  readonly #imports = new Map<string, Set<string>>();
  readonly #cwd = process.cwd();
  readonly #build: (options: BuildOptions) => Promise<BuildResult>;

  constructor(build: (options: BuildOptions) => Promise<BuildResult>) {
    this.#build = build;
  }

  /**
   * Reads files with everything that they import, and checks that the imports exist.
   * @throws BuildFailure of esbuild when one of the files has an error
   */
  async read(entries: readonly string[]): Promise<void> {
    await this.#readTogether(entries);
    // esbuild lists the exports of entries only.
    if (this.#imports.size > entries.length) await this.#readTogether([...this.#imports.keys()]);
  }

  async #readTogether(entries: readonly string[]): Promise<void> {
    const { metafile } = await this.#build({
      ...common,
      entryPoints: entries.map((file, index) => ({ in: file, out: String(index) })),
      splitting: true,
      // No file is written there.
      outdir: this.#cwd,
      absWorkingDir: this.#cwd,
      plugins: [this.#reader(new Set(entries))],
    });
    for (const [name, { format }] of Object.entries(metafile?.inputs ?? {}))
      if (format === "cjs") this.#commonJs.add(this.#file(name));
    for (const { entryPoint, exports } of Object.values(metafile?.outputs ?? {}))
      if (entryPoint !== undefined) this.#names.set(this.#file(entryPoint), exports);
  }

  #file(name: string): string {
    return path.resolve(this.#cwd, name.endsWith(imported) ? name.slice(0, -imported.length) : name);
  }

  /** Compiles all files that were read. */
  async compile(): Promise<Map<string, CompiledFile>> {
    const files = [...this.#imports.keys()];
    const made = await Promise.all(files.map((file) => this.#emit(file, new Set())));
    const waiting = new Set(files.filter((_, index) => made[index] === undefined));
    for (let before = 0; before !== waiting.size;) {
      before = waiting.size;
      for (const [file, imports] of this.#imports)
        if ([...imports].some((one) => waiting.has(one))) waiting.add(file);
    }
    const rest = await Promise.all([...waiting].map((file) => this.#emit(file, waiting)));
    const all = new Map<string, CompiledFile>();
    for (const one of [...made, ...rest]) if (one !== undefined) all.set(one.file, one);
    return all;
  }

  /** `undefined` for a file with top-level `await` that is not known to have it. */
  async #emit(file: string, waiting: ReadonlySet<string>): Promise<CompiledFile | undefined> {
    const commonJs = this.#commonJs.has(file);
    const waits = waiting.has(file);
    const head = commonJs
      ? "module.exports = function ($kit_define, $kit_scope, $kit_meta, $kit_load, require) {"
      : `module.exports = ${waits ? "async " : ""}function ($kit_define, $kit_scope, $kit_meta, require, $kit_require) {"use strict"; $kit_define($kit_exports());`;
    try {
      const { outputFiles = [] } = await this.#build({
        ...common,
        entryPoints: [file],
        outfile: `${file}.out`,
        absWorkingDir: this.#cwd,
        sourcemap: "external",
        sourcesContent: false,
        banner: { js: head },
        footer: { js: "};" },
        // With `import()` marked as unsupported, esbuild writes `Promise.resolve().then(() => __toESM(require(...)))`, with our `require`.
        supported: { "top-level-await": waits, "dynamic-import": commonJs },
        define: commonJs ? {} : { "import.meta": "$kit_meta", require: "$kit_require" },
        plugins: [this.#emitter(file, waiting)],
      });
      const text = (isMap: boolean): string =>
        outputFiles.find((one) => one.path.endsWith(".map") === isMap)?.text ?? "";
      const names = this.#names.get(file) ?? [];
      const code = commonJs ? returningExports(text(false)) : definingExports(text(false), names);
      const run = runAsModule(`${code}\n${mapComment(text(true), file)}`, file) as CompiledFile["run"];
      return { file, commonJs, waits, run };
    } catch (error) {
      if (!waits && isBuildFailure(error) && error.errors.every(tellsAwait)) return undefined;
      throw error;
    }
  }

  /** Reads files together with what they import. */
  #reader(entries: ReadonlySet<string>): Plugin {
    return this.#plugin(
      (file, suffix) => entries.has(file) || suffix === imported,
      (file) => ({ path: file, suffix: imported }),
    );
  }

  /** Compiles one file, with a stand-in for each of the others. */
  #emitter(own: string, waiting: ReadonlySet<string>): Plugin {
    return this.#plugin(
      (file) => file === own,
      (file, required) =>
        file === own
          ? { path: file }
          : { path: file + standInEnd, namespace: scripts, pluginData: { required, own, waiting } },
    );
  }

  /**
   * @param isRead True for a file that is read; any other is one that a pattern of `import()` matches.
   * @param ofScript What an import of a script becomes.
   */
  #plugin(
    isRead: (file: string, suffix: string) => boolean,
    ofScript: (file: string, required: boolean) => OnResolveResult,
  ): Plugin {
    const { sources } = this;
    return {
      name: "qaction-kit",
      setup: (build) => {
        build.onResolve(
          { filter: new RegExp(`^(?:${live}|${ready})`) },
          ({ path: name, namespace, pluginData }) => ({
            path: name,
            namespace,
            pluginData: pluginData as unknown,
          }),
        );
        build.onResolve({ filter: /.*/ }, async (args): Promise<OnResolveResult | undefined> => {
          if (args.kind === "entry-point" || isOwnRequest(args.pluginData)) return undefined;
          const target = await sources.target(build, args);
          if (args.kind === "dynamic-import") return { path: args.path, external: true };
          if (target.kind === "script" && args.kind !== "require-resolve") {
            this.#imports.get(args.importer)?.add(target.file);
            return ofScript(target.file, args.kind === "require-call");
          }
          if (target.kind === "data") return undefined;
          if (args.kind !== "import-statement") return { path: args.path, external: true };
          return target.kind === "package"
            ? { path: target.key + standInEnd, namespace: packages }
            : { errors: [{ text: args.path, detail: target.kind === "missing" ? target.error : undefined }] };
        });
        build.onLoad(
          { filter: /.*/, namespace: "file" },
          ({ path: file, suffix }): OnLoadResult | undefined => {
            const loader = loaderOf(file);
            if (loader !== "json" && !isRead(file, suffix)) return { contents: later(file) };
            if (loader !== "json" && !this.#imports.has(file)) this.#imports.set(file, new Set());
            try {
              return { contents: sources.text(file), loader: loader ?? "js", resolveDir: path.dirname(file) };
            } catch (error) {
              return { errors: [{ text: String(error), detail: error }] };
            }
          },
        );
        build.onLoad({ filter: /.*/, namespace: packages }, ({ path: name }) => {
          const key = name.slice(0, -standInEnd.length);
          const contents = key.startsWith(live)
            ? `module.exports = $kit_scope.package(${JSON.stringify(key.slice(live.length))});`
            : reExport(sources.names(key), live + name);
          return { contents, resolveDir: this.#cwd };
        });
        build.onLoad({ filter: /.*/, namespace: scripts }, ({ path: name, pluginData }) => ({
          contents: this.#standIn(name.slice(0, -standInEnd.length), pluginData as StandInFor),
          resolveDir: this.#cwd,
          pluginData: pluginData as unknown,
        }));
      },
    };
  }

  /** The stand-in for another script while one is compiled. */
  #standIn(name: string, { required, own, waiting }: StandInFor): string {
    if (name.startsWith(ready)) {
      const file = JSON.stringify(name.slice(ready.length));
      return `await $kit_scope.ready(${file}, ${JSON.stringify(own)}); export {};`;
    }
    if (name.startsWith(live))
      return `module.exports = $kit_scope.view(${JSON.stringify(name.slice(live.length))});`;
    if (required || this.#commonJs.has(name))
      return `module.exports = $kit_scope.require(${JSON.stringify(name)});`;
    const wait = waiting.has(name) ? `import ${JSON.stringify(ready + name + standInEnd)}; ` : "";
    return wait + reExport(this.#names.get(name) ?? [], live + name + standInEnd);
  }
}

/** The import that a stand-in is for. */
interface StandInFor {
  readonly required: boolean;
  /** The file that is compiled. */
  readonly own: string;
  readonly waiting: ReadonlySet<string>;
}

/** A module that re-exports another one. */
function reExport(names: readonly string[], specifier: string): string {
  const list = names
    .map((name) => `${JSON.stringify(name === "default" ? defaultKey : name)} as ${JSON.stringify(name)}`)
    .join(", ");
  const from = JSON.stringify(specifier);
  return names.length === 0 ? `import ${from};` : `export { ${list} } from ${from};`;
}

/** Stand-in for a file that a pattern of `import()` matches: awaiting it loads the file. */
function later(file: string): string {
  const name = JSON.stringify(file);
  return `export const then = (done, failed) => { $kit_scope.load(${name}, ${name}).then(done, failed); };`;
}

/** Turns the code of an ES module into that of a function; its exports become functions that read them. */
function definingExports(code: string, names: readonly string[]): string {
  const end = code.lastIndexOf("\n};");
  if (names.length === 0)
    return `${code.slice(0, end)}\nfunction $kit_exports() { return {}; }${code.slice(end)}`;
  // esbuild writes all exports at the end of a module, each on its own line: `  local,` or `  local as name`.
  const start = "\nexport {\n";
  const at = code.lastIndexOf(start);
  const close = code.indexOf("\n};", at);
  const getters = code
    .slice(at + start.length, close)
    .split(",\n")
    .map((line) => {
      const [local = "", name = local] = line.trim().split(" as ");
      return `[${name.startsWith('"') ? name : JSON.stringify(name)}]: () => ${local}`;
    });
  return `${code.slice(0, at)}\nfunction $kit_exports() { return { ${getters.join(", ")} }; }${code.slice(close + "\n};".length)}`;
}

/** Turns the code of a CommonJS module into that of a function that returns its exports. */
function returningExports(code: string): string {
  const start = "\nexport default ";
  const at = code.lastIndexOf(start);
  return `${code.slice(0, at)}\nreturn ${code.slice(at + start.length)}`;
}

/** The source map as a comment, with the name of the file that debuggers and stacks show. */
function mapComment(text: string, file: string): string {
  const map = JSON.parse(text) as { sources: string[] };
  const own = path.basename(file);
  map.sources = map.sources.map((source) => (source === own ? pathToFileURL(file).href : "node:qaction-kit"));
  return `//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString("base64")}`;
}
