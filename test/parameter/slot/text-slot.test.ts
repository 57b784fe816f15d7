/** Text in storage form. */
import { expect } from "chai";
import fc from "fast-check";
import { bench, bytes, hex, text } from "../../support/parameter/parameter-protocols.ts";
import type { ParameterOptions } from "../../../src/parameter/store.ts";

/** Bytes that a set text is stored as. */
function stored(page: "unicode" | number, value: string): string {
  const { store } = bench(page, [text(1)]);
  store.set(1, value, "script", undefined);
  return hex(store.bytes(1));
}

/** Text that received bytes are read as. */
function read(page: "unicode" | number, row: string, options: Partial<ParameterOptions> = {}): unknown {
  const { store } = bench(page, [text(1)], options);
  store.setBytes(1, bytes(row), "device", undefined);
  return store.get(1);
}

const utf8 = "C3 A9 E2 82 AC F0 9F 98 80";

describe("text-slot", () => {
  it("RawType text judges fields of a message, and no text as a whole: a body, a header, a status line", () => {
    for (const page of ["unicode", 1252] as const) {
      const { store, notices } = bench(page, [
        text(1, { rawType: "text" }),
        text(2, { rawType: "numeric text" }),
        text(3, { rawType: "text", trimRight: true }),
      ]);
      const json = '{"a":[1]}';
      expect(store.setPart(1, json, undefined)).to.include({ code: 0, changed: true });
      expect(store.get(1)).to.equal(json);
      expect(
        store.setPart(3, Buffer.from("{}  ", page === "unicode" ? "utf16le" : "latin1"), undefined).changed,
      ).to.equal(true);
      expect(store.get(3)).to.equal("{}");
      store.setBytes(1, Buffer.from("{}", page === "unicode" ? "utf16le" : "latin1"), "device", undefined);
      expect(store.get(1)).to.equal(json);
      expect(notices).to.have.length(1);
      // Invalid digits stay out, wherever they come from.
      store.setPart(2, json, undefined);
      expect(store.get(2)).to.equal(null);
      expect(notices).to.have.length(2);
    }
  });

  describe("worked examples", () => {
    // Number of the example, page, text, bytes.
    const sets: readonly (readonly [string, "unicode" | number, string, string])[] = [
      ["ENC-04 #1", 1252, "é€", "E9 80"],
      ["ENC-05 #2", "unicode", "é€", "E9 00 AC 20"],
      ["ENC-06 ENC-09 #3", 1252, "é€😀", "E9 80 3F 3F"],
      ["ENC-06 #4", 1251, "é€😀", "3F 88 3F 3F"],
      ["ENC-05 ENC-09 #5", "unicode", "é€😀", "E9 00 AC 20 3D D8 00 DE"],
      ["ENC-07 #17", 1251, "Â", "3F"],
      ["#17", 1252, "Â", "C2"],
      ["ENC-08 #18", 1252, "€", "80"],
      ["ENC-08 #18", 1251, "€", "88"],
      ["ENC-08 #18", "unicode", "€", "AC 20"],
      [
        "#22",
        "unicode",
        '{"t":"é€😀"}',
        "7B 00 22 00 74 00 22 00 3A 00 22 00 E9 00 AC 20 3D D8 00 DE 22 00 7D 00",
      ],
      ["#23", 1252, '{"t":"é€😀"}', "7B 22 74 22 3A 22 E9 80 3F 3F 22 7D"],
      ["ENC-40 #30", "unicode", "e\u0301", "65 00 01 03"],
      ["ENC-40 #30", 1252, "e\u0301", "65 3F"],
      ["#34", 1251, "Жук", "C6 F3 EA"],
      ["#34", 1252, "Жук", "3F 3F 3F"],
      ["#34", "unicode", "Жук", "16 04 43 04 3A 04"],
    ];
    for (const [id, page, value, row] of sets) {
      it(`${id} '${value}' set in ${String(page)} is stored as ${row}`, () => {
        expect(stored(page, value)).to.equal(row);
      });
    }

    const reads: readonly (readonly [string, "unicode" | number, string, string])[] = [
      ["ENC-24 #7", "unicode", utf8, "\ua9c3\u82e2\uf0ac\u989f\u0080"],
      ["ENC-25 #8", 1252, utf8, "\u00c3\u00a9\u00e2\u201a\u00ac\u00f0\u0178\u02dc\u20ac"],
      ["ENC-25 #9", 1251, utf8, "Г©в‚¬рџ\u0098Ђ"],
      ["ENC-26 #11", "unicode", "7B 22 61 22 3A 31 7D", "\u227b\u2261\u313a\u007d"],
      ["#12", "unicode", "4F 4B", "\u4b4f"],
      ["ENC-28 #13", "unicode", "4F 00 4B 00", "OK"],
      ["ENC-28 #13", 1252, "4F 00 4B 00", "O\0K\0"],
      ["ENC-28 #14", "unicode", "00 4F 00 4B", "\u4f00\u4b00"],
      ["ENC-27 #15", "unicode", "61 D8 A8", "\ud861\u00a8"],
      ["#16", "unicode", "EF BB BF 4F 4B", "\ubbef\u4fbf\u004b"],
      ["#16", 1252, "EF BB BF 4F 4B", "ï»¿OK"],
      ["ENC-11 #17", 1251, "C2", "В"],
      ["ENC-26 #19", "unicode", "E2 82 AC", "\u82e2\u00ac"],
      ["#19", 1252, "E2 82 AC", "â‚¬"],
      ["#19", 1251, "E2 82 AC", "в‚¬"],
      ["ENC-33 #26", "unicode", "31 32", "\u3231"],
      ["#31", 1252, "65 CC 81", "eÌ\u0081"],
      ["#35", 1251, "4D 61 E7 E3", "Maзг"],
      ["#35", 1252, "4D 61 C3 A7 C3 A3", "MaÃ§Ã£"],
    ];
    for (const [id, page, row, value] of reads) {
      it(`${id} ${row} received in ${String(page)} reads ${JSON.stringify(value)}`, () => {
        expect(read(page, row)).to.equal(value);
      });
    }

    it("ENC-33 #26 numeric text kept as text: 12 set in a Unicode protocol is 31 00 32 00", () => {
      const { store } = bench("unicode", [text(1, { rawType: "numeric text" })]);
      store.set(1, 12, "script", undefined);
      expect(hex(store.bytes(1))).to.equal("31 00 32 00");
      store.setBytes(1, bytes("31 32"), "device", undefined);
      expect(store.get(1)).to.equal("\u3231");
    });
  });

  it("ENC-10 bytes without a character come back through their C1 control", () => {
    for (const row of ["81", "8D", "8F", "90", "9D"]) {
      const value = read(1252, row);
      expect(value).to.equal(String.fromCharCode(Number.parseInt(row, 16)));
      expect(stored(1252, String(value))).to.equal(row);
    }
    expect(stored(1251, String(read(1251, "98")))).to.equal("98");
    expect(stored(1252, "\u008c")).to.equal("3F");
  });

  it("ENC-06 what the code page lacks is lost for every later read, but kept for the saved copy", () => {
    const { store } = bench(1252, [text(1)]);
    store.set(1, "a😀Ж", "script", undefined);
    expect(store.get(1)).to.equal("a???");
    expect(store.stored(1)).to.deep.equal({ bytes: bytes("61 3F 3F 3F"), text: "a😀Ж" });
  });

  for (const storageBestFit of [false, true]) {
    it(`ENC-07 storageBestFit ${String(storageBestFit)}: "Â" set under 1251`, () => {
      const { store } = bench(1251, [text(1), text(2, { lengthType: "fixed", length: 2 })], {
        storageBestFit,
      });
      store.set(1, "Â", "script", undefined);
      store.set(2, "Â", "script", undefined);
      expect([store.get(1), store.get(2)]).to.deep.equal(storageBestFit ? ["A", " A"] : ["?", " ?"]);
    });
  }

  it("ENC-27 unpaired surrogates survive a set and a read", () => {
    const { store } = bench("unicode", [text(1)]);
    store.set(1, "\ud83d!\ude00", "script", undefined);
    expect(hex(store.bytes(1))).to.equal("3D D8 21 00 00 DE");
    expect(store.get(1)).to.equal("\ud83d!\ude00");
  });

  for (const [oddByte, tail] of [
    ["unit", "}"],
    ["drop", ""],
    ["replacement", "\ufffd"],
  ] as const) {
    it(`ENC-26 oddByte ${oddByte}: 4F 00 7D reads ${JSON.stringify(`O${tail}`)}`, () => {
      expect(read("unicode", "4F 00 7D", { oddByte })).to.equal(`O${tail}`);
      expect(read(1252, "4F 7D", { oddByte })).to.equal("O}");
    });
  }

  it("received bytes are kept as they are, not as a copy", () => {
    const { store } = bench("unicode", [text(1)]);
    const received = bytes("7B 7D 00");
    store.setBytes(1, received, "device", undefined);
    expect(store.bytes(1)).to.equal(received);
    expect(store.get(1)).to.equal("\u7d7b\0");
    expect(store.bytes(1)).to.equal(received);
  });

  it("texts are equal when their stored bytes are", () => {
    const { store } = bench("unicode", [text(1)]);
    const set = (value: string): boolean => store.set(1, value, "script", undefined).changed;
    const receive = (row: string): boolean => store.setBytes(1, bytes(row), "device", undefined).changed;
    expect(set("A}")).to.equal(true);
    expect(set("A}")).to.equal(false);
    expect(receive("41 00 7D 00")).to.equal(false);
    expect(receive("41 00 7D")).to.equal(true);
    expect(store.get(1)).to.equal("A}");
    expect(set("A}"), "the odd byte read the same, but is stored as two now").to.equal(true);
    expect(receive("41 00 7D")).to.equal(true);
  });

  it("two texts that the code page stores alike are equal", () => {
    const { store } = bench(1252, [text(1)]);
    expect(store.set(1, "Ж", "script", undefined).changed).to.equal(true);
    expect(store.set(1, "Ю", "script", undefined).changed).to.equal(false);
    expect(store.stored(1)?.text).to.equal("Ю");
    expect(store.setBytes(1, bytes("3F"), "device", undefined).changed).to.equal(false);
    expect(store.set(1, "?", "script", undefined).changed).to.equal(false);
  });

  for (const uninitialisedText of [null, ""] as const) {
    it(`uninitialisedText ${JSON.stringify(uninitialisedText)} is what a text never set gives`, () => {
      const { store } = bench("unicode", [text(1)], { uninitialisedText });
      expect(store.get(1)).to.equal(uninitialisedText);
      expect(store.text(1)).to.equal("");
      expect(store.bytes(1)).to.have.length(0);
      expect(store.isEmpty(1)).to.equal(true);
    });
  }

  for (const emptyTextIsEmpty of [false, true]) {
    it(`emptyTextIsEmpty ${String(emptyTextIsEmpty)}: a text of no length is ${emptyTextIsEmpty ? "" : "not "}empty`, () => {
      const { store } = bench(1252, [text(1)], { emptyTextIsEmpty });
      expect(store.set(1, "", "script", undefined).changed).to.equal(true);
      expect(store.get(1)).to.equal("");
      expect(store.isEmpty(1)).to.equal(emptyTextIsEmpty);
      expect(store.set(1, "", "script", undefined).changed).to.equal(false);
    });
  }

  it("a response field without bytes gives an empty text", () => {
    const { store, events } = bench("unicode", [text(1)]);
    expect(store.setBytes(1, bytes(""), "device", undefined)).to.include({ changed: true, fired: true });
    expect(store.get(1)).to.equal("");
    expect(events).to.have.length(1);
  });

  it("RSP-23 trim takes white space off received text; what a script sets stays", () => {
    const both = { trimLeft: true, trimRight: true };
    const { store } = bench(1252, [text(1, both), text(2, { trimLeft: true })]);
    store.setBytes(1, bytes("20 41 20 42 0D 0A"), "device", undefined);
    expect(store.get(1)).to.equal("A B");
    store.setBytes(2, bytes("09 41 20"), "device", undefined);
    expect(store.get(2)).to.equal("A ");
    store.set(1, " A ", "script", undefined);
    expect(store.get(1)).to.equal(" A ");
  });

  for (const trimOnSet of [false, true]) {
    it(`trimOnSet ${String(trimOnSet)}: ' A ' set by a script`, () => {
      const { store } = bench("unicode", [text(1, { trimLeft: true, trimRight: true })], { trimOnSet });
      store.set(1, " A ", "script", undefined);
      expect(store.get(1)).to.equal(trimOnSet ? "A" : " A ");
      store.set(1, " B ", "construct", undefined);
      expect(store.get(1)).to.equal(" B ");
    });
  }

  it("CMD-17 a fixed length is filled with 20 and never empty", () => {
    const { store } = bench(1252, [text(1, { lengthType: "fixed", length: 3 })]);
    expect(hex(store.bytes(1))).to.equal("20 20 20");
    expect(store.isEmpty(1)).to.equal(false);
    expect(store.get(1)).to.equal("   ");
    expect(store.setBytes(1, bytes("20 20 20"), "device", undefined).changed).to.equal(false);
  });

  it("text of a script is fitted into a fixed length", () => {
    const { store } = bench("unicode", [text(1, { lengthType: "fixed", length: 6 })]);
    store.set(1, "ab", "script", undefined);
    expect(hex(store.bytes(1))).to.equal("20 00 61 00 62 00");
    store.set(1, "abcdef", "script", undefined);
    expect(store.get(1)).to.equal("abc");
    expect(store.set(1, "abcdef", "script", undefined).changed).to.equal(false);
    expect(store.set(1, "abcxyz", "script", undefined).changed).to.equal(false);
  });

  it("ENC-37 a Value that does not suit its Length is reported", () => {
    const { notices, store } = bench("unicode", [
      text(1, { lengthType: "fixed", length: 5, value: "Hello1" }),
    ]);
    expect(hex(store.bytes(1))).to.equal("20 00 20 00 20");
    expect(notices.map(({ code }) => code)).to.deep.equal(["PARAMETER_FIXED_VALUE"]);
  });

  it("set and get: every text comes back whole from a Unicode protocol", () => {
    const { store } = bench("unicode", [text(1)]);
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff)), (units) => {
        const value = String.fromCharCode(...units);
        store.set(1, value, "script", undefined);
        expect(store.get(1)).to.equal(value);
        expect(hex(store.bytes(1))).to.equal(hex(Buffer.from(value, "utf16le")));
        expect(store.setBytes(1, Buffer.from(value, "utf16le"), "device", undefined).changed).to.equal(false);
      }),
    );
  });

  it("set and get: a code page protocol gives each unit of Latin-1 back, and a ? for what lies outside the page", () => {
    const { store } = bench(1252, [text(1)]);
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a", "é", "ÿ", " ", "Ж", "\u3042"), { minLength: 1 }),
        (letters) => {
          store.set(1, letters.join(""), "script", undefined);
          expect(store.get(1)).to.equal(letters.join("").replaceAll(/[^\0-\xff]/g, "?"));
          expect(store.bytes(1)).to.have.length(letters.length);
        },
      ),
    );
  });
});
