import { expect } from "chai";
import { sumUp } from "../../../src/cli/decode/byte-summary.ts";
import { contentOf } from "../../../src/cli/decode/decode-content.ts";
import {
  bytesReportLines,
  counted,
  oneLine,
  placeIn,
  quoted,
  textReportLines,
} from "../../../src/cli/decode/decode-lines.ts";
import { bytesReport, textReport } from "../../../src/cli/decode/decode-report.ts";

/** The lines about some bytes, all of which were sampled. */
async function linesOf(bytes: Buffer, all = false): Promise<string[]> {
  const content = await contentOf({ name: "x.bin", from: "file", size: undefined, chunks: [bytes] }, "file");
  const summary = await sumUp([bytes]);
  const report = bytesReport("x.bin", content, summary, []);
  if (report.bytes === null) return expect.fail("no bytes");
  return bytesReportLines(report, report.bytes, summary.sample, all);
}

describe("decode-lines", () => {
  it("shows what the input is taken for, a verdict, a table, and the characters under their bytes", async () => {
    const lines = (await linesOf(Buffer.from("C3A9E282AC", "hex"))).join("\n");
    expect(lines).to.match(/^x\.bin: taken for a file, 5 bytes\nThis is UTF-8/);
    expect(lines).to.match(/^encoding +score +valid +text$/m);
    expect(lines).to.match(/^UTF-8 +\d+ +yes +é€$/m);
    expect(lines).to.match(/^00000000 {2}C3 A9 E2 82 AC\n {10}é {5}€$/m);
  });

  it("keeps every reading on one line, controls made visible", async () => {
    const lines = (await linesOf(Buffer.from("a\nb\0c"), true)).join("\n");
    expect(lines).to.match(/a⟨0A⟩b⟨00⟩c/);
    expect(lines).to.not.match(/and \d+ more/);
    expect((await linesOf(Buffer.alloc(0))).join("\n")).to.match(/There are no bytes/);
  });

  it("shortens long texts and dumps", async () => {
    const lines = await linesOf(Buffer.from("x".repeat(1000)));
    expect(lines.some((line) => line.endsWith(`${"x".repeat(60)}...`))).to.equal(true);
    expect(lines.at(-1)).to.match(/744 more bytes/);
  });

  it("says what is not valid beyond the sample", async () => {
    const bytes = Buffer.from("Größe 5 µm\n".repeat(20_000));
    expect((await linesOf(bytes)).join("\n")).to.match(
      /All of it is valid UTF-8\.\nOnly the first 655\d\d of 280000 bytes were read\./,
    );
    bytes[200_000] = 0xff;
    expect((await linesOf(bytes)).join("\n")).to.match(
      /the first broken bytes are at offset (199999|200000)/,
    );
  });

  it("explains a text, and where it is damaged", async () => {
    const given = "ZÃ¼rich, 5 â‚¬";
    const content = await contentOf({ name: "argument", from: "argument", text: given }, undefined);
    const lines = textReportLines(textReport("argument", content, given), given, false).join("\n");
    expect(lines).to.match(/^argument: taken for text, 14 characters\n.*UTF-8 bytes read as Windows-1252/);
    expect(lines).to.match(/^line 1, column \d+: ".*" -> ".*" {2}UTF-8 bytes read as Windows-1252$/m);
    expect(lines).to.match(/^Zürich, 5 €$/m);
    expect(lines).to.match(/GetParameter/);
  });

  const linesAbout = async (text: string): Promise<string[]> => {
    const content = await contentOf({ name: "argument", from: "argument", text }, undefined);
    const given = content.text ?? text;
    return textReportLines(textReport("argument", content, given), given, false);
  };

  it("shows the text behind escapes, and looks for no file of that name", async () => {
    const lines = await linesAbout("=?UTF-8?Q?J=C3=BCrgen?=");
    expect(lines.at(-1)).to.equal("Jürgen");
    expect(lines.join("\n")).to.not.contain("There is no file");
  });

  it("says of one word that there is no such file either", async () => {
    expect(await linesAbout("REDME")).to.include("There is no file 'REDME' either.");
    expect((await linesAbout("two words")).join("\n")).to.not.match(/no file/);
    expect((await linesAbout("TempÃ©rature")).join("\n")).to.not.match(/no file/);
  });

  it("says of a damaged file that it can be repaired", async () => {
    const lines = await linesOf(Buffer.from("TempÃ©rature Ã©levÃ©e"));
    expect(lines).to.include("With --repair it is written repaired.");
    expect(lines).to.include("Température élevée");
    expect(await linesOf(Buffer.from("Température"))).to.not.include("With --repair it is written repaired.");
  });

  it("names the other reading and how to choose it", async () => {
    const content = await contentOf({ name: "argument", from: "argument", text: "84-69-83-84" }, undefined);
    const summary = await sumUp(content.chunks ?? []);
    const report = bytesReport("argument", content, summary, [65001]);
    if (report.bytes === null) return expect.fail("no bytes");
    const lines = bytesReportLines(report, report.bytes, summary.sample, false);
    expect(lines[0]).to.equal("argument: taken for decimal bytes, 4 bytes");
    expect(lines[1]).to.match(/^It may also be hex digits: ".*" \(--input hex\)$/);
  });

  it("counts, cuts and finds places", () => {
    expect([counted(1, "byte"), counted(2, "byte")]).to.deep.equal(["1 byte", "2 bytes"]);
    expect(oneLine("a\tb")).to.equal("a⟨09⟩b");
    expect(oneLine("abc", 2)).to.equal("ab...");
    expect(quoted('a"\n\u0085')).to.equal('"a\\"\\n⟨85⟩"');
    expect(quoted("é".repeat(70))).to.equal(`"${"é".repeat(60)}"...`);
    expect(placeIn("ab\ncd", 4)).to.equal("line 2, column 2");
    expect(placeIn("ab", 0)).to.equal("line 1, column 1");
  });
});
