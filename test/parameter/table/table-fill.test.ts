/** The FillArray family. */
import { expect } from "chai";
import fc from "fast-check";
import { CLEAR, LEAVE } from "../../../src/parameter/table/clear-leave.ts";
import { column, number, rowsOf, tableBench } from "../../support/parameter/parameter-protocols.ts";

const remove = { absent: "remove" } as const;
const keep = { absent: "keep" } as const;
const start = [
  ["a", "b", "c"],
  ["x", "y", "z"],
  [1, 2, 3],
];

describe("fills", () => {
  it("FillArray replaces the content: kept rows stay in place, new ones come behind, absent ones go", () => {
    const { table } = tableBench();
    expect(table.fillColumns(start, remove).code).to.equal(0);
    const { changes } = table.fillColumns(
      [
        ["d", "c", "a"],
        ["w", "z", "X"],
        [4, 3, 1],
      ],
      remove,
    );
    expect(rowsOf(table)).to.deep.equal([
      ["a", "X", 1],
      ["c", "z", 3],
      ["d", "w", 4],
    ]);
    expect(changes.map(({ key, columns, oldRow }) => [key, columns, oldRow])).to.deep.equal([
      ["d", [0, 1, 2], null],
      ["a", [1], ["a", "x", 1]],
    ]);
  });

  it("FillArrayNoDelete keeps absent rows", () => {
    const { table } = tableBench();
    table.fillColumns(start, keep);
    table.fillColumns([["b"], ["Y"], [2]], keep);
    expect(rowsOf(table)).to.deep.equal([
      ["a", "x", 1],
      ["b", "Y", 2],
      ["c", "z", 3],
    ]);
  });

  it("the rows form does the same, and refuses rows of different lengths", () => {
    const { table } = tableBench();
    expect(
      table.fillRows(
        [
          ["a", "x", 1],
          ["b", "y", 2],
        ],
        remove,
      ).code,
    ).to.equal(0);
    expect(rowsOf(table)).to.deep.equal([
      ["a", "x", 1],
      ["b", "y", 2],
    ]);
    expect(table.fillRows([["a", "x"], ["b"]], remove).code).to.equal(0x80040222);
    expect(table.fillRows([], keep).code).to.equal(0);
    expect(table.size).to.equal(2);
  });

  it("null empties a cell; columns that are not given stay, or are not initialised in new rows", () => {
    const { table } = tableBench();
    table.fillColumns(start, remove);
    table.fillColumns(
      [
        ["a", "d"],
        [null, "w"],
      ],
      keep,
    );
    expect(table.row("a")).to.deep.equal(["a", null, 1]);
    expect(table.row("d")).to.deep.equal(["d", "w", null]);
  });

  it("with the flag Clear empties and Leave keeps; without it they are stored", () => {
    const { table } = tableBench();
    table.fillColumns(start, remove);
    table.fillColumns(
      [
        ["a", "b"],
        ["X", "Y"],
        [CLEAR, LEAVE],
      ],
      { ...keep, clearAndLeave: true },
    );
    expect([table.cell("a", 2), table.cell("b", 2)]).to.deep.equal([null, 2]);
    table.fillColumns(
      [
        ["a", "b"],
        ["X", "Y"],
        [CLEAR, LEAVE],
      ],
      keep,
    );
    expect([table.cell("a", 2), table.cell("b", 2)]).to.deep.equal([-Infinity, Infinity]);
  });

  for (const newRowLeave of ["uninitialised", "infinity"] as const) {
    it(`newRowLeave ${newRowLeave}: Leave in a row that is new`, () => {
      const { table } = tableBench({ options: { newRowLeave } });
      table.fillColumns([["a"], ["x"], [LEAVE]], { ...keep, clearAndLeave: true });
      expect(table.cell("a", 2)).to.equal(newRowLeave === "infinity" ? Infinity : null);
    });
  }

  for (const emptyFillClears of [true, false]) {
    it(`emptyFillClears ${String(emptyFillClears)}: FillArray without rows`, () => {
      const { table } = tableBench({ options: { emptyFillClears } });
      for (const empty of [[], [[], [], []]]) {
        table.addRow("a");
        expect(table.fillColumns(empty, remove).code).to.equal(0);
        expect(table.size).to.equal(emptyFillClears ? 0 : 1);
      }
      table.addRow("a");
      table.fillColumns([], keep);
      expect(table.size, "without deleting it does nothing").to.equal(1);
    });
  }

  for (const [duplicateKeysInFill, code, value] of [
    ["last", 0, "second"],
    ["first", 0, "first"],
    ["refuse", 0x80040222, undefined],
  ] as const) {
    it(`duplicateKeysInFill ${duplicateKeysInFill}: one key twice in a call`, () => {
      const { table, notices } = tableBench({ options: { duplicateKeysInFill } });
      const outcome = table.fillColumns(
        [
          ["n", "a", "a"],
          ["x", "first", "second"],
        ],
        remove,
      );
      expect(outcome.code).to.equal(code);
      expect(table.cell("a", 1)).to.equal(value);
      expect(table.size).to.equal(value === undefined ? 0 : 2);
      expect(notices.map((notice) => notice.code)).to.deep.equal(["TABLE_KEY"]);
    });
  }

  for (const columnPosition of ["idx", "retrieved"] as const) {
    it(`columnPosition ${columnPosition}: a custom column between retrieved ones`, () => {
      const { table, notices } = tableBench({
        options: { columnPosition },
        columns: [column(0, 1001), column(1, 1002, "custom"), column(2, 1003)],
      });
      table.addRow(["a", "own", 1]);
      table.fillColumns(columnPosition === "idx" ? [["a"], ["ignored"], [5]] : [["a"], [5]], remove);
      expect(table.row("a")).to.deep.equal(["a", "own", 5]);
      expect(notices.map(({ code }) => code)).to.deep.equal(columnPosition === "idx" ? ["TABLE_COLUMN"] : []);
    });
  }

  it("bad data changes nothing: too many columns, different lengths, a missing key, no key column", () => {
    const { table, notices } = tableBench();
    table.fillColumns(start, remove);
    const bad: (readonly unknown[])[][] = [
      [["a"], ["x"], [1], [2]],
      [["a", "b"], ["x"]],
      [
        ["a", null],
        ["x", "y"],
      ],
      [
        ["a", ""],
        ["x", "y"],
      ],
    ];
    for (const columns of bad) {
      expect(table.fillColumns(columns, remove)).to.deep.equal({ code: 0x80040222, changes: [] });
    }
    expect(table.keys()).to.deep.equal(["a", "b", "c"]);
    expect(notices).to.have.length(bad.length);
    const keyLast = tableBench({ definition: { index: 2 } }).table;
    expect(keyLast.fillColumns([["x"], ["y"]], remove).code).to.equal(0x80040222);
  });

  it("a table whose keys the engine counts takes no fill", () => {
    const { table } = tableBench({ columns: [column(0, 1001, "autoincrement"), column(1, 1002)] });
    expect(table.fillColumns([["1"], ["x"]], keep).code).to.equal(0x80040222);
  });

  it("rows beyond the limit are left out, those that are there are still written", () => {
    const { table, notices } = tableBench({ options: { rowLimits: [2, 2] } });
    table.fillColumns(start, keep);
    expect(table.keys()).to.deep.equal(["a", "b"]);
    table.fillColumns(
      [
        ["c", "a"],
        ["z", "X"],
      ],
      keep,
    );
    expect(rowsOf(table)).to.deep.equal([
      ["a", "X", 1],
      ["b", "y", 2],
    ]);
    expect(notices.map(({ code }) => code)).to.deep.equal(["TABLE_FULL"]);
  });

  it("only watched columns are reported", () => {
    const { table } = tableBench();
    table.watch([1003]);
    expect(table.fillColumns(start, remove).changes.map(({ columns }) => columns)).to.deep.equal([
      [2],
      [2],
      [2],
    ]);
    expect(table.fillColumns([["a"], ["X"], [1]], keep).changes).to.deep.equal([]);
    table.watch([]);
    expect(table.fillColumns([["a"], ["Y"], [9]], keep).changes).to.deep.equal([]);
    table.watch(undefined);
    expect(table.fillColumns([["a"], ["Y"], [8]], keep).changes).to.have.length(1);
  });

  it("wide tables report their columns all the same", () => {
    const pids = Array.from({ length: 40 }, (_, idx) => 1001 + idx);
    const { table } = tableBench({
      columns: pids.map((pid, idx) => column(idx, pid)),
      params: pids.slice(3).map((pid) => number(pid)),
    });
    const row = pids.map((_, idx) => (idx === 0 ? "a" : idx));
    expect(table.addRow(row).changes[0]?.columns).to.deep.equal(pids.map((_, idx) => idx));
    expect(
      table.setRow(
        "a",
        row.map((cell, idx) => (idx > 35 ? 0 : cell)),
      ).changes[0]?.columns,
    ).to.deep.equal([36, 37, 38, 39]);
  });

  it("any sequence of fills ends like a Map that is filled the same way", () => {
    const rows = fc.uniqueArray(fc.tuple(fc.nat(12).map(String), fc.string(), fc.integer()), {
      selector: ([key]) => key,
      minLength: 1,
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(rows, fc.boolean())), (fills) => {
        const { table } = tableBench();
        const expected = new Map<string, readonly unknown[]>();
        for (const [given, removes] of fills) {
          const outcome = table.fillRows(given, removes ? remove : keep);
          const changed = given.filter((row) => String(expected.get(row[0])) !== String(row));
          expect(outcome.changes.map(({ key }) => key)).to.deep.equal(changed.map(([key]) => key));
          if (removes)
            for (const key of expected.keys()) if (!given.some((row) => row[0] === key)) expected.delete(key);
          for (const row of given) expected.set(row[0], row);
        }
        expect(rowsOf(table)).to.deep.equal([...expected.values()]);
        table.keys().forEach((key, place) => expect(table.position(key)).to.equal(place + 1));
      }),
    );
  });
});
