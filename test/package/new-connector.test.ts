/** A stranger's first minute: the packed kit, `qaction init`, `npm install`, `npm test`; in TypeScript and in JavaScript. */
import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect } from "chai";
import { connectorKinds } from "../../src/cli/init/init-kinds.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const execute = promisify(execFile);

/** The environment of a user's shell: nothing of the mocha that runs this test. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== "NODE_OPTIONS"));

/** Runs a program to its end; what it printed is in the error when it fails. */
async function run(cwd: string, program: string, ...words: readonly string[]): Promise<string> {
  return execute(program, words, { cwd, env, encoding: "utf8", shell: process.platform === "win32" }).then(
    ({ stdout }) => stdout,
    (error: unknown) => {
      const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
      throw new Error(`${program} ${words.join(" ")} failed.\n${stdout}\n${stderr}`, { cause: error });
    },
  );
}

describe("a new connector with the packed kit", function () {
  this.timeout(300_000);
  let folder = "";
  let tarball = "";
  /** The connector that was installed: the others take its node_modules over. */
  const installed = (): string => path.join(folder, "websocket");

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "qaction-new-"));
    // Built and packed from a copy: `dist` of the project is not taken away from whoever uses it meanwhile.
    const copy = path.join(folder, "kit");
    const parts = [
      "src",
      "typings",
      "docs",
      "package.json",
      "tsconfig.json",
      "tsconfig.build.json",
      "build.js",
      "bundle.js",
    ];
    for (const part of [...parts, "README.md", "LICENSE", "CHANGELOG.md"])
      cpSync(path.join(root, part), path.join(copy, part), { recursive: true });
    symlinkSync(path.join(root, "node_modules"), path.join(copy, "node_modules"), "junction");
    const report = await run(copy, "npm", "pack", "--json", "--pack-destination", folder);
    const [packed] = Object.values(
      JSON.parse(report.slice(report.search(/^[[{]/m))) as Record<string, { filename: string }>,
    );
    tarball = path.join(folder, packed?.filename ?? "");
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** Makes a connector of a kind whose kit is the tarball, installed. */
  async function connector(kind: string): Promise<string> {
    const target = path.join(folder, kind);
    const cli = path.join(folder, "kit/dist/cli/main.js");
    await run(folder, process.execPath, cli, "init", target, "--kind", kind);
    if (target !== installed()) {
      symlinkSync(path.join(installed(), "node_modules"), path.join(target, "node_modules"), "junction");
      return target;
    }
    const file = path.join(target, "package.json");
    const text = readFileSync(file, "utf8").replace(
      /"qaction-kit": ".*"/,
      `"qaction-kit": ${JSON.stringify(`file:${tarball}`)}`,
    );
    writeFileSync(file, text);
    await run(target, "npm", "install", "--no-audit", "--no-fund");
    return target;
  }

  for (const kind of connectorKinds) {
    it(`${kind}: npm install and npm test are green, and the types fit`, async () => {
      const target = await connector(kind);
      expect(await run(target, "npm", "test")).to.contain("1 passing");
      await run(target, "npm", "run", "types");
    });
  }

  it("a script and a test in plain JavaScript work too", async () => {
    const target = await connector("virtual").catch(() => path.join(folder, "virtual"));
    for (const name of ["QAction_1", "test/QAction_1.test"]) {
      const text = readFileSync(path.join(target, `${name}.ts`), "utf8");
      const types = ": SLProtocol): void";
      rmSync(path.join(target, `${name}.ts`));
      // `await using` is not yet in every Node.js that the kit runs on.
      const plain = text
        .replace(types, ")")
        .replace("await using element", "const element")
        .replace(/^\}\);/m, "  await element.dispose();\n});");
      writeFileSync(path.join(target, `${name}.js`), plain);
    }
    writeFileSync(path.join(target, ".mocharc.json"), '{ "spec": "test/**/*.test.js" }');
    expect(await run(target, "npm", "test")).to.contain("1 passing");
  });
});
