import { expect } from "chai";
import { byteOrderMarkOf, readStream } from "../../src/encoding/stream-reader.ts";
import { bytes, shown, vectors } from "../support/encoding/vectors.ts";
import type { Rows } from "../support/encoding/vectors.ts";

type Row = readonly [
  file: string,
  codePage: number,
  detect: boolean,
  page: number,
  text: string,
  core: readonly [number, string] | null,
];
const { cases } = vectors<Rows<Row>>("streamreader-bom");

describe("encoding/stream-reader", () => {
  for (const dotnet of ["netfx", "core"] as const) {
    it(`reads a file as ${dotnet}: ${String(cases.length)} cases of streamreader-bom`, () => {
      for (const [file, codePage, detect, page, text, core] of cases) {
        const [expectedPage, expectedText] = dotnet === "core" && core !== null ? core : [page, text];
        const read = readStream(bytes(file), { codePage, detectEncodingFromByteOrderMarks: detect, dotnet });
        expect([read.codePage, shown(read.text)], `${file} as ${String(codePage)}`).to.deep.equal([
          expectedPage,
          shown(expectedText),
        ]);
      }
    });
  }

  it("reads UTF-8 with detection unless told otherwise", () => {
    expect(readStream([0xff, 0xfe, 0x41, 0x00])).to.deep.equal({ text: "A", codePage: 1200 });
    expect(readStream(bytes("636166E9"))).to.deep.equal({ text: "caf", codePage: 65001 });
  });

  it("knows the byte order marks, the long ones first", () => {
    expect(byteOrderMarkOf(bytes("FFFE0000"))).to.deep.equal({ codePage: 12000, length: 4 });
    expect(byteOrderMarkOf(bytes("FFFE4100"))).to.deep.equal({ codePage: 1200, length: 2 });
    expect(byteOrderMarkOf(bytes("EFBB"))).to.equal(undefined);
  });

  it("refuses a code page that the kit does not have", () => {
    expect(() => readStream([65], { codePage: 4711 }))
      .to.throw(/4711/)
      .with.property("code", "ERR_ENCODING");
  });
});
