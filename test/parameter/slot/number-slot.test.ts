/** Numbers: shaping, bytes, equality. */
import { expect } from "chai";
import fc from "fast-check";
import type { Interprete } from "../../../src/protocol/model.ts";
import { bench, bytes, hex, number, text } from "../../support/parameter/parameter-protocols.ts";

const factorTen: Partial<Interprete> = {
  sequence: [{ operation: "factor", operand: { kind: "value", value: 10 } }],
};

describe("number-slot", () => {
  it("ENC-34 numeric text kept as a number reads ASCII answers in every protocol", () => {
    for (const page of ["unicode", 1252] as const) {
      const { store } = bench(page, [number(1)]);
      store.setBytes(1, bytes("31 32 2E 35"), "device", undefined);
      expect(store.get(1)).to.equal(12.5);
    }
  });

  it("CMD-11 numeric text kept as a number is ASCII digits in every protocol", () => {
    for (const page of ["unicode", 1252] as const) {
      const { store } = bench(page, [number(1)]);
      store.set(1, 12.5, "script", undefined);
      expect(hex(store.bytes(1))).to.equal("31 32 2E 35");
    }
  });

  it("CMD-10 Value 1 on an unsigned number is byte 31, so 49", () => {
    const fixed: Partial<Interprete> = { rawType: "unsigned number", lengthType: "fixed", length: 1 };
    const { store } = bench("unicode", [
      number(1, { ...fixed, value: "1" }),
      number(2, { ...fixed, value: "0x01" }),
    ]);
    expect(hex(store.bytes(1))).to.equal("31");
    expect(store.get(1)).to.equal(49);
    expect(store.get(2)).to.equal(1);
  });

  it("CMD-17 a fixed number starts at 0 with its fill and is never empty", () => {
    const { store } = bench(1252, [
      number(1, { lengthType: "fixed", length: 3 }),
      number(2, { rawType: "signed number", lengthType: "fixed", length: 2 }),
    ]);
    expect([store.get(1), store.get(2)]).to.deep.equal([0, 0]);
    expect([hex(store.bytes(1)), hex(store.bytes(2))]).to.deep.equal(["30 30 30", "00 00"]);
    expect([store.isEmpty(1), store.isEmpty(2)]).to.deep.equal([false, false]);
    expect(store.setBytes(1, bytes("30 30 30"), "device", undefined).changed).to.equal(false);
  });

  it("a number never set is 0 and empty, without bytes", () => {
    const { store } = bench(1252, [number(1)]);
    expect(store.get(1)).to.equal(0);
    expect(store.text(1)).to.equal("");
    expect(store.isEmpty(1)).to.equal(true);
    expect(store.bytes(1)).to.have.length(0);
    expect(store.set(1, 0, "external", undefined), "nothing equals it").to.include({
      changed: true,
      fired: true,
    });
    expect(store.isEmpty(1)).to.equal(false);
  });

  it("the bytes are those it came in, or those a command would hold", () => {
    const { store } = bench(1252, [number(1)]);
    store.setBytes(1, bytes("30 31 32"), "device", undefined);
    expect(store.get(1)).to.equal(12);
    expect(hex(store.bytes(1))).to.equal("30 31 32");
    store.set(1, 12, "script", undefined);
    expect(hex(store.bytes(1))).to.equal("31 32");
    store.set(1, 1e-6, "script", undefined);
    expect(hex(store.bytes(1)), "without an exponent").to.equal("30 2E 30 30 30 30 30 31");
  });

  it("a response field without bytes leaves a number not initialised", () => {
    const { store } = bench(1252, [number(1)]);
    expect(store.setBytes(1, bytes(""), "device", undefined).changed).to.equal(false);
    store.set(1, 5, "script", undefined);
    expect(store.setBytes(1, bytes(""), "device", undefined).changed).to.equal(true);
    expect(store.isEmpty(1)).to.equal(true);
    expect(store.get(1)).to.equal(0);
  });

  it("a text is read as a number, a boolean as 1 or 0, and what suits none is refused", () => {
    const { store } = bench(1252, [number(1)]);
    const set = (value: unknown): number => store.set(1, value, "script", undefined).code;
    expect([set("12.5"), store.get(1)]).to.deep.equal([0, 12.5]);
    expect([set(true), store.get(1)]).to.deep.equal([0, 1]);
    for (const value of ["abc", "", Number.NaN, {}, [1]]) {
      expect([set(value), store.get(1)]).to.deep.equal([0x80040222, 1]);
    }
  });

  it("a fixed Value that is longer than its Length, or whose digits are invalid, is reported", () => {
    for (const [interprete, told] of [
      [{ length: 2, value: "12345" }, "5 bytes and Length is 2"],
      [{ length: 1, value: "0x3132" }, "2 bytes and Length is 1"],
      [{ rawType: "unsigned number", length: 1, value: "300" }, "3 bytes and Length is 1"],
      [{ length: 3, value: "abc" }, "'abc' is not a number"],
      [{ length: 5, value: "12345" }, undefined],
      [{ length: 3, value: "12" }, undefined],
      // Bytes that frame a message are no number, and need not be one.
      [{ length: 1, value: "0x02" }, undefined],
      [{ rawType: "other", length: 3, value: "ACK" }, undefined],
    ] as const) {
      const { notices, store } = bench(1252, [number(1, { lengthType: "fixed", ...interprete })]);
      expect(
        notices.map(({ code }) => code),
        interprete.value,
      ).to.deep.equal(told === undefined ? [] : ["PARAMETER_FIXED_VALUE"]);
      if (told === undefined) continue;
      expect(notices[0]?.message).to.contain(told);
      // It holds spaces: no digits, and 20 (hex) as an unsigned number.
      expect(store.get(1)).to.equal("rawType" in interprete ? 0x20 : 0);
    }
  });

  it("a number that does not fit into a fixed length is refused, the old bytes stay", () => {
    const { store, notices } = bench(1252, [number(1, { lengthType: "fixed", length: 2 })]);
    store.set(1, 12, "script", undefined);
    expect(store.set(1, 123, "script", undefined).code).to.equal(0x80040222);
    expect(hex(store.bytes(1))).to.equal("31 32");
    expect(notices[0]?.message).to.match(/123 does not fit into 2 bytes/);
  });

  it("infinities are stored, as Clear and Leave without their flag are", () => {
    const { store } = bench(1252, [number(1, factorTen)]);
    store.set(1, -Infinity, "script", undefined);
    expect(store.get(1)).to.equal(-Infinity);
    expect(store.bytes(1)).to.have.length(0);
    expect(store.isEmpty(1)).to.equal(false);
  });

  it("Decimals and Rounding shape sets and received values alike", () => {
    const { store } = bench(1252, [
      number(1, { decimals: 1 }),
      number(2, { decimals: 1, rounding: "halfUp" }),
    ]);
    store.set(1, 2.39, "script", undefined);
    store.setBytes(2, bytes("32 2E 33 35"), "device", undefined);
    expect([store.get(1), store.get(2)]).to.deep.equal([2.3, 2.4]);
    store.restore(1, { number: 7.77 });
    expect(store.get(1)).to.equal(7.7);
  });

  for (const roundOnSet of [true, false]) {
    it(`roundOnSet ${String(roundOnSet)}: 2.39 set with one decimal`, () => {
      const { store } = bench(1252, [number(1, { decimals: 1 })], { roundOnSet });
      for (const source of ["script", "external"] as const) {
        store.set(1, 2.39, source, undefined);
        expect(store.get(1)).to.equal(roundOnSet ? 2.3 : 2.39);
      }
      store.setBytes(1, bytes("32 2E 33 39"), "device", undefined);
      expect(store.get(1)).to.equal(2.3);
    });
  }

  it("Range keeps received values out, and lets scripts pass", () => {
    const { store, notices } = bench(1252, [number(1, { rangeLow: 0, rangeHigh: 100 })]);
    store.set(1, 50, "script", undefined);
    expect(store.setBytes(1, bytes("31 30 31"), "device", undefined)).to.include({ code: 0, changed: false });
    expect(store.get(1)).to.equal(50);
    expect(notices).to.have.length(1);
    store.setBytes(1, bytes("31 30 30"), "device", undefined);
    expect(store.get(1)).to.equal(100);
    store.set(1, 500, "script", undefined);
    expect(store.get(1)).to.equal(500);
  });

  it("Sequence applies to received values, and to sets unless it says noset", () => {
    const { store } = bench(1252, [number(1, factorTen), number(2, { ...factorTen, sequenceNoSet: true })]);
    for (const pid of [1, 2]) store.set(pid, 5, "script", undefined);
    expect([store.get(1), store.get(2)]).to.deep.equal([50, 5]);
    for (const pid of [1, 2]) store.setBytes(pid, bytes("35"), "device", undefined);
    expect([store.get(1), store.get(2)]).to.deep.equal([50, 50]);
    for (const pid of [1, 2]) store.set(pid, 3, "platform", undefined);
    expect([store.get(1), store.get(2)]).to.deep.equal([3, 3]);
  });

  it("Factor and Scale apply to received values only", () => {
    const { store } = bench(1252, [number(1, { factor: 10 })]);
    store.setBytes(1, bytes("35"), "device", undefined);
    expect(store.get(1)).to.equal(50);
    expect(hex(store.bytes(1)), "raw bytes stay as they came").to.equal("35");
    store.set(1, 5, "script", undefined);
    expect(store.get(1)).to.equal(5);
  });

  it("a Sequence without a result is refused for a set and ignored for a device", () => {
    const divided: Partial<Interprete> = {
      sequence: [{ operation: "div", operand: { kind: "id", value: 2 } }],
    };
    const { store } = bench(1252, [number(1, divided), number(2)]);
    expect(store.set(1, 5, "script", undefined).code).to.equal(0x80040222);
    expect(store.setBytes(1, bytes("35"), "device", undefined)).to.include({ code: 0, changed: false });
    store.set(2, 2, "script", undefined);
    store.set(1, 5, "script", undefined);
    expect(store.get(1)).to.equal(2.5);
  });

  it("a number or text that a device gives by an HTTP answer or a status is shaped like received bytes", () => {
    const { store, notices } = bench(1252, [
      number(1, { factor: 10, rangeHigh: 100 }),
      text(2, { rawType: "text", trimLeft: true }),
    ]);
    const receive = (pid: number, value: unknown): number => store.set(pid, value, "device", undefined).code;
    expect([receive(1, 5), store.get(1)]).to.deep.equal([0, 50]);
    expect([receive(1, 50), store.get(1)]).to.deep.equal([0, 50]);
    expect([receive(1, "abc"), store.get(1)]).to.deep.equal([0, 50]);
    expect([receive(2, " yes"), store.get(2)]).to.deep.equal([0, "yes"]);
    expect([receive(2, "é"), store.get(2)]).to.deep.equal([0, "yes"]);
    expect(notices).to.have.length(3);
  });

  describe("equality", () => {
    const changes = (numericEquality: "rounded" | "exact" | "bytes"): Record<string, boolean> => {
      const { store } = bench(1252, [number(1, { decimals: 1 })], { numericEquality });
      const receive = (digits: string): boolean =>
        store.setBytes(1, Buffer.from(digits), "device", undefined).changed;
      receive("12.31");
      return { sameRounded: receive("12.32"), sameExact: receive("012.32"), sameBytes: receive("012.32") };
    };
    it("numericEquality rounded: 012 after 12 is no change", () => {
      expect(changes("rounded")).to.deep.equal({ sameRounded: false, sameExact: false, sameBytes: false });
    });
    it("numericEquality exact looks before Decimals", () => {
      expect(changes("exact")).to.deep.equal({ sameRounded: true, sameExact: false, sameBytes: false });
    });
    it("numericEquality bytes looks at the bytes", () => {
      expect(changes("bytes")).to.deep.equal({ sameRounded: true, sameExact: true, sameBytes: false });
    });
  });

  it("bytes of SetParameterBinary are kept even when they hold no number", () => {
    const { store, events } = bench(1252, [number(1)]);
    expect(store.setBytes(1, bytes("FF FE"), "binary", undefined)).to.include({ code: 0, fired: false });
    expect(hex(store.bytes(1))).to.equal("FF FE");
    expect(store.get(1)).to.equal(0);
    expect(events).to.deep.equal([]);
  });

  it("bytes of an action that hold no number are refused", () => {
    const { store } = bench(1252, [number(1)]);
    expect(store.setBytes(1, bytes("FF FE"), "construct", undefined).code).to.equal(0x80040222);
  });

  it("set and get: a number comes back rounded, its bytes read back as the same number", () => {
    const { store } = bench(1252, [number(1), number(2)]);
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (value) => {
        store.set(1, value, "script", undefined);
        const kept = store.number(1) ?? Number.NaN;
        expect(kept).to.be.at.most(value);
        expect(value - kept).to.be.below(0.0000011);
        store.setBytes(2, store.bytes(1) ?? bytes(""), "device", undefined);
        expect(store.get(2)).to.equal(kept);
      }),
    );
  });
});
