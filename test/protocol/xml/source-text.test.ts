/** Bytes are looked at, not believed. */
import { expect } from "chai";
import { readSource, sourceOfText } from "../../../src/protocol/xml/source-text.ts";

const hex = (text: string): Uint8Array => Buffer.from(text.replaceAll(" ", ""), "hex");
const utf16be = (text: string): Uint8Array => Buffer.from(text, "utf16le").swap16();

describe("protocol/xml/source-text", () => {
  it("UTF-8 with a byte order mark: the mark is no text", () => {
    const { source } = readSource(hex("ef bb bf 3c 50 2f 3e"), "a.xml");
    expect(source).to.deep.equal({ file: "a.xml", text: "<P/>", encoding: "utf-8", bom: true });
    expect(source).to.be.frozen;
  });

  it("UTF-8 without a mark", () => {
    // C3 A9 is é (RFC 3629 section 3).
    expect(readSource(hex("3c c3a9 2f 3e"), "a.xml").source).to.include({
      text: "<é/>",
      encoding: "utf-8",
      bom: false,
    });
  });

  it("UTF-16 by its mark, both byte orders", () => {
    expect(readSource(hex("fffe 3c00 e900"), "").source).to.include({
      text: "<é",
      encoding: "utf-16le",
      bom: true,
    });
    expect(readSource(hex("feff 003c 00e9"), "").source).to.include({
      text: "<é",
      encoding: "utf-16be",
      bom: true,
    });
  });

  it("UTF-16 without a mark, by the zero bytes", () => {
    const text = "<Protocol><Name>日本語</Name></Protocol>";
    expect(readSource(Buffer.from(text, "utf16le"), "").source).to.include({
      text,
      encoding: "utf-16le",
      bom: false,
    });
    expect(readSource(utf16be(text), "").source).to.include({ text, encoding: "utf-16be", bom: false });
  });

  it("what is not valid UTF-8 is windows-1252, all 256 bytes of it", () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const { source } = readSource(Buffer.concat([Buffer.from("<P>"), bytes.subarray(1)]), "");
    expect(source.encoding).to.equal("windows-1252");
    // The Windows table: 80 is the euro sign, 81 8D 8F 90 9D are the controls of the same number.
    const decoded = source.text.slice(2);
    expect(decoded.charAt(0x80)).to.equal("€");
    expect(decoded.charAt(0x9f)).to.equal("Ÿ");
    expect([0x81, 0x8d, 0x8f, 0x90, 0x9d].map((code) => decoded.charCodeAt(code))).to.deep.equal([
      0x81, 0x8d, 0x8f, 0x90, 0x9d,
    ]);
    expect(decoded.slice(0xa0)).to.equal(Buffer.from(bytes.subarray(0xa0)).toString("latin1"));
  });

  it("line ends stay as in the file", () => {
    expect(readSource(Buffer.from("<P>\r\n</P>"), "").source.text).to.equal("<P>\r\n</P>");
  });

  it("a declaration that lies is reported, not believed", () => {
    const text = '<?xml version="1.0" encoding="utf-8"?><P>é</P>';
    const read = readSource(Buffer.from(text, "latin1"), "");
    expect(read.source).to.include({ encoding: "windows-1252", text });
    expect(read.lie).to.deep.equal({ declared: "utf-8", offset: text.indexOf("encoding") });
    expect(readSource(Buffer.from(text, "utf16le"), "").lie?.declared).to.equal("utf-8");
  });

  it("a declaration that fits is no lie", () => {
    const declared = (encoding: string): string => `<?xml version="1.0" encoding="${encoding}"?><P>é</P>`;
    expect(readSource(Buffer.from(declared("UTF-8")), "").lie).to.equal(undefined);
    expect(readSource(Buffer.from(declared("UTF-16"), "utf16le"), "").lie).to.equal(undefined);
    expect(readSource(Buffer.from(declared("Windows-1252"), "latin1"), "").lie).to.equal(undefined);
    const plain = '<?xml version="1.0" encoding="iso-8859-1"?><P/>';
    expect(readSource(Buffer.from(plain), "").lie).to.equal(undefined);
  });

  it("half a UTF-16 unit at the end is left out and told", () => {
    for (const [bytes, encoding] of [
      [hex("fffe 3c00 50"), "utf-16le"],
      [hex("feff 003c 00"), "utf-16be"],
    ] as const) {
      const read = readSource(bytes, "");
      expect(read.source).to.include({ text: "<", encoding });
      expect(read.halfUnit).to.equal(true);
    }
    expect(readSource(hex("3c50"), "").halfUnit).to.equal(false);
  });

  it("text that came as text loses only a leading U+FEFF", () => {
    expect(sourceOfText("\ufeff<P/>", "x").source).to.include({ text: "<P/>", bom: true, encoding: "utf-8" });
    expect(sourceOfText("<P/>", "x").source).to.include({ text: "<P/>", bom: false });
  });

  it("no bytes are no text", () => {
    expect(readSource(new Uint8Array(), "").source).to.include({ text: "", encoding: "utf-8" });
  });
});
