import { expect } from "chai";
import { isPending } from "../../../src/base/maybe-promise.ts";
import { action, Bench, fresh, param, qaction, trigger } from "../../support/logic/chain-bench.ts";

/** A write 50 with setter and save, its read 51, a trigger and QActions on both: the walk of a set. */
const walk = {
  params: [
    param(50, { type: "write", name: "Gain", attributes: 'setter="true" save="true"' }),
    param(51, { name: "Gain" }),
    param(60),
  ],
  triggers: [trigger(7, "parameter#50", "change", [1])],
  actions: [action(1, "parameter#60", "copy", 'id="51"')],
  qactions: [qaction(8, "50"), qaction(6, "51")],
};

/** A `dynamic ip` parameter 1 of connection 0 and a write 2 that sets it. */
const address = {
  params: [
    param(1, { name: "Address", typeAttributes: 'options="dynamic ip"' }),
    param(2, { name: "Address", type: "write", attributes: 'setter="true"' }),
    param(3),
  ],
  actions: [action(1, "parameter#1", "copy", 'id="3"'), action(2, "parameter#1", "clear")],
};

describe("change event", () => {
  it("WS-37 runs triggers, then the address, save, setter and QActions", () => {
    const bench = new Bench({
      params: [
        param(1, {
          type: "write",
          name: "A",
          attributes: 'save="true" setter="true"',
          typeAttributes: 'options="dynamic ip 0"',
        }),
        param(2, { name: "A" }),
      ],
      triggers: [trigger(1, "parameter#1", "change", [1])],
      actions: [action(1, "timer#9", "start")],
      qactions: [qaction(4, "1"), qaction(5, "2")],
      more: '<Timers><Timer id="9"><Name>T</Name><Time>1000</Time></Timer></Timers>',
    });
    bench.set(1, "ws://host");
    expect(bench.log).deep.equals([
      "start timer 9",
      "retarget 0 by 1",
      "save 1",
      "QAction 5 on 2",
      "QAction 4 on 1",
    ]);
  });

  it("LOG-02 shows the old read value to triggers and the new one to QActions", () => {
    const bench = new Bench(walk);
    bench.set(51, "old", "restore");
    const seen: unknown[] = [];
    bench.scripts.set(8, (_request, { parameters }) => void seen.push(parameters.get(51)));
    bench.set(50, "new");
    expect(bench.parameters.get(60)).equals("old");
    expect(seen).deep.equals(["new"]);
  });

  it("runs the whole chain of the read before the QActions of the write", () => {
    const bench = new Bench(walk);
    bench.set(50, "é");
    expect(bench.log).deep.equals(["save 50", "QAction 6 on 51", "QAction 8 on 50"]);
  });

  it("the setter raises nothing for an equal value, unless setterRaisesEqual", () => {
    for (const [setterRaisesEqual, expected] of [
      [false, ["save 50", "QAction 8 on 50"]],
      [true, ["save 50", "QAction 6 on 51", "QAction 8 on 50"]],
    ] as const) {
      const bench = new Bench(walk, { setterRaisesEqual });
      bench.set(50, "x");
      bench.take();
      bench.set(50, "x");
      expect(bench.log).deep.equals(expected);
    }
  });

  it("LOG-01 a script's equal value fires, that of an action, a poll or a message does not", () => {
    const bench = new Bench({
      params: [param(1), param(2)],
      actions: [action(1, "parameter#1", "copy", 'id="2"')],
      qactions: [qaction(1, "1")],
    });
    bench.set(2, "x");
    bench.set(1, "x");
    bench.set(1, "x");
    expect(bench.take()).lengthOf(2);
    bench.engine.actions.runById(1, fresh);
    expect(bench.take()).deep.equals([]);
    bench.set(2, "y");
    bench.engine.actions.runById(1, fresh);
    expect(bench.take()).deep.equals(["QAction 1 on 1"]);
    for (const [text, runs] of [
      ["z", 1],
      ["z", 0],
    ] as const) {
      bench.parameters.setBytes(1, Buffer.from(text), "device", fresh);
      expect(bench.take()).lengthOf(runs);
    }
  });

  it("an action onto a write parameter fires even when equal, unless actionOnWriteRaisesEqual is off", () => {
    for (const [actionOnWriteRaisesEqual, times] of [
      [true, 2],
      [false, 1],
    ] as const) {
      const bench = new Bench(
        {
          params: [param(1, { type: "write" }), param(2)],
          actions: [action(1, "parameter#1", "copy", 'id="2"')],
          qactions: [qaction(1, "1")],
        },
        { actionOnWriteRaisesEqual },
      );
      bench.set(2, "x");
      bench.engine.actions.runById(1, fresh);
      bench.engine.actions.runById(1, fresh);
      expect(bench.log).lengthOf(times);
    }
  });

  it("LOG-19 a binary set runs nothing of it", () => {
    const bench = new Bench(walk);
    bench.parameters.setBytes(50, Buffer.from("x"), "binary", fresh);
    expect(bench.log).deep.equals([]);
  });

  it("LOG-18 null keeps the value and runs nothing", () => {
    const bench = new Bench(walk);
    bench.set(50, "x");
    bench.take();
    expect(bench.parameters.set(50, null, "script", fresh).code).equals(0);
    expect(bench.parameters.get(50)).equals("x");
    expect(bench.log).deep.equals([]);
  });

  it("LOG-28 exceptions and Others leave a script's value alone", () => {
    const interprete = `<RawType>numeric text</RawType><Type>double</Type><LengthType>next param</LengthType>
      <Exceptions><Exception id="1" value="99"><Value type="double">99</Value><Display>n/a</Display></Exception></Exceptions>
      <Others><Other id="1"><Display>off</Display><Value>11</Value></Other></Others>`;
    const bench = new Bench({ params: [param(1, { interprete })] });
    for (const value of [99, 11]) {
      bench.set(1, value);
      expect(bench.parameters.get(1)).equals(value);
    }
  });

  it("LOG-29 Range keeps out a device's value, not a script's", () => {
    const interprete = `<RawType>numeric text</RawType><Type>double</Type><LengthType>next param</LengthType>
      <Range><Low>0</Low><High>10</High></Range>`;
    const bench = new Bench({ params: [param(1, { interprete })], qactions: [qaction(1, "1")] });
    bench.parameters.setBytes(1, Buffer.from("5"), "device", fresh);
    bench.parameters.setBytes(1, Buffer.from("50"), "device", fresh);
    expect(bench.parameters.get(1)).equals(5);
    expect(bench.log).lengthOf(1);
    bench.set(1, 50);
    expect(bench.parameters.get(1)).equals(50);
  });

  it("LOG-30 a Sequence with id: is not worked out again when only its operand changes", () => {
    const interprete = `<RawType>numeric text</RawType><Type>double</Type><LengthType>next param</LengthType>
      <Sequence>factor:id:2</Sequence>`;
    const bench = new Bench({
      params: [param(1, { interprete }), param(2, { number: true })],
      qactions: [qaction(1, "1")],
    });
    bench.set(2, 10);
    bench.set(1, 3);
    expect(bench.parameters.get(1)).equals(30);
    bench.take();
    bench.set(2, 100);
    expect(bench.parameters.get(1)).equals(30);
    expect(bench.log).deep.equals([]);
  });

  it("waits for a script's promise before the next step", async () => {
    const bench = new Bench(walk);
    let finish: () => void = () => undefined;
    bench.scripts.set(6, () => new Promise<void>((resolve) => (finish = resolve)));
    const { done } = bench.set(50, "x");
    expect(isPending(done)).equals(true);
    expect(bench.take()).deep.equals(["save 50", "QAction 6 on 51"]);
    finish();
    await done;
    expect(bench.take()).deep.equals(["QAction 8 on 50"]);
  });

  it("is synchronous as long as nothing takes time", () => {
    expect(new Bench(walk).set(50, "x").done).equals(undefined);
  });

  it("reports a parameter that nothing is linked to, and does nothing else", () => {
    const bench = new Bench({ params: [param(1), param(2, { name: "P1", type: "write" })] });
    expect(bench.set(1, "x").done).equals(undefined);
    expect(bench.set(1, "x").done).equals(undefined);
    expect(bench.log).deep.equals([]);
    const told = { type: "parameter", pid: 1, name: "P1", value: "x", source: "script" };
    expect(bench.events).deep.equals([
      { ...told, changed: true },
      { ...told, changed: false },
    ]);
  });
});

describe("address parameters", () => {
  it("WS-33 a copy of an equal address does not connect again, after a clear it does", () => {
    const bench = new Bench(address);
    bench.set(3, "ws://host");
    bench.engine.actions.runById(1, fresh);
    expect(bench.take()).deep.equals(["retarget 0 by 1"]);
    bench.engine.actions.runById(1, fresh);
    expect(bench.take()).deep.equals([]);
    bench.engine.actions.runById(2, fresh);
    bench.engine.actions.runById(1, fresh);
    expect(bench.take()).deep.equals(["retarget 0 by 1"]);
  });

  it("WS-32 a script that sets the same address again connects again", () => {
    const bench = new Bench(address);
    bench.set(1, "ws://host");
    bench.set(1, "ws://host");
    expect(bench.log).deep.equals(["retarget 0 by 1", "retarget 0 by 1"]);
  });

  it("WS-34 a binary set of the address does not connect", () => {
    const bench = new Bench(address);
    bench.parameters.setBytes(1, Buffer.from("ws://host"), "binary", fresh);
    expect(bench.log).deep.equals([]);
  });

  for (const [setterReappliesAddress, closed, open] of [
    ["whenNotOpen", ["retarget 0 by 1"], []],
    ["always", ["retarget 0 by 1"], ["retarget 0 by 1"]],
    ["never", [], []],
  ] as const) {
    it(`an equal address by setter connects again: ${setterReappliesAddress}`, () => {
      const bench = new Bench(address, { setterReappliesAddress });
      bench.set(2, "ws://host", "external");
      bench.take();
      bench.set(2, "ws://host", "external");
      expect(bench.take()).deep.equals(closed);
      bench.open.add(0);
      bench.set(2, "ws://host", "external");
      expect(bench.take()).deep.equals(open);
    });
  }

  it("an equal address from outside onto the read itself connects again while not open", () => {
    const bench = new Bench(address);
    bench.set(1, "ws://host");
    bench.take();
    const outcome = bench.set(1, "ws://host", "external");
    expect(outcome.fired).equals(false);
    const definition = bench.protocol.params.get(1);
    if (definition !== undefined) bench.engine.changes.equalSet(definition, "external");
    expect(bench.log).deep.equals(["retarget 0 by 1"]);
  });
});
