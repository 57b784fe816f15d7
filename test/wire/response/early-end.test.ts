/** When an answer is complete before the timeout. */
import { expect } from "chai";
import fc from "fast-check";
import { answerLength, earlyEnd } from "../../../src/wire/response/early-end.ts";
import {
  asciiNumber,
  fixed,
  latin,
  next,
  protocolOf,
  response,
  sized,
} from "../../support/wire/wire-protocols.ts";

const { protocol, bytesOf } = protocolOf([
  fixed(1, latin("<"), { type: "header" }),
  fixed(2, latin(">"), { type: "trailer" }),
  fixed(3, latin(":")),
  next(4),
  sized(5, 2),
  sized(6, 2, {
    type: "length",
    lengthPositions: [4],
    interprete: { rawType: "numeric text", type: "double" },
  }),
  sized(7, 2, { type: "length", interprete: { rawType: "numeric text", type: "double" } }),
  fixed(8, latin(">"), { type: "trailer", typeTimes: 2 }),
  next(9, { type: "length", interprete: { rawType: "numeric text", type: "double" } }),
]);
const kind = (content: number[], optional = ""): string =>
  earlyEnd(response(content, optional), protocol).kind;
const length = (content: readonly number[], data: string): number | undefined =>
  answerLength(response(content), latin(data), protocol, bytesOf, asciiNumber);

describe("early end of an answer", () => {
  it("is told by header and trailer, by fixed lengths, or by a length parameter that can be found", () => {
    expect(kind([1, 4, 2])).to.equal("header and trailer");
    expect(kind([3, 5])).to.equal("fixed length");
    expect(kind([5, 4, 3, 6, 4])).to.equal("length");
    expect(kind([1, 6, 4])).to.equal("length");
    expect(kind([1, 4])).to.equal("timeout");
    expect(kind([4, 2])).to.equal("timeout");
    expect(kind([2, 4, 1])).to.equal("timeout");
    expect(kind([4, 6, 4])).to.equal("timeout");
    expect(kind([4, 3, 9, 3, 4])).to.equal("timeout");
    expect(kind([3, 5], "0")).to.equal("timeout");
  });

  it("next param plus fixed length without a trailer waits for the timeout (RN 40430)", () => {
    expect(kind([1, 4, 5])).to.equal("timeout");
    expect(length([1, 4, 5], "<abcdef")).to.equal(undefined);
  });

  it("header and trailer: up to the trailer behind the header, noise in front included", () => {
    expect(length([1, 4, 2], "..<ab")).to.equal(undefined);
    expect(length([1, 4, 2], "..<ab>cd>")).to.equal(6);
    expect(length([1, 4, 8], "<ab>cd>e>")).to.equal(7);
  });

  it("parameters of fixed length behind the trailer, such as a checksum, are waited for; others have no end", () => {
    expect(kind([1, 4, 2, 5])).to.equal("header and trailer");
    expect(length([1, 4, 2, 5], "<ab>1")).to.equal(undefined);
    expect(length([1, 4, 2, 5], "<ab>123")).to.equal(6);
    expect(kind([1, 4, 2, 4])).to.equal("timeout");
  });

  it("a payload of only the trailer is read on (RN 31743)", () => {
    expect(length([1, 4, 2], ">")).to.equal(undefined);
  });

  it("fixed lengths: as many bytes as they have together", () => {
    expect(length([3, 5], ":a")).to.equal(undefined);
    expect(length([3, 5], ":abc")).to.equal(3);
  });

  it("length parameter: what it counts plus what it does not count", () => {
    expect(length([5, 4, 3, 6, 4], "XXdata:0")).to.equal(undefined);
    expect(length([5, 4, 3, 6, 4], "XXdata:03ab")).to.equal(undefined);
    expect(length([5, 4, 3, 6, 4], "XXdata:03abcd")).to.equal(12);
    // without a list everything but the length itself is counted: "<", 6 data bytes, ">"
    expect(length([1, 7, 4], "<09abcdefgh")).to.equal(11);
    expect(length([1, 7, 4], "<0?abcdefgh")).to.equal(undefined);
  });

  it("is found at the same byte however many bytes have come since", () => {
    fc.assert(
      fc.property(
        fc.constantFrom([1, 4, 2], [3, 5], [5, 4, 3, 6, 4], [1, 7, 4]),
        fc.constantFrom("<ab>cd", ":abc", "XXd:02abcd", "<05abcd", "x<03ab>"),
        fc.nat(12),
        (content, data, cut) => {
          const whole = length(content, data);
          const part = length(content, data.slice(0, cut));
          expect(part).to.equal(whole !== undefined && whole <= cut ? whole : undefined);
        },
      ),
    );
  });

  it("RSP-17 a later candidate with another header is seen as well", () => {
    const candidates = [response([1, 4, 2], "", { id: 1 }), response([3, 5], "", { id: 2 })];
    const lengths = (data: string): (number | undefined)[] =>
      candidates.map((one) => answerLength(one, latin(data), protocol, bytesOf, asciiNumber));
    expect(lengths(":ab")).to.deep.equal([undefined, 3]);
    expect(lengths(":a")).to.deep.equal([undefined, undefined]);
  });
});
