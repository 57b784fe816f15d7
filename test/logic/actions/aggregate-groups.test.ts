import { expect } from "chai";
import type { Value } from "../../../src/parameter/value.ts";
import {
  aggregateGroups,
  compareCells,
  type SourceRow,
} from "../../../src/logic/actions/aggregate-groups.ts";
import { parseAggregate } from "../../../src/logic/actions/aggregate-options.ts";

/** Rows of group and value, with weight and equation result. */
type Row = readonly [group: string, value: Value, more?: Partial<SourceRow>];

function groups(options: string, rows: readonly Row[]): Record<string, readonly number[]> {
  const source = rows.map(([group, value, more = {}]) => ({
    cells: [group, value],
    value,
    weight: 1,
    fits: true,
    groups: [group],
    ...more,
  }));
  return Object.fromEntries(aggregateGroups(source, parseAggregate(options)));
}

const rows: readonly Row[] = [
  ["x", 10],
  ["x", 20],
  ["y", 6],
  ["x", 3],
];

describe("groups of aggregate", () => {
  it("average, extremes, count and sum of each group, with their weights", () => {
    expect(groups("type:avg", rows)).deep.equals({ x: [11, 3], y: [6, 1] });
    expect(groups("type:avg extended", rows)).deep.equals({ x: [11, 3, 3, 20], y: [6, 1, 6, 6] });
    expect(groups("type:min", rows)).deep.equals({ x: [3, 1], y: [6, 1] });
    expect(groups("type:max", rows)).deep.equals({ x: [20, 1], y: [6, 1] });
    expect(groups("type:count", rows)).deep.equals({ x: [3, 3], y: [1, 1] });
    expect(groups("type:sum", rows)).deep.equals({ x: [33, 3], y: [6, 1] });
  });

  it("weights make some rows count more: 510 of 55 is a little over 9", () => {
    const weighted: readonly Row[] = [
      ["1", 10, { weight: 50 }],
      ["1", 2, { weight: 5 }],
    ];
    expect(groups("type:avg", weighted)["1"]).deep.equals([510 / 55, 55]);
  });

  it("ignored and not allowed values do not count", () => {
    expect(groups("type:sum;ignoreValues:10,20", rows)).deep.equals({ x: [3, 1], y: [6, 1] });
    // Numbers are compared by value, as in an equation.
    expect(groups("type:sum;ignoreValues:10.0,020", rows)).deep.equals({ x: [3, 1], y: [6, 1] });
    expect(groups("type:sum;allowValues:10,6", rows)).deep.equals({ x: [10, 1], y: [6, 1] });
    expect(groups("type:sum;ignoreValues:0/x", rows)).deep.equals({ x: [0, 0], y: [6, 1] });
    expect(groups("type:sum;allowValues:0/x;ignoreValues:20", rows)).deep.equals({ x: [13, 2], y: [0, 0] });
  });

  it("a group none of whose rows counts is zero for count, sum and pct, and missing for avg, min and max", () => {
    const one: readonly Row[] = [["2", -1]];
    expect(groups("type:sum;ignoreValues:-1", one)).deep.equals({ "2": [0, 0] });
    expect(groups("type:count;ignoreValues:-1", one)).deep.equals({ "2": [0, 0] });
    for (const type of ["avg", "avg extended", "min", "max"]) {
      expect(groups(`type:${type};ignoreValues:-1`, one)).deep.equals({});
    }
    expect(groups("type:sum;ignoreValues:-1;avoidZeroInResult", one)).deep.equals({});
  });

  it("a percentage counts a row with an ignored value, and not one ignored by a column", () => {
    const above = (value: number): Row => [
      "g",
      value,
      { fits: value > 60, cells: ["g", value, 0, 0, 0, value] },
    ];
    const three = [above(50), above(70), above(-1)];
    expect(groups("type:pct;ignoreValues:-1", three)["g"]).deep.equals([100 / 3, 3]);
    expect(groups("type:pct;ignoreValues:5/-1", three)["g"]).deep.equals([50, 2]);
    expect(groups("type:pct total", [...three, ["h", 99]])["g"]).deep.equals([25, 4]);
  });

  it("cells that are not initialised never count, texts only for count", () => {
    const mixed: readonly Row[] = [
      ["g", null],
      ["g", "text"],
      ["g", "4"],
    ];
    expect(groups("type:count", mixed)["g"]).deep.equals([2, 2]);
    expect(groups("type:sum", mixed)["g"]).deep.equals([4, 1]);
  });

  it("a row may belong to several groups, or to none", () => {
    const both: readonly Row[] = [
      ["g", 1, { groups: ["a", "b"] }],
      ["g", 2, { groups: [] }],
    ];
    expect(groups("type:sum", both)).deep.equals({ a: [1, 1], b: [1, 1] });
  });
});

describe("comparison of cells", () => {
  it("compares numbers by value, texts without case, and by regular expression", () => {
    expect(compareCells("10", ">", "9")).equals(true);
    expect(compareCells("ab", "==", "AB")).equals(true);
    expect(compareCells(null, "==", "")).equals(true);
    expect(compareCells("b", "<", "a")).equals(false);
    expect(compareCells(5, "<=", "5")).equals(true);
    expect(compareCells(5, ">=", "6")).equals(false);
    expect(compareCells(5, "!=", "6")).equals(true);
    expect(compareCells("AB", "regex", "^[a-zA-Z]{2}$")).equals(true);
  });
});
