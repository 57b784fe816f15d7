/** Where iconv-lite and Node's own decoders differ from Windows and .NET, and what the kit does instead. */
import { expect } from "chai";
import iconv from "iconv-lite";
import { Encoding } from "../../src/encoding/encoding.ts";
import { QActionKitError } from "../../src/base/errors.ts";
import { fromStorage, storageBytes } from "../../src/encoding/storage.ts";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

describe("traps of the text libraries", () => {
  it("bytes of 1252 without a character are C1 controls, not U+FFFD, and come back", () => {
    const bytes = Uint8Array.of(0x81, 0x8d, 0x8f, 0x90, 0x9d);
    expect(iconv.decode(Buffer.from(bytes), "win1252"), "the trap").to.equal("\ufffd".repeat(5));
    expect(fromStorage(bytes, 1252)).to.equal("\u0081\u008d\u008f\u0090\u009d");
    expect(storageBytes(fromStorage(bytes, 1252), 1252)).to.deep.equal(bytes);
  });

  it("U+FFFD has no place in 1252: a question mark, not byte 9D", () => {
    expect(hex(iconv.encode("\ufffd", "win1252")), "the trap").to.equal("9d");
    expect(hex(storageBytes("\ufffd", 1252))).to.equal("3f");
  });

  it("storage takes no look-alike, .NET's GetEncoding does; an emoji is two question marks in both", () => {
    expect(hex(iconv.encode("Ā", "win1252"))).to.equal("3f");
    expect(hex(storageBytes("Ā😀", 1252))).to.equal("3f3f3f");
    expect(hex(Encoding.GetEncoding(1252).GetBytes("Ā😀"))).to.equal("413f3f");
  });

  it("a byte order mark is kept, as GetString keeps it", () => {
    const marked = Buffer.from([0xef, 0xbb, 0xbf, 0x41]);
    expect(iconv.decode(marked, "utf8"), "the trap").to.equal("A");
    expect(Encoding.UTF8.GetString(marked)).to.equal("\ufeffA");
  });

  it("an odd last byte of UTF-16 is not dropped", () => {
    const odd = Buffer.from([0x41, 0x00, 0x42]);
    expect(iconv.decode(odd, "utf-16le"), "the trap").to.equal("A");
    expect(odd.toString("utf16le"), "the trap").to.equal("A");
    expect(Encoding.Unicode.GetString(odd)).to.equal("A\ufffd");
    expect(fromStorage(odd, "unicode")).to.equal("AB");
  });

  it("an unknown encoding is an error with a code", () => {
    let thrown: unknown;
    try {
      Encoding.GetEncoding("cp1361");
    } catch (error) {
      thrown = error;
    }
    expect(thrown).to.be.instanceOf(QActionKitError).and.to.have.property("code", "ERR_ENCODING");
  });

  it("the DOS pages exist, which TextDecoder does not know", () => {
    for (const [page, text] of [
      [437, "é"],
      [850, "é"],
    ] as const) {
      expect(() => new TextDecoder(`cp${String(page)}`), "the trap").to.throw(RangeError);
      expect(Encoding.GetEncoding(page).GetString([0x82])).to.equal(text);
    }
  });
});
