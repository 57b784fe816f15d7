/**
 * The second half of `npm run build`: joins the modules of `dist`, but for `dist/encoding`, in `dist/bundle`. Starting the command
 * line, or a test, then reads some twenty files instead of three hundred, which cost more than what they do. The entry points of
 * the package stay where they were and hand on what the joined files have; declarations stay file by file.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

const dist = path.join(import.meta.dirname, "dist");

/** Entry points in `dist`, with what stands there afterwards. */
const entries = {
  index: ["index.js", 'export * from "./bundle/index.js";'],
  testing: ["testing/index.js", 'export * from "../bundle/testing.js";'],
  chai: ["testing/chai.js", 'export { default } from "../bundle/chai.js";'],
  main: ["cli/main.js", '#!/usr/bin/env node\nimport "../bundle/main.js";'],
  "run-thread": ["cli/run/run-thread.js", 'import "../../bundle/run-thread.js";'],
};

/** The path of a module from `dist`, with forward slashes. */
const nameOf = (file) => path.relative(dist, file).replaceAll("\\", "/");

/** Modules that `dist/encoding` shares with all others: there is one of each. */
const isShared = (name) => name.startsWith("encoding/") || name === "base/errors.js";

const sharedModules = {
  name: "shared-modules",
  setup(bundle) {
    bundle.onResolve({ filter: /^\./ }, ({ path: specifier, resolveDir }) => {
      const name = nameOf(path.resolve(resolveDir, specifier));
      return isShared(name) ? { path: `../${name}`, external: true } : undefined;
    });
  },
};

/** What a module looks for beside itself, it finds from the place where it was. */
const places = {
  name: "places",
  setup(bundle) {
    bundle.onLoad({ filter: /\.js$/ }, ({ path: file }) => {
      const text = readFileSync(file, "utf8");
      if (!/\bimport\.meta\.(?:url|filename|dirname)\b/.test(text)) return undefined;
      const url = `new URL(${JSON.stringify(`../${nameOf(file)}`)}, import.meta.url)`;
      const place = {
        url: `${url}.href`,
        filename: `$pathOf(${url})`,
        dirname: `$pathOf(new URL(".", ${url}))`,
      };
      const contents = text.replaceAll(/\bimport\.meta\.(url|filename|dirname)\b/g, (_, what) => place[what]);
      return { contents: `import { fileURLToPath as $pathOf } from "node:url"; ${contents}` };
    });
  },
};

/** Files of `dist` that stay: what was joined, what is shared, and the page of the viewer, which a browser reads. */
const keepers = /^(?:bundle|encoding|viewer\/page)\/|^base\/errors\.js/;

/** Joins the modules of `dist`. */
export async function bundleKit() {
  await build({
    entryPoints: Object.fromEntries(
      Object.entries(entries).map(([name, [file]]) => [name, path.join(dist, file)]),
    ),
    outdir: path.join(dist, "bundle"),
    chunkNames: "[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    charset: "utf8",
    minifySyntax: true,
    minifyWhitespace: true,
    sourcemap: true,
    plugins: [sharedModules, places],
  });
  for (const file of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
    const name = file.replaceAll("\\", "/");
    if (/\.js(?:\.map)?$/.test(name) && !keepers.test(name)) rmSync(path.join(dist, file));
  }
  for (const [file, text] of Object.values(entries)) {
    mkdirSync(path.dirname(path.join(dist, file)), { recursive: true });
    writeFileSync(path.join(dist, file), `${text}\n`);
  }
}
