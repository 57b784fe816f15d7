/** Stuffing and its removal. */
import { expect } from "chai";
import fc from "fast-check";
import {
  offsetOf,
  parseStuffing,
  stuffBytes,
  stuffSegments,
  unstuffBytes,
  type Stuffing,
} from "../../src/wire/stuffing.ts";
import { hex, toHex } from "../support/wire/wire-protocols.ts";

function stuffing(attributes: Record<string, string>): Stuffing {
  const parsed = parseStuffing(attributes);
  if (parsed === undefined) throw new Error("no stuffing");
  return parsed;
}

describe("stuffing", () => {
  it("CMD-27 the sample bytes: 10 is repeated unless 03 or 02 follows", () => {
    const rule = stuffing({ value: "0x10", allowed: "0x030x02" });
    expect(toHex(stuffBytes(hex("10023030301030301003"), rule))).to.equal("10 02 30 30 30 10 10 30 30 10 03");
    expect(toHex(unstuffBytes(hex("1002303030101030301003"), rule))).to.equal(
      "10 02 30 30 30 10 30 30 10 03",
    );
  });

  it("CMD-27 start and end offset leave the ends of the message alone", () => {
    const rule = stuffing({ value: "0x10", startoffset: "2", endoffset: "2" });
    expect(toHex(stuffBytes(hex("10 10 10 30 10 10"), rule))).to.equal("10 10 10 10 30 10 10");
    expect(toHex(unstuffBytes(hex("10 10 10 10 30 10 10"), rule))).to.equal("10 10 10 30 10 10");
    expect(toHex(stuffBytes(hex("10 10"), rule))).to.equal("10 10");
  });

  it("CMD-27 what is put in belongs to the parameter it stands in front of", () => {
    const segments = [
      { pid: 1, bytes: hex("02") },
      { pid: 2, bytes: hex("30 10") },
      { pid: 3, bytes: hex("10 03") },
    ];
    const stuffed = stuffSegments(segments, stuffing({ value: "0x10", allowed: "0x03" }));
    expect(stuffed.map(({ bytes }) => toHex(bytes))).to.deep.equal(["02", "30 10 10", "10 03"]);
  });

  it("an escape of its own goes in front of a sequence of several bytes", () => {
    const rule: Stuffing = {
      sequence: hex("32 33"),
      escape: hex("1B"),
      allowed: [hex("38 39")],
      startOffset: 0,
      endOffset: 0,
    };
    expect(toHex(stuffBytes(hex("31 32 33 38 32 33 38 39"), rule))).to.equal("31 1B 32 33 38 32 33 38 39");
    expect(toHex(unstuffBytes(hex("1B 31 1B 32 33"), rule))).to.equal("1B 31 32 33");
  });

  it("removing undoes stuffing, whatever the data", () => {
    const bytes = fc
      .uint8Array({ maxLength: 30 })
      .map((raw) => raw.map((byte) => [0x10, 0x03, 0x30][byte % 3] ?? 0));
    fc.assert(
      fc.property(bytes, fc.nat(3), fc.nat(3), fc.boolean(), (data, start, end, allow) => {
        const rule = stuffing({
          value: "0x10",
          startoffset: String(start),
          endoffset: String(end),
          ...(allow ? { allowed: "0x03" } : {}),
        });
        expect(toHex(unstuffBytes(stuffBytes(data, rule), rule))).to.equal(toHex(data));
      }),
      { numRuns: 500 },
    );
  });

  it("reads its attributes: hex, or characters", () => {
    expect(stuffing({ value: "ab", allowed: "xy" })).to.deep.equal({
      sequence: Buffer.from("ab"),
      escape: Buffer.from("ab"),
      allowed: [Uint8Array.of(0x78), Uint8Array.of(0x79)],
      startOffset: 0,
      endOffset: 0,
    });
    expect(parseStuffing({})).to.equal(undefined);
    expect(parseStuffing({ value: "0x1" })).to.equal(undefined);
    expect([offsetOf("7"), offsetOf("-1"), offsetOf("x"), offsetOf(undefined)]).to.deep.equal([7, 0, 0, 0]);
  });
});
