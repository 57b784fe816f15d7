/** Which connection a definition makes, and that data takes the way of its kind. */
import { expect } from "chai";
import { isSerialKind } from "../../src/connection/serial.ts";
import { TcpClient } from "../../src/connection/tcp-client.ts";
import { TcpServer } from "../../src/connection/tcp-server.ts";
import { command, mark, serialLine } from "./support/serial-line.ts";
import { TcpDevice } from "./support/tcp-device.ts";

describe("connection/serial", () => {
  it("knows the kinds it makes", () => {
    for (const kind of ["serial", "serial single", "smart-serial", "smart-serial single"] as const)
      expect(isSerialKind(kind)).to.equal(true);
    for (const kind of ["http", "gpib", "snmp", "virtual", "opc"] as const)
      expect(isSerialKind(kind)).to.equal(false);
  });

  it("makes a server of smart-serial with the host any, a client of everything else", () => {
    expect(serialLine({ kind: "smart-serial single", host: "any" }).connection).to.be.instanceOf(TcpServer);
    expect(serialLine({ kind: "smart-serial", host: "device", port: 1 }).connection).to.be.instanceOf(
      TcpClient,
    );
    expect(serialLine({ kind: "serial single", host: "127.0.0.1", port: 1 }).connection).to.be.instanceOf(
      TcpClient,
    );
    const dynamic = serialLine({ kind: "smart-serial", host: "any", dynamicValue: "device:7" });
    expect(dynamic.connection).to.be.instanceOf(TcpClient);
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
