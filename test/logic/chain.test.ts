import { expect } from "chai";
import type { Notice } from "../../src/log.ts";
import { isPending, type MaybePromise } from "../../src/maybe-promise.ts";
import {
  allInOrder,
  ChainLimit,
  chainStart,
  copyOf,
  describeChain,
  lastInOrder,
} from "../../src/logic/chain.ts";
import type { ChainContext, ChainLink } from "../../src/logic/ports.ts";

describe("start of a chain", () => {
  it("has depth 0 and the given fields, in the order of every copy", () => {
    const start = chainStart({ thread: 2, connection: 1 });
    expect(start).to.include({ depth: 0, connection: 1, thread: 2, user: undefined });
    expect(Object.keys(start)).to.deep.equal(Object.keys(copyOf({ depth: 3 })));
    expect(chainStart()).to.not.equal(chainStart());
  });
});

describe("limit of a chain", () => {
  it("goes deeper one level at a time and remembers the way", () => {
    const limit = new ChainLimit(3, () => undefined);
    const first = limit.deeper({ depth: 0 }, "parameter", 10);
    const second = first && limit.deeper(first, "trigger", 7);
    expect(second?.depth).equals(2);
    expect(second?.parameter).equals(10);
    expect(describeChain(second?.chain)).equals("trigger 7 < parameter 10");
  });

  it("refuses beyond the limit, with a line that names the chain", () => {
    const notices: Notice[] = [];
    const limit = new ChainLimit(2, (line) => notices.push(line));
    let context: ChainContext | undefined = { depth: 0 };
    let levels = 0;
    for (; context !== undefined && levels < 10; levels++)
      context = limit.deeper(context, "parameter", 10 + levels);
    expect(levels).equals(3);
    expect(notices).lengthOf(1);
    expect(notices[0]?.code).equals("CHAIN_TOO_DEEP");
    expect(notices[0]?.kind).equals("error");
    expect(notices[0]?.message).contains("parameter 12 < parameter 11 < parameter 10");
  });

  it("names only the innermost links of a long chain", () => {
    let chain: ChainLink = { kind: "parameter", id: 0 };
    for (let id = 1; id < 100; id++) chain = { kind: "parameter", id, from: chain };
    expect(describeChain(chain, 2)).equals("parameter 99 < parameter 98 < ...");
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
