import { expect } from "chai";
import fc from "fast-check";
import { dumpShapes } from "../../../src/encoding/read-bytes/dump-shapes.ts";
import { readBytes } from "../../../src/encoding/read-bytes/read-bytes.ts";
import { hexDump } from "../../../src/element/stream/hex-dump.ts";
import { textBytes, textDumps, zeroBytes, zeroDumps } from "../../support/encoding/dumps.ts";

/** Shapes by the program that wrote the dump; those not listed are no dumps by their layout, but hex digits and the like. */
const shapeOf: Readonly<Record<string, string>> = {
  xxd: "xxd",
  "xxd -a": "xxd",
  "xxd -b": "xxd-bits",
  "xxd -e": "xxd-words",
  "xxd -p": "hex",
  "xxd -i": "hex-array",
  "hexdump -C": "hexdump-canonical",
  hexdump: "words",
  "hexdump -c": "od-characters",
  "hexdump -b": "od-octal",
  od: "od-octal-words",
  "od -c": "od-characters",
  "od -b": "od-octal",
  "od -x": "words",
  "od -t x1": "od-hex",
  "od -t u1": "od-decimal",
  "od -t d1": "od-decimal",
  "od -t x1z": "od-hex",
  "od -Ad -t x1z": "od-hex",
  "od -Ax -t x1": "wireshark",
  "od -An -t x1": "hex",
  "od -An -c": "od-characters-bare",
  "od -An": "od-octal-words-bare",
};

const text = Buffer.from("Zürich, 5 € ab");
const headless = "5A C3 BC 72 69 63 68 2C 20 35 20 E2 82 AC 20 61 62";

describe("encoding/read-bytes/dump-shapes", () => {
  for (const [dumps, bytes] of [
    [textDumps, textBytes],
    [zeroDumps, zeroBytes],
  ] as const) {
    for (const [program, dump] of Object.entries(dumps)) {
      it(`reads what ${program} wrote of ${String(bytes.length)} bytes`, () => {
        for (const input of [dump, dump.replaceAll("\n", "\r\n"), dump.trimEnd(), `\n${dump}`]) {
          for (const strict of [false, true]) {
            const reading = readBytes(input, { strict });
            expect(reading.shape).to.equal(shapeOf[program]);
            expect(Buffer.from(reading.bytes ?? []).toString("hex")).to.equal(bytes.toString("hex"));
          }
        }
      });
    }
  }

  it("reads the Stream Viewer: decimal offsets, 20 bytes a row, headings", () => {
    const twice = Buffer.concat([textBytes, textBytes]);
    expect(Buffer.from(readBytes(hexDump(twice)).bytes ?? [])).to.deep.equal(twice);
    const input = `>> 12:00:00.123 [0] Answer\n${hexDump(text)}\n\n<< 12:00:01.000 [0] Get\n${hexDump(text)}\n`;
    const reading = readBytes(input);
    expect(reading).to.include({ shape: "stream-viewer" });
    expect(reading.description).to.equal("the Stream Viewer of DataMiner, 2 rows of 2 messages");
    expect(Buffer.from(reading.bytes ?? [])).to.deep.equal(Buffer.concat([text, text]));
  });

  it("reads Wireshark, tcpdump and Format-Hex", () => {
    const rows: readonly (readonly [shape: string, dump: string])[] = [
      [
        "wireshark",
        "0000   5a c3 bc 72 69 63 68 2c 20 35 20 e2 82 ac 20 61   Z..rich, 5 ... a\n0010   62                                                b",
      ],
      ["wireshark", "0000   5a c3 bc 72 69 63 68 2c 20 35 20 e2 82 ac 20 61\n0010   62"],
      ["wireshark", "0000   5a c3 bc 72 69 63 68 2c  20 35 20 e2 82 ac 20 61   Z..rich, 5 ... a\n0010   62"],
      [
        "tcpdump",
        "12:00:00.1 IP 10.0.0.1.80 > 10.0.0.2.99: Flags [P.], length 17\n\t0x0000:  5ac3 bc72 6963 682c 2035 20e2 82ac 2061  Z..rich,.5.....a\n\t0x0010:  62                                       b",
      ],
      ["tcpdump", "\t0x0000:  5ac3 bc72 6963 682c 2035 20e2 82ac 2061\n\t0x0010:  62"],
      [
        "hex-dump",
        "           00 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F\n\n00000000   5A C3 BC 72 69 63 68 2C 20 35 20 E2 82 AC 20 61  ZÃ¼rich, 5 â.¬ a\n00000010   62                                               b",
      ],
    ];
    for (const [shape, dump] of rows) {
      const reading = readBytes(dump);
      expect(reading.shape, dump).to.equal(shape);
      expect(Buffer.from(reading.bytes ?? []).toString(), dump).to.equal(text.toString());
    }
  });

  it("reads rows without offsets by their text column", () => {
    const reading = readBytes(`${headless}  Z..rich, 5 ... ab`);
    expect(reading).to.include({ shape: "hex-and-text" });
    expect(Buffer.from(reading.bytes ?? [])).to.deep.equal(text);
    expect(readBytes("41 42  41").shape).to.equal("hex");
  });

  it("reads any bytes back, whatever their text column looks like", () => {
    const visible = (byte: number): string =>
      byte >= 0x20 && byte <= 0x7e ? String.fromCharCode(byte) : ".";
    /** Rows of 16 bytes as `hexdump -C` and `xxd` lay them out. */
    const rowsOf = (
      data: Uint8Array,
      offset: (at: number) => string,
      column: (text: string) => string,
    ): string => {
      const rows: string[] = [];
      for (let at = 0; at < data.length; at += 16) {
        const row = Array.from(data.subarray(at, at + 16));
        const hex = row.map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
        rows.push(`${offset(at)} ${hex.padEnd(47)}  ${column(row.map(visible).join(""))}`);
      }
      return rows.join("\n");
    };
    const hexOffset = (at: number): string => at.toString(16).padStart(8, "0");
    const layouts: readonly ((data: Uint8Array) => string)[] = [
      (data) =>
        rowsOf(
          data,
          (at) => `${hexOffset(at)}:`,
          (column) => column,
        ),
      (data) =>
        rowsOf(
          data,
          (at) => `${hexOffset(at)} `,
          (column) => `|${column}|`,
        ),
      (data) =>
        rowsOf(
          data,
          (at) => `${at.toString(16).padStart(4, "0")}  `,
          (column) => column,
        ),
      (data) =>
        rowsOf(
          data,
          (at) => `${hexOffset(at)}:`,
          () => "",
        ).replaceAll(/ +$/gm, ""),
      hexDump,
    ];
    // Text columns that look like hex digits, like bars around a column, or like blanks between them.
    const byte = fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(...Buffer.from("|<> *09af:")));
    fc.assert(
      fc.property(
        fc.array(byte, { minLength: 4, maxLength: 80 }),
        fc.constantFrom(...layouts),
        (list, layout) => {
          const data = Uint8Array.from(list);
          const { kind, bytes } = readBytes(layout(data), { strict: true });
          expect([kind, Buffer.from(bytes ?? []).toString("hex")], layout(data)).to.deep.equal([
            "dump",
            Buffer.from(data).toString("hex"),
          ]);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("gives words in both orders, the likelier first", () => {
    const { shape, others } = readBytes("0000000 c35a 72bc\n0000004\n");
    expect([shape, ...others.map((other) => other.shape)]).to.deep.equal(["words", "words-in-order"]);
    const inOrder = readBytes("0000000 5ac3 bc72\n0000004\n");
    expect([inOrder.shape, ...inOrder.others.map((other) => other.shape)]).to.deep.equal([
      "words-in-order",
      "words",
    ]);
  });

  it("gives octal and decimal where the digits may be either", () => {
    const { shape, others } = readBytes("0000000 101 102 103\n0000003\n");
    expect([shape, ...others.map((other) => other.shape)]).to.deep.equal(["od-octal", "od-decimal"]);
  });

  it("leaves ordinary text and other columns alone", () => {
    for (const input of [
      "2024 12 24",
      "   a   b\n   c   d\n",
      "Name: 12 34",
      "0001 Zürich\n0002 Genf",
      "1000 10\n2000 20\n",
    ])
      for (const shape of dumpShapes)
        expect(shape.read(input) ?? {}, `${shape.name}: ${input}`).to.not.have.property("content");
  });
});
