/** `examples/poll-then-subscribe`: the address by HTTP, the events by WebSocket, and the way back. */
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { Element } from "../../src/element/element.ts";
import type { ElementEvent } from "../../src/element/events.ts";
import { loadProtocol } from "../../src/protocol/load-protocol.ts";
import { EventDevice, eventSources } from "../../src/testing/event-device.ts";
import { ManualClock } from "../../src/testing/manual-clock.ts";
import { TestElement } from "../../src/testing/test-element.ts";

const folder = new URL("../../examples/poll-then-subscribe/", import.meta.url);
const [address, status, answerStatus, source, count] = [1, 7, 12, 22, 24];

const sets =
  (pid: number, value: unknown) =>
  (event: ElementEvent): boolean =>
    event.type === "parameter" && event.pid === pid && event.value === value;
/** ms of the Interval after which a timer's group makes room for the next one. */
const interval = 75;

const device = (): Promise<EventDevice> =>
  EventDevice.start({ path: "/events/ws", discovery: "/api/events" });

async function connectorAt(port: number, clock: ManualClock): Promise<Element> {
  const { protocol, diagnostics } = await loadProtocol(fileURLToPath(new URL("protocol.xml", folder)));
  expect(diagnostics.filter(({ severity }) => severity !== "information")).to.deep.equal([]);
  return new Element(protocol, { host: "127.0.0.1", port, scripts: fileURLToPath(folder), clock });
}

describe("example poll-then-subscribe", () => {
  it("HTTP-25 asks for the address, opens the socket, subscribes and gets events", async () => {
    await using peer = await device();
    const clock = new ManualClock();
    await using element = await connectorAt(peer.port, clock);
    const [open, first] = [element.when(sets(status, 1)), element.when(sets(count, 1))];
    await element.start();
    await open;
    await clock.advance(interval);
    await first;
    expect(peer.asked).to.deep.equal(["/api/events"]);
    expect(element.get(answerStatus)).to.equal("HTTP/1.1 200 OK");
    expect([element.get(address), element.get(status)]).to.deep.equal([peer.url, 1]);
    expect(element.get(source)).to.equal(eventSources[0]);
    const third = element.when(sets(count, 3));
    peer.push(2);
    await third;
    expect(element.get(source)).to.equal(eventSources[2]);
    await clock.advance(10_000 - interval);
    expect(peer.asked, "no further question while the socket is open").to.have.length(1);
  });

  it("a lost socket is asked for and opened again, with the same address", async () => {
    await using peer = await device();
    const clock = new ManualClock();
    await using element = await connectorAt(peer.port, clock);
    const [open, first] = [element.when(sets(status, 1)), element.when(sets(count, 1))];
    await element.start();
    await open;
    await clock.advance(interval);
    await first;
    const lost = element.when(sets(status, 0));
    const again = element.when(sets(status, 1));
    const second = element.when(sets(count, 2));
    peer.closeAll(1001, "maintenance");
    await lost;
    await again;
    await second;
    expect(peer.asked).to.have.length(2);
    expect(element.get(address)).to.equal(peer.url);
  });

  it("asks again after ten seconds when the answer is no address", async () => {
    let asked = 0;
    await using test = await TestElement.start(fileURLToPath(new URL("protocol.xml", folder)), {
      ...{ host: "10.0.0.1", scripts: fileURLToPath(folder) },
      answer: () => (++asked === 1 ? { status: 503 } : { body: '{"events":"ws://10.0.0.2:8050/events/ws"}' }),
    });
    await test.advance(0);
    expect([test.get(answerStatus), test.get(address)]).to.deep.equal([
      "HTTP/1.1 503 Service Unavailable",
      null,
    ]);
    await test.advance(9999);
    expect(test.requests).to.have.length(1);
    await test.advance(1);
    expect(test.requests.map(({ url }) => url)).to.deep.equal([
      "http://10.0.0.1/api/events",
      "http://10.0.0.1/api/events",
    ]);
    expect(test.get(address)).to.equal("ws://10.0.0.2:8050/events/ws");
  });
});
