import { expect } from "chai";
import { unmatchedNotice } from "../../src/logic/unmatched.ts";
import type { MatchFailure } from "../../src/wire/match-model.ts";
import { param } from "./core-bench.ts";
import { engineProtocol, response } from "./engine-bench.ts";

const protocol = engineProtocol({
  params: [param(10, { name: "Header" }), param(11)],
  responses: [response(5, [10, 11])],
});
const none = new Uint8Array();

/** The sentence about one failure of response 5 on the bytes of `AB`. */
function sentence(failure: MatchFailure | undefined, data: Uint8Array = Buffer.from("AB")): string {
  const found = protocol.responses.get(5);
  if (found === undefined) throw new Error("no response 5");
  const result = {
    ...{ response: found, data, matched: false, steps: [], fields: [], emptied: [], start: 0, rest: none },
    ...(failure !== undefined && { failure }),
  };
  return unmatchedNotice(0, data, [{ matched: false, result, rest: none }], protocol).message;
}

const at = { position: 0, pid: 10, offset: 0, found: Buffer.from("AB") };

describe("line about an unmatched message", () => {
  it("names parameter, byte, what was expected and what was found", () => {
    expect(sentence({ ...at, kind: "value", expected: Buffer.from("C"), found: Buffer.from("A") })).to.equal(
      "A message of 2 bytes on connection 0 fits no response: 41 42. " +
        "Response 5 (R5) fails at parameter 10 (Header), byte 0: expected 43, found 41.",
    );
  });

  it("has words for every reason", () => {
    const endings: readonly (readonly [MatchFailure, string])[] = [
      [
        { ...at, kind: "end mark", expected: Buffer.from(";"), expectedPid: 11 },
        "its end (parameter 11), 3B, does not occur in 41 42.",
      ],
      [{ ...at, kind: "no end" }, "nothing behind it tells where it ends."],
      [
        { ...at, kind: "length", expectedPid: 11 },
        "parameter 11, which tells its length, holds no usable number.",
      ],
      [{ ...at, kind: "too short", expectedNumber: 4 }, "it takes 4 bytes, 2 are left."],
      [{ ...at, kind: "refused" }, "its RawType refuses 41 42."],
      [{ ...at, kind: "left over" }, "behind it 41 42 is left over."],
      [
        { ...at, kind: "length check", expectedNumber: 2, foundNumber: 9 },
        "it says 9, the response has 2 bytes.",
      ],
      [{ ...at, kind: "crc check", expected: Buffer.from([1]) }, "the checksum is 01, found 41 42."],
    ];
    for (const [failure, ending] of endings)
      expect(sentence(failure), failure.kind).to.contain(`byte 0: ${ending}`);
    expect(sentence(undefined)).to.contain("Response 5 (R5) was refused by its before-response trigger.");
  });

  it("shows the beginning of a long message", () => {
    expect(sentence({ ...at, kind: "no end" }, new Uint8Array(1000))).to.contain(
      `${"00 ".repeat(32)}... (1000 bytes). Response`,
    );
  });

  it("says when the connection has no response at all", () => {
    expect(unmatchedNotice(2, none, [], protocol).message).to.equal(
      "A message of 0 bytes on connection 2 fits no response: nothing. The protocol has no response for connection 2.",
    );
  });
});
