/** `docs/devices.md`: its tests pass, its device is a device, its QActions type-check, its tables are those of the code. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { loadDeviceFile } from "../../src/cli/simulate/device-file.ts";
import { createDevice } from "../../src/device/device.ts";
import { faultNames } from "../../src/device/faults.ts";
import { complaints } from "../support/compile.ts";
import { start } from "../support/child.ts";
import { codeBlocks, textsOf } from "../support/markdown.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const page = readFileSync(path.join(root, "docs/devices.md"), "utf8");
const blocks = codeBlocks(page);

describe("docs/devices.md", () => {
  let folder = "";
  // Inside the repository, so that the package finds itself by its own name.
  before(() => {
    mkdirSync(path.join(root, "test/.devices"), { recursive: true });
    folder = mkdtempSync(path.join(root, "test/.devices/"));
  });
  after(() => {
    rmSync(path.join(root, "test/.devices"), { recursive: true, force: true });
  });

  it("its tests pass", async () => {
    const tests = textsOf(blocks, "ts test");
    const files = tests.map((text, index) => {
      const file = path.join(folder, `block-${String(index)}.test.ts`);
      writeFileSync(file, text);
      return file;
    });
    const { code, out } = await start("node_modules/mocha/bin/mocha.js", [
      "--no-config",
      "--timeout",
      "20000",
      ...files,
    ]).ended;
    expect([code, out.includes(`${String(tests.length)} passing`)], out).to.deep.equal([0, true]);
  });

  it("the device of twenty lines is one", async () => {
    const [text = ""] = textsOf(blocks, "ts");
    const file = path.join(folder, "desk.ts");
    writeFileSync(file, text);
    const [script] = await loadDeviceFile(file);
    if (script === undefined) throw new Error("the page has no device");
    await using device = await createDevice(script);
    expect(device.url()).to.match(/^ws:.*\/events$/);
    expect(device.get("level")).to.equal(-30);
  });

  it("all of its blocks type-check", () => {
    const files = ["ts", "ts test", "ts qaction"]
      .flatMap((info) => textsOf(blocks, info))
      .map(
        (text, index) =>
          [
            `block-${String(index)}.ts`,
            `/// <reference types="mocha" />\n/// <reference types="node" />\n/// <reference types="qaction-kit/typings" />\n${text}`,
          ] as const,
      );
    expect(complaints(Object.fromEntries(files))).to.deep.equal([]);
    // Loading the compiler takes long on a busy machine.
  }).timeout(60_000);

  it("its table of faults names each of them", () => {
    const [, section = ""] = page.split("\n## Faults\n");
    const [table = ""] = section.split("\n## ");
    const named = [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    expect(named).to.deep.equal(faultNames);
  });
});
