/** Servers over UDP, against real sockets on loopback. */
import { expect } from "chai";
import { udp } from "../../../src/connection/udp/udp.ts";
import { mostSenders, UdpServer } from "../../../src/connection/udp/udp-server.ts";
import {
  command,
  mark,
  serialLine,
  type SerialLine,
  type SerialLineOptions,
} from "../../support/connection/serial-line.ts";
import { UdpDevice } from "../../support/connection/udp-device.ts";

/** A server on loopback that listens, and its port. */
async function listening(given: SerialLineOptions = {}): Promise<SerialLine & { readonly port: number }> {
  const line = serialLine({ kind: "smart-serial", host: "127.0.0.1", transport: udp, ...given });
  line.connection.open();
  await line.events.until(() => line.server.length > 0);
  const port = Number(/:(\d+)$/.exec(line.server[0] ?? "")?.[1]);
  return { ...line, port };
}

async function closed(line: SerialLine): Promise<void> {
  await line.connection.close();
  expect(line.clock.pending).to.deep.equal([]);
}

const flushing = { settings: { flushPerDatagram: true } } as const;

describe("connection/udp/udp-server", () => {
  it("UDP-06 hears every sender, and commands go to the last one (ConnectionsSmartSerial)", async () => {
    await using first = await UdpDevice.start();
    await using second = await UdpDevice.start();
    const line = await listening(flushing);
    expect(line.connection).to.be.instanceOf(UdpServer);
    expect(line.connection.send(command("early"))).to.equal(false);
    expect(line.events.noticesOf("COMMAND_NOT_SENT")[0]?.message).to.contain("nobody has sent anything");
    await first.say("one", line.port);
    await line.events.next("message");
    line.connection.send(command("to first"));
    await first.hears("to first");
    await second.say("two", line.port);
    await line.events.next("message");
    line.connection.send(command("to second"));
    await second.hears("to second");
    expect([first.heard, second.heard]).to.deep.equal([["to first"], ["to second"]]);
    expect(line.events.texts).to.deep.equal(["one", "two"]);
    await closed(line);
  });

  it("UDP-06 data of several senders does not run together", async () => {
    await using first = await UdpDevice.start();
    await using second = await UdpDevice.start();
    const line = await listening({ params: mark(1, "trailer", ";") });
    await first.say("fi", line.port);
    await second.say("se", line.port);
    await first.say("rst;", line.port);
    await second.say("cond;", line.port);
    await line.events.until(() => line.events.texts.length === 2);
    expect(line.events.texts).to.have.members(["first;", "second;"]);
    await closed(line);
  });

  it("UDP-07 smartIpHeader: four bytes of address and two of port in front of each packet (Protocol.Type-communicationOptions)", async () => {
    await using device = await UdpDevice.start();
    const line = await listening({ ...flushing, communicationOptions: ["smartipheader"] });
    await device.say("data", line.port);
    await line.events.next("message");
    const message = line.events.all.find((event) => event.type === "message");
    const header = Buffer.from([127, 0, 0, 1, device.port >> 8, device.port & 0xff]);
    expect(Buffer.from(message?.bytes ?? [])).to.deep.equal(Buffer.concat([header, Buffer.from("data")]));
    await closed(line);
  });

  it("any listens on all addresses; the action open listens again at the same port", async () => {
    const port = await UdpDevice.freePort();
    await using device = await UdpDevice.start();
    const line = await listening({ ...flushing, host: "any", port });
    expect(line.server).to.deep.equal([`listening udp://any:${String(port)}`]);
    await device.say("one", port);
    await line.events.next("message");
    line.connection.send(command("answer"));
    await device.hears("answer");
    line.connection.reopen();
    await line.events.until(() => line.server.length === 2);
    expect(line.connection.send(command("forgotten"))).to.equal(false);
    await device.say("two", port);
    await line.events.next("message");
    expect(line.events.texts).to.deep.equal(["one", "two"]);
    await closed(line);
  });

  it("a port that is in use is a failure with a code and a sentence, and a close while it binds leaves nothing", async () => {
    await using taken = await UdpDevice.start();
    const line = serialLine({
      ...{ kind: "smart-serial", host: "127.0.0.1", port: taken.port, transport: udp },
    });
    line.connection.open();
    const { info } = await line.events.next("failed");
    expect(info.error.message).to.match(/EADDRINUSE.*\.$/);
    expect(line.connection.state).to.equal("closed");
    line.connection.open();
    await closed(line);
    const free = serialLine({ kind: "smart-serial", host: "127.0.0.1", transport: udp });
    free.connection.open();
    await closed(free);
    expect(free.server).to.deep.equal([]);
  });

  it("stays a server", async () => {
    const line = await listening();
    line.connection.retarget("10.0.0.1:7");
    expect(line.events.noticesOf("ADDRESS_INVALID")).to.have.length(1);
    expect(line.connection.state).to.equal("open");
    await closed(line);
  });

  it("keeps the data of no more than so many senders", async () => {
    const line = await listening({ params: mark(1, "trailer", ";") });
    const devices = await Promise.all(Array.from({ length: mostSenders + 1 }, () => UdpDevice.start()));
    const [first, second] = devices;
    try {
      // In turns, so that no datagram is lost on a full buffer and the order is certain.
      for (const device of devices) {
        await device.say("half", line.port);
        await new Promise((resolve) => setImmediate(resolve));
      }
      for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
      await first?.say("a;", line.port);
      await line.events.until(() => line.events.texts.length === 1);
      await devices.at(-1)?.say("b;", line.port);
      await line.events.until(() => line.events.texts.length === 2);
      expect(line.events.texts).to.deep.equal(["a;", "halfb;"]);
      expect(second).to.not.equal(undefined);
    } finally {
      await closed(line);
      for (const device of devices) await device[Symbol.asyncDispose]();
    }
  });
});
