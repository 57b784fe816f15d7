/** What the bytes of a parameter mean on the wire. */
import { expect } from "chai";
import { byteKind, isHexValue, isIdentifiable, parseHex } from "../../src/wire/parameter-kind.ts";
import { fixed, hex, next, protocolOf, sized, toHex, type Given } from "../support/wire/wire-protocols.ts";

function paramOf(given: Given) {
  const param = protocolOf([given]).protocol.params.get(given.id);
  if (param === undefined) throw new Error("no parameter");
  return param;
}

describe("kinds of parameters", () => {
  it("CMD-09 0x0D0x0A and 0x0D0A are the same two bytes, in any case", () => {
    for (const value of ["0x0D0x0A", "0x0D0A", "0X0d0a", "0x0d0X0A"]) {
      expect(isHexValue(value), value).to.equal(true);
      expect(toHex(parseHex(value) ?? hex("")), value).to.equal("0D 0A");
    }
  });

  it("CMD-09 odd digits, blanks inside and plain text are no 0x form", () => {
    for (const value of ["0x0", "0x0D 0x0A", "0D0A", "0x", "", "x0D", undefined]) {
      expect(isHexValue(value), String(value)).to.equal(false);
    }
  });

  it("reads hex of actions with or without the prefix", () => {
    expect(toHex(parseHex("1BC2") ?? hex(""))).to.equal("1B C2");
    expect(toHex(parseHex(" 0x03 0x02 ".replaceAll(" ", "")) ?? hex(""))).to.equal("03 02");
    expect(parseHex("1")).to.equal(undefined);
    expect(parseHex("")).to.equal(undefined);
  });

  it("tells text, digits and bytes apart", () => {
    const kinds = [
      [next(1), "text"],
      [next(1, { interprete: { rawType: "numeric text", type: "double" } }), "digits"],
      [next(1, { interprete: { rawType: "numeric text", type: "string" } }), "text"],
      [fixed(1, hex("0D")), "bytes"],
      [fixed(1, hex("0D"), { interprete: { value: "A" } }), "text"],
      [sized(1, 2, { interprete: { rawType: "unsigned number", type: "double" } }), "bytes"],
      [sized(1, 2, { type: "group" }), "bytes"],
    ] as const;
    for (const [given, kind] of kinds) expect(byteKind(paramOf(given))).to.equal(kind);
    expect(byteKind(undefined)).to.equal("bytes");
  });

  it("knows which parameters can be found in a response", () => {
    const value = { interprete: { lengthType: "fixed", value: "A" } } as const;
    expect(isIdentifiable(paramOf(fixed(1, hex("41"), { type: "header" })))).to.equal(true);
    expect(isIdentifiable(paramOf(fixed(1, hex("41"), { type: "trailer" })))).to.equal(true);
    expect(isIdentifiable(paramOf(sized(1, 1, { type: "bus" })))).to.equal(true);
    expect(isIdentifiable(paramOf({ id: 1, ...value }))).to.equal(true);
    expect(isIdentifiable(paramOf({ id: 1, type: "crc", ...value }))).to.equal(false);
    expect(isIdentifiable(paramOf(next(1)))).to.equal(false);
    expect(isIdentifiable(paramOf(sized(1, 2)))).to.equal(false);
  });
});
