import { expect } from "chai";
import { sumUp } from "../../../src/cli/decode/byte-summary.ts";
import { contentOf } from "../../../src/cli/decode/decode-content.ts";
import { bytesReport, textReport } from "../../../src/cli/decode/decode-report.ts";
import type { DecodeReport } from "../../../src/cli/decode/decode-report.ts";

async function reportOf(word: string, codePages: readonly number[] = []): Promise<DecodeReport> {
  const content = await contentOf({ name: "argument", from: "argument", text: word }, undefined);
  if (content.text !== undefined) return textReport("argument", content, content.text);
  return bytesReport("argument", content, await sumUp(content.chunks), codePages);
}

describe("decode-report", () => {
  it("is about bytes", async () => {
    const { version, source, input, others, bytes, text } = await reportOf("C3 A9");
    expect({ version, source, input, others, text }).to.deep.equal({
      version: 2,
      source: "argument",
      input: { kind: "hex", shape: "hex", description: "hex digits" },
      others: [],
      text: null,
    });
    expect(bytes).to.deep.include({
      length: 2,
      sampled: 2,
      byteOrderMark: null,
      utf8: { valid: true, brokenAt: null },
    });
    expect(bytes?.readings[0]).to.include({ codePage: 65001, text: "é" });
  });

  it("is about a text", async () => {
    const { bytes, text } = await reportOf("ZÃ¼rich, 5 â‚¬");
    expect(bytes).to.equal(null);
    expect(text).to.include({ text: "Zürich, 5 €" });
    expect(text?.spans).to.not.be.empty;
  });

  it("tells that bytes are a text that was damaged before", async () => {
    const report = await reportOf(Buffer.from("ZÃ¼rich, 5 â‚¬").toString("hex"), [65001]);
    expect(report.text).to.include({ text: "Zürich, 5 €" });
    expect((await reportOf(Buffer.from("Zürich, 5 €").toString("hex"))).text).to.equal(null);
  });

  it("tells so too when some of the bytes are no UTF-8", async () => {
    const bytes = Buffer.concat([Buffer.from("ZÃ¼rich, 5 â‚¬"), Buffer.from([0x0a, 0xff])]);
    const content = await contentOf({ name: "a", from: "file", size: undefined, chunks: [bytes] }, "file");
    expect(bytesReport("a", content, await sumUp([bytes]), [65001]).bytes?.utf8.brokenAt).to.equal(
      bytes.length - 1,
    );
  });

  it("has the other reading with its text", async () => {
    const { input, others } = await reportOf("50-48-49");
    expect(input.kind).to.equal("hex");
    expect(others).to.deep.equal([{ kind: "dec", shape: "dec", description: "decimal bytes", text: "201" }]);
  });

  it("survives JSON", async () => {
    const report = await reportOf("C3 A9");
    expect(JSON.parse(JSON.stringify(report))).to.have.nested.property("bytes.readings[0].text", "é");
  });
});
