import { expect } from "chai";
import { linker } from "../../../src/logic/actions/aggregate-links.ts";
import { Bench, param } from "../../support/logic/chain-bench.ts";

/** A table with a key column and, if it has one, a foreign key column to another table. */
function table(pid: number, parent?: number): string {
  const option = parent === undefined ? "" : ` options=";foreignKey=${String(parent)}"`;
  return `${param(pid, {
    type: "array",
    extra: `<ArrayOptions index="0"><ColumnOption idx="0" pid="${String(pid + 1)}" type="retrieved"/>
      <ColumnOption idx="1" pid="${String(pid + 2)}" type="retrieved"${option}/></ArrayOptions>`,
  })}${param(pid + 1)}${param(pid + 2)}`;
}

/** Customers 100 belong to amplifiers 200, amplifiers to others and to nodes 300; table 400 stands alone. */
function linked(from: number, to: number, key: string, parentOf200: number): readonly string[] | undefined {
  const { parameters } = new Bench({
    params: [table(100, 200), table(200, parentOf200), table(300), table(400)],
  });
  for (const [pid, rows] of Object.entries({
    100: [
      ["c1", "a1"],
      ["c2", "a2"],
      ["c3", null],
    ],
    200:
      parentOf200 === 200
        ? [
            ["a1", null],
            ["a2", "a1"],
            ["a3", "a2"],
          ]
        : [
            ["a1", "n1"],
            ["a2", "n1"],
          ],
    300: [["n1", null]],
  })) {
    for (const row of rows) parameters.table(Number(pid))?.restoreRow(String(row[0]), row);
  }
  const [source, target] = [parameters.table(from), parameters.table(to)];
  return source && target && linker(source, target, (pid) => parameters.table(pid))?.(key);
}

describe("rows that belong together", () => {
  it("are found upwards over one or several foreign keys", () => {
    expect(linked(100, 200, "c2", 300)).deep.equals(["a2"]);
    expect(linked(100, 300, "c2", 300)).deep.equals(["n1"]);
    expect(linked(100, 200, "c3", 300)).deep.equals([]);
  });

  it("are found downwards", () => {
    expect(linked(200, 100, "a1", 300)).deep.equals(["c1"]);
    expect(linked(300, 100, "n1", 300)).deep.equals(["c1", "c2"]);
  });

  it("include all rows above in a table that points to itself", () => {
    expect(linked(100, 200, "c2", 200)).deep.equals(["a2", "a1"]);
  });

  it("are the row itself within one table", () => {
    expect(linked(100, 100, "c2", 300)).deep.equals(["c2"]);
  });

  it("do not exist without foreign keys", () => {
    expect(linked(100, 400, "c2", 300)).equals(undefined);
  });
});
