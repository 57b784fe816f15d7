/** Change events of cells, in the same pipeline as those of standalone parameters. */
import { expect } from "chai";
import { isPending } from "../../../src/base/maybe-promise.ts";
import type { Options } from "../../../src/options/register.ts";
import type { CellInfo, RowContext } from "../../../src/parameter/table/row-context.ts";
import {
  action,
  Bench,
  fresh,
  param,
  qaction,
  trigger,
  type Sections,
} from "../../support/logic/chain-bench.ts";

/** Table 100: key 101, Level 102 with its write 152, Gain 103 (a number). */
const params = [
  param(100, {
    type: "array",
    extra: `<ArrayOptions index="0">
      <ColumnOption idx="0" pid="101" type="retrieved"/>
      <ColumnOption idx="1" pid="102" type="retrieved"/>
      <ColumnOption idx="2" pid="103" type="retrieved"/></ArrayOptions>`,
  }),
  param(101),
  param(102, { name: "Level" }),
  param(103, { name: "Gain", number: true }),
  param(152, { name: "Level", type: "write", attributes: 'setter="true"' }),
  param(1),
];

/** A row that a script was told of, and the parameter that triggered it. */
type TriggeredRow = RowContext & { readonly column: number };

/** A bench with two rows, `a` and `b`, and the rows that scripts were told of. */
function tableBench(
  sections: Sections,
  options: Partial<Options> = {},
): { bench: Bench; rows: TriggeredRow[] } {
  const bench = new Bench({ params, ...sections }, options);
  const rows: TriggeredRow[] = [];
  for (const { id } of bench.protocol.qactions.values()) {
    bench.scripts.set(id, ({ row, triggerId }) => {
      if (row !== undefined) rows.push({ ...row, column: triggerId });
    });
  }
  bench.parameters.table(100)?.restoreRow("a", ["a", "low", 1]);
  bench.parameters.table(100)?.restoreRow("b", ["b", "high", 2]);
  return { bench, rows };
}

function setRow(bench: Bench, key: string, row: readonly unknown[]): void {
  const table = bench.parameters.table(100);
  const changes = table?.setRow(key, row).changes ?? [];
  if (table !== undefined) void bench.engine.changes.rowsChanged(table, changes, fresh);
}

describe("events of cells", () => {
  it("run for each column that really changed, in column order, with the complete row", () => {
    const { bench, rows } = tableBench({ qactions: [qaction(1, "103;102", 'row="true"')] });
    setRow(bench, "a", ["a", "new", 9]);
    expect(bench.take()).deep.equals(["QAction 1 on 102", "QAction 1 on 103"]);
    expect(rows.map(({ table, column, key, index }) => [table, column, key, index])).deep.equals([
      [100, 102, "a", 1],
      [100, 103, "a", 1],
    ]);
    const details = (rows[0]?.newRow ?? []) as readonly (CellInfo | null)[];
    expect(details.map((cell) => cell?.[0] ?? null)).deep.equals([null, "new", 9]);
    setRow(bench, "a", ["a", "new", 10]);
    expect(bench.take()).deep.equals(["QAction 1 on 103"]);
    setRow(bench, "a", ["a", "new", 10]);
    expect(bench.take()).deep.equals([]);
  });

  it("run the triggers of the column before its QActions, nested one level deep", () => {
    const { bench } = tableBench({
      triggers: [trigger(1, "parameter#102", "change", [1])],
      actions: [action(1, "parameter#1", "save")],
      qactions: [qaction(1, "102")],
    });
    setRow(bench, "b", [null, "x"]);
    expect(bench.log).deep.equals(["save 1", "QAction 1 on 102"]);
  });

  it("tell the row only to QActions with row, and never the QActions of a table id", () => {
    const { bench, rows } = tableBench({ qactions: [qaction(1, "102"), qaction(2, "100", 'row="true"')] });
    setRow(bench, "b", [null, "x"]);
    expect(bench.log).deep.equals(["QAction 1 on 102"]);
    expect(rows).deep.equals([]);
  });

  it("run the QActions of a table id with tableQActionsOnWrite: by row first, then the whole table once", () => {
    const { bench, rows } = tableBench(
      { qactions: [qaction(1, "100"), qaction(2, "100", 'row="true"'), qaction(3, "102")] },
      { tableQActionsOnWrite: true },
    );
    const table = bench.parameters.table(100);
    const changes =
      table?.fillRows(
        [
          ["a", "x", 1],
          ["c", "y", 3],
        ],
        { absent: "keep" },
      ).changes ?? [];
    if (table !== undefined) void bench.engine.changes.rowsChanged(table, changes, fresh);
    expect(bench.log).deep.equals([
      "QAction 3 on 102",
      "QAction 3 on 102",
      "QAction 2 on 100",
      "QAction 2 on 100",
      "QAction 1 on 100",
    ]);
    expect(rows.map(({ column, key }) => [column, key])).deep.equals([
      [100, "a"],
      [100, "c"],
    ]);
  });

  it("wait for a pending script before the next cell", async () => {
    const { bench } = tableBench({ qactions: [qaction(1, "102"), qaction(2, "103")] });
    let finish: () => void = () => undefined;
    bench.scripts.set(1, () => new Promise<void>((resolve) => (finish = resolve)));
    const table = bench.parameters.table(100);
    const changes = table?.setRow("a", [null, "x", 5]).changes ?? [];
    const done = table && bench.engine.changes.rowsChanged(table, changes, fresh);
    expect(isPending(done)).equals(true);
    expect(bench.take()).deep.equals(["QAction 1 on 102"]);
    finish();
    await done;
    expect(bench.take()).deep.equals(["QAction 2 on 103"]);
  });

  it("of a write that nests too deep are refused once, not cell by cell", () => {
    const { bench } = tableBench({ qactions: [qaction(1, "102")] }, { maxChainDepth: 3 });
    const table = bench.parameters.table(100);
    const changes =
      table?.fillRows(
        [
          ["a", "x"],
          ["b", "y"],
        ],
        { absent: "keep" },
      ).changes ?? [];
    expect(changes).lengthOf(2);
    if (table !== undefined) void bench.engine.changes.rowsChanged(table, changes, { depth: 3 });
    expect(bench.log).deep.equals([]);
    expect(bench.codes).deep.equals(["CHAIN_TOO_DEEP"]);
  });

  it("name the columns that something hangs on, for Table.watch", () => {
    const { bench } = tableBench({ qactions: [qaction(1, "103")] });
    const table = bench.parameters.table(100);
    expect(table && bench.engine.changes.linkedColumns(table)).deep.equals([103]);
  });
});

describe("sets of one cell", () => {
  const qactions = [qaction(1, "152", 'row="true"'), qaction(2, "102", 'row="true"')];

  it("of a write column fire always, go by setter into the cell, and let the write's own value be read", () => {
    const { bench, rows } = tableBench({ qactions });
    const seen: unknown[] = [];
    bench.scripts.set(1, ({ row, triggerId }) => {
      if (row !== undefined) rows.push({ ...row, column: triggerId });
      seen.push(bench.parameters.get(152), bench.parameters.table(100)?.cell("b", 1));
    });
    expect(bench.engine.changes.setCell(152, "b", "x", "external", fresh).code).equals(0);
    expect(bench.take()).deep.equals(["QAction 2 on 102", "QAction 1 on 152"]);
    expect(seen).deep.equals(["x", "x"]);
    expect(rows.map(({ column, key }) => [column, key])).deep.equals([
      [102, "b"],
      [152, "b"],
    ]);
    bench.engine.changes.setCell(152, "b", "x", "external", fresh);
    expect(bench.take()).deep.equals(["QAction 1 on 152"]);
  });

  it("of a read column fire only when the cell changes", () => {
    const { bench } = tableBench({ qactions });
    expect(bench.engine.changes.setCell(102, "a", "low", "external", fresh)).includes({
      code: 0,
      changed: false,
      fired: false,
    });
    expect(bench.engine.changes.setCell(102, "a", "mid", "external", fresh)).includes({
      code: 0,
      changed: true,
      fired: true,
    });
    expect(bench.log).deep.equals(["QAction 2 on 102"]);
  });

  it("without such a row or column answer 0x80040221 and change nothing", () => {
    const { bench } = tableBench({ qactions });
    expect(bench.engine.changes.setCell(152, "zz", "x", "external", fresh).code).equals(0x80040221);
    expect(bench.engine.changes.setCell(102, "zz", "x", "external", fresh).code).equals(0x80040221);
    expect(bench.engine.changes.setCell(1, "a", "x", "external", fresh).code).equals(0x80040221);
    expect(bench.parameters.get(152)).equals(null);
    expect(bench.log).deep.equals([]);
  });

  it("a write column set without a row runs its QActions without one", () => {
    const { bench, rows } = tableBench({ qactions });
    bench.set(152, "x");
    expect(bench.log).deep.equals(["QAction 1 on 152"]);
    expect(rows).deep.equals([]);
    expect(bench.parameters.table(100)?.cell("a", 1)).equals("low");
  });
});
