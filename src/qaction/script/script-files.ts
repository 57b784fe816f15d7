/** Finds the file with the script of a QAction. */
import { existsSync, readdirSync, realpathSync } from "node:fs";
import path from "node:path";

/** Extensions in search order. */
export const scriptExtensions: readonly string[] = [".ts", ".mts", ".js", ".mjs"];

/** The possible paths of a script below its folder, in search order. */
export function scriptPaths(id: number): string[] {
  const name = `QAction_${String(id)}`;
  return ["", `${name}/`].flatMap((folder) =>
    scriptExtensions.map((extension) => `${folder}${name}${extension}`),
  );
}

/** The script of a QAction below `folder`, with symbolic links resolved; `undefined` when there is none. */
export function findScriptFile(
  folder: string,
  id: number,
  exists: (file: string) => boolean = existsSync,
): string | undefined {
  const found = scriptPaths(id)
    .map((name) => path.join(folder, name))
    .find((file) => exists(file));
  return found === undefined ? undefined : realpathSync(found);
}

/** The scripts of all QActions below `folder`, without duplicates. */
export function findScriptFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const ids = readdirSync(folder).flatMap((name) => {
    const id = /^QAction_(\d+)(?:\.[cm]?[jt]s)?$/i.exec(name)?.[1];
    return id === undefined ? [] : [Number(id)];
  });
  return [...new Set(ids)].sort((a, b) => a - b).flatMap((id) => findScriptFile(folder, id) ?? []);
}
