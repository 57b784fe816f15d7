/** Requests by id: answers out of order, too late, twice, and never. */
import { expect } from "chai";
import { createRequests } from "../../../src/wire/messages/requests.ts";
import { ManualClock } from "../../../src/testing/manual-clock.ts";

/** What a promise rejects with. */
async function failure(promise: Promise<unknown>): Promise<{ code?: string; message: string }> {
  try {
    await promise;
  } catch (error) {
    return error as { code?: string; message: string };
  }
  throw new Error("it did not reject");
}

describe("requests", () => {
  it("each answer finds its request, in any order, by a number or a text", async () => {
    const requests = createRequests<string>({ clock: new ManualClock() });
    const ids: number[] = [];
    const send = (id: number): void => void ids.push(id);
    const [first, second] = [requests.send(send), requests.send(send)];
    expect(ids).to.deep.equal([1, 2]);
    expect(requests.answer("2", "two")).to.equal(true);
    expect(requests.answer(1, "one")).to.equal(true);
    expect(await Promise.all([first, second])).to.deep.equal(["one", "two"]);
    expect(requests.waiting).to.equal(0);
  });

  it("each has its time; an answer that comes later, or twice, or to nothing is said to be none", async () => {
    const clock = new ManualClock();
    const requests = createRequests({ clock, timeoutMs: 1000 });
    const slow = failure(requests.send(() => undefined));
    const quick = failure(requests.send(() => undefined, 10));
    await clock.advance(10);
    expect(await quick).to.include({
      code: "ERR_REQUEST_TIMEOUT",
      message: "Request 2 had no answer within 10 ms.",
    });
    expect([requests.answer(2, "late"), requests.answer(7, "never asked"), requests.waiting]).to.deep.equal([
      false,
      false,
      1,
    ]);
    await clock.advance(989);
    expect(requests.waiting).to.equal(1);
    await clock.advance(1);
    expect(await slow).to.include({ code: "ERR_REQUEST_TIMEOUT" });
    expect(clock.pending).to.deep.equal([]);
  });

  it("all fail when the connection is lost, one when its answer is an error or it cannot be sent", async () => {
    const clock = new ManualClock();
    const requests = createRequests({ clock });
    const [one, two, three] = [1, 2, 3].map(() => failure(requests.send(() => undefined)));
    expect(requests.refuse(2, new Error("no such channel"))).to.equal(true);
    requests.refuseAll(new Error("closed"));
    expect((await Promise.all([one, two, three])).map((error) => error?.message)).to.deep.equal([
      "closed",
      "no such channel",
      "closed",
    ]);
    const unsent = failure(
      requests.send(() => {
        throw new Error("not connected");
      }),
    );
    expect((await unsent).message).to.equal("not connected");
    expect([requests.waiting, clock.pending]).to.deep.equal([0, []]);
  });
});
