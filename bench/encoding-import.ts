/** What importing `qaction-kit/encoding` costs against importing iconv-lite, each in new processes. Run: `npx tsx bench/encoding-import.ts`. */
import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("../", import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), "encoding-import-"));
const compilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  rewriteRelativeImportExtensions: true,
};

/** The floor as JavaScript, for the cost of a compiler is not what is measured. */
function compile(name: string): void {
  const { outputText } = ts.transpileModule(readFileSync(path.join(root, "src", name), "utf8"), {
    compilerOptions,
  });
  const target = path.join(folder, name.replace(/\.ts$/, ".js"));
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, outputText);
}

/** Milliseconds and bytes of heap that importing the module takes in a new process. */
function cost(module: string): { milliseconds: number; heap: number } {
  const code = `
    const heap = process.memoryUsage().heapUsed;
    const start = performance.now();
    await import(${JSON.stringify(module)});
    console.log(JSON.stringify({ milliseconds: performance.now() - start, heap: process.memoryUsage().heapUsed - heap }));`;
  const output = execFileSync(process.execPath, ["--input-type=module", "--eval", code], {
    cwd: folder,
    encoding: "utf8",
  });
  return JSON.parse(output) as { milliseconds: number; heap: number };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

try {
  const files = readdirSync(path.join(root, "src/encoding"), { recursive: true, encoding: "utf8" });
  for (const name of files) if (name.endsWith(".ts")) compile(path.join("encoding", name));
  compile("errors.ts");
  writeFileSync(path.join(folder, "package.json"), '{ "type": "module" }');
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  const modules = { ours: path.join(folder, "encoding/index.js"), theirs: "iconv-lite" };
  const runs = Array.from({ length: 21 }, () => ({ ours: cost(modules.ours), theirs: cost(modules.theirs) }));
  const time = {
    ours: median(runs.map(({ ours }) => ours.milliseconds)),
    theirs: median(runs.map(({ theirs }) => theirs.milliseconds)),
  };
  const heap = {
    ours: median(runs.map(({ ours }) => ours.heap)),
    theirs: median(runs.map(({ theirs }) => theirs.heap)),
  };
  console.log(
    `import qaction-kit/encoding: ${(time.ours / time.theirs).toFixed(2)}x the time of iconv-lite (aim at most 1.5)`,
  );
  console.log(`                             ${(heap.ours / heap.theirs).toFixed(2)}x its heap`);
  console.log(`                             ${time.ours.toFixed(1)} ms against ${time.theirs.toFixed(1)} ms`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
