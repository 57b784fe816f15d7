import { expect } from "chai";
import { iso2022Page } from "../../src/encoding/iso-2022.ts";
import { bytes, hex } from "../support/encoding/vectors.ts";

const read = (page: number, data: string): string =>
  iso2022Page(page).decoder(undefined).decode(bytes(data), true);
const written = (page: number, text: string): string =>
  hex(iso2022Page(page).encoder(undefined).encode(text, true));

describe("encoding/iso-2022", () => {
  it("escapes to JIS X 0208 and back, RFC 1468", () => {
    for (const page of [50220, 50221, 50222]) {
      expect(written(page, "A漢字B"), String(page)).to.equal("411B244234413B7A1B284242");
      expect(read(page, "411B244234413B7A1B284242"), String(page)).to.equal("A漢字B");
    }
  });

  it("writes half-width katakana wide, behind an escape or behind a shift", () => {
    expect(written(50220, "ｱ")).to.equal("1B244225221B2842");
    expect(written(50220, "ﾞ")).to.equal("1B2442212B1B2842");
    expect(written(50221, "ｱ")).to.equal("1B2849311B2842");
    expect(written(50222, "ｱ")).to.equal("0E310F");
    for (const page of [50220, 50221, 50222]) {
      expect(read(page, "1B2849311B2842"), String(page)).to.equal("ｱ");
      expect(read(page, "0E310F"), String(page)).to.equal("ｱ");
    }
  });

  it("announces Korean once and shifts, RFC 1557", () => {
    // 한글: row and cell 47 51, 31 5B.
    expect(written(50225, "A한글B한")).to.equal("411B2429430E4751315B0F420E47510F");
    expect(read(50225, "411B2429430E4751315B0F42")).to.equal("A한글B");
  });

  it("reads an escape sequence that there is not as text", () => {
    expect(read(50220, "1B2858")).to.equal("\u001b(X");
    expect(read(50225, "1B242944")).to.equal("\u001b$)D");
  });

  it("knows what it has", () => {
    expect(["漢", "ｱ", "A", "한"].map((text) => iso2022Page(50220).has(text.charCodeAt(0)))).to.deep.equal([
      true,
      true,
      true,
      false,
    ]);
    expect(iso2022Page(50225).has(0xd55c)).to.equal(true);
  });
});
