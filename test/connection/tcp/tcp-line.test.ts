import { expect } from "chai";
import type { Clock } from "../../../src/base/clock.ts";
import { Report } from "../../../src/connection/connection-report.ts";
import type { LineEvents } from "../../../src/connection/serial/serial-port.ts";
import { TcpLine } from "../../../src/connection/tcp/tcp-line.ts";
import { ManualClock } from "../../../src/testing/manual-clock.ts";
import { Recorder } from "../../support/connection/recorder.ts";
import { TcpDevice } from "../../support/connection/tcp-device.ts";

/** A line whose story is told in words. */
class Told {
  readonly story: string[] = [];
  readonly clock = new ManualClock();
  readonly line: TcpLine;
  #wake: (() => void)[] = [];

  constructor(port: number, clock: Clock = this.clock, localPort = 0) {
    const tell = (text: string): void => {
      this.story.push(text);
      for (const wake of this.#wake.splice(0)) wake();
    };
    const events: LineEvents = {
      opened: () => {
        tell("opened");
      },
      failed: ({ code }) => {
        tell(`failed ${code}`);
      },
      data: (bytes) => {
        tell(`data ${bytes.toString("latin1")}`);
      },
      ended: (by, reason) => {
        tell(`ended ${by} ${reason}`.trim());
      },
      gone: () => {
        tell("gone");
      },
    };
    const report = new Report(0, clock, new Recorder());
    const basis = { clock, report, settings: { timeoutMs: 500, localPort }, options: { closeGraceMs: 200 } };
    this.line = new TcpLine({ host: "localhost", port }, basis, events);
  }

  async tells(text: string): Promise<void> {
    while (!this.story.includes(text)) {
      await new Promise<void>((resolve) => {
        this.#wake.push(resolve);
      });
    }
  }
}

describe("connection/tcp/tcp-line", () => {
  it("opens, carries bytes both ways, and tells that the other side ended it", async () => {
    await using device = await TcpDevice.start();
    const told = new Told(device.port);
    expect(told.story).to.deep.equal([]);
    await told.tells("opened");
    told.line.send(Buffer.from("ask"));
    await device.hears("ask");
    device.say("answer");
    await told.tells("data answer");
    device.end();
    await told.tells("gone");
    expect(told.story).to.deep.equal(["opened", "data answer", "ended peer", "gone"]);
    expect(told.clock.pending).to.deep.equal([]);
  });

  it("a line that breaks is told with the reason", async () => {
    await using device = await TcpDevice.start();
    const told = new Told(device.port);
    await told.tells("opened");
    await device.accepts();
    device.cut();
    await told.tells("gone");
    expect(told.story).to.deep.equal(["opened", "ended line ECONNRESET", "gone"]);
  });

  it("an address where nobody listens fails", async () => {
    const device = await TcpDevice.start();
    const { port } = device;
    await device.stop();
    const told = new Told(port);
    await told.tells("gone");
    expect(told.story).to.deep.equal(["failed ERR_CONNECTION_UNREACHABLE", "gone"]);
    expect(told.clock.pending).to.deep.equal([]);
  });

  it("a connect that takes too long fails after its time", async () => {
    await using device = await TcpDevice.start();
    const asked: [ms: number, callback: () => void][] = [];
    const clock: Clock = {
      now: () => 0,
      after: (ms, callback) => {
        asked.push([ms, callback]);
        return { cancel: () => undefined };
      },
    };
    const told = new Told(device.port, clock);
    const [[ms, timeIsOver] = [0, () => undefined]] = asked;
    expect(ms).to.equal(500);
    // Before the event loop gets its turn, so that no connect can be quicker.
    timeIsOver();
    await told.tells("gone");
    expect(told.story).to.deep.equal(["failed ERR_CONNECTION_TIMEOUT", "gone"]);
  });

  it("leaving sends what is waiting, and tells nothing more but that it is gone", async () => {
    await using device = await TcpDevice.start();
    const told = new Told(device.port);
    await told.tells("opened");
    told.line.send(Buffer.from("last words"));
    told.line.leave();
    told.line.leave();
    await told.tells("gone");
    await device.hears("last words");
    expect(told.story).to.deep.equal(["opened", "gone"]);
    expect(told.clock.pending).to.deep.equal([]);
  });

  it("leaving while it opens gives the opening up", async () => {
    await using device = await TcpDevice.start();
    const told = new Told(device.port);
    told.line.leave();
    await told.tells("gone");
    expect(told.story).to.deep.equal(["gone"]);
    expect(told.clock.pending).to.deep.equal([]);
  });

  it("connects from the local port that the operator fills in (Protocol.PortSettings.LocalIPport)", async () => {
    // A port that was free a moment ago.
    const first = await TcpDevice.start();
    const localPort = first.port;
    await first.stop();
    await using device = await TcpDevice.start();
    const told = new Told(device.port, undefined, localPort);
    await told.tells("opened");
    await device.accepts();
    expect(device.peers).to.deep.equal([localPort]);
    told.line.leave();
    await told.tells("gone");
  });
});
