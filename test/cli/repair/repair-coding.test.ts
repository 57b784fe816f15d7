import { expect } from "chai";
import { UsageError } from "../../../src/cli/exit.ts";
import { guessCoding, repairCoding } from "../../../src/cli/repair/repair-coding.ts";

function guess(bytes: Buffer): number | string {
  try {
    return guessCoding(bytes, "a.txt").codePage;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

describe("repair-coding", () => {
  it("goes by the byte order mark, then by UTF-8", () => {
    expect(guess(Buffer.from("\ufeffa", "utf16le"))).to.equal(1200);
    expect(guess(Buffer.from("feff0061", "hex"))).to.equal(1201);
    expect(guess(Buffer.from("\ufeffa"))).to.equal(65001);
    expect(guess(Buffer.from("plain"))).to.equal(65001);
    expect(guess(Buffer.from("ZÃ¼rich"))).to.equal(65001);
    expect(guess(Buffer.from("ü ü ü \xff".replace("\xff", "")).subarray(0, 7))).to.equal(65001);
    expect(guess(Buffer.concat([Buffer.from("ü ü ü "), Buffer.from([0xff])]))).to.equal(65001);
  });

  it("does not guess a legacy page, nor UTF-16 without a mark", () => {
    expect(guess(Buffer.from("caf\xe9 21 \xb0C", "latin1"))).to.match(/not UTF-8: .* offset 3\. .*--as 1252/);
    expect(guess(Buffer.from("Zürich", "utf16le"))).to.match(/may be UTF-16 .*--as utf-16/);
  });

  it("writes only pages whose parts can be replaced", () => {
    for (const page of [65001, 1200, 1201, 1252, 850, 28591])
      expect(repairCoding(page).codePage).to.equal(page);
    expect(() => repairCoding(932)).to.throw(UsageError, /Convert the file to UTF-8/);
  });

  it("keeps broken bytes apart from text", () => {
    const bytes = Buffer.from("41c3bcff80e28242", "hex");
    const parts = repairCoding(65001).parts(bytes);
    expect(parts.map(({ text }) => text)).to.deep.equal(["Aü", undefined, undefined, undefined, "B"]);
    expect(Buffer.concat(parts.map((part) => part.bytes))).to.deep.equal(bytes);
    expect(
      repairCoding(1200)
        .parts(Buffer.from("410042", "hex"))
        .map(({ text }) => text),
    ).to.deep.equal(["A", undefined]);
  });

  it("measures and encodes, or says that a character is lacking", () => {
    const rows: readonly (readonly [page: number, text: string, hex: string | undefined])[] = [
      [65001, "ü€", "c3bce282ac"],
      [65001, "\ud800", undefined],
      [1200, "ü€", "fc00ac20"],
      [1201, "ü€", "00fc20ac"],
      [1252, "ü€", "fc80"],
      [28591, "€", undefined],
    ];
    for (const [page, text, hex] of rows) {
      const coding = repairCoding(page);
      const bytes = coding.encode(text);
      expect(
        bytes === undefined ? undefined : Buffer.from(bytes).toString("hex"),
        `${String(page)} ${text}`,
      ).to.equal(hex);
      if (bytes !== undefined) expect(coding.size(text)).to.equal(bytes.length);
    }
  });
});
