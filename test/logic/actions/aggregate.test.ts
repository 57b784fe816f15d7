import { expect } from "chai";
import { action, Bench, fresh, param, qaction } from "../../support/logic/chain-bench.ts";

/** A table of `count` columns; the pids follow the table's, listed ones are numbers or point to another table. */
function table(
  pid: number,
  count: number,
  numbers: readonly number[] = [],
  foreign: Readonly<Record<number, number>> = {},
): string {
  const columns = Array.from({ length: count }, (_, idx) => {
    const parent = foreign[idx];
    const options = parent === undefined ? "" : ` options=";foreignKey=${String(parent)}"`;
    return `<ColumnOption idx="${String(idx)}" pid="${String(pid + 1 + idx)}" type="retrieved"${options}/>`;
  });
  const params = columns.map((_text, idx) => param(pid + 1 + idx, { number: numbers.includes(idx) }));
  return `${param(pid, { type: "array", extra: `<ArrayOptions index="0">${columns.join("")}</ArrayOptions>` })}${params.join("")}`;
}

/** Streams 100: key, service 102, bandwidth 103, weight 104. Services 200: key, value 202, weight 203, min, max. Parameter 1 and status 2. */
function bench(options: string, attributes = ""): Bench {
  const made = new Bench({
    params: [
      table(100, 4, [2, 3], { 1: 200 }),
      table(200, 5, [1, 2, 3, 4]),
      table(300, 5, [3, 4]),
      param(1, { number: true }),
      param(2, { number: true }),
      param(3),
    ],
    actions: [
      action(1, "parameter#103", "aggregate", `options="${options.replaceAll("<", "&lt;")}" ${attributes}`),
    ],
    qactions: [qaction(1, "2"), qaction(2, "202")],
  });
  const rows: readonly (readonly [string, string, number, number])[] = [
    ["p1", "s1", 10, 50],
    ["p2", "s1", 2, 5],
    ["p3", "s2", 7, 1],
  ];
  for (const row of rows) made.parameters.table(100)?.restoreRow(row[0], row);
  return made;
}

/** Rows of a table after the action. */
function result(pid: number, made: Bench): unknown[] {
  made.engine.actions.runById(1, fresh);
  const target = made.parameters.table(pid);
  return (target?.keys() ?? []).map((key) => target?.row(key));
}

describe("aggregate", () => {
  it("groups by a column into rows of another table, adding them", () => {
    const made = bench("type:sum;groupby:1;return:202,203");
    expect(result(200, made)).deep.equals([
      ["s1", 12, 2, null, null],
      ["s2", 7, 1, null, null],
    ]);
    expect(made.log).deep.equals(["QAction 2 on 202", "QAction 2 on 202"]);
  });

  it("puts the results of avg extended into four columns, and needs only those that are named", () => {
    expect(result(200, bench("type:avg extended;groupby:1;return:202,203,204,205"))[0]).deep.equals([
      "s1",
      6,
      2,
      2,
      10,
    ]);
    expect(result(200, bench("type:avg;groupby:1;return:202"))[0]).deep.equals(["s1", 6, null, null, null]);
  });

  it("uses the weight column: 510 of 55, with six decimals kept", () => {
    expect(result(200, bench("groupby:1;weight:104;type:avg;return:202"))[0]).deep.equals([
      "s1",
      9.272727,
      null,
      null,
      null,
    ]);
  });

  it("joins several groupby values by points and keeps them in the named columns", () => {
    expect(result(300, bench("groupby:1:302,0:303;type:count;return:304"))[0]).deep.equals([
      "s1.p1",
      "s1",
      "p1",
      1,
      null,
    ]);
  });

  it("takes the first return columns for several groupby values that name none", () => {
    expect(result(300, bench("groupby:1,0;type:sum;return:302,303,304"))[0]).deep.equals([
      "s1.p1",
      "s1",
      "p1",
      10,
      null,
    ]);
  });

  it("fills the columns of a returned table in their order", () => {
    expect(result(200, bench("groupby:1;type:sum;return:200"))[0]).deep.equals(["s1", 12, 2, null, null]);
  });

  it("without groupby follows the foreign keys, to rows that are there", () => {
    const made = bench("type:count;return:202;defaultValue:202,0");
    for (const key of ["s1", "s3"]) made.parameters.table(200)?.restoreRow(key, [key]);
    expect(result(200, made)).deep.equals([
      ["s1", 2, null, null, null],
      ["s3", 0, null, null, null],
    ]);
    const byTable = bench("groupbyTable:200;type:sum;return:202;allowValues:;ignoreValues:");
    byTable.parameters.table(200)?.restoreRow("s1", ["s1"]);
    expect(result(200, byTable)).deep.equals([["s1", 12, null, null, null]]);
  });

  it("keeps old rows, and gives those without a result the default value, if its condition holds", () => {
    const old = (options: string): unknown => {
      const made = bench(`type:sum;groupby:1;ignoreValues:7;avoidZeroInResult;return:202;${options}`);
      made.parameters.table(200)?.restoreRow("s2", ["s2", 20, 8]);
      return result(200, made)[0];
    };
    expect(old("")).deep.equals(["s2", 20, 8, null, null]);
    expect(old("defaultValue:202,-1")).deep.equals(["s2", -1, 8, null, null]);
    expect(old("defaultValue:202,-1;defaultIf:2,8")).deep.equals(["s2", -1, 8, null, null]);
    expect(old("defaultValue:202,-1;defaultIf:2,9")).deep.equals(["s2", 20, 8, null, null]);
  });

  it("compares with an equation: a parameter, a value, another column, one row, a linked table, a pattern", () => {
    const sum = (options: string, attributes = ""): unknown => {
      const made = bench(`type:sum;groupby:1;return:202;${options}`, attributes);
      made.set(1, 5);
      made.set(3, "^s[13]$");
      made.parameters.table(200)?.restoreRow("s1", ["s1", null, 4]);
      return result(200, made).map((row) => (row as unknown[]).slice(0, 2));
    };
    expect(sum("equation:>,1")).deep.equals([
      ["s1", 10],
      ["s2", 7],
    ]);
    expect(sum("equationvalue:<,3,,")).deep.equals([
      ["s1", 2],
      ["s2", 0],
    ]);
    expect(sum("equationvalue:>=,50,104,")).deep.equals([
      ["s1", 10],
      ["s2", 0],
    ]);
    expect(sum("equationvalue:==,2,103,p2")).deep.equals([
      ["s1", 12],
      ["s2", 7],
    ]);
    expect(sum("equationvalue:==,3,103,p2")).deep.equals([
      ["s1", 0],
      ["s2", 0],
    ]);
    expect(sum("equationvalue:==,4,203,")).deep.equals([
      ["s1", 12],
      ["s2", 0],
    ]);
    expect(sum("equationvalue:regex,3,102,")).deep.equals([
      ["s1", 12],
      ["s2", 0],
    ]);
    expect(sum("equationvalue:regex,,102,", 'regex="2$"')).deep.equals([
      ["s1", 0],
      ["s2", 7],
    ]);
    expect(sum("equationvalue:==,5,1,")).deep.equals([
      ["s1", 12],
      ["s2", 7],
    ]);
  });

  it("tells its status: busy, then finished or failed", () => {
    const seen: unknown[] = [];
    for (const options of [
      "type:sum;groupby:1;return:202;status:2",
      "type:sum;groupby:1;return:1;status:2",
    ]) {
      const made = bench(options);
      made.scripts.set(1, () => void seen.push(made.parameters.get(2)));
      made.engine.actions.runById(1, fresh);
    }
    expect(seen).deep.equals([1, 0, 1, 2]);
  });

  it("says what it lacks, and what it leaves out", () => {
    for (const options of [
      "type:sum;groupby:1",
      "type:sum;groupby:1;return:1",
      "type:sum;return:302",
      "type:sum;groupby:1;return:202;equation:<,999",
      "type:sum;groupby:1;return:202;equationvalue:regex,(,102,",
      "type:sum;groupby:1;return:202;equationvalue:==,1,304,",
    ]) {
      const made = bench(options);
      expect(made.engine.actions.runById(1, fresh).code, options).equals(0x800402a4);
      expect(made.codes, options).deep.equals(["ACTION_FAILED"]);
    }
    const remark = bench("type:sum;groupby:1;return:202;filter:x");
    expect(remark.engine.actions.runById(1, fresh).code).equals(0);
    expect(remark.codes).deep.equals(["ACTION_OPTION_IGNORED"]);
  });

  it("needs a column of a table", () => {
    const made = new Bench({
      params: [param(1)],
      actions: [action(1, "parameter#1", "aggregate", 'options="return:1"')],
    });
    expect(made.engine.actions.runById(1, fresh).code).equals(0x800402a4);
  });
});
