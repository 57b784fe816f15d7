import { expect } from "chai";
import { isCodePage } from "../../src/encoding/code-page.ts";
import { judgedPages } from "../../src/encoding/judged-pages.ts";

describe("encoding/judged-pages", () => {
  it("holds pages of the kit, each once", () => {
    expect(judgedPages.filter((page) => !isCodePage(page))).to.deep.equal([]);
    expect(new Set(judgedPages).size).to.equal(judgedPages.length);
  });
});
