import { expect } from "chai";
import { action, Bench, fresh, param } from "../../support/logic/chain-bench.ts";

/** Value of parameter 1 after `set info` and then a device value; parameter 2 holds 3. */
function received(attributes: string, bytes: string): unknown {
  const bench = new Bench({
    params: [param(1, { number: true }), param(2, { number: true }), param(3)],
    actions: [action(1, "parameter#1", "set info", attributes)],
  });
  bench.set(2, 3);
  bench.engine.actions.runById(1, fresh);
  if (bench.codes.length > 0) return bench.codes;
  bench.parameters.setBytes(1, Buffer.from(bytes), "device", fresh);
  return bench.parameters.get(1);
}

describe("set info", () => {
  it("gives another Sequence, with operands that are parameters", () => {
    expect(received('sequence="*:1000"', "5")).equals(5000);
    expect(received('sequence="*:id:2;+:1"', "5")).equals(16);
  });

  it("gives another Scale, worked out before the Sequence", () => {
    // 65535 of 0..65535 is 10 of -10..10; times 2 is 20
    expect(received('scale="0;65535;-10;10" sequence="*:2"', "65535")).equals(20);
  });

  it("leaves alone what is a hyphen", () => {
    expect(received('scale="-" sequence="*:2"', "5")).equals(10);
  });

  it("refuses what is no sequence or no scale", () => {
    expect(received('sequence="times:2"', "5")).deep.equals(["ACTION_FAILED"]);
    expect(received('sequence="*:two"', "5")).deep.equals(["ACTION_FAILED"]);
    expect(received('scale="0;1;2"', "5")).deep.equals(["ACTION_FAILED"]);
  });

  it("refuses a text", () => {
    const bench = new Bench({
      params: [param(3)],
      actions: [action(1, "parameter#3", "set info", 'sequence="*:2"')],
    });
    expect(bench.engine.actions.runById(1, fresh).code).equals(0x800402a4);
  });
});
