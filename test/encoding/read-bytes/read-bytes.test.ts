import { expect } from "chai";
import fc from "fast-check";
import { readBytes } from "../../../src/encoding/read-bytes/read-bytes.ts";
import type { InputReading, ReadBytesOptions } from "../../../src/encoding/read-bytes/read-bytes.ts";

function words({ shape, bytes, text }: InputReading): string {
  return `${shape} ${text ?? Buffer.from(bytes).toString("hex")}`;
}

/** All readings of an input, the likeliest first. */
function readings(input: string, options?: ReadBytesOptions): string[] {
  const best = readBytes(input, options);
  return [best, ...best.others].map(words);
}

/** Message and details of the error. */
function failure(
  input: string,
  options?: ReadBytesOptions,
): { message: string; code: string; details: unknown } {
  try {
    readBytes(input, options);
  } catch (error) {
    return error as { message: string; code: string; details: unknown };
  }
  return expect.fail(`${input} was taken`);
}

describe("encoding/read-bytes", () => {
  it("names the shape, and gives bytes or text", () => {
    const hex = readBytes("5a c3 bc");
    expect(hex).to.deep.include({ shape: "hex", kind: "hex", description: "hex digits", others: [] });
    expect(hex.bytes).to.deep.equal(Uint8Array.of(0x5a, 0xc3, 0xbc));
    expect(hex.text).to.equal(undefined);
    const text = readBytes("ZÃ¼rich, 5 â‚¬");
    expect(text).to.deep.include({
      shape: "text",
      kind: "text",
      description: "text",
      text: "ZÃ¼rich, 5 â‚¬",
    });
  });

  it("gives both readings where two are possible, the likelier first", () => {
    const rows: readonly (readonly [input: string, ...readings: string[]])[] = [
      ["84-69-83-84", "dec 54455354", "hex 84698384"],
      ["50-48-49", "hex 504849", "dec 323031"],
      ["63 61 66 82", "hex 63616682", "dec 3f3d4252"],
      ["12 34", "hex 1234", "dec 0c22"],
      ["01011010 11000011", "binary 5ac3", "hex 0101101011000011"],
      ["'\\x5ac3'", "bytea 5ac3", "byte-escapes 5a6333"],
      ["caf\\xe9", "byte-escapes 636166e9", "character-escapes café"],
      ["cafe", "hex cafe", "text cafe"],
      ["caf=E9", "quoted-printable 636166e9", "text caf=E9"],
    ];
    for (const [input, ...expected] of rows) expect(readings(input), input).to.deep.equal(expected);
  });

  it("lets the caller decide", () => {
    expect(readings("84-69-83-84", { as: "hex" })).to.deep.equal(["hex 84698384"]);
    expect(readings("84-69-83-84", { as: "dec" })).to.deep.equal(["dec 54455354"]);
    expect(readings("84-69-83-84", { as: "text" })).to.deep.equal(["text 84-69-83-84"]);
    // Python: base64.b64decode("Temperature=").hex()
    expect(readings("Temperature", { as: "base64" })).to.deep.equal(["base64 4de9a97ab6adbab7"]);
    expect(readings("cafe", { as: "hex" })).to.deep.equal(["hex cafe"]);
  });

  it("takes what is close to a shape for a slip, and says where it is", () => {
    const rows: readonly (readonly [input: string, index: number, message: RegExp])[] = [
      ["5a c3 bc 7", 9, /looks like hex digits, but not at position 9: .*odd length/],
      ["5a c3 bc zz", 9, /"z" is no hex digit and no separator/],
      ["5ac3bc7g", 7, /"g" is no hex digit/],
      ["[90, 195, 188, 114, 300]", 20, /300 is no byte/],
      ["Z=C3=BC=g", 7, /= is not followed by two hex digits/],
    ];
    for (const [input, index, message] of rows) {
      const error = failure(input);
      expect(error, input).to.include({ code: "ERR_INPUT" });
      expect(error.message, input).to.match(message);
      expect(error.details, input).to.deep.include({ index });
      expect(readBytes(input, { strict: true }).shape, input).to.equal("text");
    }
    const broken = failure("0000: 4142\n0002: 4142\n0004: 4142\n0008: 41");
    expect(broken.message).to.match(/looks like a dump of xxd, but not at line 3, column 1/);
    expect(broken.details).to.deep.equal({ index: 22, line: 3, column: 1 });
  });

  it("says why the input is not of the kind asked for", () => {
    expect(failure("hello", { as: "hex" }).message).to.equal(
      'The input is not hex digits at position 0: "h" is no hex digit and no separator.',
    );
    expect(failure("300 1", { as: "dec" }).message).to.match(/300 is no byte/);
    expect(failure("hello", { as: "dump" }).message).to.equal("Nothing in the input is a dump.");
    expect(failure("hello!", { as: "base64" }).message).to.match(
      /not base64 at position 5: "!" is not part of base64/,
    );
    expect(failure("hello", { as: "escapes" }).message).to.equal(
      "Nothing in the input is text with escapes.",
    );
  });

  it("leaves damaged text, sentences, dates, addresses and paths to be text", () => {
    for (const input of [
      "2024-01-02 12:30:00 ZÃ¼rich",
      "2024-01-02",
      "decade of",
      "12 34 56 ok",
      "(1, 2, drei Ã¼)",
      "a=20&b=30&c=40&d=x",
      "Donaudampfschifffahrt_Ã¼",
      "C:\\temp\\new",
      "Tom &amp; Jerry",
      "100 %",
      "3.14",
      "Temperature",
      "",
    ])
      expect(readings(input), input).to.deep.equal([`text ${input}`]);
  });

  it("in a file takes only what an ordinary text cannot be", () => {
    for (const input of [
      "12\n13\n14\n",
      "1,2,3\n4,5,6\n",
      "[1, 2, 3]",
      "20240101",
      "cafe",
      "1234\n",
      '{"a": "\\u00e9",\n "b": 1}',
    ])
      expect(readBytes(input, { strict: true }).shape, input).to.equal("text");
    for (const [input, shape] of [
      ["5ac3 bc72\n6963 68\n", "hex"],
      ["90 195 188 114 105 99 104", "dec"],
      ["WsO8cmljaA==\n", "base64"],
      ["Z%C3%BCrich", "percent"],
    ] as const)
      expect(readBytes(input, { strict: true }).shape, input).to.equal(shape);
  });

  it("takes any text, or says where it is wrong", () => {
    const pieces = fc.constantFrom(
      "5a",
      "0x",
      "0000: ",
      "\n",
      " ",
      "=",
      "%",
      "\\x",
      "{",
      "]",
      "'",
      "*",
      "é",
      "g",
      "&#",
      ";",
      "90,",
    );
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(pieces).map((list) => list.join("")),
    );
    fc.assert(
      fc.property(text, (input) => {
        expect(readBytes(input, { strict: true })).to.have.property("kind");
        try {
          readBytes(input);
        } catch (error) {
          expect(error).to.include({ code: "ERR_INPUT" });
          expect((error as { details: { index: number } }).details.index).to.be.within(0, input.length);
        }
      }),
    );
  });

  it("brings back bytes written in any usual way", () => {
    const ways: readonly ((data: Buffer) => string)[] = [
      (data) => data.toString("hex"),
      (data) => `0x${data.toString("hex")}`,
      (data) => (data.toString("hex").match(/../g) ?? []).join("-"),
      (data) => `b'${(data.toString("hex").match(/../g) ?? []).map((pair) => `\\x${pair}`).join("")}'`,
      (data) => `new byte[] { ${[...data].join(", ")} }`,
      (data) => JSON.stringify(data),
      (data) => `data:;base64,${data.toString("base64")}`,
      (data) => `00000000: ${(data.toString("hex").match(/../g) ?? []).join(" ")}`,
    ];
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2, maxLength: 40 }), fc.constantFrom(...ways), (data, way) => {
        const input = way(Buffer.from(data));
        const all = [readBytes(input), ...readBytes(input).others].map(({ bytes }) =>
          Buffer.from(bytes ?? []).toString("hex"),
        );
        expect(all, input).to.include(Buffer.from(data).toString("hex"));
      }),
    );
  });
});
