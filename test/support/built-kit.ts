/**
 * The kit joined into few files, for tests that start the command line: from its sources each start takes two seconds of
 * processor time. It is made by the first test that needs it, and gone when the process ends.
 */
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Entry points below `src`, by their names in the joined kit. */
const entries = {
  index: "index.ts",
  encoding: "encoding/index.ts",
  testing: "testing/index.ts",
  chai: "testing/chai.ts",
  main: "cli/main.ts",
  "run-thread": "cli/run/run-thread.ts",
};

/** What stands where `package.json` names the built entry points. */
const handedOn: Readonly<Record<string, string>> = {
  "dist/index.js": 'export * from "./bundle/index.js";',
  "dist/encoding/index.js": 'export * from "../bundle/encoding.js";',
  "dist/testing/index.js": 'export * from "../bundle/testing.js";',
  "dist/testing/chai.js": 'export { default } from "../bundle/chai.js";',
};

/** What a module looks for beside itself, it finds from its source; the thread of a run is joined too. */
function places(folder: string): Plugin {
  return {
    name: "places",
    setup(bundle) {
      bundle.onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
        const text = readFileSync(file, "utf8");
        if (!/\bimport\.meta\.(?:url|filename|dirname)\b/.test(text)) return undefined;
        const name = path.relative(path.join(folder, "src"), file).replaceAll("\\", "/");
        const from = name === "cli/run/run.ts" ? "./run.js" : `../../src/${name}`;
        const url = `new URL(${JSON.stringify(from)}, import.meta.url)`;
        const place: Readonly<Record<string, string>> = {
          url: `${url}.href`,
          filename: `$pathOf(${url})`,
          dirname: `$pathOf(new URL(".", ${url}))`,
        };
        const contents = text.replaceAll(
          /\bimport\.meta\.(url|filename|dirname)\b/g,
          (all, what: string) => place[what] ?? all,
        );
        return { contents: `import { fileURLToPath as $pathOf } from "node:url"; ${contents}`, loader: "ts" };
      });
    },
  };
}

async function make(): Promise<string> {
  mkdirSync(path.join(root, "test/.built"), { recursive: true });
  // Inside the repository, so that it finds its dependencies.
  const folder = realpathSync(mkdtempSync(path.join(root, "test/.built/")));
  process.once("exit", () => {
    rmSync(folder, { recursive: true, force: true });
  });
  for (const shared of ["src", "typings", "docs", "csharp"])
    symlinkSync(path.join(root, shared), path.join(folder, shared), "junction");
  copyFileSync(path.join(root, "package.json"), path.join(folder, "package.json"));
  await build({
    absWorkingDir: folder,
    entryPoints: Object.fromEntries(
      Object.entries(entries).map(([name, file]) => [name, path.join(folder, "src", file)]),
    ),
    outdir: path.join(folder, "dist/bundle"),
    chunkNames: "[hash]",
    // The sources keep their names below the folder, where their stack frames count as those of the kit.
    preserveSymlinks: true,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    charset: "utf8",
    sourcemap: true,
    plugins: [places(folder)],
    logLevel: "silent",
  });
  for (const [file, text] of Object.entries(handedOn)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), `${text}\n`);
  }
  return path.join(folder, "dist/bundle/main.js");
}

let made: Promise<string> | undefined;

/** The joined command line: a file for Node alone. */
export function builtCommandLine(): Promise<string> {
  return (made ??= make());
}
