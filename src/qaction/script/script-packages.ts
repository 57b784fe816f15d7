/** Packages that scripts import: Node loads them, once a process, as seen from the file that imports them. */
import Module from "node:module";
import { fileURLToPath } from "node:url";

/** A module that Node imported, or what stands for one. */
type Namespace = Readonly<Record<string, unknown>>;

/** The name under which a view holds the default export: a property `default` would be read as one of CommonJS. */
export const defaultKey = "=default";

const ownName = /^qaction-kit(?:\/|$)/;
const root = fileURLToPath(new URL("../../../package.json", import.meta.url));

/**
 * Runs code as Node runs a CommonJS module of a file, and gives its `module.exports`. Unlike `node:vm` it makes Node read the source
 * map of the code, so that stacks show the original lines, and lets `import()` resolve from the file.
 */
export function runAsModule(code: string, file: string): unknown {
  const holder = new Module(file) as Module & { _compile(code: string, file: string): unknown };
  holder._compile(code, file);
  return holder.exports;
}

/**
 * Imports a package, a module of Node or a file that is no script. `qaction-kit` is always the copy that runs the script.
 * @throws what Node throws: the package cannot be found, or failed while it loaded
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

/** The exports of a package as compiled scripts read them: each at its use, so that one that changes is seen. */
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
