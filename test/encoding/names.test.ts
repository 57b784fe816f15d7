import { expect } from "chai";
import { chunkedCodePages } from "../../src/encoding/chunked-pages.ts";
import { tablePages } from "../../src/encoding/code-page.ts";
import { adviceForName, codePageOfName, codePages, encodingFacts } from "../../src/encoding/names.ts";
import { hex, vectors } from "../support/encoding/vectors.ts";

const { encodings, names } = vectors<{
  encodings: readonly (readonly [
    codePage: number,
    webName: string,
    encodingName: string,
    bodyName: string,
    headerName: string,
    windowsCodePage: number,
    isSingleByte: boolean,
    preamble: string,
    listed: boolean,
  ])[];
  names: readonly (readonly [name: string, codePage: number | null])[];
}>("net-names");

describe("encoding/names", () => {
  it(`has every encoding of .NET, and no other: ${String(encodings.length)} of net-names`, () => {
    expect([...encodingFacts.keys()]).to.deep.equal(encodings.map(([codePage]) => codePage));
    const withTables = [...tablePages, ...chunkedCodePages];
    expect([...encodingFacts.keys()]).to.have.members([...withTables, 65001, 1200, 1201, 12000, 12001]);
    expect(codePages).to.have.members(withTables.filter((page) => page !== 65000));
  });

  it("describes each as .NET does", () => {
    for (const [
      codePage,
      webName,
      encodingName,
      bodyName,
      headerName,
      windowsCodePage,
      isSingleByte,
      preamble,
    ] of encodings) {
      const facts = encodingFacts.get(codePage);
      expect(
        {
          webName: facts?.webName,
          encodingName: facts?.encodingName,
          bodyName: facts?.bodyName ?? facts?.webName,
          headerName: facts?.headerName ?? facts?.webName,
          windowsCodePage: facts?.windowsCodePage,
          isSingleByte: facts?.isSingleByte,
          preamble: hex(Uint8Array.from(facts?.preamble ?? [])),
        },
        String(codePage),
      ).to.deep.equal({
        webName,
        encodingName,
        bodyName,
        headerName,
        windowsCodePage,
        isSingleByte,
        preamble,
      });
    }
  });

  it(`finds by name what .NET finds, without regard to case: ${String(names.length)} names of net-names`, () => {
    for (const [name, codePage] of names) {
      expect(codePageOfName(name) ?? null, name).to.equal(codePage);
      expect(codePageOfName(name.toUpperCase()) ?? null, name).to.equal(codePage);
    }
    const known = new Set(names.map(([name]) => name));
    const own = [...encodingFacts.values()].flatMap(({ webName, aliases }) => [
      webName.toLowerCase(),
      ...aliases,
    ]);
    expect(own.filter((name) => !known.has(name))).to.deep.equal([]);
  });

  it("knows what is meant by a name that .NET refuses", () => {
    expect(adviceForName("cp936")).to.match(/gb2312 or 936/);
    expect(adviceForName("MacRoman")).to.match(/macintosh or 10000/);
    expect(adviceForName("65001")).to.match(/GetEncoding\(65001\)/);
    expect(adviceForName("klingon")).to.match(/Use a name of \.NET/);
  });
});
