import { expect } from "chai";
import { parseAggregate } from "../../../src/logic/actions/aggregate-options.ts";

describe("options of aggregate", () => {
  it("are read in any case and order", () => {
    const options = parseAggregate(
      "GroupBy:3:1103,2;type:AVG Extended;return:1104,1105;allowValues:6/7,8/9;ignoreValues:-1;avoidZeroInResult;weight:103;status:50;threaded",
    );
    expect(options).deep.equals({
      type: "avg extended",
      groupBy: [{ idx: 3, pid: 1103 }, { idx: 2 }],
      results: [1104, 1105],
      allow: [
        { idx: 6, value: "7" },
        { idx: 8, value: "9" },
      ],
      ignore: [{ value: "-1" }],
      equations: [],
      avoidZero: true,
      weight: 103,
      status: 50,
      unknown: [],
    });
  });

  it("take an equation with a parameter, or with the attribute regex", () => {
    expect(parseAggregate("equation:<,1250").equations).deep.equals([{ operator: "<", valuePid: 1250 }]);
    expect(parseAggregate("equation:regex,", "^a$").equations).deep.equals([
      { operator: "regex", value: "^a$" },
    ]);
  });

  it("take an equation with a value, a column and a row", () => {
    expect(parseAggregate("equationvalue:>=,5,304,key").equations).deep.equals([
      { operator: ">=", value: "5", pid: 304, key: "key" },
    ]);
    expect(parseAggregate("equationvalue:regex,3120,304,").equations).deep.equals([
      { operator: "regex", valuePid: 3120, pid: 304 },
    ]);
    expect(parseAggregate("equationvalue:regex,,304,", "^a$").equations).deep.equals([
      { operator: "regex", value: "^a$", pid: 304 },
    ]);
  });

  it("take a default value and when it counts", () => {
    const { defaultValue, defaultIf } = parseAggregate("defaultValue:1002,6;defaultIf:3,1");
    expect([defaultValue, defaultIf]).deep.equals([
      { pid: 1002, value: "6" },
      { idx: 3, value: "1" },
    ]);
  });

  it("name what means nothing", () => {
    expect(parseAggregate("type:median;join:1,2;filter:x").unknown).deep.equals([
      "type:median",
      "join",
      "filter",
    ]);
  });

  it("empty lists are no lists", () => {
    const { allow, ignore } = parseAggregate("allowValues:;ignoreValues:");
    expect([allow, ignore]).deep.equals([[], []]);
  });
});
