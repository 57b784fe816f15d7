/** Search for separators. */
import { expect } from "chai";
import fc from "fast-check";
import { indexOfTimes, lastIndexFrom } from "../../../src/wire/response/find-separator.ts";

describe("search of separators", () => {
  it("finds the k-th occurrence, counted without overlap", () => {
    const data = Buffer.from("aaXaaaXa");
    expect(indexOfTimes(data, Buffer.from("X"), 0, 1)).to.equal(2);
    expect(indexOfTimes(data, Buffer.from("X"), 0, 2)).to.equal(6);
    expect(indexOfTimes(data, Buffer.from("X"), 0, 3)).to.equal(-1);
    expect(indexOfTimes(data, Buffer.from("aa"), 1, 2)).to.equal(-1);
    expect(indexOfTimes(data, Buffer.from("X"), 3, 1)).to.equal(6);
    expect(indexOfTimes(data, Buffer.from("X"), 99, 1)).to.equal(-1);
  });

  it("finds the last occurrence that does not begin too early", () => {
    const data = Buffer.from("a;b;c");
    expect(lastIndexFrom(data, Buffer.from(";"), 0)).to.equal(3);
    expect(lastIndexFrom(data, Buffer.from(";"), 3)).to.equal(3);
    expect(lastIndexFrom(data, Buffer.from(";"), 4)).to.equal(-1);
  });

  it("agrees with a search by hand", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 20 });
    const marks = fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(letters, marks, fc.nat(5), fc.integer({ min: 1, max: 4 }), (text, mark, from, times) => {
        const places: number[] = [];
        for (let at = text.indexOf(mark, from); at >= 0; at = text.indexOf(mark, at + mark.length))
          places.push(at);
        const data = Buffer.from(text);
        const expected = from > text.length ? -1 : (places[times - 1] ?? -1);
        expect(indexOfTimes(data, Buffer.from(mark), from, times)).to.equal(expected);
        const lastAt = text.lastIndexOf(mark);
        expect(lastIndexFrom(data, Buffer.from(mark), from)).to.equal(lastAt >= from ? lastAt : -1);
      }),
    );
  });
});
