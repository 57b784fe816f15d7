/** First in, first out. */
import { expect } from "chai";
import { Fifo } from "../../src/base/fifo.ts";

describe("base/fifo", () => {
  it("gives items in the order in which they came, also while more come", () => {
    const queue = new Fifo<number>();
    const taken: (number | undefined)[] = [];
    for (let n = 0; n < 1000; n++) {
      queue.push(2 * n);
      queue.push(2 * n + 1);
      taken.push(queue.shift());
    }
    expect([queue.length, queue.first]).to.deep.equal([1000, 1000]);
    expect(queue.toArray()).to.deep.equal(Array.from({ length: 1000 }, (_, n) => 1000 + n));
    while (queue.length > 0) taken.push(queue.shift());
    expect(taken).to.deep.equal(Array.from({ length: 2000 }, (_, n) => n));
    expect([queue.first, queue.shift()]).to.deep.equal([undefined, undefined]);
  });

  it("can be replaced as a whole", () => {
    const queue = new Fifo<string>();
    queue.push("a");
    queue.push("b");
    queue.shift();
    queue.replace(["c", "d"]);
    expect([queue.length, queue.shift(), queue.shift(), queue.shift()]).to.deep.equal([
      2,
      "c",
      "d",
      undefined,
    ]);
  });
});
