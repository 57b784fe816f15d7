import { expect } from "chai";
import { sampleSize, sumUp } from "../../../src/cli/decode/byte-summary.ts";
import type { ByteSummary } from "../../../src/cli/decode/byte-summary.ts";

/** Sums up bytes that come in pieces of a size. */
async function summary(bytes: Buffer, size: number): Promise<ByteSummary> {
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
  const told: number[] = [];
  const result = await sumUp(chunks, (done) => told.push(done));
  expect(told.at(-1) ?? 0).to.equal(bytes.length);
  return result;
}

describe("byte-summary", () => {
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
