import { expect } from "chai";
import { hexToBytes } from "../../src/encoding/hex.ts";
import { cesuToText, scanUtf8 } from "../../src/encoding/inspect-utf8.ts";
import type { Utf8Scan } from "../../src/encoding/inspect-utf8.ts";

const nothing: Utf8Scan = {
  sequences: 0,
  longest: 1,
  shortest: 4,
  sequenceBytes: 0,
  broken: 0,
  firstBroken: -1,
  cutStart: 0,
  cutEnd: 0,
  surrogatePairs: 0,
  loneSurrogates: 0,
  firstSurrogate: -1,
};

describe("encoding/inspect-utf8", () => {
  it("counts whole, broken and cut sequences, and surrogates", () => {
    const rows: readonly (readonly [hex: string, found: Partial<Utf8Scan>])[] = [
      ["", {}],
      ["4F4B", {}],
      ["C3A9 E282AC F09F9880", { sequences: 3, longest: 4, shortest: 2, sequenceBytes: 9 }],
      ["41 E9 42", { broken: 1, firstBroken: 1 }],
      [
        "C3A9 E9 C3A9 80",
        { sequences: 2, longest: 2, shortest: 2, sequenceBytes: 4, broken: 2, firstBroken: 2 },
      ],
      ["C3A9 E282", { sequences: 1, longest: 2, shortest: 2, sequenceBytes: 2, cutEnd: 2 }],
      ["82AC C3A9", { sequences: 1, longest: 2, shortest: 2, sequenceBytes: 2, cutStart: 2 }],
      ["80", { broken: 1, firstBroken: 0 }],
      ["41 EDA0BDEDB88D", { surrogatePairs: 1, firstSurrogate: 1 }],
      ["41 EDA090 42", { loneSurrogates: 1, firstSurrogate: 1 }],
      ["EDB88D EDA0BD", { loneSurrogates: 2, firstSurrogate: 0 }],
      ["41 C080", { loneSurrogates: 1, firstSurrogate: 1 }],
    ];
    for (const [hex, found] of rows)
      expect(scanUtf8(hexToBytes(hex)), hex).to.deep.equal({ ...nothing, ...found });
  });

  it("reads surrogates of three bytes each", () => {
    // U+1F60D is D83D DE0D: ED A0 BD ED B8 8D.
    expect(cesuToText(hexToBytes("61 C3A9 EDA0BD EDB88D C080 78"))).to.equal("aé😍\0x");
    expect(cesuToText(hexToBytes("61 EDA090 78"))).to.equal("a\ud810x");
    expect(cesuToText(hexToBytes("61 E9 78"))).to.equal("a\ufffdx");
  });
});
