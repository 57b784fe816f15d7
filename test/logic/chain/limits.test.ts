import { expect } from "chai";
import type { Notice } from "../../../src/base/notices.ts";
import { chainStart, copyOf, type ChainContext, type ChainLink } from "../../../src/logic/chain/context.ts";
import { ChainLimits, describeChain } from "../../../src/logic/chain/limits.ts";

describe("start of a chain", () => {
  it("has depth 0 and the given fields, in the order of every copy", () => {
    const start = chainStart({ thread: 2, connection: 1 });
    expect(start).to.include({ depth: 0, connection: 1, thread: 2, user: undefined });
    expect(Object.keys(start)).to.deep.equal(Object.keys(copyOf({ depth: 3 })));
    expect(chainStart()).to.not.equal(chainStart());
  });
});

const position = { position: { offset: 0, line: 1, column: 1 } };

describe("limit of a chain", () => {
  it("goes deeper one level at a time and remembers the way", () => {
    const limit = new ChainLimits({ maxChainDepth: 3, maxChainSteps: 100 }, () => undefined);
    const first = limit.deeper({ depth: 0 }, "parameter", 10);
    const second = first && limit.deeper(first, "trigger", 7);
    expect(second?.depth).equals(2);
    expect(second?.parameter).equals(10);
    expect(describeChain(second?.chain)).equals("trigger 7 < parameter 10");
  });

  it("refuses beyond the limit, with a line that names the chain", () => {
    const notices: Notice[] = [];
    const limit = new ChainLimits({ maxChainDepth: 2, maxChainSteps: 100 }, (line) => notices.push(line));
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

  it("refuses what goes beyond the number of steps, beside each other or nested, and says so once", () => {
    const notices: Notice[] = [];
    const limit = new ChainLimits({ maxChainDepth: 100, maxChainSteps: 5 }, (line) => notices.push(line));
    const start = limit.deeper({ depth: 0 }, "parameter", 10);
    if (start === undefined) throw new Error("refused at the start");
    // Each of them nests in the first: 5 are let through.
    const letThrough = Array.from(
      { length: 9 },
      (_, i) => limit.deeper(start, "parameter", 20 + i) !== undefined,
    );
    expect(letThrough).deep.equals([true, true, true, true, true, false, false, false, false]);
    expect(limit.spends(start, "action", 3)).equals(true);
    expect(notices.map(({ code, details }) => [code, details])).deep.equals([
      ["CHAIN_TOO_DEEP", { kind: "parameter", id: 25, steps: 6 }],
    ]);
    expect(notices[0]?.message)
      .contains("5 change events, triggers and actions of one chain")
      .contains("maxChainSteps");
  });

  it("a chain that is over begins another one, with its own depth and steps", async () => {
    const notices: Notice[] = [];
    const limit = new ChainLimits({ maxChainDepth: 2, maxChainSteps: 5 }, (line) => notices.push(line));
    const outside = chainStart();
    const inside = limit.deeper(outside, "parameter", 10);
    const deepest = inside && limit.deeper(inside, "parameter", 11);
    if (inside === undefined || deepest === undefined) throw new Error("refused");
    expect(limit.ending(inside, deepest, 7), "not its beginning").equals(7);
    expect(limit.refuses(deepest, "parameter", 12)).equals(true);
    await limit.ending(outside, inside, Promise.resolve());
    // A script keeps its object: it may go on as long as it likes.
    for (let i = 0; i < 20; i++) {
      const again = limit.deeper(deepest, "parameter", 12);
      expect(again?.depth).equals(1);
      expect(describeChain(again?.chain)).equals("parameter 12");
    }
    expect(notices).lengthOf(1);
  });

  it("names the circle once round, with the triggers and QActions in it", () => {
    const trigger = { ...position, id: 3, content: [] } as unknown as ChainLink["via"];
    const qaction = { ...position, id: 5, triggers: [10] } as unknown as ChainLink["via"];
    const outer: ChainLink = { kind: "parameter", id: 99 };
    const once: ChainLink = { kind: "parameter", id: 10, via: trigger, from: outer };
    const between: ChainLink = { kind: "parameter", id: 11, via: qaction, from: once };
    const again: ChainLink = { kind: "parameter", id: 10, via: trigger, from: between };
    expect(describeChain(again)).equals("parameter 10 < trigger 3 < parameter 11 < QAction 5 < parameter 10");
    // A trigger that a script calls is a link itself, and is not named twice.
    const called: ChainLink = { kind: "trigger", id: 3, via: qaction, from: outer };
    const set: ChainLink = { kind: "parameter", id: 12, via: trigger, from: called };
    expect(describeChain(set)).equals("parameter 12 < trigger 3 < QAction 5 < parameter 99");
    expect(describeChain(set, 3)).equals("parameter 12 < trigger 3 < QAction 5 < ...");
  });

  it("names only the innermost links of a long chain", () => {
    let chain: ChainLink = { kind: "parameter", id: 0 };
    for (let id = 1; id < 100; id++) chain = { kind: "parameter", id, from: chain };
    expect(describeChain(chain, 2)).equals("parameter 99 < parameter 98 < ...");
  });
});
