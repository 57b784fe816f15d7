/** The fidelity page claims what passes, and nothing else. */
import { expect } from "chai";
import { fidelityPage, idsOf, strayIds } from "./page.ts";
import { rowGroups } from "./rows.ts";

const groups = [
  {
    title: "Sample",
    rows: [
      ["ZZ-01", "One."],
      ["ZZ-02", "Two."],
      ["ZZ-03", "Three."],
    ] as const,
  },
];

describe("fidelity page", () => {
  it("lists the 214 behaviours of connections and bytes, each id once", () => {
    const ids = rowGroups.flatMap((group) => group.rows.map(([id]) => id));
    expect(new Set(ids).size).to.equal(ids.length);
    const count = (prefix: string): number => ids.filter((id) => id.startsWith(`${prefix}-`)).length;
    expect([count("WS"), count("CMD"), count("ENC"), count("RSP"), count("HTTP")]).to.deep.equal([
      74, 31, 45, 33, 31,
    ]);
    expect(74 + 31 + 45 + 33 + 31).to.equal(214);
    expect([count("LOG"), count("SLP"), count("CS")]).to.deep.equal([39, 46, 23]);
  });

  it("reads one id or several at the start of a title, and none elsewhere", () => {
    expect(idsOf("WS-31 a change")).to.deep.equal(["WS-31"]);
    expect(idsOf("WS-07, WS-08 and WS-09 urls")).to.deep.equal(["WS-07", "WS-08", "WS-09"]);
    expect(idsOf("as in WS-31")).to.deep.equal([]);
  });

  it("proves a row by passing tests only", () => {
    const text = fidelityPage(groups, [
      { title: "ZZ-01 works", file: "test/a.test.ts", passed: true },
      { title: "ZZ-02 works", file: "test/a.test.ts", passed: true },
      { title: "ZZ-02 fails elsewhere", file: "test/b.test.ts", passed: false },
    ]);
    expect(text).to.contain("| ZZ-01 | One. | [test/a.test.ts](../test/a.test.ts) |");
    expect(text).to.contain("| ZZ-02 | Two. | not yet |");
    expect(text).to.contain("| ZZ-03 | Three. | not yet |");
    expect(text).to.contain("| ZZ | 1 | 3 |");
  });

  it("lists actions that are not available", () => {
    const action = { on: "protocol", type: "wmi", reason: "WMI needs Windows", page: "LogicActionWmi" };
    expect(fidelityPage([], [], [action])).to.contain(
      "| protocol | wmi | WMI needs Windows | LogicActionWmi |",
    );
    expect(fidelityPage([], [])).to.not.contain("not available");
  });

  it("finds ids that no row has", () => {
    expect(strayIds(groups, [{ title: "ZZ-77 what", file: "x", passed: true }])).to.deep.equal(["ZZ-77"]);
  });
});
