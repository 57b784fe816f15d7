/** The qaction floor's rows of the decision register. */
import { expect } from "chai";
import { resolveOptions } from "../src/options.ts";
import { qactionOptionRegister } from "../src/qaction-options.ts";

describe("qaction-options", () => {
  it("all belong to the qaction floor and are part of the one register", () => {
    const all = new Map<string, unknown>(Object.entries(resolveOptions()));
    for (const [name, entry] of Object.entries(qactionOptionRegister)) {
      expect(entry.floor, name).to.equal("qaction");
      expect(all.get(name), name).to.deep.equal(entry.default);
    }
  });

  it("refuse what is not in their list", () => {
    expect(() => resolveOptions({ binaryInputs: "text" as "array" })).to.throw("array, bytes");
  });
});
