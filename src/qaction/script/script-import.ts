/** Imports script files, TypeScript too, in a scope of their own: every scope has its own module instances. */
import module from "node:module";
import { pathToFileURL } from "node:url";

const namespace = "qaction-kit";

/**
 * Loader hook that hands the scope of a script down to the files it imports. Packages, and the kit itself, are shared:
 * they load once, however many scopes there are, and `qaction-kit` is always the one that runs. Scripts are modules
 * whatever a `package.json` near them says, because CommonJS knows no scopes; only a `.js` file without `import` and
 * `export` is left as it is.
 * It runs on the loader's thread, therefore it is text.
 */
function scopeHook(root: string): string {
  return `
import { readFileSync } from "node:fs";
const root = ${JSON.stringify(root)};
const shared = [root + "src/", root + "dist/"];
const pattern = /[?&](qaction-scope=\\d+)/;
function moduleFile(url) {
  const file = new URL(url);
  if (file.searchParams.has("tsx-commonjs-virtual-query")) file.pathname = file.pathname.replace(/%3f.*$/i, "");
  file.search = "";
  if (/\\.m?ts$|\\.mjs$/.test(file.pathname)) return file;
  const isModule = file.pathname.endsWith(".js") && /^\\s*(?:import|export)\\b/m.test(readFileSync(file, "utf8"));
  return isModule ? file : undefined;
}
export async function resolve(specifier, context, next) {
  const scope = pattern.exec(context.parentURL ?? "") ?? pattern.exec(specifier);
  const ownName = scope !== null && /^${namespace}(\\/|$)/.test(specifier);
  const result = await next(specifier, ownName ? { ...context, parentURL: root + "package.json" } : context);
  if (scope === null || !result.url.startsWith("file:")) return result;
  if (result.url.includes("/node_modules/") || shared.some((folder) => result.url.startsWith(folder))) {
    return { ...result, url: result.url.replace(/[?&]tsx-namespace=${namespace}/, "") };
  }
  const file = moduleFile(result.url);
  if (file === undefined) return result;
  return { ...result, url: file.href + "?" + scope[1] + "&tsx-namespace=${namespace}", format: "module" };
}`;
}

type Importer = (specifier: string, parent: string) => Promise<unknown>;

let importer: Promise<Importer> | undefined;

/** Sets up the loaders, at the first script of the process. */
async function setUp(): Promise<Importer> {
  process.setSourceMapsEnabled(true);
  const { register } = await import("tsx/esm/api");
  const tsx = register({ namespace });
  const root = new URL("../../../", import.meta.url).href;
  module.register(`data:text/javascript,${encodeURIComponent(scopeHook(root))}`);
  return (specifier, parent) => tsx.import(specifier, parent) as Promise<unknown>;
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
  importer ??= setUp();
  const loaded = await (await importer)(url, import.meta.url);
  return loaded as object;
}
