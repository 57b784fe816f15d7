import { expect } from "chai";
import fc from "fast-check";
import { codePages } from "../../src/encoding/names.ts";
import { fromStorage, lostCharacters, storageBytes, toStorage } from "../../src/encoding/storage.ts";
import type { StorageForm } from "../../src/encoding/storage.ts";
import { bytes, hex, shown } from "../support/encoding/vectors.ts";

const utf8 = "C3A9E282ACF09F9880";

/** The code pages that an element may have. */
const allowedPages = codePages.filter((page) => {
  try {
    return storageBytes("", page).length === 0;
  } catch {
    return false;
  }
});

describe("encoding/storage", () => {
  const stored: readonly (readonly [title: string, text: string, form: StorageForm, data: string])[] = [
    ["ENC-04 text is stored in the code page", "é€", 1252, "E980"],
    ["ENC-05 text is stored as UTF-16LE in a Unicode protocol", "é€", "unicode", "E900AC20"],
    ["ENC-06 what the page lacks becomes 3F", "é€", 1251, "3F88"],
    ["ENC-06 what the page lacks becomes 3F", "Жук", 1252, "3F3F3F"],
    ["ENC-07 there is no look-alike", "Â", 1251, "3F"],
    ["ENC-07 there is no look-alike", "ŁĐΩα∞Ａ−", 1252, "3F3F3F3F3F3F3F"],
    ["ENC-08 the euro sign", "€", 1252, "80"],
    ["ENC-08 the euro sign", "€", 1251, "88"],
    ["ENC-08 the euro sign", "€", "unicode", "AC20"],
    ["ENC-09 an emoji is two question marks", "😀", 1252, "3F3F"],
    ["ENC-09 an emoji is two question marks", "é€😀", 1251, "3F883F3F"],
    ["ENC-09 an emoji is a surrogate pair", "😀", "unicode", "3DD800DE"],
    ["ENC-18 the page is the Windows one, not 7 bits", "é", 1252, "E9"],
    ["ENC-40 nothing is normalised", "e\u0301", "unicode", "65000103"],
    ["ENC-40 nothing is normalised", "e\u0301", 1252, "653F"],
    ["ENC-27 lone surrogates are stored as they are", "a\ud83d", "unicode", "61003DD8"],
    ["Жук in 1251", "Жук", 1251, "C6F3EA"],
    ["Жук in a Unicode protocol", "Жук", "unicode", "160443043A04"],
    ["empty text has no bytes", "", "unicode", ""],
    ["empty text has no bytes", "", 1252, ""],
    ["a control that is another character's byte is lost", "\u008c", 1252, "3F"],
    ["a double-byte page", "温度", 932, "89B79378"],
  ];
  for (const [title, text, form, data] of stored) {
    it(`${title}: ${shown(text)} in ${String(form)} is ${data}`, () => {
      expect(hex(storageBytes(text, form))).to.equal(data);
      expect(hex(toStorage(text, form).bytes)).to.equal(data);
    });
  }

  const read: readonly (readonly [title: string, data: string, form: StorageForm, text: string])[] = [
    ["ENC-24 a UTF-8 answer in a Unicode protocol", utf8, "unicode", "\ua9c3\u82e2\uf0ac\u989f\u0080"],
    ["ENC-25 the same under 1252", utf8, 1252, "\u00c3\u00a9\u00e2\u201a\u00ac\u00f0\u0178\u02dc\u20ac"],
    ["ENC-25 the same under 1251", utf8, 1251, "Г©в‚¬рџ\u0098Ђ"],
    ["ENC-26 an odd last byte is a unit", "7B2261223A317D", "unicode", "\u227b\u2261\u313a\u007d"],
    ["ENC-26 one byte alone", "4B", "unicode", "K"],
    ["ENC-27 a lone surrogate survives", "61D8A8", "unicode", "\ud861\u00a8"],
    ["ENC-28 UTF-16LE reads right", "4F004B00", "unicode", "OK"],
    ["ENC-28 UTF-16BE does not", "004F004B", "unicode", "\u4f00\u4b00"],
    ["ENC-10 a byte without a character", "65CC81", 1252, "e\u00cc\u0081"],
    ["ENC-11 a byte after a move to 1251", "C2", 1251, "В"],
    ["ENC-44 byte 80", "80", 1252, "€"],
    ["OK as one Chinese character", "4F4B", "unicode", "\u4b4f"],
    ["Maçã of 1252 under 1251", "4D61E7E3", 1251, "Maзг"],
  ];
  for (const [title, data, form, text] of read) {
    it(`${title}: ${data} in ${String(form)}`, () => {
      expect(shown(fromStorage(bytes(data), form))).to.equal(shown(text));
    });
  }

  it("reports each lost character with its place, a pair as one", () => {
    const { bytes: data, lost } = toStorage("Setpoint reached 😀 é?", 1251);
    expect(hex(data)).to.equal(Buffer.from("Setpoint reached ?? ??", "latin1").toString("hex").toUpperCase());
    expect(lost).to.deep.equal([
      {
        ...{ index: 17, character: "😀", codePoint: 0x1f600, codePage: 1251 },
        description: "character 17, U+1F600, has no place in code page 1251",
      },
      {
        ...{ index: 20, character: "é", codePoint: 0xe9, codePage: 1251 },
        description: "character 20, U+00E9, has no place in code page 1251",
      },
    ]);
    expect(toStorage("Setpoint reached?", 1252).lost).to.deep.equal([]);
    expect(toStorage("\ud83d", "unicode").lost).to.deep.equal([]);
    expect(lostCharacters("\ud83dx", 1252).map(({ description }) => description)).to.deep.equal([
      "character 0, U+D83D, has no place in code page 1252",
    ]);
  });

  it("takes look-alikes only when told to", () => {
    expect(hex(storageBytes("ŁＡÂ", 1251, "bestFit"))).to.equal("4C4141");
    expect(hex(storageBytes("ŁＡÂ", 1251, "strict"))).to.equal("3F3F3F");
  });

  it("allows the pages that a machine is set to, but neither ASCII nor a Unicode page", () => {
    expect(allowedPages).to.have.lengthOf(23);
    for (const page of [1200, 1201, 12000, 20127, 65001, 4711]) {
      expect(() => storageBytes("A", page))
        .to.throw(/cannot have the code page/)
        .with.property("code", "ERR_ENCODING");
      expect(() => fromStorage(Buffer.of(65), page)).to.throw(/cannot have the code page/);
    }
  });

  it("gives back bytes of a single-byte page and text of a Unicode one", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 80 }),
        fc.constantFrom(1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258, 874, 437, 850),
        (data, page) => {
          expect(hex(storageBytes(fromStorage(data, page), page))).to.equal(hex(data));
        },
      ),
    );
    const units = fc.array(fc.nat(0xffff), { maxLength: 60 }).map((codes) => String.fromCharCode(...codes));
    fc.assert(
      fc.property(units, (text) => {
        expect(shown(fromStorage(storageBytes(text, "unicode"), "unicode"))).to.equal(shown(text));
      }),
    );
  });

  it("loses just what it reports", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 40 }),
        fc.constantFrom(...allowedPages),
        (text, page) => {
          const { bytes: data, lost } = toStorage(text, page);
          let expected = text;
          for (const { index, character } of lost) {
            expected =
              expected.slice(0, index) +
              "?".repeat(character.length) +
              expected.slice(index + character.length);
          }
          expect(shown(fromStorage(data, page))).to.equal(shown(expected));
        },
      ),
    );
  });
});
