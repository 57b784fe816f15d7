import { expect } from "chai";
import { repairCoding } from "../../../src/cli/repair/repair-coding.ts";
import { repairStream } from "../../../src/cli/repair/repair-stream.ts";
import type { FileSpan, RepairCounts } from "../../../src/cli/repair/repair-stream.ts";

async function mend(
  bytes: Buffer,
  { codePage = 65001, size = bytes.length }: { codePage?: number; size?: number } = {},
): Promise<{ bytes: Buffer; spans: FileSpan[]; counts: RepairCounts }> {
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
  const spans: FileSpan[] = [];
  const out: Uint8Array[] = [];
  const stream = repairStream(chunks, repairCoding(codePage), (span) => spans.push(span));
  for (let next = await stream.next(); ; next = await stream.next()) {
    if (next.done === true) return { bytes: Buffer.concat(out), spans, counts: next.value };
    out.push(Uint8Array.from(next.value));
  }
}

/** The bytes of a text read byte by byte as Latin-1, and written as UTF-8 again. */
function damaged(text: string, encoding: "utf8" | "utf16le" = "utf8"): Buffer {
  return Buffer.from(Buffer.from(text, encoding).toString("latin1"));
}

describe("repair-stream", () => {
  it("mends every line, whatever the chunks", async () => {
    const good = "Zürich, 5 € – Größe\r\n".repeat(4000);
    for (const size of [997, 65_536, 1_000_000]) {
      const { bytes, counts } = await mend(damaged(good), { size });
      expect(bytes.equals(Buffer.from(good)), String(size)).to.equal(true);
      expect(counts.repaired).to.be.at.least(1);
    }
  });

  it("mends what has no line ends, and what has NULs in them", async () => {
    const line = "Zürich – Größe fünf ".repeat(16_000);
    expect((await mend(damaged(line))).bytes.equals(Buffer.from(line))).to.equal(true);
    const lines = "Zürich\nGröße\n".repeat(9000);
    expect((await mend(damaged(lines, "utf16le"))).bytes.equals(Buffer.from(lines))).to.equal(true);
  });

  it("mends one run without any place to cut it", async () => {
    // UTF-8 read as UTF-16LE: not one ASCII character in 300 KB, and characters that two units share.
    const text = "Zürich, Größe fünf".repeat(14_000);
    const utf8 = Buffer.from(text);
    const { bytes } = await mend(Buffer.from(utf8.toString("utf16le")));
    expect(bytes.equals(utf8)).to.equal(true);
  });

  it("keeps the byte order mark, line ends and every byte that is no text", async () => {
    const broken = Buffer.from([0xff, 0x80]);
    const input = Buffer.concat([
      Buffer.from("\ufeff"),
      damaged("Größe: fünf\r\n"),
      broken,
      damaged("\r\nZürich, Straße"),
    ]);
    const { bytes, counts } = await mend(input);
    expect(bytes).to.deep.equal(
      Buffer.concat([Buffer.from("\ufeffGröße: fünf\r\n"), broken, Buffer.from("\r\nZürich, Straße")]),
    );
    expect(counts.broken).to.equal(2);
  });

  it("gives right text and binary data back as they are", async () => {
    for (const input of [
      Buffer.from("Zürich, 5 €\r\nनमस्ते\nСпасибо\n"),
      Buffer.from("plain"),
      Buffer.alloc(0),
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff, 0xfe]),
    ]) {
      const { bytes, spans, counts } = await mend(input);
      expect(bytes).to.deep.equal(input);
      expect([spans, counts.repaired]).to.deep.equal([[], 0]);
    }
  });

  it("writes UTF-16 and single-byte pages in their own encoding", async () => {
    const text = Buffer.from("Größe fünf, Zürich").toString("latin1");
    for (const [codePage, encode] of [
      [1200, (value: string) => Buffer.from(`\ufeff${value}`, "utf16le")],
      [1201, (value: string) => Buffer.from(`\ufeff${value}`, "utf16le").swap16()],
      [28591, (value: string) => Buffer.from(value, "latin1")],
    ] as const) {
      const { bytes } = await mend(encode(text), { codePage });
      expect(bytes, String(codePage)).to.deep.equal(encode("Größe fünf, Zürich"));
    }
  });

  it("leaves a part whose characters the page does not have, and says so", async () => {
    const input = Buffer.from(Buffer.from("Спасибо, до свидания").toString("latin1"), "latin1");
    const { bytes, spans, counts } = await mend(input, { codePage: 28591 });
    expect(bytes).to.deep.equal(input);
    expect(counts).to.include({ repaired: 0 });
    expect(counts.left).to.be.at.least(1);
    expect(spans.every(({ repaired }) => !repaired)).to.equal(true);
  });

  it("says where each part is, and what had happened to it", async () => {
    const { spans } = await mend(damaged("Größe fünf, Zürich"));
    expect(spans[0]).to.include({ line: 1, repaired: true });
    expect(spans[0]?.what).to.match(/^UTF-8 bytes read as /);
  });
});
