import { expect } from "chai";
import { isciiScripts } from "../../../src/encoding/tables/iscii-scripts.ts";

describe("encoding/tables/iscii-scripts", () => {
  it("has nine scripts, two digits for each byte from A0 to FF", () => {
    expect(Object.keys(isciiScripts).map(Number)).to.deep.equal([2, 3, 4, 5, 7, 8, 9, 10, 11]);
    for (const [script, { block, letters, nukta, others }] of Object.entries(isciiScripts)) {
      expect(letters, script).to.match(/^(?:[0-7][0-9A-F]|--){96}$/);
      expect(block % 0x80, script).to.equal(0);
      for (const text of [nukta, others]) expect(text, script).to.match(/^(?:[0-9A-F]{2}[^])*$/u);
    }
  });
});
