import { expect } from "chai";
import fc from "fast-check";
import { bytesToHex, hexToBytes } from "../../src/encoding/hex.ts";

describe("encoding/hex", () => {
  it("writes upper case without separators, or as asked", () => {
    expect(bytesToHex([0xc3, 0xa9, 0x0d])).to.equal("C3A90D");
    expect(bytesToHex([0xc3, 0xa9], { separator: " " })).to.equal("C3 A9");
    expect(bytesToHex([0xc3, 0xa9], { separator: ":", upperCase: false })).to.equal("c3:a9");
    expect(bytesToHex([], { separator: " " })).to.equal("");
  });

  it("reads every usual spelling", () => {
    for (const text of [
      "C3A90D",
      "c3a90d",
      "C3 A9 0D",
      "C3-A9-0D",
      "c3:a9:0d",
      "0xC3,0xA9,0x0D",
      "0xC3A90D",
      "\\xC3\\xA9\\x0d",
      " C3\tA9\n0D ",
      "C3_A9;0D",
    ]) {
      expect(Array.from(hexToBytes(text)), text).to.deep.equal([0xc3, 0xa9, 0x0d]);
    }
    expect(Array.from(hexToBytes(""))).to.deep.equal([]);
  });

  it("refuses half a byte and other characters, saying where", () => {
    const rows: readonly (readonly [string, number])[] = [
      ["C3A", 0],
      ["C3 A", 3],
      ["0xD", 0],
      ["C3 GG", 3],
      ["hello", 0],
      ["C3 A9 é", 6],
    ];
    for (const [text, index] of rows) {
      try {
        hexToBytes(text);
        expect.fail(`${text} was taken`);
      } catch (error) {
        expect(error, text).to.include({ code: "ERR_HEX" });
        expect((error as { details: unknown }).details, text).to.deep.equal({ index });
      }
    }
  });

  it("comes back as the same bytes", () => {
    const separators = fc.constantFrom("", " ", "-", ":", ", ");
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 50 }),
        separators,
        fc.boolean(),
        (data, separator, upperCase) => {
          expect(Array.from(hexToBytes(bytesToHex(data, { separator, upperCase })))).to.deep.equal(
            Array.from(data),
          );
        },
      ),
    );
  });
});
