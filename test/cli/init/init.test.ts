/** `qaction init` as a user runs it. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { qaction } from "../../support/child.ts";

describe("qaction init", function () {
  this.timeout(60_000);
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "qaction-init-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("writes a connector into a new folder, and says what to do next", async () => {
    const target = path.join(folder, "a/My Device");
    const { code, out, err } = await qaction("init", target, "--kind", "virtual");
    expect([code, err]).to.deep.equal([0, ""]);
    expect(out).to.equal(`${target} written. Now: cd ${target} && npm install && npm test\n`);
    expect(readdirSync(target).sort()).to.deep.equal([
      ".gitignore",
      ".mocharc.json",
      "QAction_1.ts",
      "QAction_Helper.ts",
      "package.json",
      "protocol.xml",
      "test",
      "tsconfig.json",
    ]);
    expect(readFileSync(path.join(target, "protocol.xml"), "utf8")).to.contain("<Name>My Device</Name>");
    expect(JSON.parse(readFileSync(path.join(target, "package.json"), "utf8"))).to.include({
      name: "my-device",
    });
  });

  it("refuses a folder that is not empty, a file, and an unknown kind, and writes nothing", async () => {
    writeFileSync(path.join(folder, "mine.txt"), "");
    const full = await qaction("init", folder);
    expect(full).to.include({ code: 1, out: "" });
    expect(full.err).to.contain("is not empty (mine.txt). Nothing was written.");
    expect(readdirSync(folder)).to.deep.equal(["mine.txt"]);
    expect((await qaction("init", path.join(folder, "mine.txt"))).err).to.contain("is not a folder");
    const other = await qaction("init", path.join(folder, "new"), "--kind", "snmp");
    expect(other).to.include({ code: 2, err: "--kind is 'snmp'. Use one of websocket, http, virtual.\n" });
    expect(existsSync(path.join(folder, "new"))).to.equal(false);
  });
});
