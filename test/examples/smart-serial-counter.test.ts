/** `examples/smart-serial-counter`: binary frames that come unasked, from a real TCP device. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { Element } from "../../src/element/element.ts";
import { parseProtocol } from "../../src/protocol/load-protocol.ts";
import { ManualClock } from "../../src/testing/manual-clock.ts";
import { TcpDevice } from "../support/connection/tcp-device.ts";
import { start } from "../support/child.ts";

const path = fileURLToPath(new URL("../../examples/smart-serial-counter/protocol.xml", import.meta.url));
const { protocol, diagnostics } = parseProtocol(readFileSync(path));

const [counter, alarm, frames, reset] = [10, 11, 12, 110];

/** AA 55, 5 bytes follow, kind, number. */
function frame(kind: "count" | "alarm", number: number): Buffer {
  const bytes = Buffer.from([0xaa, 0x55, 5, kind === "count" ? 1 : 2, 0, 0, 0, 0]);
  bytes.writeUInt32BE(number, 4);
  return bytes;
}

/** The connector on an open line to the device. */
class Running implements AsyncDisposable {
  readonly element: Element;
  readonly clock = new ManualClock();
  readonly device: TcpDevice;
  readonly log: string[] = [];

  private constructor(device: TcpDevice) {
    this.device = device;
    this.element = new Element(protocol, { host: "localhost", port: device.port, clock: this.clock });
    this.element.subscribe((event) => {
      if (event.type === "log") this.log.push(event.message);
    });
  }

  static async start(): Promise<Running> {
    const device = await TcpDevice.start();
    const running = new Running(device);
    const open = running.element.when((event) => event.type === "connection" && event.phase === "open");
    await running.element.start();
    await open;
    await device.accepts();
    return running;
  }

  /** Settles when so many frames have been received in all. */
  async received(count: number): Promise<void> {
    if (this.element.get(frames) === count) return;
    await this.element.when(
      (event) => event.type === "parameter" && event.pid === frames && event.value === count,
    );
  }

  get values(): readonly unknown[] {
    return [counter, alarm, frames].map((pid) => this.element.get(pid));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const stopped = this.element.stop();
    await this.clock.advance(this.element.options.stopGraceMs);
    await stopped;
    expect(this.clock.pending).to.deep.equal([]);
    await this.device.stop();
  }
}

describe("example smart-serial-counter", () => {
  it("has no diagnostics", () => {
    expect(diagnostics).to.deep.equal([]);
  });

  it("reads numbers of four bytes, big endian, up to the largest", async () => {
    await using running = await Running.start();
    const { device } = running;
    // 0D 0A inside a number is data, and so are the bytes of the header.
    const numbers = [1, 256, 0x0d0a, 0xaa55aa55, 0xffffffff];
    for (const [index, number] of numbers.entries()) {
      device.say(frame("count", number));
      await running.received(index + 1);
      expect(running.values).to.deep.equal([number, 0, index + 1]);
    }
  });

  it("two responses compete: the kind of the frame decides", async () => {
    await using running = await Running.start();
    const { device } = running;
    device.say(frame("alarm", 70_000));
    await running.received(1);
    expect(running.values).to.deep.equal([0, 70_000, 1]);
    device.say(frame("count", 7));
    await running.received(2);
    expect(running.values).to.deep.equal([7, 70_000, 2]);
  });

  it("frames in pieces and frames together are told apart", async () => {
    await using running = await Running.start();
    const { device } = running;
    const all = Buffer.concat([frame("count", 1), frame("alarm", 2), frame("count", 3)]);
    device.say(all);
    await running.received(3);
    expect(running.values).to.deep.equal([3, 2, 3]);
    for (const byte of all) device.say(Uint8Array.of(byte));
    await running.received(6);
    expect(running.values).to.deep.equal([3, 2, 6]);
  });

  it("an equal frame counts again, because the responses are cleared", async () => {
    await using running = await Running.start();
    for (let count = 1; count <= 3; count++) {
      running.device.say(frame("count", 5));
      await running.received(count);
    }
    expect(running.log.join("\n")).to.not.contain("same data");
  });

  it("a frame of another kind fits no response, and the log says where each one fails", async () => {
    await using running = await Running.start();
    const { device, element } = running;
    const unmatched = element.when((event) => event.type === "unmatched");
    device.say("\xaa\x55\x01\x99");
    await unmatched;
    device.say(frame("count", 9));
    await running.received(1);
    expect(running.values).to.deep.equal([9, 0, 1]);
  });

  it("a click sends the reset command: AA 55, one byte follows, 81", async () => {
    await using running = await Running.start();
    await running.element.set(reset, "reset");
    await running.device.until(() => running.device.heard.length >= 4);
    expect(Buffer.from(running.device.heard, "latin1").toString("hex")).to.equal("aa550181");
  });

  it("the line comes back after a loss, and half a frame of the old one is forgotten", async () => {
    await using running = await Running.start();
    const { device, element, clock } = running;
    const closed = element.when((event) => event.type === "connection" && event.phase === "closed");
    device.say(frame("count", 1).subarray(0, 6));
    device.end();
    await closed;
    const open = element.when((event) => event.type === "connection" && event.phase === "open");
    // TimeoutTime of the protocol.
    await clock.advance(1500);
    await open;
    await device.accepts(2);
    device.say(frame("count", 2));
    await running.received(1);
    expect(running.values).to.deep.equal([2, 0, 1]);
  });

  it("runs with qaction run", async () => {
    await using device = await TcpDevice.start();
    const child = start("src/cli/main.ts", [
      "run",
      path,
      "--host",
      "localhost",
      "--port",
      String(device.port),
    ]);
    await device.accepts();
    device.say(frame("count", 4711));
    await child.shows("Counter = 4711");
    child.signal("SIGINT");
    const { code, err } = await child.ended;
    expect([code, err]).to.deep.equal([0, ""]);
  });
});
