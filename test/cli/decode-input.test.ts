import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openInput, sampleSize, sumUp } from "../../src/cli/decode-input.ts";
import { UsageError } from "../../src/cli/exit.ts";

/** Sums up bytes that come in pieces of a size. */
async function summary(
  bytes: Buffer,
  size: number,
): Promise<{ brokenUtf8At: number | undefined; sample: Uint8Array; length: number }> {
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
  const told: number[] = [];
  const result = await sumUp({ name: "", size: undefined, chunks }, (done) => told.push(done));
  expect(told.at(-1) ?? 0).to.equal(bytes.length);
  return result;
}

describe("decode-input", () => {
  it("takes hex, a file that exists, or standard input", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "decode-input-"));
    try {
      const file = path.join(folder, "C3A9");
      writeFileSync(file, "OK");
      expect(openInput(file)).to.include({ name: file, size: 2 });
      expect(Buffer.from((await sumUp(openInput(file), () => undefined)).sample).toString()).to.equal("OK");
      expect(() => openInput(folder)).to.throw(UsageError);
    } finally {
      rmSync(folder, { recursive: true });
    }
    expect(openInput("C3 A9")).to.include({ name: "hex", size: 2 });
    async function* none(): AsyncGenerator<Uint8Array> {
      yield* [];
    }
    expect(openInput("-", none())).to.include({ name: "standard input", size: undefined });
    expect(() => openInput("no such file")).to.throw(UsageError, /no file, and no hex/);
  });

  it("finds the first broken byte whatever the pieces", async () => {
    const rows: readonly (readonly [hex: string, at: number | undefined])[] = [
      ["C3A9E282ACF09F9880", undefined],
      ["C3A9E28241", 2],
      ["41424380", 3],
      ["C3A9E282", 2],
      ["EDA08041", 0],
      ["", undefined],
    ];
    for (const [hex, at] of rows) {
      for (const size of [1, 2, 3, 100])
        expect(
          (await summary(Buffer.from(hex, "hex"), size)).brokenUtf8At,
          `${hex} by ${String(size)}`,
        ).to.equal(at);
    }
  });

  it("keeps a sample that does not end inside a character", async () => {
    const bytes = Buffer.from("x" + "é".repeat(sampleSize));
    const { sample, length } = await summary(bytes, 10_000);
    expect(length).to.equal(bytes.length);
    expect(sample.length).to.equal(sampleSize - 1);
    expect((await summary(Buffer.from("C3", "hex"), 1)).sample).to.have.lengthOf(1);
  });
});
