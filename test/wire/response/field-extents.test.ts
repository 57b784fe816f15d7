/** The walk over a message: offsets, and the first thing that does not fit. */
import { expect } from "chai";
import { layoutOf } from "../../../src/wire/response/layout.ts";
import { walkResponse, type Walk } from "../../../src/wire/response/field-extents.ts";
import {
  afterRead,
  fixed,
  latin,
  next,
  processorTime,
  protocolOf,
  response,
  sized,
} from "../../support/wire/wire-protocols.ts";

describe("walk over a message", () => {
  const { protocol, bytesOf } = protocolOf([
    fixed(1, latin("<"), { type: "header" }),
    next(2),
    fixed(3, latin(":")),
    sized(4, 2),
    fixed(5, latin("")),
  ]);
  const walk = (content: readonly number[], data: string): Walk =>
    walkResponse(layoutOf(response(content), protocol), latin(data), bytesOf, afterRead);

  it("gives the offset of every field and the end", () => {
    const { fields, end, start } = walk([1, 2, 3, 4], "..<ab:XY?");
    expect(fields.map(({ offset }) => offset)).to.deep.equal([2, 3, 5, 6]);
    expect([start, end]).to.deep.equal([2, 8]);
  });

  it("gives the fields that are not read in their place", () => {
    const layout = layoutOf(response([1, 2, 3, 4]), protocol);
    const { fields } = walkResponse(layout, latin("<:XY"), bytesOf, { ...afterRead, read: false });
    expect(fields.map(({ pid, action }) => [pid, action])).to.deep.equal([
      [1, "compare"],
      [2, "skip"],
      [3, "compare"],
      [4, "store"],
    ]);
  });

  it("goes on behind a wrong fixed value, so that a missing end mark is still seen", () => {
    const wrong = walk([3, 2, 3], "xab:");
    expect(wrong.failure).to.deep.include({ kind: "value", position: 0 });
    expect([wrong.before, wrong.planFailed]).to.deep.equal([0, false]);
    const both = walk([3, 2, 3], "xab");
    expect(both.failure).to.deep.include({ kind: "value", position: 0 });
    expect(both.planFailed).to.equal(true);
  });

  it("an end mark without bytes is passed over", () => {
    expect(walk([2, 5, 3], "ab:").fields.map(({ bytes }) => bytes.length)).to.deep.equal([2, 0, 1]);
    expect(walk([2, 5], "ab").fields.map(({ bytes }) => bytes.length)).to.deep.equal([2, 0]);
  });

  it("takes time proportional to the length, near-trailers included", () => {
    const given = protocolOf([next(1), fixed(2, latin("AAAB"), { type: "trailer" })]);
    const layout = layoutOf(response([1, 2]), given.protocol);
    const cost = (size: number): number =>
      processorTime(() => walkResponse(layout, Buffer.alloc(size, "AAAC"), given.bytesOf, afterRead));
    // sixteen times as long: 256 times the work if every byte were looked at again for each near-trailer
    expect(cost(8_388_608) / cost(524_288)).to.be.lessThan(64);
  });

  it("a single next param of 10 MB is one view on the message", () => {
    const given = protocolOf([next(1)]);
    const data = Buffer.alloc(10_485_760, "x");
    const { fields } = walkResponse(layoutOf(response([1]), given.protocol), data, given.bytesOf, afterRead);
    expect([fields[0]?.bytes.length, fields[0]?.bytes.buffer === data.buffer]).to.deep.equal([
      10_485_760,
      true,
    ]);
  });
});
