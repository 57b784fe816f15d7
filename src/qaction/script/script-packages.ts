/** Packages that scripts import: Node loads them once for the process, resolved from the importing file. */
import Module from "node:module";
import { fileURLToPath } from "node:url";

/** A module that Node imported, or a view of one. */
type Namespace = Readonly<Record<string, unknown>>;

/** Name of the default export in a view, because a property `default` would be read as one of CommonJS. */
export const defaultKey = "=default";

const ownName = /^qaction-kit(?:\/|$)/;
const root = fileURLToPath(new URL("../../../package.json", import.meta.url));

/**
 * Runs code as a CommonJS module of a file and returns its `module.exports`. Unlike with `node:vm`, Node reads the source map of the
 * code, so that stacks show the original lines, and `import()` resolves from the file.
 */
export function runAsModule(code: string, file: string): unknown {
  const holder = new Module(file) as Module & { _compile(code: string, file: string): unknown };
  holder._compile(code, file);
  return holder.exports;
}

/**
 * Imports a package, a module of Node or a file that is not a script. `qaction-kit` is always the copy that runs the script.
 * @throws the error of Node when the package cannot be found or fails while loading
 */
export async function importPackage(
  specifier: string,
  importer: string,
  attributes?: Readonly<Record<string, string>>,
): Promise<Namespace> {
  const from = ownName.test(specifier) ? root : importer;
  const load = runAsModule("module.exports = (specifier, options) => import(specifier, options);", from) as (
    specifier: string,
    options?: { with: Readonly<Record<string, string>> },
  ) => Promise<Namespace>;
  return load(specifier, attributes === undefined ? undefined : { with: attributes });
}

const views = new WeakMap<Namespace, object>();

/** The exports of a package as compiled scripts read them: each at its use, so that changes are seen. */
export function packageView(namespace: Namespace): object {
  const known = views.get(namespace);
  if (known !== undefined) return known;
  const view = Object.create(null) as object;
  for (const name of Object.keys(namespace)) {
    const key = name === "default" ? defaultKey : name;
    Object.defineProperty(view, key, { get: () => namespace[name], enumerable: true });
  }
  views.set(namespace, view);
  return view;
}
