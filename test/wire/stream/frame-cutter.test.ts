/** Streams cut into packets. */
import { expect } from "chai";
import fc from "fast-check";
import { createFrameCutter } from "../../../src/wire/stream/frame-cutter.ts";
import type { FrameRules } from "../../../src/wire/stream/frame-rules.ts";
import { hex, latin, processorTime, toHex } from "../../support/wire/wire-protocols.ts";

/** All packets of a stream fed in these pieces, and what a flush gives at the end. */
function cut(
  rules: FrameRules,
  pieces: readonly (string | Uint8Array)[],
): { packets: string[]; rest: string | undefined } {
  const cutter = createFrameCutter(rules);
  const packets: string[] = [];
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
  for (const piece of pieces) {
    cutter.push(typeof piece === "string" ? latin(piece) : piece);
    for (let packet = cutter.take(); packet !== undefined; packet = cutter.take()) packets.push(text(packet));
  }
  const rest = cutter.flush();
  return { packets, rest: rest === undefined ? undefined : text(rest) };
}
const packets = (rules: FrameRules, ...pieces: readonly (string | Uint8Array)[]): string[] =>
  cut(rules, pieces).packets;

type Pair = (FrameRules & { kind: "delimiters" })["pairs"][number];
const pair = (header: string | undefined, trailer: string, times = 1): Pair => ({
  ...(header === undefined ? {} : { header: latin(header) }),
  trailer: { bytes: latin(trailer), times },
});
const delimiters = (...pairs: readonly Pair[]): FrameRules => ({ kind: "delimiters", pairs });
const stuffing = { sequence: hex("10"), escape: hex("10"), allowed: [], startOffset: 0, endOffset: 0 };

describe("frame cutter", () => {
  describe("header and trailer", () => {
    it("cuts from header to trailer and drops what stands in front of a header", () => {
      expect(packets(delimiters(pair("<", ">")), "x<a>y<b><c")).to.deep.equal(["<a>", "<b>"]);
    });

    it("a trailer alone takes everything up to it", () => {
      expect(packets(delimiters(pair(undefined, "\r\n")), "one\r\ntwo\r\nthr")).to.deep.equal([
        "one\r\n",
        "two\r\n",
      ]);
    });

    it("the k-th occurrence of the trailer counts, not overlapping", () => {
      expect(packets(delimiters(pair("<", ";;", 2)), "<a;;;b;;<c;;;;d")).to.deep.equal([
        "<a;;;b;;",
        "<c;;;;",
      ]);
    });

    it("linked pairs: each header waits for its own trailer", () => {
      const rules = delimiters(pair("?", "."), pair("-", "+"));
      expect(packets(rules, "?a+b.-c.d+.?-.")).to.deep.equal(["?a+b.", "-c.d+", "?-."]);
    });

    it("a pair without a header takes what no header comes before", () => {
      const rules = delimiters(pair("[", "]"), pair(undefined, "\n", 2));
      expect(packets(rules, "ab\ncd\n[x\n\n]y\n[z]\n\n")).to.deep.equal([
        "ab\ncd\n",
        "[x\n\n]",
        "[z]",
        "\n\n",
      ]);
    });

    it("of two headers that begin together the longer one counts, also when it comes in pieces", () => {
      const rules = delimiters(pair("A", "1"), pair("AB", "2"));
      expect(packets(rules, "A", "B12")).to.deep.equal(["AB12"]);
      expect(packets(rules, "A", "C12")).to.deep.equal(["AC1"]);
    });

    it("keeps nothing of noise without a header", () => {
      const cutter = createFrameCutter(delimiters(pair("<<", ">")));
      cutter.push(latin("noise noise <"));
      expect(cutter.take()).to.equal(undefined);
      expect(cutter.waiting).to.equal(1);
      expect(cutter.flush()).to.equal(undefined);
    });
  });

  describe("fixed packets between those with header and trailer", () => {
    // Packets of header <, two bytes, trailer >, and of AB, two bytes, C, as a response of fixed parameters has them.
    const fixed = [
      {
        length: 5,
        marks: [
          { at: 0, bytes: latin("AB") },
          { at: 4, bytes: latin("C") },
        ],
      },
    ];
    const rules: FrameRules = { ...delimiters(pair("<", ">")), fixed } as FrameRules;

    it("RSP-32 are cut as well, one by one, whatever stands between them", () => {
      for (const [stream, expected] of [
        ["AB12C", ["AB12C"]],
        ["AB12CAB34CAB56C", ["AB12C", "AB34C", "AB56C"]],
        ["AB12C<34>AB56C", ["AB12C", "<34>", "AB56C"]],
        ["AB12CxyzAB34C", ["AB12C", "AB34C"]],
        ["<12>xyz<34>", ["<12>", "<34>"]],
        // Fixed bytes and marks inside of a packet are its data.
        ["AB<>C<AB>ABABC", ["AB<>C", "<AB>", "ABABC"]],
        // What only begins like a packet is no packet.
        ["AB123AB45C", ["AB45C"]],
        ["AAB12C", ["AB12C"]],
        ["AB1<2>AB34C", ["<2>", "AB34C"]],
      ] as const) {
        expect(packets(rules, stream), stream).to.deep.equal(expected);
        expect(packets(rules, ...Array.from(stream)), `${stream} byte by byte`).to.deep.equal(expected);
      }
    });

    it("half of one waits for the rest", () => {
      const cutter = createFrameCutter(rules);
      cutter.push(latin("xAB12"));
      expect([cutter.take(), cutter.waiting]).to.deep.equal([undefined, 4]);
      cutter.push(latin("C"));
      expect(Buffer.from(cutter.take() ?? []).toString("latin1")).to.equal("AB12C");
      expect(cutter.waiting).to.equal(0);
    });

    it("what stands outside of every packet is told, every byte once", () => {
      for (const pieces of [["xy<1>z", "AB12Cqq", "<", "2>r"], Array.from("xy<1>zAB12Cqq<2>r")]) {
        let noise = "";
        const cutter = createFrameCutter(rules, (bytes) => (noise += Buffer.from(bytes).toString("latin1")));
        for (const piece of pieces) {
          cutter.push(latin(piece));
          while (cutter.take() !== undefined);
        }
        expect(noise).to.equal("xyzqqr");
      }
    });

    it("gives the same whatever the pieces", () => {
      fc.assert(
        fc.property(
          fc.array(fc.constantFrom("<", ">", "A", "B", "C", "1"), { maxLength: 40 }),
          fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 }),
          (characters, sizes) => {
            const stream = characters.join("");
            const pieces: string[] = [];
            for (let from = 0, turn = 0; from < stream.length; turn++) {
              const size = sizes[turn % sizes.length] ?? 1;
              pieces.push(stream.slice(from, from + size));
              from += size;
            }
            // The last packet of one piece may still wait for a byte that decides about it: a mark that is longer than all.
            expect(packets(rules, ...pieces, "<1>")).to.deep.equal(packets(rules, stream, "<1>"));
          },
        ),
      );
    });
  });

  describe("packetInfo", () => {
    const rules = (more: Partial<FrameRules & { kind: "packetInfo" }> = {}): FrameRules => ({
      kind: "packetInfo",
      before: 1,
      size: 2,
      whole: true,
      littleEndian: false,
      ...more,
    });

    it("the length covers the whole packet, or what follows the length field", () => {
      expect(packets(rules(), hex("AA 00 05 31 32 BB 00 03"))).to.deep.equal(["\xAA\0\x0512", "\xBB\0\x03"]);
      expect(packets(rules({ whole: false }), hex("AA 00 02 31 32 BB 00 00"))).to.deep.equal([
        "\xAA\0\x0212",
        "\xBB\0\0",
      ]);
    });

    it("reads 1, 2 and 4 bytes in either order", () => {
      expect(packets(rules({ before: 0, size: 1 }), hex("02 41 03 42 43"))).to.deep.equal([
        "\x02A",
        "\x03BC",
      ]);
      expect(packets(rules({ before: 0, littleEndian: true }), hex("03 00 41"))).to.deep.equal(["\x03\0A"]);
      expect(packets(rules({ before: 0, size: 4 }), hex("00 00 00 05 41"))).to.deep.equal(["\0\0\0\x05A"]);
    });

    it("a length below its own field ends behind the field", () => {
      expect(packets(rules(), hex("AA 00 00 BB 00 03"))).to.deep.equal(["\xAA\0\0", "\xBB\0\x03"]);
    });
  });

  describe("stuffing", () => {
    const framed: FrameRules = { kind: "stuffing", stuffing, trailer: { bytes: hex("10 03"), times: 1 } };

    it("hands on without stuffing, up to a trailer that is no stuffed data", () => {
      expect(packets(framed, hex("02 10 10 03 31 10 03 02 10 03"))).to.deep.equal([
        "\x02\x10\x031\x10\x03",
        "\x02\x10\x03",
      ]);
    });

    it("leaves the bytes within the offsets alone", () => {
      const rules: FrameRules = { ...framed, stuffing: { ...stuffing, startOffset: 2, endOffset: 2 } };
      expect(packets(rules, hex("10 10 31 10 10 32 10 03"))).to.deep.equal(["\x10\x101\x102\x10\x03"]);
    });

    it("without a trailer hands on everything when flushed", () => {
      expect(cut({ kind: "stuffing", stuffing }, [hex("31 10"), hex("10 32")])).to.deep.equal({
        packets: [],
        rest: "1\x102",
      });
    });
  });

  it("no rule: what has come is given when flushed, or each time maxReceiveBuffer bytes have come", () => {
    expect(cut({ kind: "none", smartIpHeader: false }, ["ab", "cd"])).to.deep.equal({
      packets: [],
      rest: "abcd",
    });
    expect(cut({ kind: "none", smartIpHeader: false, maxReceiveBuffer: 3 }, ["ab", "cdefgh"])).to.deep.equal({
      packets: ["abc", "def"],
      rest: "gh",
    });
    expect(createFrameCutter({ kind: "none", smartIpHeader: false }).flush()).to.equal(undefined);
  });

  it("in pieces of any size the packets are those of the whole", () => {
    const mark = fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 4 });
    const times = fc.integer({ min: 1, max: 3 });
    const anyPair = fc.tuple(fc.option(mark, { nil: undefined }), mark, times).map((parts) => pair(...parts));
    const anyStuffing = fc.record({
      kind: fc.constant("stuffing" as const),
      stuffing: fc.record({
        sequence: mark.map(latin),
        escape: mark.map(latin),
        allowed: fc.constant([]),
        startOffset: fc.nat(3),
        endOffset: fc.nat(3),
      }),
      trailer: fc.record({ bytes: mark.map(latin), times }),
    });
    const packetInfo = fc.record({
      kind: fc.constant("packetInfo" as const),
      before: fc.nat(3),
      size: fc.constantFrom(1, 2),
      whole: fc.boolean(),
      littleEndian: fc.boolean(),
    });
    const none = fc.record({
      kind: fc.constant("none" as const),
      smartIpHeader: fc.constant(false),
      maxReceiveBuffer: fc.integer({ min: 1, max: 5 }),
    });
    const rules: fc.Arbitrary<FrameRules> = fc.oneof(
      fc.array(anyPair, { minLength: 1, maxLength: 3 }).map((pairs) => delimiters(...pairs)),
      anyStuffing,
      packetInfo,
      none,
    );
    const stream = fc
      .array(fc.constantFrom("a", "b", "a", "b", "c", "\0", "\x02"), { maxLength: 60 })
      .map((letters) => letters.join(""));
    fc.assert(
      fc.property(
        rules,
        stream,
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 20 }),
        (rule, text, sizes) => {
          const pieces: string[] = [];
          for (let at = 0, turn = 0; at < text.length; turn++) {
            const size = sizes[turn % sizes.length] ?? 1;
            pieces.push(text.slice(at, at + size));
            at += size;
          }
          expect(cut(rule, pieces)).to.deep.equal(cut(rule, [text]));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it("a packet's bytes stay when more come", () => {
    const cutter = createFrameCutter(delimiters(pair("<", ">")));
    cutter.push(latin("<a>"));
    const packet = cutter.take() ?? hex("");
    cutter.push(latin("<b>"));
    expect(toHex(packet)).to.equal("3C 61 3E");
  });

  it("takes time proportional to the length: near-trailers, and packets beside a header that never comes", () => {
    const rules = delimiters(pair("<", ";;;!"), pair("[[", "]", 3), pair(undefined, "\n", 2));
    const cost = (size: number, text: string): number => {
      const data = Buffer.alloc(size, text, "latin1");
      return processorTime(() => {
        const cutter = createFrameCutter(rules);
        for (let at = 0; at < size; at += 1460) {
          cutter.push(data.subarray(at, at + 1460));
          while (cutter.take() !== undefined);
        }
      });
    };
    // eight times as long: 64 times the work if pieces were searched again and again
    for (const text of ["<;;;", "<;;;!", "a\n", "[[]"]) {
      expect(cost(524_288, text) / cost(65_536, text), text).to.be.lessThan(32);
    }
  });
});
