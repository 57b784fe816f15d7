/** Where the running kit was installed from, as `package.json` of a new connector names it. */
import { readFileSync } from "node:fs";
import path from "node:path";

/** What npm writes into `node_modules/.package-lock.json`. */
interface InstalledPackages {
  readonly packages?: Readonly<Record<string, { readonly resolved?: string } | undefined>>;
}

/** What npm says about the source of a package below `node_modules`; `undefined` if it does not say. */
function resolvedOf(root: string): string | undefined {
  const modules = path.dirname(root);
  try {
    const text = readFileSync(path.join(modules, ".package-lock.json"), "utf8");
    const { packages } = JSON.parse(text) as InstalledPackages;
    return packages?.[`node_modules/${path.basename(root)}`]?.resolved;
  } catch {
    return undefined;
  }
}

/**
 * The version range, tarball or folder under which npm finds this kit again.
 * @param root Folder of the kit: a clone, or `node_modules/qaction-kit` of an installation.
 * @param version Its version.
 */
export function kitSource(root: string, version: string): string {
  const resolved = path.basename(path.dirname(root)) === "node_modules" ? resolvedOf(root) : undefined;
  if (resolved === undefined) return `file:${root}`;
  if (!resolved.startsWith("file:")) return `^${version}`;
  const project = path.dirname(path.dirname(root));
  return `file:${path.resolve(project, resolved.slice("file:".length))}`;
}
