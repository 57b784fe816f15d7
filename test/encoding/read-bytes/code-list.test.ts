import { expect } from "chai";
import { asByte, codeNumber, listBody, withoutCasts } from "../../../src/encoding/read-bytes/code-list.ts";

describe("encoding/read-bytes/code-list", () => {
  it("finds the list of every language", () => {
    const rows: readonly (readonly [input: string, body: string, named: boolean])[] = [
      ["{ 1, 2 }", " 1, 2 ", false],
      ["[1,2]", "1,2", false],
      ["new byte[] { 1, 2 };", " 1, 2 ", true],
      ["var data = new byte[2] {1,2};", "1,2", true],
      ["unsigned char a[] = {\n  1, 2\n};\nunsigned int a_len = 2;", "\n  1, 2\n", true],
      ["bytes([1, 2])", "1, 2", true],
      ["Uint8Array(2) [ 1, 2 ]", " 1, 2 ", true],
      ['{"type":"Buffer","data":[1,2]}', "1,2", true],
      ["[]byte{1, 2}", "1, 2", true],
      ["@(1, 2)", "1, 2", false],
      ["vec![1, 2]", "1, 2", true],
    ];
    for (const [input, body, named] of rows) {
      const list = listBody(input);
      expect(list, input).to.include({ body, named });
      expect(input.slice(list?.start).startsWith(body), input).to.equal(true);
    }
  });

  it("leaves sentences alone", () => {
    for (const text of [
      "See the table (1, 2)",
      "Übersicht [1, 2]",
      "no list",
      "[]",
      "x".repeat(300) + "=[1,2]",
    ])
      expect(listBody(text), text).to.equal(undefined);
  });

  it("reads every spelling of a number", () => {
    const rows: readonly (readonly [text: string, value: number, form: string])[] = [
      ["90", 90, "dec"],
      ["-61", -61, "dec"],
      ["90u8", 90, "dec"],
      ["0x5A", 90, "hex"],
      ["0x5Au", 90, "hex"],
      ["&H5A", 90, "hex"],
      ["$5A", 90, "hex"],
      ["5Ah", 90, "hex"],
      ["0C3h", 0xc3, "hex"],
      ["0132", 90, "octal"],
      ["0o132", 90, "octal"],
      ["0b01011010", 90, "binary"],
      ["'Z'", 90, "char"],
      ["'\\n'", 10, "char"],
      ["'\\xc3'", 0xc3, "char"],
      ["b'Z'", 90, "char"],
    ];
    for (const [text, value, form] of rows) expect(codeNumber(text), text).to.deep.equal({ value, form });
    for (const text of ["", "x", "5A", "1.5", "0xG1", "'ab'"])
      expect(codeNumber(text), text).to.equal(undefined);
  });

  it("takes signed bytes, and nothing beyond a byte", () => {
    expect([90, -1, -128, 255].map(asByte)).to.deep.equal([90, 255, 128, 255]);
    expect([256, -129, 1.5].map(asByte)).to.deep.equal([undefined, undefined, undefined]);
  });

  it("keeps every offset when casts and comments go", () => {
    const text = "{ (byte)1, /* 0x0000 */ (sbyte)-1 } // end";
    expect(withoutCasts(text)).to.have.lengthOf(text.length);
    expect(withoutCasts(text).trim().replaceAll(/\s+/g, " ")).to.equal("{ 1, -1 }");
    expect(withoutCasts("/* no end 1")).to.equal(" ".repeat(11));
  });
});
