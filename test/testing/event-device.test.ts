/** The device of demos and tests, heard by a plain WebSocket client. */
import { once } from "node:events";
import { expect } from "chai";
import { WebSocket } from "ws";
import { EventDevice, eventSources } from "../../src/testing/event-device.ts";

/** A client that keeps what it hears. */
async function client(
  url: string,
): Promise<{ socket: WebSocket; hears: (count: number) => Promise<{ text: string; binary: boolean }[]> }> {
  const heard: { text: string; binary: boolean }[] = [];
  const socket = new WebSocket(url);
  socket.on("message", (data: Buffer, binary) => heard.push({ text: data.toString("utf8"), binary }));
  await once(socket, "open");
  return {
    socket,
    hears: async (count) => {
      while (heard.length < count) await once(socket, "message");
      return heard;
    },
  };
}

describe("event device", () => {
  it("answers a subscription with an event, then pushes to subscribers, in text and binary frames in turn", async () => {
    await using device = await EventDevice.start({ path: "/events/ws" });
    const { socket, hears } = await client(device.url);
    device.push();
    socket.send(Buffer.from('{"type":"subscribe"}'));
    await hears(1);
    device.push(5);
    const heard = await hears(6);
    const events = heard.map(
      ({ text }) => JSON.parse(text) as { number: number; source: string; value: number },
    );
    expect(events.map(({ number }) => number)).to.deep.equal([2, 3, 4, 5, 6, 7]);
    expect(new Set(events.map(({ source }) => source))).to.deep.equal(new Set(eventSources));
    expect(new Set(events.map(({ value }) => value)).size).to.equal(6);
    expect(heard.map(({ binary }) => binary)).to.deep.equal([true, false, true, false, true, false]);
    expect(device.received).to.deep.equal([{ text: '{"type":"subscribe"}', opcode: 2 }]);
    socket.terminate();
  });

  it("answers every heartbeat alike, and says nothing to what it does not know", async () => {
    await using device = await EventDevice.start();
    const { socket, hears } = await client(device.url);
    for (const text of ["no JSON", "5", '{"type":"ping"}', '{"type":"ping"}']) socket.send(text);
    expect(await hears(2)).to.deep.equal([
      { text: '{"type":"pong"}', binary: false },
      { text: '{"type":"pong"}', binary: false },
    ]);
    socket.terminate();
  });

  it("tells its address by HTTP when it has a discovery path, and nothing else", async () => {
    await using device = await EventDevice.start({ path: "/events", discovery: "/api/events" });
    const base = `http://127.0.0.1:${String(device.port)}`;
    const answer = await fetch(`${base}/api/events?now`);
    expect(await answer.json()).to.deep.equal({ events: device.url });
    expect((await fetch(`${base}/other`)).status).to.equal(426);
    expect(device.asked).to.deep.equal(["/api/events?now", "/other"]);
    await using silent = await EventDevice.start();
    expect((await fetch(`http://127.0.0.1:${String(silent.port)}/`)).status).to.equal(426);
  });

  it("refuses another path with 404", async () => {
    await using device = await EventDevice.start({ path: "/events/ws" });
    const socket = new WebSocket(`ws://127.0.0.1:${String(device.port)}/other`);
    const [, answer] = (await once(socket, "unexpected-response")) as [unknown, { statusCode: number }];
    expect(answer.statusCode).to.equal(404);
    socket.once("error", () => undefined);
    socket.terminate();
  });

  it("leaves with a code, or without a word", async () => {
    await using device = await EventDevice.start();
    const first = await client(device.url);
    expect(device.connections).to.equal(1);
    device.closeAll(1001, "maintenance");
    const [code, reason] = (await once(first.socket, "close")) as [number, Buffer];
    expect([code, reason.toString()]).to.deep.equal([1001, "maintenance"]);
    const second = await client(device.url);
    device.cut();
    const [broken] = (await once(second.socket, "close")) as [number];
    expect(broken).to.equal(1006);
    expect(device.connections).to.equal(0);
  });
});
