/** Length parameters in commands and responses. */
import { expect } from "chai";
import { makeCommand } from "../../src/wire/command/make-command.ts";
import { checkLengths, lengthOf, writeLengths } from "../../src/wire/length-action.ts";
import { matchResponse } from "../../src/wire/response/match-response.ts";
import {
  afterRead,
  asciiNumber,
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

const length = (id: number, positions: number[], bytes = 2): Given =>
  sized(id, bytes, {
    type: "length",
    lengthPositions: positions,
    interprete: { rawType: "numeric text", type: "double" },
  });
const twoDigits = (_pid: number, value: number): Uint8Array | undefined =>
  value > 99 ? undefined : latin(String(value).padStart(2, "0"));

describe("length parameters", () => {
  const data = next(2, { bytes: latin("Hello") });

  it("CMD-20 counts the bytes at the listed positions, 0-based, after the make", () => {
    const { protocol, bytesOf } = protocolOf([
      fixed(1, hex("02")),
      length(3, [2]),
      data,
      fixed(4, hex("03")),
    ]);
    const { made } = writeLengths(makeCommand(command([1, 3, 2, 4]), protocol, bytesOf), protocol, twoDigits);
    expect(toHex(commandBytes(made))).to.equal("02 30 35 48 65 6C 6C 6F 03");
  });

  it("CMD-25 without its action a command holds the length parameter's own bytes", () => {
    const { protocol, bytesOf } = protocolOf([{ ...length(3, [1]), bytes: latin("00") }, data]);
    expect(toHex(commandBytes(makeCommand(command([3, 2]), protocol, bytesOf)))).to.equal(
      "30 30 48 65 6C 6C 6F",
    );
  });

  it("CMD-21 without a list all but length parameters are counted", () => {
    const { protocol, bytesOf } = protocolOf([fixed(1, hex("02")), length(3, []), length(5, [], 4), data]);
    const { made } = writeLengths(makeCommand(command([1, 3, 5, 2]), protocol, bytesOf), protocol, twoDigits);
    expect(toHex(commandBytes(made))).to.equal("02 30 36 30 36 48 65 6C 6C 6F");
  });

  it("example 32: the string é€ counts 2 in a code page protocol, 4 in a Unicode protocol", () => {
    for (const [bytes, expected] of [
      [hex("E9 80"), 2],
      [hex("E9 00 AC 20"), 4],
    ] as const) {
      const { protocol, bytesOf } = protocolOf([length(1, [1]), next(2, { bytes })]);
      const { segments } = makeCommand(command([1, 2]), protocol, bytesOf);
      const param = protocol.params.get(1);
      if (param !== undefined) expect(lengthOf(segments, param, protocol)).to.equal(expected);
    }
  });

  it("a position that is not there counts nothing", () => {
    const { protocol, bytesOf } = protocolOf([length(1, [1, 7]), data]);
    const { made } = writeLengths(makeCommand(command([1, 2]), protocol, bytesOf), protocol, twoDigits);
    expect(toHex(commandBytes(made))).to.equal("30 35 48 65 6C 6C 6F");
  });

  it("a length that does not fit is refused, and the old bytes stay", () => {
    const { protocol, bytesOf } = protocolOf([
      { ...length(1, [1]), bytes: latin("00") },
      next(2, { bytes: new Uint8Array(100) }),
    ]);
    const { made, refused } = writeLengths(
      makeCommand(command([1, 2]), protocol, bytesOf),
      protocol,
      twoDigits,
    );
    expect(toHex(commandBytes(made).subarray(0, 2))).to.equal("30 30");
    expect(refused).to.deep.equal([
      { position: 0, pid: 1, value: 100, reason: "The length 100 does not fit parameter 1." },
    ]);
  });

  describe("in a response", () => {
    const { protocol, bytesOf } = protocolOf([
      next(301),
      fixed(302, latin(":")),
      length(303, [3]),
      next(304),
    ]);
    const check = (message: string) =>
      checkLengths(
        matchResponse(response([301, 302, 303, 304]), latin(message), protocol, bytesOf, afterRead),
        protocol,
        asciiNumber,
      );

    it("RSP-13 the right number of bytes passes", () => {
      expect(check("key:05Hello")).to.equal(undefined);
      expect(check(":00")).to.equal(undefined);
    });

    it("RSP-13 more or fewer bytes fail at the length parameter, with both numbers", () => {
      expect(check("key:04Hello")).to.deep.include({
        kind: "length check",
        position: 2,
        pid: 303,
        offset: 4,
        expectedNumber: 5,
        foundNumber: 4,
      });
      expect(check("key:??Hello")).to.deep.include({ kind: "length check", expectedNumber: 5 });
    });

    it("a response that does not match gives its own failure", () => {
      expect(check("key")).to.deep.include({ kind: "end mark" });
    });
  });
});
