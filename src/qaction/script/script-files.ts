/** Which file holds the script of a QAction. */
import { existsSync } from "node:fs";
import path from "node:path";

/** Extensions in the order in which they are looked for. */
export const scriptExtensions: readonly string[] = [".ts", ".mts", ".js", ".mjs"];

/** The paths a script may have below its folder, in the order in which they are looked for. */
export function scriptPaths(id: number): string[] {
  const name = `QAction_${String(id)}`;
  return ["", `${name}/`].flatMap((folder) =>
    scriptExtensions.map((extension) => `${folder}${name}${extension}`),
  );
}

/** The script of a QAction below `folder`; `undefined` when there is none. */
export function findScriptFile(folder: string, id: number): string | undefined {
  return scriptPaths(id)
    .map((name) => path.join(folder, name))
    .find((file) => existsSync(file));
}
