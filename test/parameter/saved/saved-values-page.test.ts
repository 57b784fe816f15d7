/** `docs/saved-values.md`: its programs print what they say, and it names only what there is. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { errorCodes } from "../../../src/base/errors.ts";
import { noticeCodes } from "../../../src/base/notices.ts";
import { start } from "../../support/child.ts";
import { codeBlocks, textsOf } from "../../support/markdown.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const page = readFileSync(path.join(root, "docs/saved-values.md"), "utf8");

describe("docs/saved-values.md", () => {
  for (const [index, text] of textsOf(codeBlocks(page), "ts program").entries()) {
    it(`program ${String(index + 1)} prints what its comment says`, async () => {
      mkdirSync(path.join(root, "test/.testing"), { recursive: true });
      const folder = mkdtempSync(path.join(root, "test/.testing/"));
      try {
        const file = path.join(folder, "program.ts");
        // Its files belong into the folder of the test.
        writeFileSync(
          file,
          text.replaceAll(/"(\w+\.saved)"/g, (_, name) => JSON.stringify(path.join(folder, String(name)))),
        );
        const promised = [...text.matchAll(/console\.log\(.*; \/\/ (.*)$/gm)].map(([, line = ""]) => line);
        const { code, out, err } = await start(file).ended;
        expect([code, out.trimEnd().split("\n"), err]).to.deep.equal([0, promised, ""]);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }

  it("names every code of saved values, and no other", () => {
    const named = new Set([...page.matchAll(/`((?:ERR_)?SAVED_[A-Z_]+)`/g)].map(([, name]) => name));
    const codes = [...Object.keys(errorCodes), ...Object.keys(noticeCodes)];
    expect([...named].sort()).to.deep.equal(codes.filter((code) => /^(ERR_)?SAVED_/.test(code)).sort());
  });
});
