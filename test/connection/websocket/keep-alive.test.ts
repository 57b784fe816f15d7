/** Pings of our own, and a line that is dead. */
import { expect } from "chai";
import { KeepAlive } from "../../../src/connection/websocket/keep-alive.ts";
import { ManualClock } from "../../../src/testing/manual-clock.ts";

describe("connection/websocket/keep-alive", () => {
  it("pings once a period and finds out that nothing comes back", async () => {
    const clock = new ManualClock(0);
    const said: string[] = [];
    const keepAlive = new KeepAlive(clock, 100, {
      ping: () => said.push(`ping ${String(clock.now())}`),
      dead: () => said.push(`dead ${String(clock.now())}`),
    });
    await clock.advance(150);
    keepAlive.alive();
    await clock.advance(500);
    expect(said).to.deep.equal(["ping 100", "ping 200", "dead 300"]);
    expect(clock.pending).to.have.length(0);
  });

  it("stops", async () => {
    const clock = new ManualClock(0);
    const never = (): void => {
      throw new Error("stopped");
    };
    new KeepAlive(clock, 100, { ping: never, dead: never }).stop();
    await clock.advance(1000);
    expect(clock.pending).to.have.length(0);
  });
});
