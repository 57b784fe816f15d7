import { expect } from "chai";
import fc from "fast-check";
import { utf7Page } from "../../src/encoding/utf7.ts";

const read = (data: string): string => utf7Page.decoder(undefined).decode(Buffer.from(data, "latin1"), true);
const written = (text: string): string => utf7Page.encoder(undefined).encode(text, true).toString("latin1");

describe("encoding/utf7", () => {
  // Section "Examples" of RFC 2152.
  it("reads the examples of RFC 2152", () => {
    expect(read("A+ImIDkQ.")).to.equal("A≢Α.");
    expect(read("Hi Mom -+Jjo--!")).to.equal("Hi Mom -☺-!");
    expect(read("+ZeVnLIqe-")).to.equal("日本語");
    expect(read("Item 3 is +AKM-1.")).to.equal("Item 3 is £1.");
    expect(read("1 +- 1")).to.equal("1 + 1");
  });

  it("writes what stands for itself directly, and the optional characters in base64", () => {
    expect(written("A≢Α.")).to.equal("A+ImIDkQ-.");
    expect(written("1 + 1!")).to.equal("1 +- 1+ACE-");
  });

  it("gives back any text, lone surrogates too", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) }), (text) => {
        expect(read(written(text))).to.equal(text);
      }),
    );
    expect(utf7Page.has(0xd800)).to.equal(true);
  });
});
