/**
 * `npm run bench [NAME...]`: every bench, or the named ones, each in a process of its own. Run from compiled code: the
 * loader that runs TypeScript directly makes closures several times dearer than they are.
 */
import { spawnSync } from "node:child_process";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";

const all = [
  "load",
  "check",
  "encoding",
  "byte-stream",
  "encoding-import",
  "start",
  "repair",
  "verdicts",
  "inspect",
  "wire",
  "table",
  "logic",
  "route",
  "replay",
  "saved",
  "fleet",
  "viewer",
  "csharp",
  "simulator",
];
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(", ")}. There are: ${all.join(", ")}.`);
  process.exitCode = 2;
} else {
  for (const name of wanted.length > 0 ? wanted : all) {
    const file = fileURLToPath(new URL(`./${name}${extname(import.meta.url)}`, import.meta.url));
    const { status } = spawnSync(process.execPath, ["--expose-gc", file], { stdio: "inherit" });
    if (status !== 0) process.exitCode = 1;
  }
}
