/** Clients over UDP, against real sockets on loopback. */
import dns from "node:dns";
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { syncBuiltinESMExports } from "node:module";
import { expect } from "chai";
import { udp } from "../../../src/connection/udp/udp.ts";
import {
  command,
  serialLine,
  type SerialLine,
  type SerialLineOptions,
} from "../../support/connection/serial-line.ts";
import { UdpDevice } from "../../support/connection/udp-device.ts";

/** An open line to the device. */
async function opened(device: UdpDevice, given: SerialLineOptions = {}): Promise<SerialLine> {
  const line = serialLine({ host: "127.0.0.1", port: device.port, transport: udp, ...given });
  line.connection.open();
  await line.events.next("opened");
  return line;
}

async function closed(line: SerialLine): Promise<void> {
  await line.connection.close();
  expect(line.clock.pending).to.deep.equal([]);
}

/** Sends bytes from a socket of its own. */
async function strangerSays(text: string, port: number): Promise<void> {
  const socket = createSocket("udp4");
  await new Promise((resolve) => {
    socket.send(text, port, "127.0.0.1", resolve);
  });
  socket.close();
}

/** 127.0.0.1 would make it the server. */
const smart = { kind: "smart-serial", host: "localhost" } as const;

describe("connection/udp/udp-line", () => {
  it("UDP-02 a command is one datagram, an answer is what comes back", async () => {
    await using device = await UdpDevice.start();
    device.answer = (heard) => `<${heard}>`;
    const line = await opened(device, { watch: (data) => ({ awaited: true, length: data.length }) });
    expect(line.connection.send(command("ask"))).to.equal(true);
    await line.events.next("message");
    expect([device.heard, line.events.texts]).to.deep.equal([["ask"], ["<ask>"]]);
    expect(line.connection.unsentBytes).to.equal(0);
    const info = line.events.all[0];
    expect(info?.type === "opened" && info.info.url).to.equal(`udp://127.0.0.1:${String(device.port)}`);
    await closed(line);
  });

  it("UDP-03 several datagrams make up one answer", async () => {
    await using device = await UdpDevice.start();
    const line = await opened(device, {
      watch: (data) => (data.length < 6 ? { awaited: true } : { awaited: true, length: 6 }),
    });
    line.connection.send(command("ask"));
    await device.hears("ask");
    await device.say("ans");
    await device.say("wer");
    await line.events.next("message");
    expect(line.events.texts).to.deep.equal(["answer"]);
    await closed(line);
  });

  it("UDP-04 smart-serial: what comes unasked is handed on after 15 ms, or each datagram at once with FlushPerDatagram", async () => {
    for (const flushPerDatagram of [false, true]) {
      await using device = await UdpDevice.start(0, "localhost");
      const line = await opened(device, { ...smart, settings: { flushPerDatagram } });
      line.connection.send(command("hello"));
      await device.hears("hello");
      for (const text of ["one", "", "two"]) await device.say(text);
      if (flushPerDatagram) await line.events.until(() => line.events.texts.length === 2);
      else {
        await line.events.until(() => line.clock.pending.length > 0);
        // Both have been read when an answer of the device is: it comes after them.
        for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
        await line.clock.advance(15);
      }
      expect(line.events.texts).to.deep.equal(flushPerDatagram ? ["one", "two"] : ["onetwo"]);
      await closed(line);
    }
  });

  it("UDP-05 only the device itself is heard", async () => {
    await using device = await UdpDevice.start(0, "localhost");
    const line = await opened(device, { ...smart, settings: { flushPerDatagram: true } });
    line.connection.send(command("hello"));
    await device.hears("hello");
    await strangerSays("stranger", device.from[0] ?? 0);
    await device.say("device");
    await line.events.next("message");
    expect(line.events.texts).to.deep.equal(["device"]);
    await closed(line);
  });

  it("UDP-08 a host name is resolved before every send (ConnectionsSerialHostNameResolution)", async function () {
    const first = createSocket("udp4");
    const second = createSocket("udp4");
    const { lookup } = dns;
    try {
      first.bind(0, "127.0.0.1");
      await once(first, "listening");
      const { port } = first.address();
      const bound = new Promise<boolean>((resolve) => {
        second.once("error", () => {
          resolve(false);
        });
        second.bind(port, "127.0.0.2", () => {
          resolve(true);
        });
      });
      // Not every system has the whole of 127.0.0.0/8 on its loopback.
      if (!(await bound)) this.skip();
      let address = "127.0.0.1";
      const heard: string[] = [];
      const next = (socket: Socket, name: string): Promise<void> =>
        new Promise((resolve) => {
          socket.once("message", (bytes) => {
            heard.push(`${name} ${bytes.toString()}`);
            resolve();
          });
        });
      dns.lookup = ((_host: string, _options: unknown, done: (...found: unknown[]) => void) => {
        setImmediate(done, null, address, 4);
      }) as typeof dns.lookup;
      syncBuiltinESMExports();
      const line = serialLine({ host: "device", port, transport: udp });
      line.connection.open();
      await line.events.next("opened");
      for (const [to, socket, name] of [
        ["127.0.0.1", first, "first"],
        ["127.0.0.2", second, "second"],
        ["127.0.0.1", first, "first"],
      ] as const) {
        address = to;
        const reached = next(socket, name);
        line.connection.send(command("ask"));
        await reached;
      }
      expect(heard).to.deep.equal(["first ask", "second ask", "first ask"]);
      await closed(line);
    } finally {
      dns.lookup = lookup;
      syncBuiltinESMExports();
      first.close();
      second.close();
    }
  });

  it("UDP-09 a port on which nobody listens is told once, and every command goes out all the same", async () => {
    const port = await UdpDevice.freePort();
    const line = serialLine({ host: "127.0.0.1", port, transport: udp });
    line.connection.open();
    await line.events.next("opened");
    const refusals = (): number =>
      line.events.entries.filter(({ note }) => note === `failed udp://127.0.0.1:${String(port)}`).length;
    for (let count = 1; count <= 2; count++) {
      line.connection.send(command("nobody"));
      await line.events.until(() => refusals() >= count);
    }
    const notices = line.events.noticesOf("CONNECTION_FAILED");
    expect(notices.map(({ details }) => details?.["code"])).to.deep.equal(["ERR_CONNECTION_UNREACHABLE"]);
    expect(notices[0]?.message).to.contain("ICMP port unreachable");
    expect(line.connection.state).to.equal("open");
    // The system reports the last refusal at the next send: that command must not be lost.
    await using device = await UdpDevice.start(port);
    for (const text of ["a", "b", "c"]) line.connection.send(command(text));
    await device.hears(3);
    expect(device.heard).to.deep.equal(["a", "b", "c"]);
    expect(line.events.noticesOf("COMMAND_NOT_SENT")).to.deep.equal([]);
    await closed(line);
  });

  it("UDP-10 a command longer than a datagram is refused", async () => {
    await using device = await UdpDevice.start();
    const line = await opened(device);
    // 65535 less 20 bytes of IPv4 header and 8 of UDP header (RFC 791, RFC 768).
    const longest = 65_535 - 20 - 8;
    expect(line.connection.send(command("x".repeat(longest + 1)))).to.equal(false);
    const [notice] = line.events.noticesOf("COMMAND_NOT_SENT");
    expect(notice?.message).to.contain("a datagram holds at most 65507 bytes");
    expect(line.connection.send(command("y".repeat(longest)))).to.equal(true);
    await device.hears(1);
    expect(device.heard[0]).to.have.length(longest);
    await closed(line);
  });

  it("UDP-11 a local port is the one that the device sees; one that is in use is a failed opening", async () => {
    const localPort = await UdpDevice.freePort();
    await using device = await UdpDevice.start();
    const line = await opened(device, { settings: { localPort } });
    line.connection.send(command("ask"));
    await device.hears("ask");
    expect(device.from).to.deep.equal([localPort]);
    const second = serialLine({
      host: "127.0.0.1",
      port: device.port,
      transport: udp,
      settings: { localPort },
    });
    second.connection.open();
    const { info } = await second.events.next("failed");
    expect(info.error.message).to.contain("EADDRINUSE");
    await closed(second);
    await closed(line);
  });

  it("UDP-12 while nothing is read, datagrams wait in their order", async () => {
    await using device = await UdpDevice.start(0, "localhost");
    const line = await opened(device, { ...smart, settings: { flushPerDatagram: true } });
    line.connection.send(command("hello"));
    await device.hears("hello");
    line.connection.pause();
    for (const text of ["a", "b", "c"]) await device.say(text);
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(line.events.texts).to.deep.equal([]);
    line.connection.resume();
    await line.events.until(() => line.events.texts.length === 3);
    expect(line.events.texts).to.deep.equal(["a", "b", "c"]);
    await closed(line);
  });

  it("what was handed over goes out before a close", async () => {
    await using device = await UdpDevice.start();
    const line = await opened(device, { host: "localhost" });
    line.connection.send(command("last"));
    expect(line.connection.unsentBytes).to.equal(4);
    await closed(line);
    await device.hears("last");
  });

  it("a name that is not resolved in time is a failed opening, and a close at any moment leaves nothing", async () => {
    const { lookup } = dns;
    dns.lookup = (() => undefined) as unknown as typeof dns.lookup;
    syncBuiltinESMExports();
    try {
      const line = serialLine({ host: "device", port: 7, transport: udp });
      line.connection.open();
      await line.clock.advance(1000);
      expect((await line.events.next("failed")).info.error.code).to.equal("ERR_CONNECTION_TIMEOUT");
      await closed(line);
    } finally {
      dns.lookup = lookup;
      syncBuiltinESMExports();
    }
    for (let turns = 0; turns < 6; turns++) {
      const line = serialLine({ host: "127.0.0.1", port: 7, transport: udp });
      line.connection.open();
      for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
      await closed(line);
    }
  });

  it("an address of another transport cannot be used", () => {
    const line = serialLine({ host: "tcp://device:7", transport: udp });
    line.connection.open();
    expect(line.events.noticesOf("ADDRESS_INVALID")[0]?.message).to.contain("port type is UDP/IP");
  });
});
