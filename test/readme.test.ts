/** Every code block of the README is executed, and does what the README says. */
import { execFile } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect } from "chai";
import { parseProtocol } from "../src/protocol/load-protocol.ts";
import { EventDevice } from "../src/testing/event-device.ts";
import { builtCommandLine } from "./support/built-kit.ts";
import { start } from "./support/child.ts";
import { codeBlocks, type Block } from "./support/markdown.ts";

const root = fileURLToPath(new URL("../", import.meta.url));

const blocks = codeBlocks(readFileSync(path.join(root, "README.md"), "utf8"));
const done = new Set<Block>();

/** The blocks of a kind, which count as executed from now on. */
function take(info: string): Block[] {
  const found = blocks.filter((block) => block.info === info);
  for (const block of found) done.add(block);
  return found;
}

/** What a program prints according to the comments behind its `console.log` calls. */
function promised(text: string): string[] {
  return [...text.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, line = ""]) => line);
}

/** Runs a line of the README in a shell whose `npx qaction` is this one, beside the examples; gives what it printed. */
async function inShell(line: string, folder: string): Promise<string> {
  const npx = path.join(folder, "npx");
  const program = [process.execPath, await builtCommandLine()];
  writeFileSync(npx, `#!/bin/sh\nshift\nexec ${program.map((word) => `'${word}'`).join(" ")} "$@"\n`);
  chmodSync(npx, 0o755);
  symlinkSync(path.join(root, "examples"), path.join(folder, "examples"));
  try {
    const env = {
      ...process.env,
      NODE_OPTIONS: "",
      PATH: `${folder}${path.delimiter}${process.env["PATH"] ?? ""}`,
    };
    const { stdout, stderr } = await promisify(execFile)("bash", ["-ec", line], { cwd: folder, env });
    return stdout + stderr;
  } finally {
    rmSync(path.join(folder, "examples"));
  }
}

describe("README", () => {
  let folder = "";
  // Inside the repository, so that the package finds itself by its own name.
  before(() => {
    mkdirSync(path.join(root, "test/.readme"), { recursive: true });
    folder = mkdtempSync(path.join(root, "test/.readme/"));
  });
  after(() => {
    rmSync(path.join(root, "test/.readme"), { recursive: true, force: true });
  });

  it("the picture shows what really happens to the bytes", () => {
    const [picture] = take("text");
    const [sent = "", read = "", decoded = ""] = (picture?.text ?? "")
      .split("\n")
      .map((line) => line.split("   ")[0]);
    const bytes = Buffer.from(sent, "utf8");
    const padded = bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)]);
    expect(read.trimEnd()).to.equal(padded.toString("utf16le").trimEnd());
    expect(decoded).to.equal(sent);
    expect(sent).to.contain("é");
  });

  it("the QAction tag loads as a QAction with binary inputs", () => {
    const [xml] = take("xml");
    const { protocol } = parseProtocol(`<Protocol><QActions>${xml?.text ?? ""}</QActions></Protocol>`);
    expect(protocol.qactions.get(2))
      .to.include({ binary: true })
      .and.to.deep.include({ triggers: [10], inputParameters: [10] });
  });

  it("the QAction and its unit test pass under mocha", async () => {
    const [qaction] = take("ts qaction");
    const [unitTest] = take("ts test");
    cpSync(path.join(root, "examples/websocket/plain/protocol.xml"), path.join(folder, "protocol.xml"));
    writeFileSync(path.join(folder, "QAction_2.ts"), qaction?.text ?? "");
    // Paths in the block are relative to the folder of the connector.
    const text = (unitTest?.text ?? "")
      .replace('"protocol.xml"', JSON.stringify(path.join(folder, "protocol.xml")))
      .replace('scripts: "."', `scripts: ${JSON.stringify(folder)}`);
    writeFileSync(path.join(folder, "decode.test.ts"), text);
    const { code, out } = await start("node_modules/mocha/bin/mocha.js", [
      "--no-config",
      path.join(folder, "decode.test.ts"),
    ]).ended;
    expect([code, out.includes("1 passing")], out).to.deep.equal([0, true]);
  });

  for (const [index, block] of take("ts").entries()) {
    it(`program ${String(index + 1)} prints what its comments say`, async () => {
      const file = path.join(folder, `program-${String(index)}.ts`);
      writeFileSync(file, block.text);
      const { code, out, err } = await start(file).ended;
      expect([code, err]).to.deep.equal([0, ""]);
      expect(promised(block.text)).to.have.length.greaterThan(0);
      expect(out.trimEnd().split("\n")).to.deep.equal(promised(block.text));
    });
  }

  for (const person of ["author", "tester", "hunter"]) {
    it(`the first command of the ${person} prints what is shown`, async function () {
      if (process.platform === "win32") this.skip();
      const [command] = take(`sh ${person}`);
      const [shown] = take(`text ${person}`);
      const output = await inShell(command?.text ?? "", folder);
      // Without the times, and with other lines between.
      const lines = output.split("\n").map((line) => line.replace(/^[\d:.]+ {2}/, ""));
      const expected = (shown?.text ?? "").trimEnd().split("\n");
      const places = expected.map((line) => lines.indexOf(line));
      expect(places, output).to.not.include(-1);
      expect(places).to.deep.equal([...places].sort((a, b) => a - b));
    });
  }

  for (const block of take("sh")) {
    it(`the command line: ${block.text.trim()}`, async () => {
      await using device = await EventDevice.start();
      // The address of the README belongs to nobody here: the device of the test takes its place.
      const words = (block.text.trim().match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replace(/^"|"$/g, ""));
      const [npx, program, ...rest] = words.map((word) =>
        word.replace("10.4.2.8", "127.0.0.1").replace("8050", String(device.port)),
      );
      expect([npx, program]).to.deep.equal(["npx", "qaction"]);
      const { code, out } = await start("src/cli/main.ts", rest[0] === "run" ? [...rest, "--for", "1"] : rest)
        .ended;
      expect(code).to.equal(0);
      expect(out).to.contain(rest[0] === "run" ? "Café Zoé" : "Zürich");
    });
  }

  it("the steps of the installation name the version there is; test/install runs them", () => {
    const [clone] = take("sh clone");
    const [tarball] = take("sh tarball");
    expect(clone?.text).to.contain("npm ci");
    const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
      version: string;
    };
    expect(tarball?.text).to.contain(`qaction-kit-${version}.tgz`);
  });

  it("no block is left out", () => {
    expect(blocks.filter((block) => !done.has(block)).map(({ info }) => info)).to.deep.equal([]);
  });
});
