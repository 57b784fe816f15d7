/** The TypeScript compiler of the user's project, else the one beside the kit; loaded when there is a script to look into. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type ts from "typescript";

/** The API of the compiler. */
export type Compiler = typeof ts;

/** The version whose API is used. TypeScript 7 has none. */
const major = "6";

/** The compiler, or a sentence that says why there is none. */
export type FoundCompiler = { readonly compiler: Compiler } | { readonly problem: string };

/**
 * Finds the compiler as Node finds a package.
 * @param folders where to look from, in order
 */
export function findCompiler(folders: readonly string[]): FoundCompiler {
  const seen: string[] = [];
  for (const folder of folders) {
    const require = createRequire(path.join(path.resolve(folder), "package.json"));
    let manifest: string;
    try {
      manifest = require.resolve("typescript/package.json");
    } catch {
      continue;
    }
    const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { readonly version: string };
    // `require` takes a third of the time of `import`, which reads the nine megabytes for the names of exports first.
    if (version.split(".")[0] === major) return { compiler: require("typescript") as Compiler };
    if (!seen.includes(version)) seen.push(version);
  }
  const found = seen.length === 0 ? "and there is none" : `and only ${seen.join(" and ")} was found`;
  return {
    problem: `The TypeScript and JavaScript of the QActions was not looked into: that needs the compiler's API of typescript ${major}, ${found}. Run npm install --save-dev typescript@${major} in the folder of the connector.`,
  };
}
