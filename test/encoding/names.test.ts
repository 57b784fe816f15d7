import { expect } from "chai";
import { codePages } from "../../src/encoding/code-page.ts";
import { adviceForName, codePageOfName, encodingFacts } from "../../src/encoding/names.ts";

describe("encoding/names", () => {
  it("has facts for every code page with a table and the five Unicode ones", () => {
    expect([...encodingFacts.keys()]).to.have.members([...codePages, 65001, 1200, 1201, 12000, 12001]);
  });

  it("has no name twice", () => {
    const names = [...encodingFacts.values()].flatMap(({ webName, aliases }) => [
      webName.toLowerCase(),
      ...aliases,
    ]);
    expect(new Set(names).size).to.equal(names.length);
  });

  it("finds names without regard to case", () => {
    expect([codePageOfName("UTF-8"), codePageOfName("Shift_JIS"), codePageOfName("utf8")]).to.deep.equal([
      65001,
      932,
      undefined,
    ]);
  });

  it("knows where a name belongs that is not found", () => {
    expect(adviceForName("ISO-8859-5")).to.match(/28595/);
    expect(adviceForName("cp936")).to.match(/gb2312 or 936/);
    expect(adviceForName("65001")).to.match(/GetEncoding\(65001\)/);
  });
});
