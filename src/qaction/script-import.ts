/** Imports script files, TypeScript too, in a scope of their own: every scope has its own module instances. */
import module from "node:module";
import { pathToFileURL } from "node:url";
import { register } from "tsx/esm/api";

const namespace = "qaction-kit";

/**
 * Loader hook that hands the scope of a script down to the files it imports. Packages, and the kit itself, are shared:
 * they load once, however many scopes there are. It runs on the loader's thread, therefore it is text.
 */
function scopeHook(sharedFolders: readonly string[]): string {
  return `
const shared = ${JSON.stringify(sharedFolders)};
export async function resolve(specifier, context, next) {
  const scope = /[?&](qaction-scope=\\d+)/.exec(context.parentURL ?? "");
  const result = await next(specifier, context);
  if (scope === null || !result.url.startsWith("file:") || result.url.includes("qaction-scope=")) return result;
  if (result.url.includes("/node_modules/") || shared.some((folder) => result.url.startsWith(folder))) {
    return { ...result, url: result.url.replace(/[?&]tsx-namespace=${namespace}/, "") };
  }
  return { ...result, url: result.url + (result.url.includes("?") ? "&" : "?") + scope[1] };
}`;
}

type Importer = (specifier: string, parent: string) => Promise<unknown>;

let importer: Importer | undefined;

/** Sets up the loaders at the first script of the process. */
function scriptImporter(): Importer {
  if (importer !== undefined) return importer;
  process.setSourceMapsEnabled(true);
  const tsx = register({ namespace });
  const root = new URL("../../", import.meta.url).href;
  module.register(`data:text/javascript,${encodeURIComponent(scopeHook([`${root}src/`, `${root}dist/`]))}`);
  importer = tsx.import as Importer;
  return importer;
}

let scopes = 0;

/** A number for a new scope. */
export function newScope(): number {
  return ++scopes;
}

/**
 * Imports a script file.
 * @param scope The same scope gives the same module instances, another scope gives fresh ones.
 */
export async function importScript(file: string, scope: number): Promise<object> {
  const url = `${pathToFileURL(file).href}?qaction-scope=${String(scope)}`;
  const loaded = await scriptImporter()(url, import.meta.url);
  return loaded as object;
}
