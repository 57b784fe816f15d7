/** The instances of script files in one scope: an element's own, or those of all elements that share static fields. */
import { readFileSync, realpathSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { CompiledFile, FileMeta, FileScope } from "./script-compilation.ts";
import { compileScripts } from "./script-compiler.ts";
import type { CompiledScripts } from "./script-compiler.ts";
import { scriptExtensions } from "./script-files.ts";
import { defaultKey, importPackage } from "./script-packages.ts";
import { isScopeFile, notFound, pathOf } from "./script-sources.ts";

/** A file that is running or has run. */
interface Instance {
  readonly exports: object;
  /** `module.exports` of a CommonJS file. */
  required?: unknown;
  /** Set until a file with top-level `await` has run. */
  pending?: Promise<void> | undefined;
  /** The file whose end it waits for. */
  waitsFor?: string | undefined;
  failed?: { readonly error: unknown };
}

/** Runs compiled files, each once. */
export class ScriptScope implements FileScope {
  readonly #instances = new Map<string, Instance>();
  readonly #compiled: CompiledScripts[];

  constructor(compiled: CompiledScripts) {
    this.#compiled = [compiled];
  }

  /**
   * The exports of a file, which runs now unless it has run.
   * @throws the error of the file, or the reason why it could not be compiled
   */
  async import(file: string): Promise<object> {
    const compiled = this.#file(file);
    if (compiled === undefined) {
      const more = await compileScripts([file]);
      const error = more.errors.get(file);
      if (error !== undefined) throw error;
      this.#compiled.push(more);
    }
    const instance = this.#instance(file);
    await instance.pending;
    return settled(instance).exports;
  }

  view(file: string): object {
    return settled(this.#instance(file)).exports;
  }

  async ready(file: string, importer: string): Promise<void> {
    const instance = this.#instance(file);
    if (instance.pending === undefined || this.#waitsFor(file, importer)) return;
    const own = this.#instances.get(importer);
    if (own !== undefined) own.waitsFor = file;
    await instance.pending;
    if (own !== undefined) own.waitsFor = undefined;
  }

  require(file: string): unknown {
    const instance = this.#instance(file);
    if (instance.pending !== undefined) {
      const error = new Error(
        `require() cannot be used on ${file}, which waits (await) at its top level. Use import() instead.`,
      );
      throw Object.assign(error, { code: "ERR_REQUIRE_ASYNC_MODULE" });
    }
    settled(instance);
    return this.#file(file)?.commonJs === true ? instance.required : instance.exports;
  }

  package(key: string): object {
    for (const { sources } of this.#compiled) {
      const view = sources.view(key);
      if (Object.keys(view).length > 0) return view;
    }
    return {};
  }

  async load(specifier: string, importer: string): Promise<object> {
    const known = this.#compiled
      .map(({ sources }) => sources.found(importer, specifier))
      .find((one) => one !== undefined);
    if (known?.kind === "script") return this.import(known.file);
    const wanted = pathOf(specifier, importer);
    if (wanted === undefined) return importPackage(specifier, importer);
    const file = existingFile(wanted);
    if (file === undefined) throw notFound(wanted, importer);
    if (isScopeFile(file)) return this.import(file);
    return file.endsWith(".json") ? this.#data(file) : importPackage(pathToFileURL(file).href, importer);
  }

  #data(file: string): object {
    const known = this.#instances.get(file);
    if (known !== undefined) return known.exports;
    const data: unknown = JSON.parse(readFileSync(file, "utf8"));
    const exports = { default: data };
    this.#instances.set(file, { exports });
    return exports;
  }

  #file(file: string): CompiledFile | undefined {
    return this.#compiled.map(({ files }) => files.get(file)).find((one) => one !== undefined);
  }

  /** True when a file waits for another one, directly or through others. */
  #waitsFor(file: string, other: string): boolean {
    let next: string | undefined = file;
    while (next !== undefined && next !== other) next = this.#instances.get(next)?.waitsFor;
    return next === other;
  }

  #instance(file: string): Instance {
    const known = this.#instances.get(file);
    if (known !== undefined) return known;
    const compiled = this.#file(file);
    if (compiled === undefined) throw notFound(file, file);
    const exports = Object.create(null) as object;
    Object.defineProperty(exports, Symbol.toStringTag, { value: "Module" });
    const instance: Instance = { exports };
    this.#instances.set(file, instance);
    try {
      const native = createRequire(file);
      const done = compiled.run(
        (getters) => {
          defineExports(exports, getters);
        },
        this,
        metaOf(file, native),
        (specifier: unknown) => this.#thenable(specifier, file),
        native,
      );
      if (compiled.commonJs) {
        instance.required = done;
        defineExports(exports, exportsOfCommonJs(done));
      } else if (compiled.waits) instance.pending = this.#wait(instance, done as Promise<void>);
    } catch (error) {
      instance.failed = { error };
      throw error;
    }
    return instance;
  }

  async #wait(instance: Instance, done: Promise<void>): Promise<void> {
    try {
      await done;
    } catch (error) {
      instance.failed = { error };
    }
    instance.pending = undefined;
  }

  /** What the compiled form of `import()` awaits: esbuild copies its properties, and awaiting the copy loads the module. */
  #thenable(specifier: unknown, importer: string): object {
    return {
      __esModule: true,
      then: (resolve: (module: object) => void, reject: (error: unknown) => void): void => {
        this.load(String(specifier), importer).then(resolve, reject);
      },
    };
  }
}

function settled(instance: Instance): Instance {
  if (instance.failed !== undefined) throw instance.failed.error;
  return instance;
}

function defineExports(exports: object, getters: Readonly<Record<string, () => unknown>>): void {
  for (const [name, get] of Object.entries(getters)) {
    Object.defineProperty(exports, name, { get, enumerable: true });
    if (name === "default") Object.defineProperty(exports, defaultKey, { get });
  }
}

/** As Node imports CommonJS: `module.exports` is the default export, and its properties are exports too. */
function exportsOfCommonJs(required: unknown): Record<string, () => unknown> {
  const getters: Record<string, () => unknown> = {};
  if ((typeof required === "object" && required !== null) || typeof required === "function") {
    const own = required as Readonly<Record<string, unknown>>;
    for (const name of Object.keys(own)) getters[name] = () => own[name];
  }
  getters["default"] = () => required;
  return getters;
}

function metaOf(file: string, native: NodeJS.Require): FileMeta {
  const url = pathToFileURL(file).href;
  return {
    url,
    filename: file,
    dirname: path.dirname(file),
    resolve: (specifier) => {
      const wanted = pathOf(specifier, file);
      if (wanted !== undefined) return pathToFileURL(wanted).href;
      const found = native.resolve(specifier);
      return path.isAbsolute(found) ? pathToFileURL(found).href : found;
    },
  };
}

/** Finds a file by a name without an extension, or with the extension of its compiled form. */
function existingFile(wanted: string): string | undefined {
  const bare = wanted.replace(/\.([cm]?)js$/, ".$1ts");
  const names = scriptExtensions.flatMap((one) => [wanted + one, path.join(wanted, `index${one}`)]);
  const found = [wanted, bare, ...names].find(
    (file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true,
  );
  return found === undefined ? undefined : realpathSync(found);
}
