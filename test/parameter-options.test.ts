/** The parameter floor's rows of the decision register. */
import { expect } from "chai";
import { resolveOptions } from "../src/options.ts";
import { parameterOptionRegister } from "../src/parameter-options.ts";

describe("parameter-options", () => {
  it("all belong to the parameter floor and are part of the one register", () => {
    const all = new Map<string, unknown>(Object.entries(resolveOptions()));
    for (const [name, entry] of Object.entries(parameterOptionRegister)) {
      expect(entry.floor, name).to.equal("parameter");
      expect(all.get(name), name).to.deep.equal(entry.default);
    }
  });

  it("refuse what is not in their list", () => {
    expect(() => resolveOptions({ oddByte: "keep" as "drop" })).to.throw("unit, drop, replacement");
  });
});
