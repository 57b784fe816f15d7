import { expect } from "chai";
import fc from "fast-check";
import { Encoding } from "../../src/encoding/encoding.ts";
import { hexToBytes } from "../../src/encoding/hex.ts";
import { octetStringToText, textToOctets } from "../../src/encoding/octet-string.ts";
import { hex } from "../support/encoding/vectors.ts";

describe("encoding/octet-string", () => {
  it("ENC-41 an octet string of printable ASCII is text, any other is lower-case hex", () => {
    // RN 44527: "hélicoptère" in 1252 arrives as hex.
    expect(octetStringToText(Encoding.GetEncoding(1252).GetBytes("hélicoptère"))).to.equal(
      "68e96c69636f7074e87265",
    );
    expect(octetStringToText(hexToBytes("313233343536"))).to.equal("123456");
    expect(octetStringToText(hexToBytes("20417E"))).to.equal(" A~");
    for (const data of ["417F", "411F", "4180", "410A"])
      expect(octetStringToText(hexToBytes(data))).to.equal(data.toLowerCase());
    expect(octetStringToText([])).to.equal("");
  });

  it("ENC-42 the even positions of UTF-16LE give the octets back, where a 1252 encoder loses one", () => {
    const text = "\u0000\u001b\u008c\u0011:\u00b7";
    expect(hex(textToOctets(text))).to.equal("001B8C113AB7");
    expect(hex(Encoding.GetEncoding(1252, { fallback: "replacement" }).GetBytes(text))).to.equal(
      "001B3F113AB7",
    );
    expect(hex(textToOctets("123456"))).to.equal("313233343536");
  });

  it("tells text from hex by the number of octets", () => {
    expect(hex(textToOctets("123456", 6) ?? new Uint8Array())).to.equal("313233343536");
    expect(hex(textToOctets("001b8c113ab7", 6) ?? new Uint8Array())).to.equal("001B8C113AB7");
    expect(textToOctets("12345", 6)).to.equal(undefined);
    expect(textToOctets("001b8c113abz", 6)).to.equal(undefined);
  });

  it("comes back for every MAC address", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 6, maxLength: 6 }), (mac) => {
        expect(hex(textToOctets(octetStringToText(mac), 6) ?? new Uint8Array())).to.equal(hex(mac));
      }),
    );
  });
});
