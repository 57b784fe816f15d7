import { expect } from "chai";
import {
  action,
  Bench,
  chainOfResponse,
  fresh,
  param,
  qaction,
  trigger,
} from "../../support/logic/chain-bench.ts";

const fixed =
  "<RawType>other</RawType><Type>string</Type><LengthType>fixed</LengthType><Length>3</Length><Value>abc</Value>";

function run(bench: Bench, id = 1): number {
  return bench.engine.actions.runById(id, fresh).code;
}

describe("actions on parameters", () => {
  it("LOG-11 clear empties the value and leaves the display, clear on display does the opposite", () => {
    const bench = new Bench({
      params: [param(1)],
      actions: [action(1, "parameter#1", "clear"), action(2, "parameter#1", "clear on display")],
    });
    bench.set(1, "x");
    run(bench, 2);
    expect(bench.parameters.get(1)).equals("x");
    expect(bench.take()).deep.equals(["clear display 1"]);
    run(bench, 1);
    expect(bench.parameters.isEmpty(1)).equals(true);
    expect(bench.log).deep.equals([]);
  });

  it("LOG-11 clear of a table empties it on the display too", () => {
    const extra = '<ArrayOptions index="0"><ColumnOption idx="0" pid="101" type="retrieved"/></ArrayOptions>';
    const bench = new Bench({
      params: [param(100, { type: "array", extra }), param(101)],
      actions: [action(1, "parameter#100", "clear", "", "<Condition>id:100 != empty</Condition>")],
    });
    run(bench);
    expect(bench.log).deep.equals([]);
    bench.parameters.table(100)?.restoreRow("a", ["a"]);
    run(bench);
    expect(bench.parameters.table(100)?.size).equals(0);
    expect(bench.log).deep.equals(["clear display 100"]);
  });

  it("clear raises nothing itself, and lets the next equal value of an action or a device fire", () => {
    const bench = new Bench({
      params: [param(1)],
      actions: [action(1, "parameter#1", "clear")],
      qactions: [qaction(1, "1")],
    });
    const device = (): boolean => bench.parameters.setBytes(1, Buffer.from("x"), "device", fresh).fired;
    expect([device(), device()]).deep.equals([true, false]);
    bench.take();
    run(bench);
    expect(bench.take()).deep.equals([]);
    expect(device()).equals(true);
  });

  it("LOG-17 a fixed parameter goes back to its start content and is never empty; a number never set reads 0", () => {
    const bench = new Bench({
      params: [param(1, { interprete: fixed })],
      actions: [action(1, "parameter#1", "clear")],
    });
    bench.set(1, "xyz");
    run(bench);
    expect(bench.parameters.get(1)).equals("abc");
    expect(bench.parameters.isEmpty(1)).equals(false);
    const numbers = new Bench({ params: [param(1, { number: true })] });
    expect([numbers.parameters.get(1), numbers.parameters.isEmpty(1)]).deep.equals([0, true]);
  });

  it("go enters the last value of a write again, with all that follows", () => {
    const bench = new Bench({
      params: [param(1, { type: "write", attributes: 'setter="true"', name: "A" }), param(2, { name: "A" })],
      actions: [action(1, "parameter#1", "go")],
      qactions: [qaction(1, "1")],
    });
    run(bench);
    expect(bench.log).deep.equals([]);
    bench.set(1, "x");
    bench.set(2, "lost");
    bench.take();
    run(bench);
    expect(bench.log).deep.equals(["QAction 1 on 1"]);
    expect(bench.parameters.get(2)).equals("x");
  });

  it("run actions runs the QActions and no triggers", () => {
    const bench = new Bench({
      params: [param(1)],
      triggers: [trigger(1, "parameter#1", "change", [2])],
      actions: [action(1, "parameter#1", "run actions"), action(2, "parameter#1", "save")],
      qactions: [qaction(1, "1"), qaction(2, "1")],
    });
    run(bench);
    expect(bench.log).deep.equals(["QAction 1 on 1", "QAction 2 on 1"]);
  });

  it("save keeps the current value whatever the parameter's own save says", () => {
    const bench = new Bench({ params: [param(1)], actions: [action(1, "parameter#1", "save")] });
    run(bench);
    expect(bench.log).deep.equals(["save 1"]);
  });

  it("CMD-28 change length gives a fixed parameter another length, at most 1048576 bytes", () => {
    const bench = new Bench({
      params: [param(1, { interprete: fixed }), param(2, { number: true }), param(3)],
      actions: [
        action(1, "parameter#1", "change length", 'id="2"'),
        action(2, "parameter#3", "change length", 'id="2"'),
      ],
    });
    bench.set(2, 5);
    run(bench);
    bench.set(1, "12345678");
    expect(bench.parameters.get(1)).equals("12345");
    bench.set(2, 2_000_000);
    run(bench);
    expect(bench.parameters.bytes(1)?.length).equals(1_048_576);
    expect(run(bench, 2)).equals(0x800402a4);
    expect(bench.codes).deep.equals(["ACTION_FAILED"]);
  });

  it("normalize makes the last value, or that of another parameter, the nominal one", () => {
    const bench = new Bench({
      params: [param(1, { number: true }), param(2, { number: true })],
      actions: [action(1, "parameter#1", "normalize"), action(2, "parameter#1", "normalize", 'id="2"')],
    });
    bench.set(1, 10);
    bench.set(2, 20);
    run(bench, 1);
    run(bench, 2);
    expect(bench.log).deep.equals(["normalize 1 to 10", "normalize 1 to 20"]);
  });

  it("read parses one parameter of the response whose trigger runs it", () => {
    const bench = new Bench({
      params: [param(1)],
      triggers: [trigger(1, "response#each", "before", [1])],
      actions: [action(1, "parameter#1", "read")],
    });
    const read: (number | undefined)[] = [];
    const chain = chainOfResponse(31, (pid) => read.push(pid) > 0);
    void bench.engine.triggers.fire("response", "before", 31, chain);
    expect(read).deep.equals([1]);
    expect(run(bench)).equals(0x800402a4);
  });

  it("replace data replaces bytes of the parameter, as in the samples of the page", () => {
    const bench = new Bench({
      params: [param(1), param(2)],
      actions: [
        action(
          1,
          "parameter#1",
          "replace data",
          'options="0x25;0x2525;use_offset" startoffset="7" endoffset="2"',
        ),
        action(2, "parameter#2", "replace data", 'options="1BC3-1BC2;03-02"'),
        action(3, "parameter#2", "replace data", 'options="1BC3-1BC2;03"'),
      ],
    });
    // % in the first seven bytes, in the middle, and in the last two
    bench.set(1, "a%bcdefg%hi%j");
    run(bench, 1);
    expect(bench.parameters.get(1)).equals("a%%bcdefg%hi%%j");
    bench.parameters.setBytes(2, Buffer.from("1bc2411bc3", "hex"), "device", fresh);
    run(bench, 2);
    expect(Buffer.from(bench.parameters.bytes(2) ?? []).toString("hex")).equals("024103");
    expect(run(bench, 3)).equals(0x800402a4);
    expect(Buffer.from(bench.parameters.bytes(2) ?? []).toString("hex")).equals("024103");
  });

  it("say so when the parameter does not exist", () => {
    for (const type of ["clear", "clear on display", "go", "save", "copy", "increment", "normalize"]) {
      const bench = new Bench({ params: [param(2)], actions: [action(1, "parameter#77", type, 'id="2"')] });
      bench.set(2, "5");
      if (type === "normalize") continue;
      expect(run(bench), type).equals(0x800402a4);
    }
  });
});
