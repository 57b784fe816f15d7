/**
 * `npm run build`: tsc makes `dist`, file by file. Then `dist/encoding` becomes one file: it is imported on its own, by
 * scripts that start often, and loading some thirty small modules costs more than everything they do. Each module stays
 * where it was and hands on what the one file has, so that whoever imports what, there is one class of each name.
 */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const folder = path.join(import.meta.dirname, "dist/encoding");

rmSync(path.join(import.meta.dirname, "dist"), { recursive: true, force: true });
execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], {
  cwd: import.meta.dirname,
  stdio: "inherit",
});

const modules = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".js"))
  .map((name) => name.replaceAll("\\", "/"));
const exported = new Map();
for (const name of modules) {
  const names = Object.keys(await import(pathToFileURL(path.join(folder, name)).href));
  exported.set(name, names);
}
// Everything any module exports; a name that index.js hands on is the one of its module.
const owners = new Map();
for (const [name, names] of exported) {
  if (name === "index.js") continue;
  for (const one of names) {
    if (owners.has(one))
      throw new Error(
        `${one} is exported by ${owners.get(one)} and by ${name}: give one of them another name.`,
      );
    owners.set(one, name);
  }
}
// Data that few programs use are functions of these modules; each file of them is read by the first call.
const rareFiles = {
  "rare-tables.cjs": [
    "tables/best-fit-ebcdic.js",
    "tables/best-fit-further.js",
    "tables/johab-pairs.js",
    "tables/pair-runs.js",
    "tables/teletext-pairs.js",
  ],
  "language-data.cjs": ["language/data.js"],
};
const rareModules = new Map();
for (const [outfile, names] of Object.entries(rareFiles)) {
  for (const name of names) rareModules.set(name, outfile);
  await build({
    stdin: { contents: names.map((name) => `export * from "./${name}";`).join("\n"), resolveDir: folder },
    outfile: path.join(folder, outfile),
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node20",
    charset: "utf8",
  });
}
const rareData = {
  name: "rare-data",
  setup(bundle) {
    bundle.onLoad({ filter: /\.js$/ }, async ({ path: file }) => {
      const name = path.relative(folder, file).replaceAll("\\", "/");
      const outfile = rareModules.get(name);
      if (outfile === undefined) return undefined;
      const module = await import(pathToFileURL(file).href);
      const lines = Object.entries(module).map(
        ([one, value]) =>
          `export const ${one} = ${
            typeof value === "function"
              ? `() => createRequire(import.meta.url)("./${outfile}").${one}()`
              : JSON.stringify(value)
          };`,
      );
      return { contents: ['import { createRequire } from "node:module";', ...lines].join("\n") };
    });
  },
};
await build({
  stdin: {
    contents: [...owners].map(([one, name]) => `export { ${one} } from "./${name}";`).join("\n"),
    resolveDir: folder,
  },
  outfile: path.join(folder, "all.js"),
  plugins: [rareData],
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  packages: "external",
  // Reading the source is most of what an import costs: no blanks, and characters instead of escapes. Names stay.
  charset: "utf8",
  minifySyntax: true,
  // A literal is compiled when it is first used; esbuild would make calls of RegExp of these.
  supported: { "regexp-unicode-property-escapes": true },
  minifyWhitespace: true,
  // The error class belongs to everybody: it stays a file of its own.
  external: ["../errors.js"],
  sourcemap: true,
});
for (const [name, names] of exported) {
  const up = "../".repeat(name.split("/").length - 1) || "./";
  const first = readFileSync(path.join(folder, name), "utf8").split("\n", 1)[0] ?? "";
  writeFileSync(
    path.join(folder, name),
    `${first.startsWith("/**") && first.endsWith("*/") ? `${first}\n` : ""}export { ${names.join(", ")} } from "${up}all.js";\n`,
  );
  rmSync(path.join(folder, `${name}.map`), { force: true });
}
