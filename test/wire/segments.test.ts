/** Bytes that remember their parameter, and edits of them. */
import { expect } from "chai";
import fc from "fast-check";
import {
  asBuffer,
  editBytes,
  editSegments,
  holdsAt,
  joinSegments,
  type Edit,
} from "../../src/wire/segments.ts";
import { hex, toHex } from "../support/wire/wire-protocols.ts";

/** Edits in order that do not overlap, for a message of this length. */
const editsOf = (length: number): fc.Arbitrary<Edit[]> =>
  fc
    .array(fc.tuple(fc.nat(length), fc.nat(3), fc.uint8Array({ maxLength: 3 })), { maxLength: 6 })
    .map((raw) => {
      const edits: Edit[] = [];
      let free = 0;
      for (const [at, remove, insert] of raw.sort((a, b) => a[0] - b[0])) {
        if (at < free || at + remove > length) continue;
        edits.push({ at, remove, insert });
        free = at + Math.max(remove, 1);
      }
      return edits;
    });

describe("segments", () => {
  it("edits of segments are the edits of their joined bytes, whatever the cuts", () => {
    const cases = fc
      .array(fc.uint8Array({ maxLength: 5 }), { minLength: 1, maxLength: 5 })
      .chain((parts) => fc.tuple(fc.constant(parts), editsOf(Buffer.concat(parts).length)));
    fc.assert(
      fc.property(cases, ([parts, edits]) => {
        const segments = parts.map((bytes, pid) => ({ pid, bytes }));
        const edited = editSegments(segments, edits);
        expect(edited.map(({ pid }) => pid)).to.deep.equal([...parts.keys()]);
        expect(toHex(joinSegments(edited))).to.equal(toHex(editBytes(joinSegments(segments), edits)));
      }),
      { numRuns: 500 },
    );
  });

  it("what is inserted belongs to the segment of its offset, what is removed is taken from all it touches", () => {
    const segments = [
      { pid: 1, bytes: hex("01 02") },
      { pid: 2, bytes: hex("03 04") },
    ];
    const edited = editSegments(segments, [{ at: 1, remove: 2, insert: hex("AA BB") }]);
    expect(edited.map(({ bytes }) => toHex(bytes))).to.deep.equal(["01 AA BB", "04"]);
  });

  it("compares at an offset, also beyond the end", () => {
    expect(holdsAt(hex("01 02 03"), hex("02 03"), 1)).to.equal(true);
    expect(holdsAt(hex("01 02 03"), hex("03 04"), 2)).to.equal(false);
    expect(holdsAt(hex("01"), hex(""), 1)).to.equal(true);
    expect(holdsAt(hex("01"), hex("01"), 9)).to.equal(false);
  });

  it("a Buffer on the same memory copies nothing", () => {
    const bytes = Uint8Array.of(1, 2, 3).subarray(1);
    asBuffer(bytes)[0] = 9;
    expect(bytes[0]).to.equal(9);
  });
});
