/** Chains that are synchronous until something in them takes time. */
import { expect } from "chai";
import { andThen, inOrder, isPending } from "../../src/base/maybe-promise.ts";

describe("maybe-promise", () => {
  it("runs steps at once and in order while none is pending", () => {
    const seen: number[] = [];
    const result = inOrder([1, 2, 3], (item) => void seen.push(item));
    expect(isPending(result)).to.equal(false);
    expect(seen).to.deep.equal([1, 2, 3]);
  });

  it("keeps the order when a step takes time", async () => {
    const seen: string[] = [];
    const result = inOrder(["a", "b", "c"], (item) => {
      seen.push(`${item} begins`);
      return item === "b" ? Promise.resolve().then(() => void seen.push("b ends")) : undefined;
    });
    expect(seen).to.deep.equal(["a begins", "b begins"]);
    await result;
    expect(seen).to.deep.equal(["a begins", "b begins", "b ends", "c begins"]);
  });

  it("stops at a step that fails, and says so", async () => {
    const seen: number[] = [];
    const result = inOrder([1, 2, 3], (item) => {
      seen.push(item);
      return item === 2 ? Promise.reject(new Error("no")) : undefined;
    });
    const failure: unknown = await Promise.resolve(result).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).to.be.instanceOf(Error);
    expect(seen).to.deep.equal([1, 2]);
  });

  it("hands a value on at once, or when it is there", async () => {
    expect(andThen(2, (value) => value + 1)).to.equal(3);
    expect(await andThen(Promise.resolve(2), (value) => value + 1)).to.equal(3);
  });
});
