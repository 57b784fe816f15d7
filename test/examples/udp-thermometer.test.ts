/** `examples/udp-thermometer`: a serial connection over UDP, polled from a real UDP device. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { Element } from "../../src/element/element.ts";
import type { ElementEvent } from "../../src/element/events.ts";
import { parseProtocol } from "../../src/protocol/load-protocol.ts";
import { ManualClock } from "../../src/testing/manual-clock.ts";
import { TestElement } from "../../src/testing/test-element.ts";
import { start } from "../support/child.ts";
import { TcpDevice } from "../support/connection/tcp-device.ts";
import { UdpDevice } from "../support/connection/udp-device.ts";

const path = fileURLToPath(new URL("../../examples/udp-thermometer/protocol.xml", import.meta.url));
const { protocol, diagnostics } = parseProtocol(readFileSync(path));
const temperature = 10;

/** The connector, started, its clock in the test's hand. */
class Running implements AsyncDisposable {
  readonly clock = new ManualClock();
  readonly events: ElementEvent[] = [];
  readonly element: Element;

  constructor(port: number, host = "127.0.0.1") {
    this.element = new Element(protocol, { host, port, clock: this.clock });
    this.element.subscribe((event) => this.events.push(event));
  }

  /** Starts; settles when the line is open. */
  async start(): Promise<void> {
    const open = this.element.when((event) => event.type === "connection" && event.phase === "open");
    await this.element.start();
    await open;
  }

  /** Settles with a phase of the pair that is still to come. */
  async phase(wanted: string): Promise<void> {
    await this.element.when((event) => event.type === "pair" && event.phase === wanted);
  }

  get urls(): readonly string[] {
    return this.events.flatMap((event) =>
      event.type === "connection" && event.phase === "open" ? [event.url ?? ""] : [],
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const stopped = this.element.stop();
    await this.clock.advance(this.element.options.stopGraceMs);
    await stopped;
    expect(this.clock.pending).to.deep.equal([]);
  }
}

describe("example udp-thermometer", () => {
  it("has no diagnostics", () => {
    expect(diagnostics).to.deep.equal([]);
  });

  it("UDP-01 UDP-02 the port type of the protocol is UDP/IP: a poll is a datagram, and so is its answer", async () => {
    await using device = await UdpDevice.start();
    device.answer = () => "T=21.5\r";
    await using running = new Running(device.port);
    const changed = running.element.when((event) => event.type === "parameter" && event.pid === temperature);
    await running.start();
    await changed;
    expect(running.element.get(temperature)).to.equal(21.5);
    expect(device.heard).to.deep.equal(["T?"]);
    expect(running.urls).to.deep.equal([`udp://127.0.0.1:${String(device.port)}`]);
  });

  it("UDP-01 an address that begins with tcp:// makes it TCP/IP", async () => {
    await using device = await TcpDevice.start();
    device.answer = () => "T=7\r";
    await using running = new Running(device.port, "tcp://localhost");
    const changed = running.element.when((event) => event.type === "parameter" && event.pid === temperature);
    await running.start();
    await changed;
    expect(running.element.get(temperature)).to.equal(7);
  });

  it("UDP-02 a datagram that is lost is sent again after TimeoutTime; without any answer the element times out", async () => {
    await using device = await UdpDevice.start();
    await using running = new Running(device.port);
    await running.start();
    await device.hears(1);
    const again = device.hears(2);
    await running.clock.advance(1500);
    await again;
    const timedOut = running.phase("timeout");
    await running.clock.advance(1500);
    await timedOut;
    expect(device.heard).to.deep.equal(["T?", "T?"]);
    await running.clock.advance(60_000);
    expect(running.element.inTimeout).to.equal(true);
    device.answer = () => "T=3\r";
    const changed = running.element.when((event) => event.type === "parameter" && event.pid === temperature);
    await running.clock.advance(10_000);
    await changed;
    expect([running.element.get(temperature), running.element.inTimeout]).to.deep.equal([3, false]);
  });

  it("is tested without a socket like any other connector", async () => {
    await using element = await TestElement.start(path);
    expect(element.sent.map(({ text }) => text)).to.deep.equal(["T?"]);
    await element.receive("T=19.5\r");
    expect(element.get(temperature)).to.equal(19.5);
  });

  it("runs with qaction run", async () => {
    await using device = await UdpDevice.start();
    device.answer = () => "T=-4.25\r";
    const words = ["run", path, "--host", "127.0.0.1", "--port", String(device.port)];
    const child = start("src/cli/main.ts", words);
    await child.shows("Temperature = -4.25");
    child.signal("SIGINT");
    const { code, err } = await child.ended;
    expect([code, err]).to.deep.equal([0, ""]);
  });
});
