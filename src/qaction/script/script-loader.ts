/** Gets the scripts of a protocol: from files beside it, or from a map handed to the API. */
import { fileURLToPath } from "node:url";
import { QActionKitError } from "../../base/errors.ts";
import { describeScriptError, syntaxErrorLine } from "./script-error.ts";
import { findScriptFile, scriptPaths } from "./script-files.ts";
import { importScript, newScope } from "./script-import.ts";
import type { ScriptModule } from "./script-module.ts";

/** Scripts by QAction id: modules, classes with `Run`, or functions. */
export type ScriptMap = Readonly<Record<number, ScriptModule>> | ReadonlyMap<number, ScriptModule>;

/** Where scripts come from: a folder, or a map. */
export type ScriptSource = string | URL | ScriptMap;

const sharedScopes = new Map<string, number>();

/** The scripts of one element. Its modules are its own unless statics are shared. */
export class ScriptLoader {
  readonly #folder: string | undefined;
  readonly #map: ScriptMap | undefined;
  readonly #scope: number;

  /** @param shared Elements that load from the same folder share the module instances. */
  constructor(source: ScriptSource, shared = false) {
    if (typeof source === "string") this.#folder = source;
    else if (source instanceof URL) this.#folder = fileURLToPath(source);
    else this.#map = source;
    this.#scope = shared && this.#folder !== undefined ? sharedScope(this.#folder) : newScope();
  }

  /** The places where a script is looked for, in words. */
  lookedFor(id: number): string {
    if (this.#folder === undefined) return `key ${String(id)} of the script map`;
    return `${scriptPaths(id).join(", ")} in ${this.#folder}`;
  }

  /**
   * Loads the script of a QAction; `undefined` when there is none.
   * @throws QActionKitError `ERR_SCRIPT_LOAD` with file and line when it cannot be loaded.
   */
  async load(id: number): Promise<ScriptModule | undefined> {
    if (this.#map !== undefined) return entryOf(this.#map, id);
    const file = this.#folder === undefined ? undefined : findScriptFile(this.#folder, id);
    if (file === undefined) return undefined;
    try {
      return await importScript(file, this.#scope);
    } catch (error) {
      const { message, file: place = file, line = lineOf(error, file) } = describeScriptError(error);
      const where = line === undefined ? place : `${place}:${String(line)}`;
      throw new QActionKitError("ERR_SCRIPT_LOAD", `${where}: ${message}`, {
        cause: error,
        details: { qaction: id, file: place, ...(line === undefined ? {} : { line }) },
      });
    }
  }
}

function sharedScope(folder: string): number {
  const scope = sharedScopes.get(folder) ?? newScope();
  sharedScopes.set(folder, scope);
  return scope;
}

function entryOf(map: ScriptMap, id: number): ScriptModule | undefined {
  if (map instanceof Map) return (map as ReadonlyMap<number, ScriptModule>).get(id);
  const record = map as Readonly<Record<number, ScriptModule>>;
  return Object.hasOwn(record, id) ? record[id] : undefined;
}

function lineOf(error: unknown, file: string): number | undefined {
  return error instanceof SyntaxError ? syntaxErrorLine(file) : undefined;
}
