import { expect } from "chai";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { codePagesOf, kindOf } from "../../../src/cli/decode/decode.ts";
import type { DecodeReport } from "../../../src/cli/decode/decode-report.ts";
import { UsageError } from "../../../src/cli/exit.ts";
import { textDumps } from "../../support/encoding/dumps.ts";
import { start } from "../../support/child.ts";
import { inFolder } from "../../support/temporary.ts";

/** Runs `qaction decode` in a process of its own, with bytes on its standard input. */
async function decode(words: readonly string[], input?: string | Uint8Array): Promise<string> {
  const { code, out, err } = await start("src/cli/main.ts", ["decode", ...words], { NO_COLOR: "1" }, input)
    .ended;
  expect([code, err]).to.deep.equal([0, ""]);
  return out;
}

describe("qaction decode", () => {
  it("shows what the input is taken for, a verdict, readings, and the characters under their bytes", async () => {
    const output = await decode(["C3A9 E2 82 AC"]);
    expect(output).to.match(
      /^argument: taken for hex digits, 5 bytes\nThis is UTF-8: valid UTF-8 with 5 bytes/,
    );
    expect(output).to.match(/^UTF-8 +\d+ +yes +é€$/m);
    expect(output).to.match(/^Windows-1252 +\d+ +yes +Ã©â‚¬$/m);
    expect(output).to.match(/^00000000 {2}C3 A9 E2 82 AC\n {10}é {5}€$/m);
    expect(output).to.match(/and \d+ more; --all shows them/);
  });

  it("explains damaged text", async () => {
    const output = await decode(["ZÃ¼rich, 5 â‚¬"]);
    expect(output).to.match(/^argument: taken for text, 14 characters\n.*UTF-8 bytes read as Windows-1252/);
    expect(output).to.match(/^Zürich, 5 €$/m);
  });

  it("reads standard input: bytes with the encodings asked for, and a dump", async () => {
    const output = await decode(["-", "--as", "utf-8,1252"], Buffer.from("caf\xe9 21 \xb0C", "latin1"));
    const rows = output.split("\n").filter((line) => /^\S+ +\d+ +(yes|no) /.test(line));
    expect(output).to.match(/^standard input: taken for bytes, 10 bytes\n.*Windows-1252/);
    expect(rows).to.have.lengthOf(2);
    expect(rows[0]).to.match(/^Windows-1252 .*café 21 °C$/);
    expect(rows[1]).to.match(/^UTF-8 .*no .*caf\ufffd 21 \ufffdC$/);
    expect(await decode(["-"], textDumps["hexdump -C"])).to.match(
      /^standard input: taken for a dump of hexdump -C, 4 rows, 52 bytes\nThis is UTF-8/,
    );
  });

  it("prints JSON of version 2", async () => {
    // Two blanks a level, as npm writes its files.
    for (const input of ["C3A9", "ZÃ¼rich, 5 â‚¬"])
      expect(await decode([input, "--json"]), input).to.match(/^\{\n {2}"/);
    const report = JSON.parse(await decode(["C3A9", "--json"])) as DecodeReport;
    expect(report).to.deep.include({ version: 2, source: "argument", others: [], text: null });
    expect(report.bytes).to.deep.include({ length: 2, sampled: 2, byteOrderMark: null });
    expect(report.bytes?.readings[0]).to.deep.include({ codePage: 65001, text: "é" });
    const text = JSON.parse(await decode(["ZÃ¼rich, 5 â‚¬", "--json"])) as DecodeReport;
    expect(text).to.deep.include({ bytes: null });
    expect(text.text).to.include({ text: "Zürich, 5 €" });
  });

  it("reads a file of many megabytes piece by piece, and finds what is broken far inside", async () => {
    await inFolder(async (folder) => {
      const file = path.join(folder, "log.txt");
      const bytes = Buffer.from("Größe 5 µm\n".repeat(500_000));
      bytes[5_000_000] = 0xff;
      writeFileSync(file, bytes);
      const report = JSON.parse(await decode([file, "--json", "--as", "utf-8,1252"])) as DecodeReport;
      expect(report.bytes?.length).to.equal(bytes.length);
      expect(report.bytes?.sampled).to.be.within(65_533, 65_536);
      expect(report.bytes?.readings[0]?.codePage).to.equal(65001);
      expect(report.bytes?.utf8.valid).to.equal(false);
      expect(report.bytes?.utf8.brokenAt).to.be.within(4_999_999, 5_000_000);
    });
  });

  it("ends with 2 and a sentence for words that mean nothing", async () => {
    for (const words of [
      ["nothing.txt"],
      ["C3A"],
      ["C3A9", "--as", "utf8"],
      ["C3A9", "--az"],
      ["C3A9", "--input", "hexx"],
      ["C3A9", "--input", "dec"],
      [],
    ]) {
      const { code, out, err } = await start("src/cli/main.ts", ["decode", ...words]).ended;
      expect([code, out], words.join(" ")).to.deep.equal([2, ""]);
      expect(err.trim(), words.join(" ")).to.not.equal("");
    }
  }).timeout(60_000);

  it("knows encodings by name and by number, and the kinds of input", () => {
    expect(codePagesOf("utf-8, 1252,latin1,")).to.deep.equal([65001, 1252, 28591]);
    expect(() => codePagesOf("utf8")).to.throw(UsageError, /Use utf-8/);
    expect(() => codePagesOf("4711")).to.throw(UsageError, /4711/);
    expect([kindOf(undefined), kindOf("dump")]).to.deep.equal([undefined, "dump"]);
    expect(() => kindOf("hexx")).to.throw(UsageError, /Use one of hex, dec/);
  });
});
