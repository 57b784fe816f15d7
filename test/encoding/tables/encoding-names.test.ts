import { expect } from "chai";
import { encodingNames } from "../../../src/encoding/tables/encoding-names.ts";

describe("encoding/tables/encoding-names", () => {
  it("has each page once, in order, and no further name twice", () => {
    const pages = encodingNames.map(([codePage]) => codePage);
    expect(pages).to.deep.equal([...new Set(pages)].sort((a, b) => a - b));
    const aliases = encodingNames
      .flatMap(([, , , , names]) => names.split("|"))
      .filter((name) => name !== "");
    expect(new Set(aliases).size).to.equal(aliases.length);
    for (const name of aliases) expect(name).to.equal(name.toLowerCase());
  });
});
