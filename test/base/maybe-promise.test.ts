/** Chains that are synchronous until something in them takes time. */
import { expect } from "chai";
import {
  allInOrder,
  andThen,
  inOrder,
  isPending,
  lastInOrder,
  type MaybePromise,
} from "../../src/base/maybe-promise.ts";

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

  it("lets nothing come between steps that take no time, behind one that did either", async () => {
    const seen: string[] = [];
    await inOrder(["a", "b", "c"], (item) => {
      seen.push(item);
      if (item === "a") return Promise.resolve();
      queueMicrotask(() => seen.push(`other work, begun in ${item}`));
      return undefined;
    });
    expect(seen.slice(0, 4)).to.deep.equal(["a", "b", "c", "other work, begun in b"]);
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

describe("steps in order", () => {
  const later = (value: boolean): Promise<boolean> => Promise.resolve(value);

  it("gives the result of the last step, at once when nothing takes time", () => {
    expect(lastInOrder([true, false], (value) => value)).equals(false);
    expect(lastInOrder([false, true], (value) => value)).equals(true);
    expect(lastInOrder([], () => false)).equals(true);
  });

  it("gives true only when every step did", () => {
    expect(allInOrder([false, true], (value) => value)).equals(false);
    expect(allInOrder([true, true], (value) => value)).equals(true);
  });

  it("waits for a pending step before the next one", async () => {
    const seen: number[] = [];
    const step = (value: number): MaybePromise<boolean> => {
      seen.push(value);
      return value === 2 ? later(false) : true;
    };
    const result = allInOrder([1, 2, 3], step);
    expect(isPending(result)).equals(true);
    expect(seen).deep.equals([1, 2]);
    expect(await result).equals(false);
    expect(seen).deep.equals([1, 2, 3]);
    expect(await lastInOrder([2, 3], step)).equals(true);
  });
});
