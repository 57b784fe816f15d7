/** The nine sources of a set. */
import { expect } from "chai";
import { sourceRules } from "../../src/parameter/set-source.ts";

describe("set-source", () => {
  const rules = sourceRules({ roundOnSet: true, trimOnSet: false });
  // Source, fires, equal fires, received, trims, sequence, rounds.
  const rows = [
    ["script", true, "all", false, false, "unless noset", true],
    ["external", true, "write", false, false, "unless noset", true],
    ["construct", true, "write", false, false, "unless noset", true],
    ["setter", true, "none", false, false, "unless noset", true],
    ["device", true, "none", true, true, "always", true],
    ["platform", false, "none", false, false, "never", false],
    ["restore", false, "none", false, false, "never", true],
    ["binary", false, "none", false, false, "never", false],
    ["clear", false, "none", false, false, "never", false],
  ] as const;
  for (const [source, fires, equalFires, received, trims, sequence, rounds] of rows) {
    it(`${source} has its own rule`, () => {
      expect(rules[source]).to.deep.equal({
        ...{ fires, equalFires, received, trims, sequence, rounds },
        whole: false,
      });
    });
  }

  it("a part of an answer comes from a device, but is no field of a message", () => {
    expect(rules.part).to.deep.equal({ ...rules.device, whole: true });
  });

  it("roundOnSet and trimOnSet bend the rules of scripts and users only", () => {
    const bent = sourceRules({ roundOnSet: false, trimOnSet: true });
    for (const source of ["script", "external"] as const) {
      expect(bent[source]).to.deep.equal({ ...rules[source], rounds: false, trims: true });
    }
    for (const source of ["construct", "setter", "device", "restore"] as const) {
      expect(bent[source]).to.deep.equal(rules[source]);
    }
  });
});
