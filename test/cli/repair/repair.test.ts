import { expect } from "chai";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { summary } from "../../../src/cli/repair/repair.ts";
import { start } from "../../support/child.ts";
import { inFolder } from "../../support/temporary.ts";

const damaged = Buffer.from("Größe fünf, Zürich\r\n").toString("latin1");

async function decode(
  words: readonly string[],
  input?: string | Uint8Array,
): Promise<{ code: number | null; out: string; err: string }> {
  return start("src/cli/main.ts", ["decode", ...words], {}, input).ended;
}

describe("qaction decode --repair", () => {
  it("writes the repaired stream, reports each part, and ends with 3", async () => {
    const { code, out, err } = await decode(["-", "--repair"], `${damaged}${damaged}`);
    expect([code, out]).to.deep.equal([3, "Größe fünf, Zürich\r\n".repeat(2)]);
    expect(err).to.match(/^standard input:1:\d+ ".*" -> ".*" {2}UTF-8 bytes read as /);
    expect(err).to.match(/standard input: \d+ damaged parts? repaired\.\n$/);
  });

  it("leaves every byte outside of the damaged parts as it was", async () => {
    const log = (name: string): Buffer =>
      Buffer.concat([
        Buffer.from(`\ufeff12:00 Zürich ok\r\n12:01 ${name} bad\r\n12:02 `),
        Buffer.from([0xff, 0xc3]),
        Buffer.from(" raw\n日本語, 10 секунд\n"),
      ]);
    await inFolder(async (folder) => {
      const file = path.join(folder, "device.log");
      writeFileSync(file, log("ZÃ¼rich"));
      const { code, err } = await decode([file, "--repair", "--in-place"]);
      expect(code).to.equal(3);
      expect(err).to.match(/device\.log:2:7 "ZÃ¼rich" -> "Zürich" {2}UTF-8 bytes read as Windows-1252/);
      expect(readFileSync(file)).to.deep.equal(log("Zürich"));
    });
  });

  it("ends with 0 when nothing is damaged, and writes the same", async () => {
    const { code, out, err } = await decode(["-", "--repair"], "Zürich\r\n");
    expect([code, out, err]).to.deep.equal([0, "Zürich\r\n", "standard input: nothing to repair.\n"]);
  });

  it("mends a file in place, or into another", async () => {
    await inFolder(async (folder) => {
      const file = path.join(folder, "a.txt");
      const other = path.join(folder, "b.txt");
      writeFileSync(file, damaged);
      expect(await decode([file, "--repair", "--output", other])).to.include({ code: 3, out: "" });
      expect([readFileSync(file, "utf8"), readFileSync(other, "utf8")]).to.deep.equal([
        damaged,
        "Größe fünf, Zürich\r\n",
      ]);
      expect(await decode([file, "--repair", "--in-place"])).to.include({ code: 3, out: "" });
      expect(readFileSync(file, "utf8")).to.equal("Größe fünf, Zürich\r\n");
      expect(await decode([file, "--repair", "--in-place"])).to.include({ code: 0, out: "" });
      expect(readdirSync(folder).sort()).to.deep.equal(["a.txt", "b.txt"]);
    });
  });

  it("refuses what would damage something, and leaves nothing behind", async () => {
    await inFolder(async (folder) => {
      const file = path.join(folder, "a.txt");
      const bytes = Buffer.from("caf\xe9 21 \xb0C", "latin1");
      writeFileSync(file, bytes);
      const rows: readonly (readonly [words: readonly string[], message: RegExp])[] = [
        [[file, "--repair", "--in-place"], /is not UTF-8: .*--as 1252/],
        [[file, "--repair", "--output", file, "--as", "1252"], /Use --in-place/],
        [[file, "--repair", "--in-place", "--output", "x"], /either --in-place or --output/],
        [[file, "--repair", "--as", "932"], /not code page 932/],
        [["5a c3", "--repair", "--in-place"], /needs a file/],
        [[file, "--in-place"], /go with --repair/],
        [[file, "--repair", "--json"], /choose one/],
        [[file, "--repair", "--as", "1252,850"], /one encoding/],
      ];
      for (const [words, message] of rows) {
        const { code, err } = await decode(words);
        expect(code, words.join(" ")).to.equal(2);
        expect(err, words.join(" ")).to.match(message);
      }
      expect([readFileSync(file), readdirSync(folder)]).to.deep.equal([bytes, ["a.txt"]]);
    });
  }).timeout(60_000);

  it("mends an argument: a text, or bytes in any spelling", async () => {
    expect(await decode(["ZÃ¼rich, 5 â‚¬", "--repair"])).to.include({ code: 3, out: "Zürich, 5 €\n" });
    const hex = Buffer.from(damaged.trim()).toString("hex");
    expect(await decode([hex, "--repair"])).to.include({ code: 3, out: "Größe fünf, Zürich\n" });
  });

  it("sums up what was done", () => {
    expect(summary("a", { repaired: 0, left: 0, broken: 0 })).to.equal("a: nothing to repair.");
    expect(summary("a", { repaired: 1, left: 0, broken: 0 })).to.equal("a: 1 damaged part repaired.");
    expect(summary("a", { repaired: 2, left: 1, broken: 3 })).to.equal(
      "a: 2 damaged parts repaired. 1 damaged part left: the encoding of the file lacks characters of what was meant; convert it to UTF-8. 3 sequences of bytes that are not text left as they are.",
    );
  });
});
