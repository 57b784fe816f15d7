/** What all table members share: logger tables, refused writes, arguments told apart. */
import { expect } from "chai";
import { bench, inScript, protocolOf, tableParams, textParam } from "../../support/qaction/script-element.ts";
import { timeAndFlag, timeOf } from "../../../src/qaction/slprotocol/table-access.ts";
import type { SLProtocol } from "../../../src/qaction/slprotocol/slprotocol.ts";
import type { Options } from "../../../src/options/register.ts";

const table = tableParams(100, [{ pid: 101 }, { pid: 102 }, { pid: 103 }]);

/** QAction 1 seeds and changes cells, QAction 2 runs for each row whose column 102 changed. */
async function rowBench(script: (protocol: SLProtocol) => unknown, options: Partial<Options> = {}) {
  const made = await bench(
    protocolOf(`<Params>${textParam(1)}${table}${tableParams(200, [{ pid: 201 }, { pid: 202 }])}</Params><QActions>
      <QAction id="1" name="a" encoding="csharp" triggers="1"/>
      <QAction id="2" name="b" encoding="csharp" triggers="102" row="true"/></QActions>`),
    {
      1: (protocol: SLProtocol) => {
        protocol.AddRow(100, ["a", "x"]);
      },
      2: script,
    },
    options,
  );
  await made.set(1, "go");
  return made;
}

describe("table access", () => {
  it("SLP-25 a row QAction on a read column that writes its own table: refused, an error, nothing written", async () => {
    const seen: unknown[] = [];
    const made = await rowBench((protocol) => {
      seen.push(
        protocol.AddRow(100, "b"),
        protocol.SetRow(100, "a", ["a", "x", "y"]),
        protocol.SetParameterIndexByKey(100, "a", 3, "y"),
        protocol.FillArray(100, [["c"]]),
        protocol.FillArrayWithColumn(100, 103, ["a"], ["y"]),
        protocol.DeleteRow(100, "a"),
        protocol.ClearAllKeys(100),
        protocol.AddRowReturnKey(100, ["d"]),
        protocol.GetRow(100, "a"),
        protocol.AddRow(200, "other"),
      );
    });
    expect(seen).to.deep.equal([-1, null, false, null, null, -1, 1, "", ["a", "x", null], 1]);
    const errors = made.notices.filter(({ code }) => code === "SCRIPT_ROW_DEADLOCK");
    expect(errors).to.have.length(8);
    expect(errors[0]?.kind).to.equal("error");
    expect(made.memory.messages).to.contain("NT_ADD_ROW for 100 failed. 0x800402A4");
    expect(made.failures).to.deep.equal([]);
  });

  it("rowDeadlock = throw and allow", async () => {
    const write = (protocol: SLProtocol): unknown => protocol.SetParameterIndexByKey(100, "a", 3, "y");
    const thrown = await rowBench(write, { rowDeadlock: "throw" });
    expect(thrown.failures[0]?.error).to.include({ code: "ERR_ROW_DEADLOCK" });
    const allowed = await rowBench(write, { rowDeadlock: "allow" });
    expect(allowed.parameters.table(100)?.row("a")).to.deep.equal(["a", "x", "y"]);
  });

  it("a row QAction knows its row: RowKey, RowIndex, NewRow with the cells that changed", async () => {
    const seen: unknown[] = [];
    await rowBench((protocol) =>
      seen.push(protocol.RowKey(), protocol.RowIndex(), protocol.GetTriggerParameter(), protocol.NewRow()),
    );
    const at = new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 6));
    expect(seen).to.deep.equal([
      "a",
      1,
      102,
      [["a", at, "", "a", null, 6, null], ["x", at, "", "x", null, 6, null], null],
    ]);
  });

  it("SLP-43 a logger table is out of reach: failure values, a log line, one warning", async () => {
    const logger = tableParams(100, [{ pid: 101 }, { pid: 102 }], 'options=";database:log"');
    const made = await inScript(logger, (protocol) => [
      protocol.AddRow(100, "a"),
      protocol.GetRow(100, "a"),
      protocol.GetKeys(100),
      protocol.NotifyProtocol(321, 100, [0]),
    ]);
    expect(made.result).to.deep.equal([-1, null, null, null]);
    expect(made.noticed("SCRIPT_ARGUMENT")).to.have.length(1);
    expect(made.noticed("SCRIPT_ARGUMENT")[0]).to.contain("logger table");
  });

  it("a write that would make the chain too deep is refused", async () => {
    const made = await inScript(table, (protocol) => protocol);
    made.host.refusesSet = (pid) => pid === 100;
    expect(made.result?.AddRow(100, "a")).to.equal(-1);
    expect(made.memory.messages).to.deep.equal(["NT_ADD_ROW for 100 failed. 0x800402A4"]);
  });

  it("after the element has stopped every table member answers with its failure value", async () => {
    const made = await inScript(table, (protocol) => {
      protocol.AddRow(100, "a");
      return protocol;
    });
    made.host.active = false;
    const stopped = made.result;
    const answers = [
      stopped?.GetParameterIndex(100, 1, 1),
      stopped?.GetParameterIndexByKey(100, "a", 1),
      stopped?.SetParameterIndex(100, 1, 2, "x"),
      stopped?.SetParameterIndexByKey(100, "a", 2, "x"),
      stopped?.SetParametersIndex([100], [1], [2], ["x"]),
      stopped?.AddRow(100, "b"),
      stopped?.AddRowReturnKey(100),
      stopped?.GetRow(100, "a"),
      stopped?.SetRow(100, "a", ["a"]),
      stopped?.DeleteRow(100, "a"),
      stopped?.Exists(100, "a"),
      stopped?.GetKeyPosition(100, "a"),
      stopped?.ClearAllKeys(100),
      stopped?.RowCount(100),
      stopped?.FillArray(100, [["c"]]),
      stopped?.FillArrayNoDelete(100, [["c"]]),
      stopped?.FillArrayWithColumn(100, 102, ["a"], ["x"]),
      stopped?.GetKeys(100),
      stopped?.GetKeysForIndex(102, "x"),
    ];
    expect(answers).to.deep.equal([
      null,
      null,
      false,
      false,
      0x800402e0,
      -1,
      "",
      null,
      null,
      -1,
      false,
      0,
      -1,
      -1,
      null,
      null,
      null,
      null,
      [],
    ]);
    expect(made.parameters.table(100)?.keys()).to.deep.equal(["a"]);
  });

  it("time and flag are told apart by their kind", () => {
    const at = new Date(0);
    expect(timeAndFlag(true, undefined)).to.deep.equal({ at: null, flag: true });
    expect(timeAndFlag(at, true)).to.deep.equal({ at, flag: true });
    expect(timeAndFlag(null, true)).to.deep.equal({ at: null, flag: true });
    expect(timeAndFlag(undefined, undefined)).to.deep.equal({ at: null, flag: false });
    expect(timeOf(["x", at])).to.equal(at);
    expect(timeOf(["x", "y"])).to.equal(undefined);
  });
});
