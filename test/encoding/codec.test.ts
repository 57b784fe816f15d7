import { expect } from "chai";
import { codecFor } from "../../src/encoding/codec.ts";
import { bytes, hex } from "../support/encoding/vectors.ts";

describe("encoding/codec", () => {
  it("has a codec for every kind of encoding, and none for a page it does not know", () => {
    const sample: readonly (readonly [page: number, data: string])[] = [
      [65001, "C3A9"],
      [1200, "E900"],
      [1201, "00E9"],
      [12000, "E9000000"],
      [12001, "000000E9"],
      [1252, "E9"],
      [28591, "E9"],
      [936, "A8A6"],
    ];
    for (const [page, data] of sample) {
      for (const fallback of [undefined, "replacement", "bestFit", "exception"] as const) {
        const codec = codecFor(page, fallback, "netfx");
        expect(codec?.toText(bytes(data)), String(page)).to.equal("é");
        expect(hex(codec?.toBytes("é") ?? new Uint8Array()), String(page)).to.equal(data);
        expect(codec?.unfinished(bytes(data)), String(page)).to.equal(0);
      }
    }
    expect(codecFor(4711, undefined, "netfx")).to.equal(undefined);
  });

  it("says what waits for more bytes", () => {
    expect(codecFor(65001, undefined, "netfx")?.unfinished(bytes("41E282"))).to.equal(2);
    expect(codecFor(12000, undefined, "netfx")?.unfinished(bytes("4100000041"))).to.equal(1);
    expect(codecFor(932, undefined, "netfx")?.unfinished(bytes("4181"))).to.equal(1);
    expect(codecFor(932, undefined, "netfx")?.unfinished(bytes("8181"))).to.equal(0);
    expect(codecFor(1252, undefined, "netfx")?.unfinished(bytes("81"))).to.equal(0);
  });
});
