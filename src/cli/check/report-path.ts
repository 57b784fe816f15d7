/** Paths in reports: relative to the folder that the command runs in, with forward slashes, where that is possible. */
import path from "node:path";

/** The path of a file inside the folder; undefined for one outside of it. */
export function pathInside(file: string, folder: string): string | undefined {
  const relative = path.relative(folder, path.resolve(folder, file));
  if (relative === "" || relative.startsWith("..") || path.isAbsolute(relative)) return undefined;
  return relative.replaceAll("\\", "/");
}
