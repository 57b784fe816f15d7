/** Messages in a stream of bytes: each rule, any split of the bytes, the limit. */
import { Readable } from "node:stream";
import { expect } from "chai";
import fc from "fast-check";
import { createMessageReader, messages, type MessageRule } from "../../../src/wire/messages/messages.ts";
import { expectCode } from "../../support/qaction/expect-code.ts";

/** The messages of bytes that come at once, one character a byte. */
function cut(rule: MessageRule, text: string): string[] {
  return createMessageReader(rule)
    .read(Buffer.from(text, "latin1"))
    .map((message) => message.toString("latin1"));
}

describe("messages", () => {
  it("line: LF ends a line, and a CR before it belongs to the end", () => {
    expect(cut("line", "one\r\ntwo\n\nthree\rfour\nrest")).to.deep.equal(["one", "two", "", "three\rfour"]);
  });

  it("nul and end: the end is left out", () => {
    expect(cut("nul", '{"a":1}\0\0x\0y')).to.deep.equal(['{"a":1}', "", "x"]);
    expect(cut({ end: "\r\n\r\n" }, "a\r\nb\r\n\r\nc\r\n\r")).to.deep.equal(["a\r\nb"]);
    expect(cut({ end: [0x03] }, "\x02a\x03\x02b\x03")).to.deep.equal(["\x02a", "\x02b"]);
    expect(cut({ end: "€" }, "a\xe2\x82\xacb"), "a text is UTF-8").to.deep.equal(["a"]);
  });

  it("length: the message has the field in it, wherever that stands", () => {
    expect(cut({ length: 2 }, "\0\x03abc\0\0\0\x01")).to.deep.equal(["\0\x03abc", "\0\0"]);
    const field = { size: 3, at: 1, littleEndian: true } as const;
    expect(cut({ length: field }, "T\x02\0\0xyT\0\0\0T\x01")).to.deep.equal(["T\x02\0\0xy", "T\0\0\0"]);
    const whole = { size: 1, whole: true } as const;
    expect(cut({ length: whole }, "\x03ab\x01\x00\x02c")).to.deep.equal(["\x03ab", "\x01", "\0", "\x02c"]);
  });

  it("json: values that follow each other, with anything blank between them or nothing", () => {
    const text = ' {"a":"}\\"{"}[1,[2]]"x\\\\"\r\n 12.5e3 true{"b":{}}\x1e{"c":1}\0null\n7';
    expect(cut("json", text)).to.deep.equal([
      '{"a":"}\\"{"}',
      "[1,[2]]",
      '"x\\\\"',
      "12.5e3",
      "true",
      '{"b":{}}',
      '{"c":1}',
      "null",
    ]);
  });

  it("json: what is no JSON is a message of its own, so that nothing is lost", () => {
    expect(cut("json", 'ERR: busy {"a":1}}} {"b":2}')).to.deep.equal([
      "ERR:",
      "busy",
      '{"a":1}',
      "}}",
      '{"b":2}',
    ]);
    expect(cut("json", '\xef\xbb\xbf{"a":1}'), "a byte order mark is none").to.deep.equal(['{"a":1}']);
  });

  it("json: looks at bytes, not at characters: half a character at the end of a piece does no harm", () => {
    const bytes = Buffer.from('{"name":"Zürich 😀 日本語"}', "utf8");
    const reader = createMessageReader("json");
    const found = [...bytes].flatMap((byte) => reader.read([byte]));
    expect(found.map((message) => message.toString("utf8"))).to.deep.equal(['{"name":"Zürich 😀 日本語"}']);
  });

  it("any split of the bytes gives the same messages", () => {
    const rules: readonly MessageRule[] = [
      "line",
      "nul",
      "json",
      { end: "\r\n" },
      { end: "aab" },
      { length: 1 },
      { length: { size: 2, at: 1, littleEndian: true, whole: true } },
    ];
    const piece = fc.array(fc.constantFrom(...Buffer.from('\0\r\n{}[]":,\\ab1 \x01\x02é')), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...rules),
        fc.array(piece, { maxLength: 12 }),
        fc.nat(40),
        (rule, pieces, limit) => {
          const outcome = (parts: readonly (readonly number[])[]): unknown => {
            const reader = createMessageReader(rule, { limit });
            const found: string[] = [];
            try {
              for (const part of [...parts, []])
                found.push(...reader.read(part).map((message) => message.toString("latin1")));
            } catch {
              return [...found, "too long"];
            }
            return [...found, reader.waiting];
          };
          expect(outcome(pieces)).to.deep.equal(outcome([pieces.flat()]));
        },
      ),
    );
  });

  it("nothing is lost: the messages with their ends are the bytes", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 20 })), (all) => {
        const bytes = Buffer.concat(all.map((one) => Buffer.concat([Buffer.from([one.length]), one])));
        expect(createMessageReader({ length: 1 }).read(bytes)).to.deep.equal(
          all.map((one) => Buffer.concat([Buffer.from([one.length]), one])),
        );
      }),
    );
  });

  it("a message longer than the limit throws, after those before it, until clear", () => {
    const reader = createMessageReader("line", { limit: 6 });
    expect(reader.read(Buffer.from("12345\nok\n1234567")).map(String)).to.deep.equal(["12345", "ok"]);
    expectCode(() => reader.read([0x0a]), "ERR_MESSAGE_LENGTH");
    expectCode(() => reader.read([]), "ERR_MESSAGE_LENGTH");
    expect(reader.waiting).to.equal(0);
    reader.clear();
    expect(reader.read(Buffer.from("a\n")).map(String)).to.deep.equal(["a"]);
    expectCode(() => createMessageReader("line", { limit: 6 }).read(Buffer.alloc(7)), "ERR_MESSAGE_LENGTH");
  });

  it("keeps what it gives: a later piece does not change an earlier message", () => {
    const reader = createMessageReader("line");
    const piece = Buffer.from("one\ntw");
    const [first] = reader.read(piece);
    piece.fill(0x78);
    reader.read(Buffer.from("o\n"));
    expect(first?.toString()).to.equal("one");
  });

  it("refuses a rule that does not exist, an empty end, and a field that cannot be", () => {
    const wrong: unknown[] = ["lines", { end: "" }, { length: 5 }, { length: { size: 2, at: -1 } }, {}];
    for (const rule of wrong) expectCode(() => createMessageReader(rule as MessageRule), "ERR_OPTION");
    expectCode(() => createMessageReader("line", { limits: 5 } as object), "ERR_OPTION");
    expectCode(() => createMessageReader("line").read([256]), "ERR_BYTE_STREAM");
  });

  it("reads the pieces of a stream, and leaves out what is incomplete at its end", async () => {
    const stream = Readable.from([Buffer.from("on"), Buffer.from("e\ntwo\nthr"), Buffer.from("ee")]);
    const found: string[] = [];
    for await (const message of messages(stream, "line")) found.push(message.toString());
    expect(found).to.deep.equal(["one", "two"]);
  });

  it("a stream with a message that is too long gives those before it, then throws", async () => {
    const found: string[] = [];
    let error: unknown;
    try {
      for await (const message of messages([Buffer.from("one\n12345")], "line", { limit: 4 }))
        found.push(message.toString());
    } catch (thrown) {
      error = thrown;
    }
    expect(found).to.deep.equal(["one"]);
    expectCode(() => {
      throw error;
    }, "ERR_MESSAGE_LENGTH");
  });
});
