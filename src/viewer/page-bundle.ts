/** Bundles the page into one script: `npm run build` does, and a clone without a build when the viewer is first opened. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

/** The script of the page, with the licence of the framework that is part of it. */
export async function bundlePage(folder: string): Promise<Uint8Array> {
  const { build } = await import("esbuild");
  const require = createRequire(import.meta.url);
  const licence = await readFile(
    path.join(path.dirname(require.resolve("preact/package.json")), "LICENSE"),
    "utf8",
  );
  const { outputFiles } = await build({
    entryPoints: [path.join(folder, "main.tsx")],
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    jsx: "automatic",
    jsxImportSource: "preact",
    banner: { js: `/*! Preact\n${licence.trim()}\n*/` },
  });
  const [script] = outputFiles;
  if (script === undefined) throw new Error("esbuild made no script of the page.");
  return script.contents;
}
