/** The one way in for values: sources, events, codes, copies, defaults, restore. */
import { expect } from "chai";
import fc from "fast-check";
import type { SetSource } from "../../src/parameter/store.ts";
import {
  bench,
  bytes,
  column,
  hex,
  number,
  param,
  table,
  text,
} from "../support/parameter/parameter-protocols.ts";

const write = { type: "write" };

describe("ParameterStore", () => {
  describe("change events", () => {
    // Source; fires on a new value; on an equal value of a read; on an equal value of a write.
    const rows: readonly (readonly [SetSource, boolean, boolean, boolean])[] = [
      ["script", true, true, true],
      ["external", true, false, true],
      ["construct", true, false, true],
      ["setter", true, false, false],
      ["device", true, false, false],
      ["platform", false, false, false],
      ["restore", false, false, false],
    ];
    for (const [source, fresh, equalRead, equalWrite] of rows) {
      it(`${source}: new ${String(fresh)}, equal read ${String(equalRead)}, equal write ${String(equalWrite)}`, () => {
        const { store, events } = bench("unicode", [
          text(1),
          text(2, {}, write),
          number(3),
          number(4, {}, write),
        ]);
        for (const pid of [1, 2, 3, 4]) {
          const equal = pid % 2 === 1 ? equalRead : equalWrite;
          expect(store.set(pid, 5, source, undefined), "new").to.include({
            code: 0,
            changed: true,
            fired: fresh,
          });
          expect(store.set(pid, 5, source, undefined), "equal").to.include({
            code: 0,
            changed: false,
            fired: equal,
          });
          expect(
            events.splice(0).map((event) => [event.param.id, event.source, event.changed]),
          ).to.deep.equal([
            ...(fresh ? [[pid, source, true]] : []),
            ...(equal ? [[pid, source, false]] : []),
          ]);
        }
      });
    }

    it("bytes of SetParameterBinary never raise anything", () => {
      const { store, events } = bench("unicode", [text(1, {}, write)]);
      for (const row of ["41 00", "41 00", "42 00"]) {
        expect(store.setBytes(1, bytes(row), "binary", undefined)).to.include({ code: 0, fired: false });
      }
      expect(store.get(1)).to.equal("B");
      expect(events).to.deep.equal([]);
    });

    it("the new value can be read while its event is handled, and the context is handed on", () => {
      const { store } = bench("unicode", [text(1)]);
      const seen: unknown[] = [];
      store.onChange = (_param, _source, _changed, context) => {
        seen.push(store.get(1), context);
      };
      store.set(1, "a", "script", undefined);
      expect(seen).to.deep.equal(["a", undefined]);
    });

    it("what the listener returns is handed back", () => {
      const { store } = bench("unicode", [number(1)]);
      const pending = Promise.resolve();
      store.onChange = () => pending;
      expect(store.set(1, 5, "script", undefined)).to.deep.equal({
        code: 0,
        changed: true,
        fired: true,
        done: pending,
      });
      store.onChange = undefined;
      expect(store.set(1, 6, "script", undefined)).to.deep.equal({
        code: 0,
        changed: true,
        fired: true,
        done: undefined,
      });
    });
  });

  it("null and undefined keep the value, without an event", () => {
    const { store, events } = bench("unicode", [text(1), number(2)]);
    for (const value of [null, undefined]) {
      expect(store.set(1, value, "script", undefined)).to.include({ code: 0, changed: false, fired: false });
    }
    store.set(2, 5, "script", undefined);
    expect(store.set(2, null, "script", undefined).fired).to.equal(false);
    expect([store.isEmpty(1), store.get(2)]).to.deep.equal([true, 5]);
    expect(events).to.have.length(1);
  });

  it("an id that is no standalone parameter: 0x80040239, and nothing to read", () => {
    const { store } = bench("unicode", [
      text(1),
      table(1000, [column(0, 1001)]),
      text(1001),
      text(1051, {}, write),
    ]);
    for (const pid of [2, 1000, 1001]) {
      expect(store.set(pid, 1, "script", undefined).code).to.equal(0x80040239);
      expect(store.setBytes(pid, bytes("41"), "device", undefined).code).to.equal(0x80040239);
      expect(store.clear(pid)).to.equal(pid === 1000 ? 0 : 0x80040239);
      expect(store.changeLength(pid, 1)).to.equal(0x80040239);
      expect(store.copy(pid, 1, "construct", undefined).code).to.equal(0x80040239);
      expect(store.copy(1, pid, "construct", undefined).code).to.equal(0x80040239);
      expect([store.get(pid), store.text(pid), store.number(pid), store.bytes(pid)]).to.deep.equal(
        Array<undefined>(4).fill(undefined),
      );
      expect([store.isEmpty(pid), store.param(pid), store.stored(pid)]).to.deep.equal([
        undefined,
        undefined,
        undefined,
      ]);
    }
    expect(store.set(1051, "a", "external", undefined).code, "a write column holds what a user set").to.equal(
      0,
    );
  });

  it("ENC-30 GetData gives the raw bytes; nothing for an unknown parameter", () => {
    for (const page of ["unicode", 1252] as const) {
      const { store } = bench(page, [text(1), number(2)]);
      const utf8 = bytes("C3 A9 E2 82 AC");
      store.setBytes(1, utf8, "device", undefined);
      expect(store.bytes(1)).to.equal(utf8);
      store.setBytes(2, bytes("30 31 32"), "device", undefined);
      expect(hex(store.bytes(2))).to.equal("30 31 32");
      expect(store.bytes(3)).to.equal(undefined);
    }
  });

  describe("SetParameterBinary", () => {
    it("is cut at a fixed Length; shorter bytes leave the tail as it started", () => {
      const { store } = bench(1252, [text(1, { lengthType: "fixed", length: 4 })]);
      store.setBytes(1, bytes("01 02 03 04 05"), "binary", undefined);
      expect(hex(store.bytes(1))).to.equal("01 02 03 04");
      store.setBytes(1, bytes("09"), "binary", undefined);
      expect(hex(store.bytes(1))).to.equal("09 20 20 20");
    });

    it("takes a copy", () => {
      const { store } = bench(1252, [text(1)]);
      const given = bytes("41 42");
      store.setBytes(1, given, "binary", undefined);
      given.fill(0);
      expect(store.get(1)).to.equal("AB");
    });

    it("does not serve LengthType other param", () => {
      const { store } = bench(1252, [
        text(1, { lengthType: "other param" }),
        text(2, { lengthType: "last next param" }),
      ]);
      expect(store.setBytes(1, bytes("41"), "binary", undefined).code).to.equal(0x80040222);
      expect(store.setBytes(2, bytes("41"), "binary", undefined).code).to.equal(0);
    });
  });

  it("clear empties without an event, and the next equal value counts as new", () => {
    const { store, events } = bench("unicode", [
      text(1),
      number(2),
      text(3, { lengthType: "fixed", length: 2 }),
    ]);
    for (const pid of [1, 2]) {
      store.set(pid, "7", "device", undefined);
      events.length = 0;
      expect(store.clear(pid)).to.equal(0);
      expect(store.isEmpty(pid)).to.equal(true);
      expect(store.bytes(pid)).to.have.length(0);
      expect(store.stored(pid)).to.equal(undefined);
      expect(events).to.deep.equal([]);
      expect(store.set(pid, "7", "device", undefined).changed).to.equal(true);
      expect(events).to.have.length(1);
    }
    store.set(3, "A", "script", undefined);
    store.clear(3);
    expect(hex(store.bytes(3)), "a fixed length goes back to its start").to.equal("20 20");
    expect(store.setBytes(3, bytes("20 20"), "device", undefined).changed).to.equal(true);
  });

  it("text and number convert for conditions and options", () => {
    const { store } = bench("unicode", [text(1), text(2), number(3), text(4)]);
    store.set(1, "12,5", "script", undefined);
    store.set(2, "abc", "script", undefined);
    store.set(3, 7.5, "script", undefined);
    expect([1, 2, 3, 4].map((pid) => store.text(pid))).to.deep.equal(["12,5", "abc", "7.5", ""]);
    expect([1, 2, 3, 4].map((pid) => store.number(pid))).to.deep.equal([12.5, Number.NaN, 7.5, 0]);
  });

  it("lists its parameters", () => {
    const { store } = bench("unicode", [text(1), table(1000, [column(0, 1001)]), text(1001)]);
    expect([...store.pids()].filter((pid) => pid < 64000)).to.deep.equal([1]);
    expect(store.param(1)?.name).to.equal("Param 1");
  });

  it("a code page that no element can have is refused at once", () => {
    expect(() => bench(65001, [])).to.throw("cannot have the code page 65001");
  });

  it("never throws whatever is set, and answers with 0 or 0x80040222", () => {
    const { store } = bench(932, [
      text(1),
      text(2, { lengthType: "fixed", length: 3, trimLeft: true }),
      number(3),
      number(4, { rawType: "bcd", lengthType: "fixed", length: 2 }),
      param(5, { rawType: "double", type: "double", lengthType: "fixed", length: 4 }),
      number(6, { base: 16, sequence: [{ operation: "log10" }] }),
    ]);
    const sources = ["script", "external", "construct", "setter", "device", "platform", "restore"] as const;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.anything({ withBigInt: true, withDate: true, withTypedArray: true, withNullPrototype: true }),
        fc.constantFrom(...sources),
        fc.uint8Array({ maxLength: 12 }),
        (pid, value, source, data) => {
          expect(store.set(pid, value, source, undefined).code).to.be.oneOf([0, 0x80040222]);
          expect(store.setBytes(pid, data, "device", undefined).code).to.equal(0);
          expect(store.setBytes(pid, data, "binary", undefined).code).to.equal(0);
          expect(store.get(pid)).to.satisfy(
            (got: unknown) => typeof got === (pid <= 2 ? "string" : "number"),
          );
          expect(store.bytes(pid)).to.be.instanceOf(Uint8Array);
        },
      ),
    );
  });
});
