/** Bytes in a queue, and sequences found in a stream that grows. */
import { expect } from "chai";
import fc from "fast-check";
import { ByteQueue, SequenceFinder } from "../../../src/wire/stream/byte-queue.ts";
import { hex, latin, toHex } from "../../support/wire/wire-protocols.ts";

describe("byte queue", () => {
  it("gives the bytes in the order they came, whatever is pushed, taken and dropped", () => {
    const steps = fc.array(fc.tuple(fc.constantFrom("push", "take", "drop"), fc.nat(2000)), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(steps, (todo) => {
        const queue = new ByteQueue();
        let expected = Buffer.alloc(0);
        let [next, gone] = [0, 0];
        for (const [what, count] of todo) {
          if (what === "push") {
            const chunk = Uint8Array.from({ length: count }, () => next++);
            queue.push(chunk);
            expected = Buffer.concat([expected, chunk]);
            continue;
          }
          const part = expected.subarray(0, count);
          if (what === "take") expect(toHex(queue.take(count))).to.equal(toHex(part));
          else queue.drop(count);
          gone += part.length;
          expected = expected.subarray(count);
          expect(queue.offset).to.equal(gone);
        }
        expect(toHex(queue.bytes)).to.equal(toHex(expected));
        expect(queue.length).to.equal(expected.length);
      }),
    );
  });

  it("what was taken is a copy", () => {
    const queue = new ByteQueue();
    queue.push(hex("01 02"));
    const taken = queue.take(1);
    queue.push(hex("03"));
    queue.bytes[0] = 0xff;
    expect(toHex(taken)).to.equal("01");
  });
});

describe("sequence finder", () => {
  it("finds an occurrence that comes in pieces, and goes on behind it", () => {
    const queue = new ByteQueue();
    const finder = new SequenceFinder(latin("\r\n"));
    queue.push(latin("ab\r"));
    expect(finder.next(queue, 0)).to.equal(-1);
    expect(finder.begun(queue, 0)).to.equal(2);
    queue.push(latin("\ncd\r\n"));
    expect(finder.next(queue, 0)).to.equal(2);
    expect(finder.next(queue, 3)).to.equal(6);
    expect(finder.next(queue, 7)).to.equal(-1);
    expect(finder.begun(queue, 7)).to.equal(Infinity);
  });

  it("agrees with a plain search, for any starting points, also backwards, and any pieces", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 12 });
    const mark = fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(mark, fc.array(fc.tuple(letters, fc.nat(30)), { maxLength: 8 }), (sequence, steps) => {
        const queue = new ByteQueue();
        const finder = new SequenceFinder(latin(sequence));
        let text = "";
        for (const [piece, from] of steps) {
          queue.push(latin(piece));
          text += piece;
          expect(finder.next(queue, from)).to.equal(from > text.length ? -1 : text.indexOf(sequence, from));
        }
      }),
      { numRuns: 500 },
    );
  });
});
