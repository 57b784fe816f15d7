/** Which connection a definition makes, and that data takes the way of its kind. */
import { expect } from "chai";
import { SerialClient } from "../../../src/connection/serial/serial-client.ts";
import { TcpServer } from "../../../src/connection/tcp/tcp-server.ts";
import { command, mark, serialLine } from "../../support/connection/serial-line.ts";
import { TcpDevice } from "../../support/connection/tcp-device.ts";

describe("connection/serial/serial-connection", () => {
  it("makes a server of smart-serial with the host any, a client of everything else", () => {
    expect(serialLine({ kind: "smart-serial single", host: "any" }).connection).to.be.instanceOf(TcpServer);
    expect(serialLine({ kind: "smart-serial", host: "device", port: 1 }).connection).to.be.instanceOf(
      SerialClient,
    );
    expect(serialLine({ kind: "serial single", host: "127.0.0.1", port: 1 }).connection).to.be.instanceOf(
      SerialClient,
    );
    const dynamic = serialLine({ kind: "smart-serial", host: "any", dynamicValue: "device:7" });
    expect(dynamic.connection).to.be.instanceOf(SerialClient);
  });

  it("serial: an answer is collected over several packets and handed on when it is complete", async () => {
    await using device = await TcpDevice.start();
    const line = serialLine({
      port: device.port,
      watch: (data) => (data.length < 6 ? { awaited: true } : { awaited: true, length: 6 }),
    });
    line.connection.open();
    await line.events.next("opened");
    line.connection.send(command("ask"));
    await device.hears("ask");
    device.say("ans");
    device.say("wer and more");
    await line.events.next("message");
    expect(line.events.texts).to.deep.equal(["answer"]);
    await line.connection.close();
    expect(line.clock.pending).to.deep.equal([]);
  });

  it("serial: what has come is there when the time is over", async () => {
    await using device = await TcpDevice.start();
    let seen = 0;
    const line = serialLine({
      port: device.port,
      watch: (data) => {
        seen = data.length;
        line.events.notice({ code: "NO_SUCH_ITEM", kind: "debug", message: "" });
        return { awaited: true };
      },
    });
    line.connection.open();
    await line.events.next("opened");
    line.connection.send(command("ask"));
    await device.hears("ask");
    device.say("half");
    await line.events.until(() => seen === 4);
    expect(Buffer.from(line.connection.collected?.()?.bytes ?? []).toString()).to.equal("half");
    expect(line.connection.collected?.()).to.equal(undefined);
    await line.connection.close();
  });

  it("smart-serial: trailers of the protocol cut the stream, those of another connection do not", async () => {
    await using device = await TcpDevice.start();
    const line = serialLine({
      ...{ kind: "smart-serial", port: device.port },
      params:
        mark(1, "trailer", ";", "connection=1") + mark(2, "trailer", "#", "headerTrailerLink=1;connection=0"),
    });
    line.connection.open();
    await line.events.next("opened");
    await device.accepts();
    device.say("a;b#c");
    device.say("#d");
    await line.events.until(() => line.events.texts.length === 2);
    expect(line.events.texts).to.deep.equal(["a;b#", "c#"]);
    await line.connection.close();
    expect(line.clock.pending).to.deep.equal([]);
  });

  it("CMD-31 smart-serial: the stuffing of Advanced goes into commands, kept ones too (Protocol.Advanced-stuffing, RN 44010)", async () => {
    // The page's two examples: 38 39 behind the sequence is allowed.
    for (const [advancedStuffing, sent, heard] of [
      ["on=command; escape=0x32; stuffing=0x32; allowed=0x380x39", "1293", "12293"],
      ["on=command; escape=0x32; stuffing=0x32; allowed=0x380x39", "12893", "12893"],
      ["stuffing=0x32;startoffset=2", "1292", "12922"],
      ["on=response;stuffing=0x32", "1293", "1293"],
    ] as const) {
      await using device = await TcpDevice.start();
      const line = serialLine({ kind: "smart-serial", port: device.port, advancedStuffing });
      line.connection.open();
      line.connection.send(command(sent));
      await device.hears(heard);
      line.connection.send(command(sent));
      await device.hears(heard + heard);
      expect(device.heard).to.equal(heard + heard);
      const shown = line.events.entries
        .filter(({ direction }) => direction === "out")
        .map(({ bytes }) => bytes);
      expect(shown.map((bytes = new Uint8Array(0)) => Buffer.from(bytes).toString("latin1"))).to.deep.equal([
        heard,
        heard,
      ]);
      await line.connection.close();
    }
  });

  it("CMD-31 serial: the stuffing of Advanced is for smart-serial only; one that cannot be read is told", async () => {
    await using device = await TcpDevice.start();
    const line = serialLine({ kind: "serial", port: device.port, advancedStuffing: "stuffing=0x32" });
    line.connection.send(command("1293"));
    await device.hears("1293");
    await line.connection.close();
    expect(line.events.noticesOf("STUFFING_INVALID")).to.deep.equal([]);
    const wrong = serialLine({ kind: "smart-serial", host: "any", advancedStuffing: "stuffing=2" });
    expect(wrong.events.noticesOf("STUFFING_INVALID")).to.have.length(1);
  });

  it("the action open closes an open line and opens another one (LogicActionOpen, RN 31512)", async () => {
    for (const kind of ["serial", "smart-serial"] as const) {
      await using device = await TcpDevice.start();
      const line = serialLine({ kind, port: device.port });
      line.connection.reopen();
      await line.events.next("opened");
      await device.accepts(1);
      line.connection.reopen();
      expect(line.connection.state).to.equal("closing");
      line.connection.send(command("kept"));
      line.connection.reopen();
      await line.events.next("closed");
      await line.events.next("opened");
      await device.accepts(2);
      await device.until(() => device.ended === 1);
      await device.hears("kept");
      expect([device.accepted, device.lines]).to.deep.equal([2, 1]);
      await line.connection.close();
      expect(line.clock.pending).to.deep.equal([]);
    }
  });

  it("smart-serial: a command does not flush what waits", async () => {
    await using device = await TcpDevice.start();
    const line = serialLine({ kind: "smart-serial", port: device.port });
    line.connection.open();
    await line.events.next("opened");
    await device.accepts();
    device.say("push");
    await line.events.until(() => line.clock.pending.length > 0);
    line.connection.send(command("ask"));
    await line.clock.advance(15);
    expect(line.events.texts).to.deep.equal(["push"]);
    await line.connection.close();
  });
});
