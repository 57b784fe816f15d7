/** Clients of both kinds, against a real TCP device. */
import { expect } from "chai";
import {
  command,
  serialLine,
  type SerialLine,
  type SerialLineOptions,
} from "../../support/connection/serial-line.ts";
import { TcpDevice } from "../../support/connection/tcp-device.ts";

const kinds = ["serial", "smart-serial"] as const;

/** A line to the device that is open. */
async function opened(device: TcpDevice, given: SerialLineOptions = {}): Promise<SerialLine> {
  const line = serialLine({ port: device.port, ...given });
  line.connection.open();
  await line.events.next("opened");
  await device.until(() => device.lines > 0);
  return line;
}

/** Closes, and proves that nothing is left. */
async function closed(line: SerialLine, device: TcpDevice): Promise<void> {
  await line.connection.close();
  expect(line.connection.state).to.equal("closed");
  expect(line.clock.pending).to.deep.equal([]);
  await device.until(() => device.lines === 0);
}

/** A device on a port where another one has been. */
async function goneFrom(device: TcpDevice): Promise<() => Promise<TcpDevice>> {
  const { port } = device;
  await device.stop();
  return () => TcpDevice.start(port);
}

describe("connection/serial/serial-client", () => {
  for (const kind of kinds) {
    it(`${kind}: connects at the start, to the address of the fields`, async () => {
      await using device = await TcpDevice.start();
      const line = serialLine({ kind, port: device.port });
      expect(line.connection.state).to.equal("idle");
      line.connection.open();
      line.connection.open();
      expect([line.connection.state, line.events.types]).to.deep.equal(["connecting", []]);
      const { info } = await line.events.next("opened");
      expect(info).to.include({ attempt: 1, url: `tcp://localhost:${String(device.port)}` });
      expect(line.connection.state).to.equal("open");
      expect(device.accepted).to.be.at.most(1);
      await closed(line, device);
      expect(line.events.types).to.deep.equal(["opened", "closed"]);
      expect((await line.events.next("closed")).info.by).to.equal("stop");
    });

    it(`${kind}: connects at the start to the dynamic value, when it has one`, async () => {
      await using device = await TcpDevice.start();
      const dynamicValue = `localhost:${String(device.port)}`;
      const line = await opened(device, { kind, host: "192.0.2.1", port: 1, dynamicValue });
      await closed(line, device);
    });

    it(`${kind}: a new dynamic value leaves the line and opens the other; without a port the last one counts`, async () => {
      await using first = await TcpDevice.start();
      await using second = await TcpDevice.start();
      const line = await opened(first, { kind });
      line.connection.retarget(`localhost:${String(second.port)}`);
      expect(line.connection.state).to.equal("closing");
      expect((await line.events.next("closed")).info.by).to.equal("retarget");
      expect((await line.events.next("opened")).info.url).to.contain(String(second.port));
      await first.until(() => first.lines === 0);
      line.connection.retarget("localhost");
      await line.events.next("closed");
      expect((await line.events.next("opened")).info.url).to.contain(String(second.port));
      await second.accepts(2);
      await closed(line, second);
    });

    it(`${kind}: an empty dynamic value changes nothing`, async () => {
      await using device = await TcpDevice.start();
      const line = await opened(device, { kind });
      line.connection.retarget("  ");
      expect(line.connection.state).to.equal("open");
      await closed(line, device);
    });

    it(`${kind}: an address that cannot be used is told, and nothing is tried`, async () => {
      const line = serialLine({ kind, host: "" });
      line.connection.open();
      expect([line.connection.state, line.events.types]).to.deep.equal(["closed", []]);
      expect(line.events.noticesOf("ADDRESS_EMPTY")).to.have.length(1);
      await line.connection.close();
      expect(line.clock.pending).to.deep.equal([]);
    });

    it(`${kind}: stopping during the connect reports nothing`, async () => {
      await using device = await TcpDevice.start();
      const line = serialLine({ kind, port: device.port });
      line.connection.open();
      await line.connection.close();
      expect(line.events.types).to.deep.equal([]);
      expect(line.clock.pending).to.deep.equal([]);
    });

    it(`${kind}: what arrives stays with the operating system after a pause before it was open`, async () => {
      await using device = await TcpDevice.start();
      const line = serialLine({
        port: device.port,
        kind,
        watch: ({ length }) => ({ awaited: true, length }),
      });
      line.connection.pause();
      line.connection.open();
      await line.events.next("opened");
      await device.until(() => device.lines > 0);
      device.say("held back");
      // Another line to the same device hears what is said after it.
      const other = await opened(device, { kind, watch: ({ length }) => ({ awaited: true, length }) });
      device.say("!");
      await other.events.until(() => other.events.entries.length > 0 || other.clock.pending.length > 0);
      expect([line.events.texts, line.clock.pending]).to.deep.equal([[], []]);
      line.connection.resume();
      await line.events.until(() => line.clock.pending.length > 0 || line.events.texts.length > 0);
      await line.clock.advance(15);
      expect(line.events.texts.join("")).to.match(/^held back/);
      await other.connection.close();
      await closed(line, device);
    });

    it(`${kind}: pause and resume leave what arrives with the operating system`, async () => {
      await using device = await TcpDevice.start();
      const line = await opened(device, { kind, watch: (data) => ({ awaited: true, length: data.length }) });
      line.connection.pause();
      device.say("held back");
      // Another line to the same device hears what was said, so this one would have, too.
      const other = await opened(device, { kind, watch: (data) => ({ awaited: true, length: data.length }) });
      device.say("!");
      await other.events.until(() => other.events.entries.length > 0 || other.clock.pending.length > 0);
      expect(line.events.texts).to.deep.equal([]);
      line.connection.resume();
      await line.events.until(() => line.clock.pending.length > 0 || line.events.texts.length > 0);
      await line.clock.advance(15);
      expect(line.events.texts.join("")).to.match(/^held back/);
      await other.connection.close();
      await closed(line, device);
    });
  }

  it("serial: a command sent while the line is closed opens it and goes out; a loss is no reason to open", async () => {
    await using device = await TcpDevice.start();
    const line = await opened(device);
    device.end();
    expect((await line.events.next("closed")).info).to.include({ by: "peer", code: 1005, clean: true });
    await line.clock.advance(600_000);
    expect([line.connection.state, device.accepted]).to.deep.equal(["closed", 1]);
    expect(line.connection.send(command("ask"), { pair: 2 })).to.equal(true);
    await line.events.next("opened");
    await device.hears("ask");
    expect(line.events.entries.find(({ direction }) => direction === "out")).to.include({ pair: 2 });
    await closed(line, device);
  });

  it("serial: a command sent while nobody listens is given up when the connect fails; the next one tries again", async () => {
    const device = await TcpDevice.start();
    const line = await opened(device);
    const back = await goneFrom(device);
    await line.events.next("closed");
    line.connection.send(command("lost"));
    expect((await line.events.next("failed")).info).to.include({ final: true });
    expect(line.events.noticesOf("COMMAND_NOT_SENT")).to.have.length(1);
    expect(line.clock.pending).to.deep.equal([]);
    await using again = await back();
    line.connection.send(command("heard"));
    await again.hears("heard");
    expect(again.heard).to.equal("heard");
    await closed(line, again);
  });

  it("serial: after the action close a command opens the line again, also while it is closing", async () => {
    await using device = await TcpDevice.start();
    const line = await opened(device);
    void line.connection.close();
    expect(line.connection.state).to.equal("closing");
    expect(line.connection.send(command("ask"))).to.equal(true);
    await line.events.next("closed");
    await line.events.next("opened");
    await device.hears("ask");
    await closed(line, device);
  });

  it("smart-serial: a lost line is opened again, TimeoutTime apart, as long as it takes", async () => {
    const device = await TcpDevice.start();
    const line = await opened(device, { kind: "smart-serial" });
    const back = await goneFrom(device);
    expect((await line.events.next("closed")).info.by).to.be.oneOf(["peer", "line"]);
    for (let attempt = 1; attempt <= 7; attempt++) {
      expect(line.connection.state).to.equal("connecting");
      await line.clock.advance(999);
      await line.clock.advance(1);
      expect((await line.events.next("failed")).info).to.include({ attempt, final: false });
    }
    expect(line.events.noticesOf("CONNECTION_FAILED")).to.have.length(1);
    await using again = await back();
    await line.clock.advance(1000);
    expect((await line.events.next("opened")).info.attempt).to.equal(8);
    await closed(line, again);
  });

  it("smart-serial: a command given while the line is lost tries at once, and waits for five further attempts", async () => {
    const device = await TcpDevice.start();
    const line = await opened(device, { kind: "smart-serial" });
    const back = await goneFrom(device);
    await line.events.next("closed");
    expect(line.connection.send(command("first"))).to.equal(true);
    await line.events.next("failed");
    for (let further = 1; further <= 5; further++) {
      expect(line.events.noticesOf("COMMAND_NOT_SENT")).to.have.length(0);
      await line.clock.advance(1000);
      await line.events.next("failed");
    }
    expect(line.events.noticesOf("COMMAND_NOT_SENT")).to.have.length(1);
    await using again = await back();
    line.connection.send(command("second"));
    await again.hears("second");
    expect(again.heard).to.equal("second");
    await closed(line, again);
  });

  it("smart-serial: after the action close nothing opens it but the action open", async () => {
    await using device = await TcpDevice.start();
    const line = await opened(device, { kind: "smart-serial" });
    await line.connection.close();
    expect(line.connection.send(command("lost"))).to.equal(false);
    await line.clock.advance(60_000);
    expect(device.accepted).to.equal(1);
    line.connection.open();
    await device.accepts(2);
    await line.events.next("opened");
    await closed(line, device);
  });

  it("smart-serial: closed and opened again at once, as a connector does that lost its device", async () => {
    await using device = await TcpDevice.start();
    const line = await opened(device, { kind: "smart-serial" });
    void line.connection.close();
    line.connection.open();
    await device.accepts(2);
    await line.events.next("closed");
    await line.events.next("opened");
    await closed(line, device);
  });

  it("smart-serial: any and 127.0.0.1 at run time are an error (ConnectionsSmartSerialDynamicPolling)", async () => {
    await using device = await TcpDevice.start();
    const line = await opened(device, { kind: "smart-serial" });
    line.connection.retarget("127.0.0.1:5000");
    line.connection.retarget("any");
    line.connection.retarget("user:planted@127.0.0.1");
    expect(line.events.noticesOf("ADDRESS_INVALID").map(({ kind }) => kind)).to.deep.equal([
      "error",
      "error",
      "error",
    ]);
    expect(JSON.stringify(line.events.notices)).not.to.contain("planted");
    expect(line.connection.state).to.equal("open");
    await closed(line, device);
  });

  it("smart-serial: what came before the line ended is handed on before the end is told", async () => {
    await using device = await TcpDevice.start();
    const line = await opened(device, { kind: "smart-serial" });
    device.say("bye");
    device.end();
    await line.events.next("closed");
    expect(line.events.types).to.deep.equal(["opened", "message", "closed"]);
    expect(line.events.texts).to.deep.equal(["bye"]);
    await line.connection.close();
    expect(line.clock.pending).to.deep.equal([]);
  });

  it("a message that takes long stops the reading beyond backlogLimits; nothing is lost", async () => {
    await using device = await TcpDevice.start();
    const line = await opened(device, {
      kind: "smart-serial",
      communicationOptions: ["maxReceiveBuffer:1000"],
      options: { backlogLimits: [2000, 4000] },
    });
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    line.events.onMessage = () => held;
    device.say("x".repeat(50_000));
    await line.events.until(() => line.events.noticesOf("BACKLOG").length === 2);
    release();
    await line.events.until(() => line.events.texts.length === 50);
    expect(line.events.texts.join("")).to.have.length(50_000);
    await closed(line, device);
  });
});
