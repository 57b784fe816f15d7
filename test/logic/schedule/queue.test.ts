import { expect } from "chai";
import fc from "fast-check";
import type { QueueInsertion } from "../../../src/logic/schedule/queue.ts";
import { ExecutionQueue, looksFirst } from "../../../src/logic/schedule/queue.ts";

interface Entry {
  readonly group: { readonly id: number };
}

const entry = (id: number): Entry => ({ group: { id } });

/** A queue after some insertions. */
function queueOf(...inserts: readonly (readonly [number, QueueInsertion])[]): ExecutionQueue<Entry> {
  const queue = new ExecutionQueue<Entry>();
  for (const [id, how] of inserts) queue.insert(entry(id), how);
  return queue;
}

/** Ids from front to back. */
const ids = (queue: ExecutionQueue<Entry>): number[] => queue.toArray().map(({ group }) => group.id);

describe("execution queue", () => {
  it("LOG-08 execute next stacks in reverse order; execute goes behind other groups that are no timer's", () => {
    const queue = queueOf(
      [1, "timer"],
      [2, "execute"],
      [3, "execute next"],
      [4, "execute"],
      [5, "execute next"],
      [6, "add to execute"],
    );
    expect(ids(queue)).to.deep.equal([5, 3, 2, 4, 1, 6]);
  });

  it("forced groups come first, in their own order", () => {
    const queue = queueOf([1, "execute next"], [2, "force execute"], [3, "force execute"]);
    expect(ids(queue)).to.deep.equal([2, 3, 1]);
    expect(queue.takeForced()?.group.id).to.equal(2);
    expect(queue.take()?.group.id).to.equal(3);
    expect(queue.takeForced()).to.equal(undefined);
    expect(queue.take()?.group.id).to.equal(1);
    expect(queue.take()).to.equal(undefined);
  });

  it("each one variant goes where its twin goes, unless the group waits already", () => {
    const twins: readonly (readonly [QueueInsertion, QueueInsertion])[] = [
      ["add to execute", "execute one"],
      ["execute", "execute one now"],
      ["execute next", "execute one top"],
    ];
    for (const [plain, one] of twins) {
      const before = [
        [1, "timer"],
        [2, "execute"],
        [3, "execute next"],
      ] as const;
      expect(ids(queueOf(...before, [9, one])), one).to.deep.equal(ids(queueOf(...before, [9, plain])));
      const queue = queueOf([9, "timer"], [1, "timer"]);
      expect(queue.insert(entry(9), one), one).to.equal(false);
      expect(ids(queue)).to.deep.equal([9, 1]);
      expect([looksFirst(plain), looksFirst(one)]).to.deep.equal([false, true]);
    }
  });

  it("LOG-07 a group that was taken does not wait any more: the one variants do not see it", () => {
    const queue = queueOf([9, "execute"]);
    expect(queue.has(9)).to.equal(true);
    queue.take();
    expect(queue.has(9)).to.equal(false);
    expect(queue.insert(entry(9), "execute one")).to.equal(true);
    expect(queue.insert(entry(9), "execute one")).to.equal(false);
  });

  it("removes what is asked for and keeps the order of the rest", () => {
    const queue = queueOf(
      [1, "timer"],
      [2, "timer"],
      [1, "execute next"],
      [3, "execute next"],
      [4, "execute"],
    );
    expect(queue.remove(({ group }) => group.id === 1).map(({ group }) => group.id)).to.deep.equal([1, 1]);
    expect(ids(queue)).to.deep.equal([3, 4, 2]);
    expect([queue.size, queue.has(1)]).to.deep.equal([3, false]);
  });

  it("is the list that the rules describe, whatever is inserted and taken", () => {
    const hows: readonly QueueInsertion[] = [
      "timer",
      "add to execute",
      "execute one",
      "execute",
      "execute one now",
      "execute next",
      "execute one top",
      "force execute",
    ];
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.tuple(fc.nat({ max: 5 }), fc.constantFrom(...hows)) },
      { weight: 1, arbitrary: fc.constant("take" as const) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const queue = new ExecutionQueue<Entry>();
        // the naive list: band in front of each id, inserted by search
        const list: { band: number; id: number }[] = [];
        const behind = (band: number): number => {
          const at = list.findIndex((other) => other.band > band);
          return at < 0 ? list.length : at;
        };
        for (const one of steps) {
          if (one === "take") {
            expect(queue.take()?.group.id).to.equal(list.shift()?.id);
            continue;
          }
          const [id, how] = one;
          queue.insert(entry(id), how);
          if (how.includes("one") && list.some((other) => other.id === id)) continue;
          if (how === "force execute") list.splice(behind(0), 0, { band: 0, id });
          else if (how === "execute next" || how === "execute one top")
            list.splice(behind(0), 0, { band: 1, id });
          else if (how === "execute" || how === "execute one now") list.splice(behind(2), 0, { band: 2, id });
          else list.push({ band: 3, id });
        }
        expect(ids(queue)).to.deep.equal(list.map(({ id }) => id));
        expect(queue.size).to.equal(list.length);
      }),
    );
  });
});
