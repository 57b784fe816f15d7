/** What several elements aggregated, joined. */
import { expect } from "chai";
import { mergeGroups, type MergeInput, type MergeType } from "../../../src/logic/actions/merge-results.ts";

const input = (type: MergeInput["type"], key: string, ...numbers: number[]): MergeInput => ({
  type,
  key,
  numbers,
});
const merged = (type: MergeType, ...inputs: MergeInput[]): unknown => [...mergeGroups(type, inputs)];

describe("merge of results", () => {
  it("an average of averages weighs each element by its weight", () => {
    // (6 * 2 + 9 * 1) / 3 = 7
    expect(merged("avg", input("avg", "s", 6, 2), input("avg", "s", 9, 1))).to.deep.equal([["s", [7, 3]]]);
    expect(merged("avg", input("pct", "s", 50, 2), input("pct", "s", 20, 1))).to.deep.equal([["s", [40, 3]]]);
  });

  it("an average of extremes, numbers or sums counts each element once", () => {
    for (const type of ["min", "max", "count", "sum"] as const)
      expect(merged("avg", input(type, "s", 2, 10), input(type, "s", 4, 1))).to.deep.equal([["s", [3, 2]]]);
  });

  it("avg extended keeps the extremes of all elements", () => {
    expect(
      merged("avg extended", input("avg extended", "s", 6, 2, 2, 10), input("avg extended", "s", 9, 1, 9, 9)),
    ).to.deep.equal([["s", [7, 3, 2, 10]]]);
    expect(merged("avg extended", input("avg", "s", 6, 2), input("avg", "s", 9, 1))).to.deep.equal([
      ["s", [7, 3, 6, 9]],
    ]);
  });

  it("minimum, maximum and sum", () => {
    const both = [input("sum", "s", 12, 2), input("sum", "s", 7, 1)];
    expect(merged("min", ...both)).to.deep.equal([["s", [7, 2]]]);
    expect(merged("max", ...both)).to.deep.equal([["s", [12, 2]]]);
    expect(merged("sum", ...both)).to.deep.equal([["s", [19, 2]]]);
  });

  it("groups whose keys differ only by case are one, named as the first", () => {
    expect(
      merged("sum", input("sum", "Ann", 1, 1), input("sum", "bob", 2, 1), input("sum", "ANN", 3, 1)),
    ).to.deep.equal([
      ["Ann", [4, 2]],
      ["bob", [2, 1]],
    ]);
  });

  it("nothing that weighs anything is 0", () => {
    expect(merged("avg", input("pct", "s", 0, 0))).to.deep.equal([["s", [0, 0]]]);
  });
});
