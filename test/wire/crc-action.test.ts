/** Checksums in commands and responses. */
import { expect } from "chai";
import type { CrcDefinition } from "../../src/protocol/model.ts";
import { makeCommand } from "../../src/wire/command/make-command.ts";
import { calculateCrc, checkCrcs, crcOf, crcRefusal, writeCrcs } from "../../src/wire/crc-action.ts";
import { matchResponse } from "../../src/wire/response/match-response.ts";
import {
  afterRead,
  command,
  fixed,
  hex,
  latin,
  next,
  protocolOf,
  response,
  sized,
  toHex,
  type Given,
} from "../support/wire/wire-protocols.ts";
import { commandBytes } from "../support/wire/command-bytes.ts";

function crc(more: Partial<CrcDefinition>): CrcDefinition {
  return { type: "exor", options: [], groupBytesBinary: false, positions: [], ...more };
}

/** A checksum parameter of hex digits: numeric text, Base 16. */
function hexDigits(id: number, length: number, definition: Partial<CrcDefinition>): Given {
  const interprete = { rawType: "numeric text", type: "double", base: 16 } as const;
  return sized(id, length, { type: "crc", crc: crc(definition), interprete });
}

/** A binary checksum parameter, little endian. */
function binary(id: number, length: number, definition: Partial<CrcDefinition>): Given {
  return sized(id, length, {
    type: "crc",
    crc: crc(definition),
    interprete: { rawType: "unsigned number", type: "double" },
  });
}

const asHexDigits = (_pid: number, value: number): Uint8Array =>
  latin(value.toString(16).toUpperCase().padStart(2, "0"));
const asBinary = (_pid: number, value: number): Uint8Array => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
};

/** Value over bytes in a binary field. */
function value(definition: Partial<CrcDefinition>, bytes: Uint8Array, length = 2): number | undefined {
  const param = protocolOf([binary(1, length, definition)]).protocol.params.get(1);
  return param?.crc === undefined ? undefined : calculateCrc(param.crc, bytes, param, length);
}

describe("checksums", () => {
  const frame = [
    fixed(1, latin("{")),
    next(2, { bytes: latin("05RA") }),
    hexDigits(3, 2, { positions: [0, 1] }),
    fixed(4, latin("}")),
    fixed(5, hex("0D")),
  ];

  it("CMD-22 the EXOR sample: {05RA6D} and CR", () => {
    const { protocol, bytesOf } = protocolOf(frame);
    const { made, refused } = writeCrcs(
      makeCommand(command([1, 2, 3, 4, 5]), protocol, bytesOf),
      protocol,
      asHexDigits,
    );
    expect(refused).to.deep.equal([]);
    expect(toHex(commandBytes(made))).to.equal("7B 30 35 52 41 36 44 7D 0D");
  });

  it("CMD-25 without its action a command holds the parameter's own bytes", () => {
    const { protocol, bytesOf } = protocolOf([
      next(2, { bytes: latin("05RA") }),
      { ...hexDigits(3, 2, {}), bytes: latin("00") },
    ]);
    expect(toHex(commandBytes(makeCommand(command([2, 3]), protocol, bytesOf)))).to.equal(
      "30 35 52 41 30 30",
    );
  });

  it("CMD-23 mod=95 off=-32 totaloffset=32 of the page, in its order", () => {
    // sum of 01 02 03 FF = 261; 261 - 32 = 229; 229 mod 95 = 39; 39 + 32 = 71
    expect(value({ type: "sum", mod: 95, off: -32, totalOffset: 32 }, hex("01 02 03 FF"), 1)).to.equal(71);
  });

  it("CMD-23 byteoffset is added to every byte, modulo 256", () => {
    expect(value({ type: "sum", byteOffset: 2 }, hex("01 FF"))).to.equal(3 + 1);
    expect(value({ type: "exor", byteOffset: 2 }, hex("01 FF"))).to.equal(3 ^ 1);
  });

  it("CMD-23 totaloffset is OR-ed on request, and ones complement comes last, in the width of the field", () => {
    expect(value({ type: "sum", totalOffset: 0x80 }, hex("81"))).to.equal(0x101);
    expect(value({ type: "sum", totalOffset: 0x80, options: ["OR TOTALOFFSET"] }, hex("81"))).to.equal(0x81);
    expect(value({ type: "sum", options: ["Ones Complement"] }, hex("AA AA"), 1)).to.equal(0xff - 0x54);
    // AAAA becomes 5555
    expect(
      value(
        { type: "exor", groupBytes: 2, groupBytesBinary: true, options: ["ONES COMPLEMENT"] },
        hex("AA AA"),
      ),
    ).to.equal(0x5555);
    expect(
      value({ type: "sum", totalOffset: 1, options: ["or totaloffset", "ones complement"] }, hex("02"), 1),
    ).to.equal(0xfc);
  });

  it("CMD-24 groupbytes: 31 30 is hex text 10, or binary 3031", () => {
    expect(value({ type: "sum", groupBytes: 2 }, latin("10"))).to.equal(0x10);
    expect(value({ type: "sum", groupBytes: 2, groupBytesBinary: true }, latin("10"))).to.equal(0x3031);
    expect(value({ type: "exor", groupBytes: 2 }, latin("10AF0"))).to.equal(0x10 ^ 0xaf ^ 0x0);
    expect(value({ type: "lsb after sum", groupBytes: 2 }, latin("FF02"))).to.equal(0x01);
    expect(value({ type: "sum", groupBytes: 2 }, latin("zz1z"))).to.equal(1);
  });

  it("CMD-24 groupbytes and off mean nothing to the other types", () => {
    expect(value({ type: "modbus", groupBytes: 2, off: 5 }, latin("123456789"))).to.equal(0x4b37);
    expect(value({ type: "exor", off: 5 }, hex("01"))).to.equal(1);
  });

  it("a checksum is cut to what its field can hold", () => {
    expect(value({ type: "sum" }, hex("FF FF"), 1)).to.equal(0xfe);
    expect(value({ type: "subtract" }, hex("01"), 1)).to.equal(0xff);
    const param = protocolOf([hexDigits(1, 2, { type: "sum" })]).protocol.params.get(1);
    if (param?.crc !== undefined) expect(calculateCrc(param.crc, hex("FF FF"), param, 2)).to.equal(0xfe);
  });

  it("MODBUS goes out low byte first in a little endian field", () => {
    // The request 01 04 02 FF FF has the checksum bytes B8 80 (Modbus over serial line, example of the CRC).
    const { protocol, bytesOf } = protocolOf([
      next(1, { bytes: hex("01 04 02 FF FF") }),
      binary(2, 2, { type: "modbus" }),
    ]);
    const { made } = writeCrcs(makeCommand(command([1, 2]), protocol, bytesOf), protocol, asBinary);
    expect(toHex(commandBytes(made))).to.equal("01 04 02 FF FF B8 80");
  });

  it("covers the listed positions in their order, or without a list all in front of it", () => {
    const given = protocolOf([
      fixed(1, hex("01")),
      fixed(2, hex("02")),
      binary(3, 2, { type: "crc-16", positions: [1, 0] }),
      binary(4, 2, { type: "sum" }),
    ]);
    const { segments } = makeCommand(command([1, 2, 3, 4]), given.protocol, given.bytesOf);
    expect(crcOf(segments, 2, given.protocol)).to.equal(value({ type: "crc-16" }, hex("02 01")));
    expect(crcOf(segments, 3, given.protocol)).to.equal(3);
    expect(crcOf(segments, 0, given.protocol)).to.equal(undefined);
  });

  it("a type that does not exist is refused with a sentence, and the old bytes stay", () => {
    expect(crcRefusal("crc33")).to.match(/There is no CRC type 'crc33'/);
    expect(crcRefusal("sum")).to.equal(undefined);
    const { protocol, bytesOf } = protocolOf([
      { ...binary(1, 1, { type: "crc33" }), bytes: hex("AA") },
      sized(2, 1, { type: "crc", bytes: hex("BB") }),
    ]);
    const { made, refused } = writeCrcs(makeCommand(command([1, 2]), protocol, bytesOf), protocol, asBinary);
    expect(toHex(commandBytes(made))).to.equal("AA BB");
    expect(refused.map(({ pid }) => pid)).to.deep.equal([1, 2]);
    expect(refused[1]?.reason).to.match(/no CRC tag/);
  });

  it("a value that does not fit its form is refused", () => {
    const { protocol, bytesOf } = protocolOf([fixed(1, hex("01")), binary(2, 1, { type: "sum" })]);
    const { refused } = writeCrcs(makeCommand(command([1, 2]), protocol, bytesOf), protocol, () => undefined);
    expect(refused).to.deep.include({
      position: 1,
      pid: 2,
      value: 1,
      reason: "The checksum 1 does not fit parameter 2.",
    });
  });

  describe("in a response", () => {
    const { protocol, bytesOf } = protocolOf(frame);
    const numberOf = (_pid: number, bytes?: Uint8Array): number =>
      Number.parseInt(Buffer.from(bytes ?? []).toString(), 16);
    const check = (data: string) =>
      checkCrcs(
        matchResponse(response([1, 2, 3, 4, 5]), latin(data), protocol, bytesOf, afterRead),
        protocol,
        numberOf,
      );

    it("RSP-15 the right checksum passes, in either case of its digits", () => {
      expect(check("{05RA6D}\r")).to.equal(undefined);
      expect(check("{05RA6d}\r")).to.equal(undefined);
    });

    it("RSP-15 a wrong one fails at its parameter, with both values", () => {
      expect(check("{05RB6D}\r")).to.deep.include({
        kind: "crc check",
        position: 2,
        pid: 3,
        offset: 5,
        expectedNumber: 0x6e,
        foundNumber: 0x6d,
      });
    });

    it("a response that does not match gives its own failure", () => {
      expect(check("{05RA6D")).to.deep.include({ kind: "end mark" });
    });
  });
});
