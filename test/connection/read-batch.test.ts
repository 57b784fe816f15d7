/** The messages of one read: all of them, in order, and before whatever else the device said behind them. */
import { expect } from "chai";
import { ReadBatch, type BatchOwner } from "../../src/connection/read-batch.ts";
import { withOpen } from "./support/line.ts";
import { closePayload, frame, opcodes } from "./support/raw-server.ts";

/** Notes what it receives; `onReceive` may do more. */
class Owner implements BatchOwner {
  readonly received: string[] = [];
  time = 0;
  onReceive: (text: string) => void = () => undefined;

  now(): number {
    return this.time;
  }

  receive(bytes: Buffer, binary: boolean, at: number): void {
    this.received.push(`${bytes.toString()} ${binary ? "binary" : "text"} ${String(at)}`);
    this.onReceive(bytes.toString());
  }
}

const message = (text: string): Buffer => frame(opcodes.text, text);

describe("connection/read-batch", () => {
  it("keeps the messages of a read until its end, and gives all of them its time", () => {
    const [batch, owner] = [new ReadBatch(), new Owner()];
    batch.begin(owner);
    batch.add(owner, Buffer.from("one"), false);
    batch.add(owner, Buffer.from("two"), true);
    expect(owner.received).to.deep.equal([]);
    owner.time = 7;
    owner.onReceive = () => owner.time++;
    batch.end(owner);
    expect(owner.received).to.deep.equal(["one text 7", "two binary 7"]);
    batch.end(owner);
    expect(owner.received).to.have.length(2);
  });

  it("hands on at once what is of no read, or of another's", () => {
    const [batch, reading, other] = [new ReadBatch(), new Owner(), new Owner()];
    batch.add(other, Buffer.from("early"), true);
    batch.begin(reading);
    batch.begin(other);
    batch.add(reading, Buffer.from("kept"), true);
    batch.add(other, Buffer.from("inside"), true);
    batch.flush(other);
    batch.end(other);
    expect(other.received).to.deep.equal(["early binary 0", "inside binary 0"]);
    expect(reading.received).to.deep.equal([]);
    batch.end(reading);
    expect(reading.received).to.deep.equal(["kept binary 0"]);
  });

  it("what is told or comes while messages are handed on does not overtake them", () => {
    const [batch, owner] = [new ReadBatch(), new Owner()];
    batch.begin(owner);
    for (const text of ["a", "b"]) batch.add(owner, Buffer.from(text), true);
    owner.onReceive = (text) => {
      batch.flush(owner);
      if (text === "a") batch.add(owner, Buffer.from("c"), true);
    };
    batch.flush(owner);
    expect(owner.received).to.deep.equal(["a binary 0", "b binary 0", "c binary 0"]);
    batch.add(owner, Buffer.from("d"), true);
    batch.end(owner);
    expect(owner.received.at(-1)).to.equal("d binary 0");
  });

  it("an owner that throws does not hold the next read up", () => {
    const [batch, owner] = [new ReadBatch(), new Owner()];
    batch.begin(owner);
    batch.add(owner, Buffer.from("a"), true);
    owner.onReceive = () => {
      throw new Error("mistake");
    };
    expect(() => {
      batch.end(owner);
    }).to.throw("mistake");
    const next = new Owner();
    batch.begin(next);
    batch.add(next, Buffer.from("b"), true);
    expect(next.received).to.deep.equal([]);
    batch.end(next);
    expect(next.received).to.deep.equal(["b binary 0"]);
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
});
