import { expect } from "chai";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { fileURLToPath } from "node:url";
import { codePagesOf, decodeLines, decodeReport } from "../../src/cli/decode.ts";
import type { DecodeReport } from "../../src/cli/decode.ts";
import { sumUp } from "../../src/cli/decode-input.ts";
import { UsageError } from "../../src/cli/exit.ts";

const run = promisify(execFile);
const main = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

/** Runs `qaction decode` in a process of its own, with bytes on its standard input. */
async function decode(words: readonly string[], input?: Buffer): Promise<string> {
  const env = { ...process.env, NO_COLOR: "1" };
  const child = run(process.execPath, ["--import", "tsx", main, "decode", ...words], { env });
  child.child.stdin?.end(input);
  return (await child).stdout;
}

async function reportOf(bytes: Buffer, codePages: readonly number[] = []): Promise<DecodeReport> {
  const summary = await sumUp({ name: "hex", size: bytes.length, chunks: [bytes] }, () => undefined);
  return decodeReport("hex", summary, codePages);
}

describe("qaction decode", () => {
  it("shows a verdict, a table of readings, and the characters under their bytes", async () => {
    const output = await decode(["C3A9 E2 82 AC"]);
    expect(output).to.match(/^hex: 5 bytes\nThis is UTF-8: valid UTF-8 with 5 bytes/);
    expect(output).to.match(/^encoding +score +valid +text$/m);
    expect(output).to.match(/^UTF-8 +\d+ +yes +é€$/m);
    expect(output).to.match(/^Windows-1252 +\d+ +yes +Ã©â‚¬$/m);
    expect(output).to.match(/^00000000 {2}C3 A9 E2 82 AC\n {10}é {5}€$/m);
    expect(output).to.match(/and \d+ more; --all shows them/);
  });

  it("reads standard input, and only the encodings asked for", async () => {
    const output = await decode(["-", "--as", "utf-8,1252"], Buffer.from("caf\xe9 21 \xb0C", "latin1"));
    const rows = output.split("\n").filter((line) => /^\S+ +\d+ +(yes|no) /.test(line));
    expect(output).to.match(/^standard input: 10 bytes\nMost likely Windows-1252/);
    expect(rows).to.have.lengthOf(2);
    expect(rows[0]).to.match(/^Windows-1252 .*café 21 °C$/);
    expect(rows[1]).to.match(/^UTF-8 .*no .*caf\ufffd 21 \ufffdC$/);
  });

  it("prints JSON of version 1", async () => {
    const report = JSON.parse(await decode(["C3A9", "--json"])) as DecodeReport;
    expect(report).to.deep.include({ version: 1, source: "hex", length: 2, sampled: 2, byteOrderMark: null });
    expect(report.utf8).to.deep.equal({ valid: true, brokenAt: null });
    expect(report.readings[0]).to.deep.include({ codePage: 65001, text: "é" });
    expect(report.verdict).to.match(/UTF-8/);
  });

  it("reads a file of many megabytes piece by piece, and finds what is broken far inside", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "decode-"));
    try {
      const file = path.join(folder, "log.txt");
      const bytes = Buffer.from("Größe 5 µm\n".repeat(500_000));
      bytes[5_000_000] = 0xff;
      writeFileSync(file, bytes);
      const report = JSON.parse(await decode([file, "--json", "--as", "utf-8,1252"])) as DecodeReport;
      expect(report.length).to.equal(bytes.length);
      expect(report.sampled).to.be.within(65_533, 65_536);
      expect(report.readings[0]?.codePage).to.equal(65001);
      expect(report.utf8.valid).to.equal(false);
      expect(report.utf8.brokenAt).to.be.within(4_999_999, 5_000_000);
      expect(decodeLines(report, Buffer.from("G"), false).join("\n")).to.match(
        /Not all of it is valid UTF-8: the first broken bytes are at offset/,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("ends with 2 and a sentence for words that mean nothing", async () => {
    for (const words of [["nothing.txt"], ["C3A"], ["C3A9", "--as", "utf8"], ["C3A9", "--az"], []]) {
      const failure = (await decode(words).then(
        () => ({ code: 0, stderr: "" }),
        (error: unknown) => error,
      )) as { code: number; stderr: string };
      expect(failure.code, words.join(" ")).to.equal(2);
      expect(failure.stderr.trim(), words.join(" ")).to.not.equal("");
    }
  });

  it("knows encodings by name and by number", () => {
    expect(codePagesOf("utf-8, 1252,latin1,")).to.deep.equal([65001, 1252, 28591]);
    expect(() => codePagesOf("utf8")).to.throw(UsageError, /Use utf-8/);
    expect(() => codePagesOf("4711")).to.throw(UsageError, /4711/);
  });

  it("keeps every reading on one line, controls made visible", async () => {
    const lines = decodeLines(await reportOf(Buffer.from("a\nb\0c")), Buffer.from("a\nb\0c"), true).join(
      "\n",
    );
    expect(lines).to.match(/a⟨0A⟩b⟨00⟩c/);
    expect(lines).to.not.match(/and \d+ more/);
    expect(decodeLines(await reportOf(Buffer.alloc(0)), Buffer.alloc(0), false).join("\n")).to.match(
      /There are no bytes/,
    );
  });

  it("shortens long texts and dumps", async () => {
    const bytes = Buffer.from("x".repeat(1000));
    const lines = decodeLines(await reportOf(bytes), bytes, false);
    expect(lines.some((line) => line.endsWith(`${"x".repeat(60)}...`))).to.equal(true);
    expect(lines.at(-1)).to.match(/744 more bytes/);
  });
});
