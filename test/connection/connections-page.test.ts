/** `docs/connections.md`: its XML loads, its script type-checks, its program prints what it says. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { errorCodes } from "../../src/base/errors.ts";
import { noticeCodes } from "../../src/base/notices.ts";
import { optionRegister } from "../../src/options/register.ts";
import { allChecks } from "../../src/protocol/check/all-checks.ts";
import { parseProtocol } from "../../src/protocol/load-protocol.ts";
import { complaints } from "../support/compile.ts";
import { start } from "../support/child.ts";
import { codeBlocks, textsOf } from "../support/markdown.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const page = readFileSync(path.join(root, "docs/connections.md"), "utf8");
const blocks = codeBlocks(page);

/** Where the tag of a block belongs. */
const around: Readonly<Record<string, readonly [string, string]>> = {
  Connection: ["<Connections>", "</Connections>"],
  Param: ["<Params>", "</Params>"],
  Session: ["<HTTP>", "</HTTP>"],
};

describe("docs/connections.md", () => {
  it("every XML block loads without an error", () => {
    const texts = textsOf(blocks, "xml");
    expect(texts.length).to.be.greaterThan(3);
    for (const text of texts) {
      const [session = text, group = ""] = text.split(/(?=<Group )/);
      const [before, after] = around[/<(\w+)/.exec(text)?.[1] ?? ""] ?? ["", ""];
      const { diagnostics } = parseProtocol(
        `<Protocol><Name>A</Name><Version>1.0.0.1</Version>${before}${session}${after}${group === "" ? "" : `<Groups>${group}</Groups>`}</Protocol>`,
      );
      const wrong = diagnostics.filter(
        ({ severity, code }) => severity === "error" && !/UNKNOWN|REFERENCE|MISSING/.test(code),
      );
      expect(wrong, text).to.deep.equal([]);
    }
  });

  it("the script type-checks", () => {
    const scripts = textsOf(blocks, "ts").map((text, index) => [
      `QAction_${String(index)}.ts`,
      `/// <reference types="qaction-kit/typings" />\n${text}`,
    ]);
    expect(scripts).to.have.length(1);
    expect(complaints(Object.fromEntries(scripts) as Record<string, string>)).to.deep.equal([]);
  });

  it("the program prints what its comments say", async () => {
    const [text = ""] = textsOf(blocks, "ts program");
    mkdirSync(path.join(root, "test/.testing"), { recursive: true });
    const folder = mkdtempSync(path.join(root, "test/.testing/"));
    try {
      const file = path.join(folder, "program.ts");
      writeFileSync(file, text);
      const promised = [...text.matchAll(/console\.log\(.*; \/\/ (.*)$/gm)].map(([, line = ""]) => line);
      const { code, out } = await start(file).ended;
      expect([code, out.trimEnd().split("\n")]).to.deep.equal([0, promised]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("names only codes and options that exist", () => {
    const named = [...page.matchAll(/`([A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+)`/g)].map(([, name = ""]) => name);
    const known = new Set([
      ...Object.keys(errorCodes),
      ...Object.keys(noticeCodes),
      ...Object.keys(allChecks),
    ]);
    expect(named.filter((name) => !known.has(name))).to.deep.equal([]);
    for (const option of [
      "httpSetOrder",
      "httpFillOnErrorStatus",
      "httpContinueAfterFailedStep",
      "pausedMessages",
      "maxMessageBytes",
      "backlogLimits",
      "keepAlivePingMs",
      "statusFirstClosed",
    ]) {
      expect(page).to.contain(`\`${option}\``);
      expect(optionRegister).to.have.property(option);
    }
  });
});
