/** What both kinds of slots share. */
import { expect } from "chai";
import { fixedLength } from "../../../src/parameter/slot/slot.ts";
import { bench, bytes, number, text } from "../../support/parameter/parameter-protocols.ts";

describe("slot", () => {
  it("only a fixed length type has a length", () => {
    expect(fixedLength(text(1, { lengthType: "fixed", length: 4 }))).to.equal(4);
    expect(fixedLength(text(1, { lengthType: "next param", length: 4 }))).to.equal(undefined);
    expect(fixedLength(text(1, { lengthType: "fixed" }))).to.equal(undefined);
  });

  it("a refusal is one line that names the parameter and the reason", () => {
    const { store, notices } = bench("unicode", [number(7)]);
    store.set(7, "abc", "script", undefined);
    expect(notices).to.deep.equal([
      {
        code: "PARAMETER_VALUE_REFUSED",
        kind: "warning",
        message: "Parameter 7 (Param 7) keeps its value: 'abc' is not a number, which the parameter needs.",
        details: { pid: 7 },
      },
    ]);
  });

  for (const [rawTypeRefusal, code] of [
    ["ignore", 0],
    ["mismatch", 0x80040222],
  ] as const) {
    it(`RSP-22 rawTypeRefusal ${rawTypeRefusal}: a refused value of a device answers ${String(code)}`, () => {
      const { store, notices, events } = bench(1252, [text(1, { rawType: "text" }), number(2)], {
        rawTypeRefusal,
      });
      store.set(1, "old", "script", undefined);
      events.length = 0;
      expect(store.setBytes(1, bytes("E9"), "device", undefined)).to.include({
        code,
        changed: false,
        fired: false,
      });
      expect(store.setBytes(2, bytes("2E 2E"), "device", undefined)).to.include({ code, changed: false });
      expect(store.get(1)).to.equal("old");
      expect(store.isEmpty(2)).to.equal(true);
      expect(events).to.deep.equal([]);
      expect(notices.map((notice) => notice.code)).to.deep.equal([
        "PARAMETER_VALUE_REFUSED",
        "PARAMETER_VALUE_REFUSED",
      ]);
    });
  }
});
