/** Reads of a socket: all messages, in order, before whatever else the device said behind them, whichever way they take. */
import { EventEmitter } from "node:events";
import { expect } from "chai";
import { FrameReader } from "../../../src/connection/websocket/frames.ts";
import { withOpen, withServer } from "../../support/connection/line.ts";
import { closePayload, frame, opcodes } from "../../support/connection/raw-server.ts";

const message = (text: string): Buffer => frame(opcodes.text, text);
const limit = 1000;

/** A reader with its line; notes the messages, and what the line's listeners got. */
function makeReader(): { reader: FrameReader; received: string[]; line: EventEmitter; bytes: () => Buffer } {
  const received: string[] = [];
  const given: Buffer[] = [];
  let time = 0;
  const line = new EventEmitter();
  line.on("data", (bytes: Buffer) => given.push(bytes));
  const reader = new FrameReader({ now: () => ++time }, null, {
    message: (_, text, binary, at) => {
      received.push(`${text.toString()} ${binary ? "binary" : "text"} ${String(at)}`);
    },
  });
  return { reader, received, line, bytes: () => Buffer.concat(given) };
}

describe("connection/websocket reads", () => {
  it("gives the library everything until it is told to begin", () => {
    const { reader, received, line, bytes } = makeReader();
    reader.begin(limit, Buffer.alloc(0)); // no line yet: that of a proxy, or a secure one
    reader.attach(line);
    reader.read(message("early"));
    expect(bytes()).to.deep.equal(message("early"));
    reader.begin(limit, Buffer.alloc(0));
    reader.read(message("late"));
    expect(received).to.deep.equal(["late text 1"]);
    expect(bytes()).to.deep.equal(message("early"));
  });

  it("gives all messages of a read its time, and those from elsewhere the time of now", () => {
    const { reader, received, line } = makeReader();
    reader.attach(line);
    reader.begin(limit, Buffer.alloc(0));
    line.on("data", () => {
      reader.message(Buffer.from("by the library"), true);
    });
    reader.read(Buffer.concat([message("one"), frame(opcodes.text, "two", { fin: false })]));
    reader.message(Buffer.from("later"), false);
    expect(received).to.deep.equal(["one text 1", "by the library binary 1", "later text 2"]);
  });

  it("leaves everything to the library from a read on that has to wait", () => {
    const { reader, received, line, bytes } = makeReader();
    reader.attach(line);
    reader.begin(limit, Buffer.alloc(0));
    const [one, two] = [message("one"), message("two")];
    reader.read(one.subarray(0, 1));
    expect(reader.wait(one.subarray(1))).to.deep.equal(one);
    expect(reader.wait(two)).to.deep.equal(two);
    reader.read(two);
    expect(bytes()).to.deep.equal(two);
    expect(received).to.deep.equal([]);
  });

  it("a message that throws does not keep its time for later ones", () => {
    let time = 0;
    const times: number[] = [];
    const reader = new FrameReader({ now: () => ++time }, null, {
      message: (_, bytes, _binary, at) => {
        times.push(at);
        if (bytes.length === 0) throw new Error("mistake");
      },
    });
    reader.attach(new EventEmitter());
    reader.begin(limit, Buffer.alloc(0));
    expect(() => {
      reader.read(message(""));
    }).to.throw("mistake");
    reader.message(Buffer.from("later"), false);
    expect(times).to.deep.equal([1, 2]);
  });

  it("messages, pings and the close frame of one read are told in their order, and an answer still goes out", async () => {
    await withOpen({}, async ({ peer, events, connection }) => {
      events.onMessage = (bytes) => {
        connection.send({ bytes: Buffer.concat([Buffer.from("to "), bytes]), text: true });
      };
      peer.write(
        Buffer.concat([
          ...["one", "two"].map(message),
          frame(opcodes.ping),
          message("three"),
          frame(opcodes.close, closePayload(1000)),
        ]),
      );
      const { info } = await events.next("closed");
      expect(info.code).to.equal(1000);
      expect(events.all.map(({ type }) => type)).to.deep.equal(
        ["opened", "message", "message", "alive", "message", "closed"], // as the device said them
      );
      const sent = [await peer.frame(), await peer.frame(), await peer.frame(), await peer.frame()];
      const texts = sent
        .filter(({ opcode }) => opcode === opcodes.text)
        .map(({ payload }) => payload.toString());
      expect(texts).to.deep.equal(["to one", "to two", "to three"]);
      expect((await peer.frame()).opcode).to.equal(opcodes.close);
    });
  });

  it("frameReader ws: no read comes here, and the same is told", async () => {
    const read: (this: FrameReader, bytes: Buffer) => void = Reflect.get(FrameReader.prototype, "read");
    const reads = { own: 0, ws: 0 };
    try {
      for (const frameReader of ["own", "ws"] as const) {
        FrameReader.prototype.read = function (bytes) {
          reads[frameReader]++;
          read.call(this, bytes);
        };
        await withOpen({ options: { frameReader } }, async ({ peer, events }) => {
          const broken = Buffer.from([0x8a, 126]);
          peer.write(Buffer.concat([message("one"), frame(opcodes.ping), message("two"), broken]));
          expect((await events.next("closed")).info).to.include({ code: 1002, by: "fault" });
          expect(events.texts).to.deep.equal(["one", "two"]);
        });
      }
    } finally {
      FrameReader.prototype.read = read;
    }
    expect(reads.own).to.be.greaterThan(0);
    expect(reads.ws).to.equal(0);
  });

  it("messages in front of a broken frame are handed on", async () => {
    await withOpen({}, async ({ peer, events }) => {
      peer.write(Buffer.concat([message("one"), message("two"), Buffer.from([0xff, 0x00])]));
      expect((await events.next("closed")).info).to.include({ code: 1002, by: "fault" });
      expect(events.texts).to.deep.equal(["one", "two"]);
    });
  });

  it("what comes behind a message at which the element leaves the socket is dropped with a notice", async () => {
    await withOpen({}, async ({ peer, events, connection }) => {
      events.onMessage = () => void connection.close();
      peer.write(Buffer.concat(["one", "two", "three"].map(message)));
      expect((await peer.frame()).opcode).to.equal(opcodes.close);
      peer.write(frame(opcodes.close, closePayload(1000)));
      await events.next("closed");
      expect(events.texts).to.deep.equal(["one"]);
      expect(events.noticesOf("MESSAGE_DROPPED")).to.have.length(2);
    });
  });

  for (const [where, kept] of [
    ["between two messages", 0],
    ["in a header", 1],
    ["in a payload", 3],
  ] as const) {
    it(`messages that come with the answer to the opening are whole when the read ends ${where}`, async () => {
      // What is left of the second looks like a message, where its payload is cut.
      const texts = ["one", `<${message("inside").toString("latin1")}`, "three", "four"];
      await withServer({}, async ({ server, connection, events }) => {
        connection.open();
        const peer = await server.peer();
        const head = await peer.head();
        const all = Buffer.concat(texts.map((text) => frame(opcodes.binary, Buffer.from(text, "latin1"))));
        const cut = message("one").length + kept;
        peer.socket.cork();
        peer.answer(head);
        peer.write(all.subarray(0, cut));
        peer.socket.uncork();
        await events.next("message");
        peer.write(all.subarray(cut));
        for (let left = 3; left > 0; left--) await events.next("message");
        const received = events.all.flatMap((event) => (event.type === "message" ? [event.bytes] : []));
        expect(received.map((bytes) => Buffer.from(bytes).toString("latin1"))).to.deep.equal(texts);
        peer.socket.destroy();
      });
    });
  }
});
