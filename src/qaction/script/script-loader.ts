/** Loads the scripts of a protocol, from files next to it or from a map passed to the API. */
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { QActionKitError } from "../../base/errors.ts";
import { nearestName } from "../../base/known-names.ts";
import { compileScripts } from "./script-compiler.ts";
import type { CompiledScripts } from "./script-compiler.ts";
import { describeScriptError } from "./script-error.ts";
import { findScriptFile, findScriptFiles, scriptExtensions, scriptPaths } from "./script-files.ts";
import type { ScriptModule } from "./script-module.ts";
import { ScriptScope } from "./script-scope.ts";

/** Scripts by QAction id: modules, classes with `Run`, or functions. */
export type ScriptMap = Readonly<Record<number, ScriptModule>> | ReadonlyMap<number, ScriptModule>;

/** Where scripts come from: a folder, or a map. */
export type ScriptSource = string | URL | ScriptMap;

/** Names of scripts as they should be: of other QActions, since this one has none. */
const ofScript = /^QAction_\d+(?:\.|$)/;

/** The scopes of elements that share static fields, by folder; each for the latest version of its files. */
const sharedScopes = new Map<string, { readonly compiled: CompiledScripts; readonly scope: ScriptScope }>();

/** The scripts of one element. Its modules are its own unless statics are shared. */
export class ScriptLoader {
  readonly #folder: string | undefined;
  readonly #map: ScriptMap | undefined;
  readonly #shared: boolean;
  #loading: Promise<{ readonly compiled: CompiledScripts; readonly scope: ScriptScope }> | undefined;

  /** @param shared Elements that load from the same folder share the module instances. */
  constructor(source: ScriptSource, shared = false) {
    if (typeof source === "string") this.#folder = path.resolve(source);
    else if (source instanceof URL) this.#folder = fileURLToPath(source);
    else this.#map = source;
    this.#shared = shared;
  }

  /** The places that are searched for a script, and what may have been meant for it, as text. */
  lookedFor(id: number): string {
    const folder = this.#folder;
    if (folder === undefined) return `key ${String(id)} of the script map`;
    if (!existsSync(folder)) return `${scriptPaths(id)[0] ?? ""} in ${folder}, which does not exist`;
    const name = `QAction_${String(id)}`;
    const others = scriptExtensions.slice(1).join(", ");
    const near = nearestName(
      `${name}.ts`,
      readdirSync(folder).filter((file) => !ofScript.test(file)),
    );
    const meant = near === undefined ? "" : `. There is '${near}': rename it if it is meant`;
    return `${name}${scriptExtensions[0] ?? ""} (or ${others}) in ${folder} and in the folder ${name} there${meant}`;
  }

  /**
   * Loads the script of a QAction; `undefined` when there is none.
   * @throws QActionKitError `ERR_SCRIPT_LOAD` with file and line when it cannot be loaded.
   */
  async load(id: number): Promise<ScriptModule | undefined> {
    if (this.#map !== undefined) return entryOf(this.#map, id);
    const folder = this.#folder;
    const file = folder === undefined ? undefined : findScriptFile(folder, id);
    if (folder === undefined || file === undefined) return undefined;
    try {
      this.#loading ??= scopeOf(folder, this.#shared);
      const { compiled, scope } = await this.#loading;
      const mistake = compiled.errors.get(file);
      if (mistake !== undefined) throw mistake;
      return await scope.import(file);
    } catch (error) {
      const { message, file: place = file, line, column } = describeScriptError(error);
      const where = [place, line, column].filter((part) => part !== undefined).join(":");
      throw new QActionKitError("ERR_SCRIPT_LOAD", `${where}: ${message}`, {
        cause: error,
        details: { qaction: id, file: place, ...(line === undefined ? {} : { line }) },
      });
    }
  }
}

/** All scripts of a folder are compiled together, since they may import the same files. */
async function scopeOf(
  folder: string,
  shared: boolean,
): Promise<{ readonly compiled: CompiledScripts; readonly scope: ScriptScope }> {
  const compiled = await compileScripts(findScriptFiles(folder));
  const known = shared ? sharedScopes.get(folder) : undefined;
  if (known?.compiled === compiled) return known;
  const made = { compiled, scope: new ScriptScope(compiled) };
  if (shared) sharedScopes.set(folder, made);
  return made;
}

function entryOf(map: ScriptMap, id: number): ScriptModule | undefined {
  if (map instanceof Map) return (map as ReadonlyMap<number, ScriptModule>).get(id);
  const record = map as Readonly<Record<number, ScriptModule>>;
  return Object.hasOwn(record, id) ? record[id] : undefined;
}
