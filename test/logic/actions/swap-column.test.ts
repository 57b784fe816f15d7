import { expect } from "chai";
import { action, Bench, fresh, param, qaction } from "../../support/logic/chain-bench.ts";

const columns = [201, 202, 203]
  .map((pid, idx) => `<ColumnOption idx="${String(idx)}" pid="${String(pid)}" type="retrieved"/>`)
  .join("");
const params = [
  param(200, { type: "array", extra: `<ArrayOptions index="0">${columns}</ArrayOptions>` }),
  ...[201, 202, 203].map((pid) => param(pid)),
];

function bench(options: string): Bench {
  const made = new Bench({
    params,
    actions: [action(1, "protocol", "swap column", `options="${options}"`)],
    qactions: [qaction(1, "202"), qaction(2, "203")],
  });
  made.parameters.table(200)?.restoreRow("1", ["1", "a", "old"]);
  made.parameters.table(200)?.restoreRow("2", ["2", null, "old"]);
  return made;
}

describe("swap column", () => {
  it("copies the source column into the destination and empties the source, with the events of both", () => {
    const made = bench("swap:200:202:203");
    expect(made.engine.actions.runById(1, fresh).code).equals(0);
    const table = made.parameters.table(200);
    expect([table?.row("1"), table?.row("2")]).deep.equals([
      ["1", null, "a"],
      ["2", null, null],
    ]);
    expect(made.log).deep.equals(["QAction 2 on 203", "QAction 2 on 203", "QAction 1 on 202"]);
  });

  it("says so when the options or the columns are wrong, and changes nothing", () => {
    for (const options of ["200:202:203", "swap:200:202:999", "swap:999:202:203"]) {
      const made = bench(options);
      expect(made.engine.actions.runById(1, fresh).code, options).equals(0x800402a4);
      expect(made.codes, options).deep.equals(["ACTION_FAILED"]);
      expect(made.parameters.table(200)?.row("1")).deep.equals(["1", "a", "old"]);
    }
  });
});
