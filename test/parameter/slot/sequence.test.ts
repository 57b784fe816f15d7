/** Factor, OffSet, Scale and Sequence. */
import { expect } from "chai";
import { applyScaling, applySequence } from "../../../src/parameter/slot/sequence.ts";
import type { Interprete, SequenceStep } from "../../../src/protocol/model.ts";
import { param } from "../../support/parameter/parameter-protocols.ts";

const interprete = (more: Partial<Interprete>): Interprete => param(1, more).interprete;
const step = (operation: SequenceStep["operation"], value?: number): SequenceStep =>
  value === undefined ? { operation } : { operation, operand: { kind: "value", value } };
const numbers = (pid: number): number => (pid === 7 ? 70 : 0);

describe("sequence", () => {
  it("works from left to right, with every operation", () => {
    const rows: readonly (readonly [number, readonly SequenceStep[], number])[] = [
      [2, [step("factor", 10), step("offset", 5)], 25],
      [2, [step("offset", 5), step("factor", 10)], 70],
      [9, [step("min", 4)], 5],
      [3, [step("pow", 2)], 9],
      [9, [step("div", 2)], 4.5],
      [9, [step("rest", 4)], 1],
      [100, [step("log10")], 20],
      [100, [step("log20")], 40],
    ];
    for (const [value, sequence, result] of rows) {
      expect(applySequence(value, interprete({ sequence }), numbers)).to.equal(result);
    }
  });

  it("takes operands from parameters and from the tags Factor and OffSet", () => {
    const byId: SequenceStep = { operation: "offset", operand: { kind: "id", value: 7 } };
    expect(applySequence(1, interprete({ sequence: [byId] }), numbers)).to.equal(71);
    expect(applySequence(1, interprete({ sequence: [step("offset")], offset: 128 }), numbers)).to.equal(129);
    expect(applySequence(1, interprete({ sequence: [step("offset")], offsetPid: 7 }), numbers)).to.equal(71);
    expect(applySequence(3, interprete({ sequence: [step("factor")], factor: 10 }), numbers)).to.equal(30);
  });

  it("Factor multiplies unless a step of the sequence takes it, then Scale maps the range", () => {
    expect(applyScaling(5, interprete({ factor: 10 }))).to.equal(50);
    expect(applyScaling(5, interprete({ factor: 10, sequence: [step("factor")] }))).to.equal(5);
    const scale = { lowData: 100, highData: 500, low: 0, high: 20 };
    expect(applyScaling(100, interprete({ scale }))).to.equal(0);
    expect(applyScaling(300, interprete({ scale }))).to.equal(10);
    expect(applyScaling(500, interprete({ scale }))).to.equal(20);
    expect(applyScaling(5, interprete({ scale: { lowData: 1, highData: 1, low: 0, high: 20 } }))).to.equal(5);
  });
});
