/** Bytes replaced by other bytes. */
import { expect } from "chai";
import {
  parseReplacement,
  replaceInBytes,
  replaceInSegments,
  type Replacement,
} from "../../src/wire/replace-data.ts";
import { hex, toHex } from "../support/wire/wire-protocols.ts";

function replacement(attributes: Record<string, string>): Replacement {
  const parsed = parseReplacement(attributes);
  if (parsed === undefined) throw new Error("no replacement");
  return parsed;
}

const replaced = (bytes: string, attributes: Record<string, string>): string =>
  toHex(replaceInBytes(hex(bytes), replacement(attributes)));

describe("replace data", () => {
  it("replaces between the offsets: 02;1BC2 from the second byte on", () => {
    expect(replaced("02 30 02 03", { options: "02;1BC2", startoffset: "1" })).to.equal("02 30 1B C2 03");
  });

  it("takes lists of values, with or without 0x, in one pass", () => {
    const attributes = { options: "1BC3-0x1BC2;03-02", startoffset: "1", endoffset: "1" };
    expect(replaced("02 1B C2 1B C3 30 1B 03", attributes)).to.equal("02 02 03 30 1B 03");
    expect(replaced("02 1B", { options: "02-1B;1BC2-1BC0" })).to.equal("1B C2 1B C0");
  });

  it("use_offset replaces in the first and last bytes instead", () => {
    const attributes = { options: "0x25;0x2525;use_offset", startoffset: "3", endoffset: "2" };
    expect(replaced("25 30 25 25 25 30 25", attributes)).to.equal("25 25 30 25 25 25 25 30 25 25");
  });

  it("a match does not reach across an offset", () => {
    expect(replaced("01 02 03", { options: "0102;FF", startoffset: "1" })).to.equal("01 02 03");
    expect(replaced("01 02 03", { options: "0203;FF", endoffset: "1" })).to.equal("01 02 03");
  });

  it("new bytes may be empty", () => {
    expect(replaced("30 0D 0A 31", { options: "0D0A;" })).to.equal("30 31");
  });

  it("works over the parameters of a command", () => {
    const segments = [
      { pid: 1, bytes: hex("01 02") },
      { pid: 2, bytes: hex("03 02") },
    ];
    const result = replaceInSegments(segments, replacement({ options: "0203-02;AA-BB" }));
    expect(result.map(({ bytes }) => toHex(bytes))).to.deep.equal(["01 AA", "BB"]);
  });

  it("does nothing when there are fewer bytes than the offsets, or the lists differ", () => {
    expect(replaced("02 02", { options: "02;03", startoffset: "2", endoffset: "1" })).to.equal("02 02");
    expect(parseReplacement({ options: "02-03;04" })).to.equal(undefined);
    expect(parseReplacement({ options: "02" })).to.equal(undefined);
    expect(parseReplacement({ options: "xx;04" })).to.equal(undefined);
    expect(parseReplacement({})).to.equal(undefined);
  });
});
