/** A response under way. */
import { expect } from "chai";
import { ResponseWork } from "../../../src/logic/exchange/response-work.ts";
import type { Response } from "../../../src/protocol/model.ts";
import { matchResponse } from "../../../src/wire/response/match-response.ts";
import { param } from "../../support/logic/chain-bench.ts";
import { engineProtocol, response } from "../../support/logic/engine-bench.ts";

const protocol = engineProtocol({
  params: [param(1), param(2)],
  responses: [response(5, [1]), response(6, [2])],
});
const definition = (id: number): Response => {
  const found = protocol.responses.get(id);
  if (found === undefined) throw new Error(`The test has no response ${String(id)}.`);
  return found;
};
const bytes = (text: string): Uint8Array => Buffer.from(text);

/** A work on response 5, and how often its data has been split. */
function workOn(data: string): { work: ResponseWork; splits: () => number } {
  let splits = 0;
  const work = new ResponseWork(definition(5), bytes(data), 7, {
    match: ({ response: given, data: now, read }) => {
      splits++;
      return matchResponse(given, now, protocol, () => new Uint8Array(0), {
        read,
        numberOf: () => undefined,
      });
    },
  });
  return { work, splits: () => splits };
}

const stored = (work: ResponseWork): unknown[] =>
  work.split().steps.map(({ pid, bytes: part, action }) => [pid, action, Buffer.from(part).toString()]);

describe("response under way", () => {
  it("is split once for what it is, and anew when its data, its response or what is read of it changes", () => {
    const { work, splits } = workOn("abc");
    expect([work.id, work.entry, work.read]).to.deep.equal([5, 7, false]);
    expect(stored(work)).to.deep.equal([[1, "skip", ""]]);
    expect(work.readNow()).to.equal(true);
    expect(stored(work)).to.deep.equal([[1, "store", "abc"]]);
    expect(splits()).to.equal(2);
    work.data = bytes("de");
    expect(stored(work)).to.deep.equal([[1, "store", "de"]]);
    work.response = definition(6);
    expect(stored(work)).to.deep.equal([[2, "store", "de"]]);
    expect(splits()).to.equal(4);
  });

  it("is read in parts, or as a whole", () => {
    const { work } = workOn("abc");
    work.readNow(2);
    expect(work.read).to.deep.equal(new Set([2]));
    expect(stored(work)).to.deep.equal([[1, "skip", ""]]);
    work.readNow(1);
    expect(stored(work)).to.deep.equal([[1, "store", "abc"]]);
    work.readNow();
    work.readNow(1);
    expect(work.read).to.equal(true);
  });

  it("can be read without being split, until somebody asks", () => {
    const { work, splits } = workOn("abc");
    work.readLater();
    expect([work.read, splits()]).to.deep.equal([true, 0]);
    expect(stored(work)).to.deep.equal([[1, "store", "abc"]]);
  });
});
