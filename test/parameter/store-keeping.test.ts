/** Copies between parameters, changes of length, defaults and saved values. */
import { expect } from "chai";
import { bench, bytes, hex, number, text } from "../support/parameter/parameter-protocols.ts";

const write = { type: "write" };

describe("ParameterStore, keeping values", () => {
  describe("copy", () => {
    it("takes the stored bytes, so damaged text stays damaged", () => {
      const { store } = bench("unicode", [text(1), text(2)]);
      store.setBytes(1, bytes("4F 4B 21"), "device", undefined);
      expect(store.copy(1, 2, "construct", undefined)).to.include({ code: 0, changed: true, fired: true });
      expect(hex(store.bytes(2))).to.equal("4F 4B 21");
      expect(store.copy(1, 2, "construct", undefined)).to.include({ changed: false, fired: false });
    });

    it("by setter never raises an equal value, onto a write neither", () => {
      const { store } = bench("unicode", [text(1), text(2, {}, write)]);
      store.set(1, "a", "script", undefined);
      expect(store.copy(1, 2, "setter", undefined)).to.include({ changed: true, fired: true });
      expect(store.copy(1, 2, "setter", undefined)).to.include({ changed: false, fired: false });
      expect(store.copy(1, 2, "construct", undefined)).to.include({ changed: false, fired: true });
    });

    it("by setter keeps the whole text for the saved copy", () => {
      const { store } = bench(1252, [text(1, {}, write), text(2)]);
      store.set(1, "Ж", "script", undefined);
      store.copy(1, 2, "setter", undefined);
      expect(store.stored(2)).to.deep.equal({ bytes: bytes("3F"), text: "Ж" });
    });

    it("between numbers takes the number, and shapes it for the target", () => {
      const { store } = bench("unicode", [
        number(1),
        number(2, { rawType: "unsigned number", lengthType: "fixed", length: 2, decimals: 0 }),
      ]);
      store.set(1, 258.5, "script", undefined);
      store.copy(1, 2, "construct", undefined);
      expect([store.get(2), hex(store.bytes(2))]).to.deep.equal([258, "02 01"]);
    });

    it("between text and number converts, or refuses", () => {
      const { store } = bench("unicode", [text(1), number(2)]);
      store.set(1, "12.5", "script", undefined);
      store.copy(1, 2, "construct", undefined);
      expect(store.get(2)).to.equal(12.5);
      store.set(2, 3, "script", undefined);
      store.copy(2, 1, "construct", undefined);
      expect(store.get(1)).to.equal("3");
      store.set(1, "abc", "script", undefined);
      expect(store.copy(1, 2, "construct", undefined).code).to.equal(0x80040222);
    });

    it("of a value that was never set changes nothing", () => {
      const { store } = bench("unicode", [text(1), text(2)]);
      store.set(2, "a", "script", undefined);
      expect(store.copy(1, 2, "construct", undefined)).to.include({ code: 0, changed: false, fired: false });
      expect(store.get(2)).to.equal("a");
    });

    it("CMD-30 stops at a zero byte in a code page protocol; a setter does not", () => {
      const { store } = bench(1252, [text(1), text(2), text(3)]);
      store.setBytes(1, bytes("41 00 42"), "device", undefined);
      store.copy(1, 2, "construct", undefined);
      store.copy(1, 3, "setter", undefined);
      expect([hex(store.bytes(2)), hex(store.bytes(3))]).to.deep.equal(["41", "41 00 42"]);
    });

    for (const [copyStop, row] of [
      ["unit", "41 00 00 42"],
      ["byte", "41"],
    ] as const) {
      it(`CMD-30 copyStop ${copyStop}: a Unicode text stops at ${copyStop === "unit" ? "a zero unit" : "any zero byte"}`, () => {
        const { store } = bench("unicode", [text(1), text(2)], { copyStop });
        store.setBytes(1, bytes("41 00 00 42 00 00 43 00"), "device", undefined);
        store.copy(1, 2, "construct", undefined);
        expect(hex(store.bytes(2))).to.equal(row);
      });
    }
  });

  it("change length fits the value into the new length, at most 1048576 bytes", () => {
    const fixed = { lengthType: "fixed", length: 2 } as const;
    const { store } = bench(1252, [text(1, fixed), number(2, fixed), text(3)]);
    store.set(1, "AB", "script", undefined);
    store.set(2, 12, "script", undefined);
    expect([store.changeLength(1, 3), store.changeLength(2, 3)]).to.deep.equal([0, 0]);
    expect([hex(store.bytes(1)), hex(store.bytes(2))]).to.deep.equal(["20 41 42", "30 31 32"]);
    store.changeLength(2, 1);
    expect([store.get(2), hex(store.bytes(2))], "12 does not fit").to.deep.equal([0, "30"]);
    store.changeLength(1, 9_999_999);
    expect(store.bytes(1)).to.have.length(1_048_576);
    expect(store.changeLength(3, 1)).to.equal(0x80040222);
    expect(store.changeLength(1, -1)).to.equal(0x80040222);
  });

  it("set info gives a number another Sequence or Scale from now on", () => {
    const { store } = bench(1252, [number(1), text(2)]);
    store.setBytes(1, bytes("35"), "device", undefined);
    const sequence = [{ operation: "factor", operand: { kind: "value", value: 10 } }] as const;
    expect(store.changeInfo(1, { sequence })).to.equal(0);
    expect(store.get(1)).to.equal(5);
    store.setBytes(1, bytes("36"), "device", undefined);
    expect(store.get(1)).to.equal(60);
    store.changeInfo(1, { sequence: [], scale: { lowData: 0, highData: 10, low: 0, high: 100 } });
    store.setBytes(1, bytes("37"), "device", undefined);
    expect(store.get(1)).to.equal(70);
    expect(store.changeInfo(2, { sequence })).to.equal(0x80040222);
    expect(store.changeInfo(3, { sequence })).to.equal(0x80040239);
  });

  it("DefaultValue goes to what is still empty, without events", () => {
    const { store, events } = bench("unicode", [
      text(1, { defaultValue: "ws://host" }),
      number(2, { defaultValue: "1.23456789" }),
      text(3, { defaultValue: "x" }),
      text(4, { defaultValue: "y", lengthType: "fixed", length: 2 }),
    ]);
    store.restore(3, { text: "saved" });
    store.applyDefaults();
    expect([1, 2, 3].map((pid) => store.get(pid))).to.deep.equal(["ws://host", 1.234567, "saved"]);
    expect(hex(store.bytes(4))).to.equal("20 20");
    expect(events).to.deep.equal([]);
  });

  describe("restore", () => {
    it("a Unicode element takes the text, or reads the bytes through the code page", () => {
      const { store, events } = bench("unicode", [text(1), text(2), number(3), number(4)]);
      store.restore(1, { bytes: bytes("3F"), text: "Ж" });
      store.restore(2, { bytes: bytes("E9 80") });
      store.restore(3, { number: 5, bytes: bytes("35") });
      store.restore(4, { bytes: bytes("36") });
      store.restore(99, { text: "nobody" });
      expect([1, 2, 3, 4].map((pid) => store.get(pid))).to.deep.equal(["Ж", "é€", 5, 6]);
      expect(events).to.deep.equal([]);
    });

    it("a code page element takes the bytes", () => {
      const { store } = bench(1251, [text(1), text(2)]);
      store.restore(1, { bytes: bytes("C2"), text: "Â" });
      store.restore(2, { text: "Ж" });
      store.restore(2, {});
      expect([store.get(1), store.get(2)]).to.deep.equal(["В", "Ж"]);
    });

    it("a restored value is there to be equal to: no event when the device sends it again", () => {
      const { store } = bench("unicode", [number(1)]);
      store.restore(1, { number: 5 });
      expect(store.setBytes(1, bytes("35"), "device", undefined).fired).to.equal(false);
    });
  });
});
