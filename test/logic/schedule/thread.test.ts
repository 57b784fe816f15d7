import { expect } from "chai";
import type { Notice } from "../../../src/base/notices.ts";
import type { MaybePromise } from "../../../src/base/maybe-promise.ts";
import { Failures } from "../../../src/logic/failures.ts";
import { EngineClock } from "../../../src/logic/schedule/engine-clock.ts";
import type { QueuedGroup } from "../../../src/logic/schedule/queued-group.ts";
import { EntryLock } from "../../../src/logic/schedule/lock.ts";
import { ProtocolThread, type ExecuteGroup } from "../../../src/logic/schedule/thread.ts";
import { ManualClock } from "../../../src/testing/manual-clock.ts";
import { engineProtocol, group } from "../../support/logic/engine-bench.ts";

const groups = engineProtocol({ groups: [group(1, []), group(2, [])] }).groups;

function entry(id: number, how: QueuedGroup["how"] = "execute"): QueuedGroup {
  const found = groups.get(id);
  if (found === undefined) throw new Error(`no group ${id}`);
  return { group: found, how, interval: 0 };
}

/** A thread whose groups do what `work` does. */
function start(work: (id: number) => MaybePromise = () => undefined, queueAlarmSize = 1000) {
  const clock = new ManualClock();
  const notices: Notice[] = [];
  const ran: number[] = [];
  const engineClock = new EngineClock(clock, new Failures(() => undefined));
  const notice = (line: Notice): void => void notices.push(line);
  const thread = new ProtocolThread(3, "aux", new EntryLock(), engineClock, { queueAlarmSize }, notice);
  const execute: ExecuteGroup = ({ group: { id } }) => {
    ran.push(id);
    return work(id);
  };
  return { clock, notices, ran, thread, execute };
}

describe("protocol thread", () => {
  it("executes what is queued, in order, from its start on", async () => {
    const { thread, execute, ran, clock } = start();
    thread.add(entry(1));
    await clock.advance(10);
    expect(ran).to.deep.equal([]);
    thread.start(execute);
    thread.add(entry(2));
    expect(ran).to.deep.equal([1]);
    await clock.advance(0);
    thread.add(entry(1));
    await clock.advance(0);
    expect(ran).to.deep.equal([1, 2, 1]);
  });

  it("refuses a one variant that waits already", () => {
    const { thread } = start();
    expect([thread.add(entry(1)), thread.add(entry(1, "execute one")), thread.queue.size]).to.deep.equal([
      true,
      false,
      1,
    ]);
  });

  it("stands still in a pause", async () => {
    const { thread, execute, ran, clock } = start();
    thread.start(execute);
    thread.pause();
    thread.add(entry(1));
    await clock.advance(10);
    expect(ran).to.deep.equal([]);
    thread.resume();
    await clock.advance(0);
    expect(ran).to.deep.equal([1]);
  });

  it("ends with an empty queue, when the group under way has let go", async () => {
    let finish = (): void => undefined;
    const { thread, execute, ran, clock } = start(() => new Promise<void>((resolve) => (finish = resolve)));
    thread.start(execute);
    thread.add(entry(1));
    await clock.advance(0);
    thread.add(entry(2));
    let over = false;
    const stopped = thread.stop().then(() => (over = true));
    await clock.advance(0);
    expect([over, thread.queue.size, thread.add(entry(2))]).to.deep.equal([false, 0, false]);
    finish();
    await stopped;
    expect([ran, clock.pending]).to.deep.equal([[1], []]);
  });

  it("says when a group holds it for 7.5 and for 15 minutes", async () => {
    let finish = (): void => undefined;
    const { thread, execute, notices, clock } = start(
      () => new Promise<void>((resolve) => (finish = resolve)),
    );
    thread.start(execute);
    thread.add(entry(1));
    await clock.advance(449_999);
    expect(notices).to.deep.equal([]);
    await clock.advance(1);
    expect(notices.map(({ code, kind }) => [code, kind])).to.deep.equal([["GROUP_TOO_LONG", "warning"]]);
    await clock.advance(450_000);
    expect(notices.at(-1)?.kind).to.equal("error");
    finish();
    await clock.advance(0);
    expect(clock.pending).to.deep.equal([]);
  });

  it("raises one error each time the queue grows over its limit", async () => {
    const { thread, execute, notices, clock } = start(() => undefined, 2);
    for (let i = 0; i < 5; i++) thread.add(entry(1));
    expect(notices.map(({ code }) => code)).to.deep.equal(["QUEUE_TOO_LONG"]);
    thread.start(execute);
    await clock.advance(10);
    for (let i = 0; i < 5; i++) thread.add(entry(1));
    expect(notices).to.have.lengthOf(2);
  });

  it("groups that queue themselves do not keep the rest of the program from its turn", async () => {
    const seen: number[] = [];
    const { thread, execute, clock, ran } = start((id) => {
      if (ran.length === 500) clock.after(0, () => seen.push(ran.length));
      if (ran.length < 2500) thread.add(entry(id));
    });
    thread.start(execute);
    thread.add(entry(1));
    await clock.advance(0);
    // A timer that was due behind the 500th has its turn behind the thousandth.
    expect([seen, ran.length]).to.deep.equal([[1000], 2500]);
  });
});
