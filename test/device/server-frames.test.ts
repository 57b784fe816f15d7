/** Frames of a server, against RFC 6455: headers by its section 5.2, payloads by the library that clients use. */
import { once } from "node:events";
import { expect } from "chai";
import { WebSocket } from "ws";
import { createDevice } from "../../src/device/device.ts";
import { closeFrame, closeReason, serverFrame } from "../../src/device/server-frames.ts";

describe("server frames", () => {
  it("have the shortest header that their length allows", () => {
    const heads: readonly (readonly [length: number, head: string])[] = [
      [0, "8100"],
      [125, "817d"],
      [126, "817e007e"],
      [65_535, "817effff"],
      [65_536, "817f0000000000010000"],
    ];
    for (const [length, head] of heads) {
      const frame = serverFrame(1, Buffer.alloc(length, 0x61));
      expect(frame.subarray(0, head.length / 2).toString("hex")).to.equal(head);
      expect(frame).to.have.length(head.length / 2 + length);
      expect(frame.subarray(head.length / 2).every((byte) => byte === 0x61)).to.equal(true);
    }
    expect(serverFrame(0xff, Buffer.alloc(0))[0], "no reserved bit").to.equal(0x8f);
  });

  it("are read by a client, whatever their length", async () => {
    const lengths = [0, 1, 125, 126, 127, 65_535, 65_536, 1_000_000];
    await using device = await createDevice({
      faces: { sizes: { kind: "websocket", on: [[/^\d+$/, ({ text }) => "x".repeat(Number(text))]] } },
    });
    const socket = new WebSocket(device.url());
    await once(socket, "open");
    const heard: number[] = [];
    socket.on("message", (bytes: Buffer) => heard.push(bytes.length));
    for (const length of lengths) socket.send(String(length));
    while (heard.length < lengths.length) await once(socket, "message");
    expect(heard).to.deep.equal(lengths);
    socket.terminate();
  });

  it("a close frame has any code, and a reason cut between two characters", () => {
    expect(closeFrame(1005, "").toString("hex")).to.equal("880203ed");
    expect(closeReason("ü".repeat(100)).toString("utf8")).to.equal("ü".repeat(61));
    expect(closeReason("x".repeat(123))).to.have.length(123);
    const frame = closeFrame(4000, "日".repeat(50));
    expect(frame[1]).to.equal(2 + 123);
    expect(frame.subarray(4).toString("utf8")).to.equal("日".repeat(41));
  });
});
