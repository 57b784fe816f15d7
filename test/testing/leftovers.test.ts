/** What a test leaves behind is found, and only that. */
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { Leftovers } from "../../src/testing/leftovers.ts";
import { ManualClock } from "../../src/testing/manual-clock.ts";

describe("leftovers", () => {
  it("timers: those that run and keep the process alive, with the line that started them", async () => {
    const clock = new ManualClock();
    const leftovers = new Leftovers(clock);
    const timers = leftovers.within(() => [
      setTimeout(() => undefined, 60_000),
      setInterval(() => undefined, 60_000),
      setTimeout(() => undefined, 60_000).unref(),
      setTimeout(() => undefined, 60_000),
    ]);
    clearTimeout(timers[3]);
    await clock.advance(0);
    const list = leftovers.list();
    expect(list).to.have.length(2);
    expect(list[0]).to.match(/^a running timer, from .*leftovers\.test\.ts:\d+$/);
    for (const timer of timers) clearTimeout(timer);
    await clock.advance(0);
    expect(leftovers.list()).to.deep.equal([]);
    leftovers.close();
  });

  it("a timer that has fired is over", async () => {
    const clock = new ManualClock();
    const leftovers = new Leftovers(clock);
    await leftovers.within(() => new Promise((resolve) => setTimeout(resolve, 0)));
    await clock.advance(0);
    expect(leftovers.list()).to.deep.equal([]);
    leftovers.close();
  });

  it("sockets and servers, also those opened later in what was begun", async () => {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const leftovers = new Leftovers(new ManualClock());
    const [listening, socket] = await leftovers.within(async () => {
      const own = createServer().listen(0, "127.0.0.1");
      await once(own, "listening");
      const opened: Socket = connect(port, "127.0.0.1");
      await once(opened, "connect");
      return [own, opened] as const;
    });
    const words = leftovers.list().map((line) => line.split(",")[0]);
    expect(words).to.deep.equal(["a listening socket", "an open socket"]);
    socket.destroy();
    listening.close();
    server.close();
    await Promise.all([once(socket, "close"), once(listening, "close"), once(server, "close")]);
    expect(leftovers.list()).to.deep.equal([]);
    leftovers.close();
    leftovers.close();
  });

  it("what others open is not on the account", () => {
    const [mine, yours] = [new Leftovers(new ManualClock()), new Leftovers(new ManualClock())];
    const timers = [
      setTimeout(() => undefined, 60_000),
      yours.within(() => setTimeout(() => undefined, 60_000)),
    ];
    expect([mine.list().length, yours.list().length]).to.deep.equal([0, 1]);
    for (const timer of timers) clearTimeout(timer);
    mine.close();
    yours.close();
  });

  it("timers of the element's clock", async () => {
    const clock = new ManualClock();
    const leftovers = new Leftovers(clock);
    const fired: string[] = [];
    leftovers.clock.after(5, () => fired.push("five"));
    const timer = leftovers.clock.after(10, () => fired.push("ten"));
    clock.after(20, () => fired.push("not of the element"));
    expect(leftovers.list()).to.deep.equal(["timers of the element: 2"]);
    await clock.advance(5);
    expect(leftovers.clock.now()).to.equal(clock.now());
    timer.cancel();
    expect(leftovers.list()).to.deep.equal([]);
    expect(fired).to.deep.equal(["five"]);
    leftovers.close();
  });
});
