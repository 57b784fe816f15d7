/** A smart-serial connection as server, with real clients. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { expect } from "chai";
import {
  command,
  serialLine,
  type SerialLine,
  type SerialLineOptions,
} from "../../support/connection/serial-line.ts";

/** A server that listens, on a port of the system's choice. */
async function listening(given: SerialLineOptions = {}): Promise<SerialLine & { readonly port: number }> {
  const line = serialLine({ kind: "smart-serial", host: "127.0.0.1", ...given });
  line.connection.open();
  await tells(line, /^listening/);
  const port = Number(/:(\d+)$/.exec(line.server[0] ?? "")?.[1]);
  return { ...line, port };
}

/** Settles with the first line of the server's story that fits. */
async function tells({ events, server }: SerialLine, pattern: RegExp): Promise<void> {
  await events.until(() => server.some((text) => pattern.test(text)));
}

/** A client, and the name it has for the server. */
async function join(
  line: SerialLine,
  port: number,
): Promise<{ socket: Socket; name: string; heard(): string }> {
  const socket = connect({ host: "127.0.0.1", port });
  let heard = "";
  socket.on("data", (bytes) => (heard += bytes.toString("latin1")));
  socket.on("error", () => undefined);
  await once(socket, "connect");
  const name = `127.0.0.1:${String(socket.localPort)}`;
  await tells(line, new RegExp(`^joined ${name}$`));
  return { socket, name, heard: () => heard };
}

describe("connection/tcp/tcp-server", () => {
  it("listens, reports its clients as ip:port, and receives from and answers them all", async () => {
    const line = await listening({ communicationOptions: ["maxReceiveBuffer:3"] });
    expect(line.connection.state).to.equal("open");
    const [a, b] = [await join(line, line.port), await join(line, line.port)];
    a.socket.write("one");
    b.socket.write("two");
    await line.events.until(() => line.events.texts.length === 2);
    expect([...line.events.texts].sort()).to.deep.equal(["one", "two"]);
    expect(line.connection.send(command("to all"))).to.equal(true);
    await Promise.all([once(a.socket, "data"), once(b.socket, "data")]);
    expect([a.heard(), b.heard()]).to.deep.equal(["to all", "to all"]);
    b.socket.end();
    await tells(line, new RegExp(`^left ${b.name}$`));
    expect(line.server.slice(1)).to.deep.equal([`joined ${a.name}`, `joined ${b.name}`, `left ${b.name}`]);
    await line.connection.close();
    expect([line.clock.pending, line.connection.state]).to.deep.equal([[], "closed"]);
  });

  it("stuffs commands to its clients (Protocol.Advanced-stuffing)", async () => {
    const line = await listening({ advancedStuffing: "on=command;escape=0x32;stuffing=0x32" });
    const client = await join(line, line.port);
    line.connection.send(command("1293"));
    await once(client.socket, "data");
    expect(client.heard()).to.equal("12293");
    await line.connection.close();
  });

  it("the action open closes what listens with its clients, and listens again (RN 31512)", async () => {
    const line = await listening();
    const client = await join(line, line.port);
    line.connection.reopen();
    await once(client.socket, "close");
    await line.events.until(() => line.server.filter((text) => text.startsWith("listening")).length === 2);
    expect(line.connection.state).to.equal("open");
    await line.connection.close();
    expect(line.connection.state).to.equal("closed");
  });

  it("nobody connected: the command is not sent", async () => {
    const line = await listening();
    expect(line.connection.send(command("x"), { pair: 3 })).to.equal(false);
    expect(line.events.entries.at(-1)).to.include({ note: "not sent", pair: 3 });
    await line.connection.close();
  });

  it("each client's data is a stream of its own", async () => {
    const line = await listening();
    const [a, b] = [await join(line, line.port), await join(line, line.port)];
    a.socket.write("aaaa");
    b.socket.write("bbbb");
    await line.events.until(() => line.clock.pending.length === 2 || line.events.texts.length > 0);
    await line.clock.advance(15);
    expect([...line.events.texts].sort()).to.deep.equal(["aaaa", "bbbb"]);
    await line.connection.close();
  });

  it("maxConcurrentConnections: further clients are refused (Protocol.Type-communicationOptions)", async () => {
    const line = await listening({ communicationOptions: ["maxConcurrentConnections:1"] });
    const a = await join(line, line.port);
    const second = connect({ host: "127.0.0.1", port: line.port });
    second.on("error", () => undefined);
    await once(second, "close");
    expect(line.events.noticesOf("CLIENT_REFUSED")).to.have.length(1);
    a.socket.end();
    await tells(line, /^left/);
    await join(line, line.port);
    await line.connection.close();
  });

  it("the action close with a client disconnects that one (LogicActionClose)", async () => {
    const line = await listening();
    const [a, b] = [await join(line, line.port), await join(line, line.port)];
    expect(line.connection.closeClient?.(a.name)).to.equal(true);
    expect(line.connection.closeClient?.("10.0.0.1:1")).to.equal(false);
    await tells(line, new RegExp(`^left ${a.name}$`));
    line.connection.send(command("left over"));
    await once(b.socket, "data");
    expect([a.heard(), b.heard()]).to.deep.equal(["", "left over"]);
    await line.connection.close();
  });

  it("smartIpHeader: port, address and sequence number of the client in front of every packet", async () => {
    const line = await listening({ communicationOptions: ["smartIpHeader", "maxReceiveBuffer:1"] });
    const a = await join(line, line.port);
    a.socket.write("xy");
    await line.events.until(() => line.events.texts.length === 2);
    const port = Buffer.alloc(2);
    port.writeUInt16BE(a.socket.localPort ?? 0);
    // Port and 127.0.0.1 big endian, then the number of the packet in 8 bytes, little endian.
    const packets = line.events.all.flatMap((event) => (event.type === "message" ? [event.bytes] : []));
    const expected = ["x", "y"].map((text, number) =>
      Buffer.concat([port, Buffer.from([127, 0, 0, 1, number, 0, 0, 0, 0, 0, 0, 0]), Buffer.from(text)]),
    );
    expect(packets.map((packet) => Buffer.from(packet).toString("hex"))).to.deep.equal(
      expected.map((packet) => packet.toString("hex")),
    );
    await line.connection.close();
  });

  it("a port that is taken is told", async () => {
    const first = await listening();
    const second = serialLine({ kind: "smart-serial", host: "127.0.0.1", port: first.port });
    second.connection.open();
    const { info } = await second.events.next("failed");
    expect(info).to.include({ final: true });
    expect(info.error).to.include({ code: "ERR_CONNECTION_PORT" });
    expect(info.error.message).to.contain(
      "Another program uses that port of this machine: end it, or choose",
    );
    expect(second.connection.state).to.equal("closed");
    await second.connection.close();
    await first.connection.close();
  });

  it("a server does not go elsewhere at run time", async () => {
    const line = await listening();
    line.connection.retarget("localhost:5000");
    line.connection.retarget("");
    expect(line.events.noticesOf("ADDRESS_INVALID")).to.have.length(1);
    expect(line.connection.state).to.equal("open");
    await line.connection.close();
  });

  it("listens on all addresses for any, and can be opened again after a close", async () => {
    const line = await listening({ host: "any" });
    await join(line, line.port);
    await line.connection.close();
    line.connection.open();
    await line.events.until(() => line.server.filter((text) => text.startsWith("listening")).length === 2);
    await line.connection.close();
    expect(line.server.some((text) => text.startsWith("left"))).to.equal(false);
  });

  it("pause and resume hold all clients back", async () => {
    const line = await listening({ communicationOptions: ["maxReceiveBuffer:2"] });
    const a = await join(line, line.port);
    line.connection.pause();
    const b = await join(line, line.port);
    a.socket.write("aa");
    b.socket.write("bb");
    line.connection.resume();
    await line.events.until(() => line.events.texts.length === 2);
    expect(line.connection.unsentBytes).to.equal(0);
    await line.connection.close();
  });
});
