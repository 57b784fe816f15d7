import { expect } from "chai";
import fc from "fast-check";
import { createEncoding, Encoding } from "../../src/encoding/encoding.ts";
import { bytes, hex, shown, vectors } from "../support/encoding/vectors.ts";

const { names, encodings } = vectors<{
  names: Record<string, number | null>;
  encodings: Record<
    string,
    {
      webName: string;
      bodyName: string;
      headerName: string;
      isSingleByte: boolean;
      preamble: string;
      windowsCodePage: number;
    }
  >;
}>("encoding-names");
const core = createEncoding({ dotnet: "core" });

describe("encoding/encoding", () => {
  it("has the static members of .NET, with the code pages they have there", () => {
    const { UTF8, Unicode, BigEndianUnicode, UTF32, ASCII, Latin1, Default } = Encoding;
    const members = [UTF8, Unicode, BigEndianUnicode, UTF32, ASCII, Latin1, Default];
    expect(members.map(({ CodePage }) => CodePage)).to.deep.equal([
      65001, 1200, 1201, 12000, 20127, 28591, 1252,
    ]);
    expect(members.map(({ IsSingleByte }) => IsSingleByte)).to.deep.equal([
      false,
      false,
      false,
      false,
      true,
      true,
      true,
    ]);
    expect(Encoding.GetEncoding(1252).EncodingName).to.equal("Western European (Windows)");
  });

  it(`describes itself as .NET does: ${String(Object.keys(encodings).length)} encodings of encoding-names`, () => {
    for (const [page, expected] of Object.entries(encodings)) {
      const encoding = core.GetEncoding(Number(page));
      const { WebName, BodyName, HeaderName, IsSingleByte, WindowsCodePage } = encoding;
      expect(
        {
          webName: WebName,
          bodyName: BodyName,
          headerName: HeaderName,
          isSingleByte: IsSingleByte,
          preamble: hex(encoding.GetPreamble()),
          windowsCodePage: WindowsCodePage,
        },
        page,
      ).to.deep.equal(expected);
      expect(encoding.EncodingName).to.match(/^[A-Z]/);
    }
    expect(Encoding.Default.WebName).to.equal("Windows-1252");
    expect(core.Default.WebName).to.equal("windows-1252");
    expect(String(Encoding.UTF8)).to.equal("Encoding 65001 (utf-8)");
  });

  it(`finds encodings by name: ${String(Object.keys(names).length)} names of encoding-names`, () => {
    let found = 0;
    for (const [name, page] of Object.entries(names)) {
      // .NET 5 and later keep UTF-7 behind a switch; .NET Framework has it.
      if (page === null && name !== "utf-7") {
        expect(() => Encoding.GetEncoding(name), name).to.throw(/There is no encoding named/);
        continue;
      }
      expect(Encoding.GetEncoding(name).CodePage, name).to.equal(page ?? 65000);
      expect(Encoding.GetEncoding(name.toUpperCase()).CodePage, name).to.equal(page ?? 65000);
      found++;
    }
    expect(found).to.be.greaterThan(80);
  });

  it("tells what to use instead of a name that .NET does not know", () => {
    expect(() => Encoding.GetEncoding("utf8"))
      .to.throw(/Use utf-8/)
      .with.property("code", "ERR_ENCODING");
    expect(() => Encoding.GetEncoding("1252")).to.throw(/GetEncoding\(1252\)/);
    expect(() => Encoding.GetEncoding("klingon")).to.throw(/Use a name of .NET/);
    expect(() => Encoding.GetEncoding(4711)).to.throw(/code page 4711.*65001/);
  });

  it("gives the same encoding for the same words, and Default for 0", () => {
    expect(Encoding.GetEncoding("windows-1252")).to.equal(Encoding.Default);
    expect(Encoding.GetEncoding(0)).to.equal(Encoding.Default);
    expect(Encoding.GetEncoding(65001)).to.equal(Encoding.UTF8);
  });

  it("makes an Encoding of its own for an element of another code page", () => {
    const element = createEncoding({ codePage: 1251 });
    expect(element.Default.CodePage).to.equal(1251);
    expect(element.Default.GetString([0xc6, 0xf3, 0xea])).to.equal("Жук");
    expect(element.GetEncoding(0)).to.equal(element.Default);
    expect(Encoding.Default.CodePage).to.equal(1252);
    expect(() => createEncoding({ codePage: 4711 })).to.throw(/4711/);
  });

  it("counts U+FFFD as .NET Framework unless told otherwise", () => {
    expect(Encoding.UTF8.GetString([0xe0, 0x80])).to.equal("\ufffd");
    expect(Encoding.GetEncoding(65001, { dotnet: "core" }).GetString([0xe0, 0x80])).to.equal("\ufffd\ufffd");
    expect(core.UTF8.GetString([0xe0, 0x80])).to.equal("\ufffd\ufffd");
    expect(core.GetEncoding(65001, { dotnet: "netfx" }).GetString([0xe0, 0x80])).to.equal("\ufffd");
  });

  it("uses the fallbacks of .NET: look-alikes in code pages unless told otherwise", () => {
    expect(hex(Encoding.GetEncoding(1252).GetBytes("Łα∞日"))).to.equal("4C61383F");
    expect(hex(Encoding.Default.GetBytes("Łα∞日"))).to.equal("4C61383F");
    expect(hex(Encoding.GetEncoding(1252, { fallback: "bestFit" }).GetBytes("Ł"))).to.equal("4C");
    expect(hex(Encoding.GetEncoding(1252, { fallback: "replacement" }).GetBytes("Łα∞日"))).to.equal(
      "3F3F3F3F",
    );
    expect(() => Encoding.GetEncoding(1252, { fallback: "exception" }).GetBytes("aŁ")).to.throw(
      /\\u0141 at index 1/,
    );
    expect(Encoding.ASCII.GetString([0x41, 0xe9])).to.equal("A?");
    expect(Encoding.GetEncoding(20127, { fallback: "replacement" }).GetString([0x3f, 0xe9])).to.equal(
      "?\ufffd",
    );
    expect(() => Encoding.GetEncoding(20127, { fallback: "exception" }).GetString([0x41, 0xe9])).to.throw(
      /\[E9\] at index 1/,
    );
    expect(hex(Encoding.ASCII.GetBytes("é€"))).to.equal("3F3F");
    expect(Encoding.GetEncoding(932).GetString([0x81, 0x0a])).to.equal("\u30fb");
    expect(Encoding.GetEncoding(932, { fallback: "replacement" }).GetString([0x81, 0x0a])).to.equal("\ufffd");
    expect(hex(Encoding.GetEncoding(65001, { fallback: "bestFit" }).GetBytes("\ud800"))).to.equal("EFBFBD");
    for (const page of [65001, 1200, 1201, 12000, 12001]) {
      expect(
        () => Encoding.GetEncoding(page, { fallback: "exception" }).GetBytes("\ud800"),
        String(page),
      ).to.throw(/index 0/);
    }
  });

  it("keeps a byte order mark, and writes none", () => {
    expect(Encoding.UTF8.GetString([0xef, 0xbb, 0xbf, 0x41])).to.equal("\ufeffA");
    expect(Encoding.Unicode.GetString(bytes("FFFE4100"))).to.equal("\ufeffA");
    expect(Encoding.Unicode.GetString(bytes("FEFF0041"))).to.equal("\ufffe\u4100");
    expect(hex(Encoding.UTF8.GetBytes("A"))).to.equal("41");
    expect(Encoding.Default.GetString([0xef, 0xbb, 0xbf])).to.equal("ï»¿");
  });

  it("converts from one encoding to another", () => {
    expect(hex(Encoding.Convert(Encoding.UTF8, Encoding.Default, [0xc3, 0xa9]))).to.equal("E9");
  });

  it("gives back every well-formed text through the Unicode encodings", () => {
    const pages = fc.constantFrom(65001, 1200, 1201, 12000, 12001);
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), pages, (text, page) => {
        const encoding = Encoding.GetEncoding(page);
        expect(shown(encoding.GetString(encoding.GetBytes(text)))).to.equal(shown(text.toWellFormed()));
      }),
    );
  });
});
