/** The element floor's rows of the decision register. */
import { expect } from "chai";
import { elementOptionRegister } from "../src/element-options.ts";
import { defaultOptions, resolveOptions } from "../src/options.ts";

describe("element-options", () => {
  it("all belong to the element floor and are part of the one register", () => {
    for (const [name, entry] of Object.entries(elementOptionRegister)) {
      expect(entry.floor, name).to.equal("element");
      expect(defaultOptions).to.have.property(name, entry.default);
    }
  });

  it("take what their kind allows", () => {
    expect(resolveOptions({ elementTimeoutMs: 5000 }).elementTimeoutMs).to.equal(5000);
    expect(() => resolveOptions({ stopGraceMs: "long" as unknown as number })).to.throw("a number".slice(2));
  });
});
