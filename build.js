/**
 * `npm run build`: tsc makes `dist`, file by file. Then the modules of `dist/encoding` are joined: it is imported on its own, by
 * scripts that start often, and loading some hundred small modules costs more than everything they do. `all.js` converts text;
 * `judging.cjs` judges and mends it and is loaded by the first call that needs it, as data are that few programs use. Each module
 * stays where it was and hands on what the joined files have, so that whoever imports what, there is one class of each name.
 * Last, all other modules are joined (`bundle.js`).
 */
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { bundleKit } from "./bundle.js";

const folder = path.join(import.meta.dirname, "dist/encoding");

/** Modules whose exported functions are loaded when they are first called. */
const judgingModules = ["inspect.js", "mojibake.js", "read-bytes/read-bytes.js"];

/** Data that few programs use are functions of these modules; each file of them is read by the first call. */
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

rmSync(path.join(import.meta.dirname, "dist"), { recursive: true, force: true });
execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], {
  cwd: import.meta.dirname,
  stdio: "inherit",
});

// The page of the viewer: one script, and the files beside it.
const pageFolder = path.join(import.meta.dirname, "src/viewer/page");
const builtPage = path.join(import.meta.dirname, "dist/viewer/page");
const { bundlePage } = await import(
  pathToFileURL(path.join(import.meta.dirname, "dist/viewer/page-bundle.js")).href
);
mkdirSync(builtPage, { recursive: true });
writeFileSync(path.join(builtPage, "page.js"), await bundlePage(pageFolder));
for (const name of ["index.html", "style.css"])
  copyFileSync(path.join(pageFolder, name), path.join(builtPage, name));

// The text of an option stands in its row only; an editor shows the comment of a declaration.
const optionsFolder = path.join(import.meta.dirname, "dist/options");
for (const name of readdirSync(optionsFolder).filter((file) => file.endsWith("-options.d.ts"))) {
  const file = path.join(optionsFolder, name);
  const [rows] = Object.values(await import(pathToFileURL(file.replace(/\.d\.ts$/, ".js")).href));
  const comment = (option) => {
    const { meaning, values, default: usual, page } = rows[option];
    const allowed = values.words ?? values.map((value) => `\`${JSON.stringify(value)}\``).join(", ");
    const sentence = `${meaning[0].toUpperCase()}${meaning.slice(1)}.`;
    return `/** ${sentence} Default \`${JSON.stringify(usual)}\`; allowed: ${allowed}. Source: ${page}. */`;
  };
  const declarations = readFileSync(file, "utf8").replaceAll(
    /^( {4}readonly (\w+): )\{$/gm,
    (line, _, option) => `    ${comment(option)}\n${line}`,
  );
  writeFileSync(file, declarations);
}

/** The name of a module: its path from the folder, with forward slashes. */
const nameOf = (file) => path.relative(folder, file).replaceAll("\\", "/");
const loaded = (name) => import(pathToFileURL(path.join(folder, name)).href);

/** What each module exports, by its name. */
const exported = new Map();
for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".js"))
  .map((file) => file.replaceAll("\\", "/")))
  exported.set(name, Object.keys(await loaded(name)));
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

/** The modules that some modules import, directly or by others, and they themselves. */
async function closureOf(names) {
  const contents = names.map((name) => `import "./${name}";`).join("\n");
  const { metafile } = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    packages: "external",
    format: "esm",
    treeShaking: false,
  });
  return new Set(Object.keys(metafile.inputs).map((file) => nameOf(path.resolve(file))));
}
const converting = await closureOf(
  [...new Set(exported.get("index.js").map((one) => owners.get(one)))].filter(
    (name) => !judgingModules.includes(name),
  ),
);
const isJudging = (name) => !converting.has(name) && name !== "index.js";

// Reading the source is most of what an import costs: no blanks, and characters instead of escapes. Names stay.
const common = {
  bundle: true,
  platform: "node",
  target: "node20",
  packages: "external",
  charset: "utf8",
  minifySyntax: true,
  minifyWhitespace: true,
  // A literal is compiled when it is first used; esbuild would make calls of RegExp of these.
  supported: { "regexp-unicode-property-escapes": true },
  sourcemap: true,
};

// The error class belongs to everybody: it stays a file of its own, whoever imports it from where.
const sharedErrors = {
  name: "shared-errors",
  setup(bundle) {
    bundle.onResolve({ filter: /\/errors\.js$/ }, () => ({ path: "../base/errors.js", external: true }));
  },
};

/** All exports of some modules, as the source of a joined one. */
const joined = (belongs) => ({
  contents: [...owners]
    .filter(([, name]) => belongs(name))
    .map(([one, name]) => `export { ${one} } from "./${name}";`)
    .join("\n"),
  resolveDir: folder,
});

const rareModules = new Map();
for (const [outfile, names] of Object.entries(rareFiles)) {
  for (const name of names) rareModules.set(name, outfile);
  await build({
    ...common,
    stdin: { contents: names.map((name) => `export * from "./${name}";`).join("\n"), resolveDir: folder },
    outfile: path.join(folder, outfile),
    format: "cjs",
    sourcemap: false,
  });
}
const rareData = {
  name: "rare-data",
  setup(bundle) {
    bundle.onLoad({ filter: /\.js$/ }, async ({ path: file }) => {
      const outfile = rareModules.get(nameOf(file));
      if (outfile === undefined) return undefined;
      const lines = Object.entries(await loaded(nameOf(file))).map(
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
  ...common,
  stdin: joined((name) => !isJudging(name)),
  outfile: path.join(folder, "all.js"),
  plugins: [sharedErrors, rareData],
  format: "esm",
});

// What judging.cjs needs of the others is handed to it, so that it has the same classes and the same tables.
const handedOver = {
  name: "handed-over",
  setup(bundle) {
    bundle.onResolve({ filter: /^\./ }, ({ path: specifier, importer, resolveDir }) => {
      // The check of options has no state: both files have it.
      if (importer === "" || /\/(known-names|option-keys|value-kinds)\.js$/.test(specifier)) return undefined;
      return isJudging(nameOf(path.resolve(resolveDir, specifier))) && !specifier.endsWith("/errors.js")
        ? undefined
        : { path: "others", namespace: "others" };
    });
    bundle.onLoad({ filter: /.*/, namespace: "others" }, () => ({ contents: "module.exports = others;" }));
  },
};
await build({
  ...common,
  stdin: joined(isJudging),
  outfile: path.join(folder, "judging.cjs"),
  plugins: [handedOver, rareData],
  format: "cjs",
  define: { "import.meta.url": "moduleUrl" },
  banner: {
    js: `const moduleUrl = require("node:url").pathToFileURL(__filename).href;
module.exports = (others) => { const module = { exports: {} };`,
  },
  footer: { js: "return module.exports; };" },
});
const judgingFile = `import { createRequire } from "node:module";
import * as errors from "../base/errors.js";
import * as all from "./all.js";
let loaded;
/** What judges and mends text, loaded once. */
export const judging = () => (loaded ??= createRequire(import.meta.url)("./judging.cjs")({ ...all, ...errors }));
`;

for (const [name, names] of exported) {
  const up = "../".repeat(name.split("/").length - 1) || "./";
  const first = readFileSync(path.join(folder, name), "utf8").split("\n", 1)[0] ?? "";
  const lines = first.startsWith("/**") && first.endsWith("*/") ? [first] : [];
  const own = names.filter((one) => name !== "index.js" || !isJudging(owners.get(one)));
  const later = names.filter((one) => !own.includes(one));
  if (isJudging(name)) {
    lines.push(
      `import { judging } from "${up}judging.js";`,
      `export const { ${names.join(", ")} } = judging();`,
    );
  } else lines.push(`export { ${own.join(", ")} } from "${up}all.js";`);
  if (later.length > 0)
    lines.push(
      `import { judging } from "${up}judging.js";`,
      ...later.map((one) => `export const ${one} = (...values) => judging().${one}(...values);`),
    );
  writeFileSync(path.join(folder, name), `${lines.join("\n")}\n`);
  rmSync(path.join(folder, `${name}.map`), { force: true });
}
writeFileSync(path.join(folder, "judging.js"), judgingFile);

await bundleKit();

// npm does so when it installs the package; `npx qaction` in a clone runs what was built after that.
chmodSync(path.join(import.meta.dirname, "dist/cli/main.js"), 0o755);
