/**
 * `npm run install-check`: follows the README as it stands, in a fresh clone of the last commit and in a fresh folder with
 * the tarball; where the C# host is built, the page on C# too, with both tarballs. The last line counts the steps; ends with 1 when
 * one fails.
 */
import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { EventDevice } from "../../src/testing/event-device.ts";
import { codeBlocks, textsOf } from "../support/markdown.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
  readonly version: string;
};
const blocks = codeBlocks(readFileSync(path.join(root, "README.md"), "utf8"));

const folder = mkdtempSync(path.join(tmpdir(), "qaction-install-"));

/** The environment of a user's shell: nothing of the npm and tsx that run this, and a cache that ends with it. */
const env = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_OPTIONS|INIT_CWD)/i.test(name)),
  ),
  QACTION_CSHARP_CACHE: path.join(folder, "csharp-cache"),
};

/** Runs lines in a shell, which stops at the first that fails; gives what they printed. */
function shell(lines: string, cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile("bash", ["-ec", lines], { cwd, env, timeout: 600_000 }, (error, out, err) => {
      if (error === null) resolve(out + err);
      else reject(new Error(`${error.message}\n${out}${err}`, { cause: error }));
    });
  });
}

const clone = path.join(folder, "qaction-kit");
await using device = await EventDevice.start();

/** A step of the README: its lines, where they are typed, what has to be seen. */
interface Step {
  readonly name: string;
  readonly lines: string;
  readonly cwd: string;
  readonly shows: string;
}

const steps: readonly Step[] = [
  ...textsOf(blocks, "sh clone").map((text) => ({
    name: "a clone",
    lines: text.replace("REPOSITORY", JSON.stringify(root)),
    cwd: folder,
    shows: "Zürich",
  })),
  { name: "npm start", lines: "npm start", cwd: clone, shows: "Café" },
  ...["author", "tester", "hunter"].map((person) => ({
    name: `the first command of the ${person}`,
    lines: textsOf(blocks, `sh ${person}`).join(""),
    cwd: clone,
    shows: textsOf(blocks, `text ${person}`).join("").trimEnd().split("\n").at(-1) ?? "",
  })),
  ...textsOf(blocks, "sh").map((text) => ({
    name: text.trim(),
    // The address of the README belongs to nobody here: the device takes its place, and the run has an end.
    lines: text.includes("qaction run")
      ? `${text.trim().replace("10.4.2.8", "127.0.0.1").replace("8050", String(device.port))} --for 2`
      : text,
    cwd: clone,
    shows: text.includes("qaction run") ? "Café Zoé" : "Zürich",
  })),
  {
    name: "qaction in the clone after another build",
    lines: "npm run build\nnpx qaction --version",
    cwd: clone,
    shows: version,
  },
  ...textsOf(blocks, "sh tarball").map((text) => ({
    name: "the tarball, and a new connector",
    lines: text,
    cwd: clone,
    shows: "1 passing",
  })),
  ...csharpSteps(),
];

/** The page on C#: packed, installed beside a solution, run against the device, tested. The host is that of this clone, which is built. */
function csharpSteps(): readonly Step[] {
  if (!existsSync(path.join(root, "csharp/dist/net"))) {
    console.log("skipped the page on C#: npm run build:csharp has not been run");
    return [];
  }
  const page = codeBlocks(readFileSync(path.join(root, "docs/csharp.md"), "utf8"));
  const [pack = ""] = textsOf(page, "sh pack");
  const [install = ""] = textsOf(page, "sh install");
  const [run = ""] = textsOf(page, "sh run");
  const solution = path.join(folder, "solution");
  cpSync(path.join(root, "examples/csharp"), solution, { recursive: true });
  mkdirSync(path.join(solution, "test"));
  writeFileSync(path.join(solution, "test/connector.test.mjs"), textsOf(page, "js")[0] ?? "");
  const packHost = pack.split("\n").find((line) => line.startsWith("npm pack ./csharp")) ?? "";
  return [
    {
      name: "the tarball of the C# host",
      lines: packHost.replace("..", JSON.stringify(folder)),
      cwd: root,
      shows: `qaction-kit-csharp-${version}.tgz`,
    },
    { name: "both tarballs beside a solution", lines: install, cwd: solution, shows: "the host starts" },
    {
      name: run.trim(),
      lines: `${run.trim().replace("10.4.2.8", "127.0.0.1").replace("8050", String(device.port))} --for 3`,
      cwd: solution,
      shows: "connection  [0] open",
    },
    { name: "the first test in C#", lines: "npx mocha", cwd: solution, shows: "1 passing" },
  ];
}

let failed = 0;
try {
  for (const { name, lines, cwd, shows } of steps) {
    const started = Date.now();
    try {
      const output = await shell(lines, cwd);
      if (!output.includes(shows)) throw new Error(`It does not show "${shows}".\n${output}`);
      console.log(`ok      ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    } catch (error) {
      failed++;
      console.log(`failed  ${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${String(steps.length - failed)} passed, ${String(failed)} failed`);
if (failed > 0) process.exitCode = 1;
