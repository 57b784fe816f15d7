/** Messages found without the library: the same ones, in the same place among everything else, however the bytes are cut. */
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { expect } from "chai";
import fc from "fast-check";
import * as ws from "ws";
import { FrameReader } from "../../../src/connection/websocket/frames.ts";
import { closePayload, frame, opcodes } from "../../support/connection/raw-server.ts";

/** The reader inside of the library, which its types do not show. */
const { Receiver } = ws as unknown as { readonly Receiver: new (options: object) => Writable };

const limit = 70_000;

/** What the library reports about bytes, in order; a message may be put in between. */
class Told {
  readonly events: string[] = [];
  /** Bytes that the library was given. */
  given = 0;
  readonly #receiver = new Receiver({ maxPayload: limit, skipUTF8Validation: true });

  constructor() {
    this.#receiver.on("message", (bytes: Buffer, binary: boolean) => {
      this.message(bytes, binary);
    });
    for (const name of ["ping", "pong"])
      this.#receiver.on(name, (bytes: Buffer) => this.events.push(`${name} ${bytes.toString("hex")}`));
    this.#receiver.on("conclude", (code: number) => this.events.push(`close ${String(code)}`));
    this.#receiver.on("error", (error) => this.events.push(error.message));
  }

  message(bytes: Buffer, binary: boolean): void {
    this.events.push(`${binary ? "binary" : "text"} ${bytes.toString("hex")}`);
  }

  other(bytes: Buffer): void {
    this.given += bytes.length;
    if (this.#receiver.writable) this.#receiver.write(bytes);
  }

  /** What was told, once the library is through. */
  async all(): Promise<readonly string[]> {
    if (this.#receiver.writable) this.#receiver.end();
    await finished(this.#receiver).catch(() => undefined);
    return this.events;
  }
}

/** Takes pieces apart. */
function told(pieces: readonly Buffer[], head: Buffer = Buffer.alloc(0)): Told {
  const result = new Told();
  if (head.length > 0) result.other(head);
  const frames = readerOf(result, head);
  for (const piece of pieces) frames.read(piece);
  return result;
}

/** A reader whose messages and other bytes go there. */
function readerOf(target: Told, head: Buffer = Buffer.alloc(0)): FrameReader {
  const frames = new FrameReader({ now: () => 0 }, null, {
    message: (_, bytes, binary) => {
      target.message(bytes, binary);
    },
  });
  frames.attach({
    emit: (_, bytes) => {
      target.other(bytes);
      return true;
    },
  });
  frames.begin(limit, head);
  return frames;
}

/** What a reader holds of a header that is not whole; it reads no further. */
function heldBy(frames: FrameReader): Buffer {
  return frames.wait(Buffer.alloc(0));
}

/** A header by hand: first byte, length field as it stands, mask or none. */
function header(first: number, ...rest: readonly number[]): Buffer {
  return Buffer.from([first, ...rest]);
}

/** A message whose length field is longer than it needs to be. */
function longWinded(first: number, payload: Buffer, field: 126 | 127): Buffer {
  const head = Buffer.alloc(field === 126 ? 4 : 10);
  head[0] = first;
  head[1] = field;
  head.writeUInt16BE(payload.length, head.length - 2);
  return Buffer.concat([head, payload]);
}

const payload = fc.oneof(
  { weight: 8, arbitrary: fc.uint8Array({ maxLength: 130 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(0, 125, 126, 127, 65_535, 65_536, limit).map((n) => new Uint8Array(n)),
  },
);
const control = fc.uint8Array({ maxLength: 125 });
const data = fc.constantFrom(opcodes.text, opcodes.binary);

/** What servers send. */
const usual = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(data, payload).map(([opcode, bytes]) => frame(opcode, bytes)) },
  fc
    .tuple(fc.constantFrom(opcodes.ping, opcodes.pong), control)
    .map(([opcode, bytes]) => frame(opcode, bytes)),
  fc
    .tuple(data, fc.uint8Array({ maxLength: 40 }), fc.constantFrom(126 as const, 127 as const))
    .map(([opcode, bytes, field]) => longWinded(0x80 | opcode, Buffer.from(bytes), field)),
);
/** What ends the short cut, or the socket. */
const unusual = fc.oneof(
  fc
    .tuple(data, control, control)
    .map(([opcode, begin, end]) =>
      Buffer.concat([
        frame(opcode, begin, { fin: false }),
        frame(opcodes.ping),
        frame(opcodes.continuation, end),
      ]),
    ),
  fc.constantFrom(1000, 1001, 1011).map((code) => frame(opcodes.close, closePayload(code))),
  fc.constantFrom(
    frame(opcodes.text, "packed", { rsv1: true }),
    frame(opcodes.continuation, "of nothing"),
    frame(opcodes.ping, "part", { fin: false }),
    frame(3, "reserved"),
    // A masked frame of one byte, and as many as 0x81 would be; a ping of more than 125 bytes. No message is read behind them.
    Buffer.concat([header(0x82, 0x81, 1, 2, 3, 4, 5), Buffer.alloc(0x81 - 5), frame(opcodes.text, "behind")]),
    Buffer.concat([header(0x89, 126, 0, 126), Buffer.alloc(126), frame(opcodes.text, "behind")]),
    frame(opcodes.binary, new Uint8Array(limit + 1)),
    header(0x82, 127, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff),
    header(0xff, 0xff),
  ),
);

describe("connection/websocket/frames", () => {
  it("finds the messages of a read, and gives the library what stands between them", async () => {
    const read = Buffer.concat([
      frame(opcodes.text, "one"),
      frame(opcodes.ping, "p"),
      frame(opcodes.binary, new Uint8Array(300).fill(7)),
      frame(opcodes.text),
    ]);
    const result = told([read]);
    expect(result.given).to.equal(3); // the ping: two bytes of header, one of payload
    expect(await result.all()).to.deep.equal([
      `text ${Buffer.from("one").toString("hex")}`,
      `ping ${Buffer.from("p").toString("hex")}`,
      `binary ${"07".repeat(300)}`,
      "text ",
    ]);
  });

  it("gives the library a message in two reads, and nothing of those around it", () => {
    const [first, middle, last] = ["first", "middle", "last"].map((text) => frame(opcodes.text, text));
    const all = Buffer.concat([first, middle, last] as Buffer[]);
    const cut = (first?.length ?? 0) + 4;
    const result = told([all.subarray(0, cut), all.subarray(cut)]);
    expect(result.given).to.equal(middle?.length);
    expect(result.events).to.deep.equal(
      ["first", "middle", "last"].map((text) => `text ${Buffer.from(text).toString("hex")}`),
    );
  });

  it("keeps a header that is not whole, and shows it", () => {
    const message = frame(opcodes.binary, new Uint8Array(200));
    const result = new Told();
    const frames = readerOf(result);
    frames.read(message.subarray(0, 3));
    expect(result.given).to.equal(0);
    frames.read(message.subarray(3));
    expect(result.given).to.equal(0);
    expect(result.events).to.have.length(1);
    frames.read(message.subarray(0, 3));
    expect(heldBy(frames)).to.deep.equal(message.subarray(0, 3));
  });

  it("goes on behind what the library was given before, and leaves it everything when that ends in a header", () => {
    const message = frame(opcodes.text, "message");
    const inPayload = told([message.subarray(4), message], message.subarray(0, 4));
    expect(inPayload.given).to.equal(message.length);
    // What is left of its header could be one: that of a text of five bytes.
    const long = frame(opcodes.binary, new Uint8Array(0x8105));
    const inHeader = told([long.subarray(2), message], long.subarray(0, 2));
    expect(inHeader.given).to.equal(long.length + message.length);
    for (const { events } of [inPayload, inHeader]) expect(events).to.have.length(2);
  });

  it("judges a header by the bytes that have come, and holds none that breaks a rule", () => {
    // RFC 6455 section 5.5: a control frame has at most 125 bytes; section 5.1: no server masks; section 5.2: reserved opcodes.
    for (const begin of [
      [0x8a, 126],
      [0x89, 127],
      [0x82, 0xfe],
      [0x81, 0x80],
      [0x83],
      [0xc1],
      [0x88],
      [0x01],
    ]) {
      const result = new Told();
      const frames = readerOf(result);
      frames.read(Buffer.from(begin));
      expect([begin, result.given]).to.deep.equal([begin, begin.length]);
      frames.read(frame(opcodes.text, "behind"));
      expect(result.given, "everything behind it").to.equal(
        begin.length + frame(opcodes.text, "behind").length,
      );
      expect(heldBy(frames)).to.have.length(0);
    }
    for (const begin of [[0x81], [0x82, 126, 1], [0x82, 127, 0, 0, 0], [0x8a]]) {
      const frames = readerOf(new Told());
      frames.read(Buffer.from(begin));
      expect(heldBy(frames), "may still become a message").to.deep.equal(Buffer.from(begin));
    }
  });

  it("tells the same as the library alone, for frames of every kind in pieces of every size", async () => {
    const sent = fc
      .tuple(fc.array(usual, { maxLength: 8 }), fc.option(unusual), fc.array(usual, { maxLength: 4 }))
      .map(([before, odd, after]) => Buffer.concat([...before, ...(odd === null ? [] : [odd]), ...after]));
    await fc.assert(
      fc.asyncProperty(sent, fc.array(fc.nat()), fc.boolean(), async (bytes, cuts, withHead) => {
        const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
        const pieces = [0, ...places].map((from, index) =>
          bytes.subarray(from, places[index] ?? bytes.length),
        );
        const alone = new Told();
        alone.other(bytes);
        const ours = withHead ? told(pieces.slice(1), pieces[0]) : told(pieces);
        expect(await ours.all()).to.deep.equal(await alone.all());
      }),
      { numRuns: 400, seed: 6455 },
    );
  });
});
