/** The fix that hands the bytes of a response to a QAction: in the XML and in the script together, then run against a device. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { checkConnector } from "../../../src/check/check-connector.ts";
import { applyFixes } from "../../../src/check/fix/apply-fixes.ts";
import { scriptChecks } from "../../../src/check/scripts/script-checks.ts";
import { eventSources } from "../../../src/testing/event-device.ts";
import { eventProtocol, shownSources, writeFixed } from "../../support/check/event-connector.ts";
import { protocolXml, writeFiles } from "../../support/check/script-connector.ts";
import { inFolder } from "../../support/temporary.ts";

/** The start tag of QAction 1 and its script, after everything was fixed. */
async function fixed(
  attributes: string,
  script: string,
  name = "QAction_1.ts",
): Promise<{ readonly attributes: string; readonly script: string; readonly left: readonly string[] }> {
  return inFolder(async (folder) => {
    const tag = `<QAction id="1" name="A" encoding="csharp" triggers="10"${attributes}/>`;
    writeFiles(folder, { "protocol.xml": protocolXml(tag), [name]: script });
    const file = path.join(folder, "protocol.xml");
    const { files, findings } = await applyFixes(file, { suggestions: true, config: false });
    writeFixed(files);
    const [, after = ""] = /triggers="10"(.*)\/>/.exec(readFileSync(file, "utf8")) ?? [];
    return {
      attributes: after,
      script: readFileSync(path.join(folder, name), "utf8"),
      left: findings
        .filter(({ ruleId }) => Object.hasOwn(scriptChecks, ruleId))
        .map(({ ruleId, message }) => `${ruleId} ${message}`),
    };
  });
}

const lines = (...text: readonly string[]): string => `${text.join("\n")}\n`;

interface FixCase {
  readonly title: string;
  readonly attributes?: string;
  readonly script: string;
  readonly name?: string;
  readonly fixedAttributes: string;
  readonly fixedScript: string;
}

const cases: readonly FixCase[] = [
  {
    title: "without inputs",
    script: lines(
      "export function Run(protocol: SLProtocol): void {",
      "  const text = protocol.GetParameter(10);",
      "  protocol.SetParameter(20, text);",
      "}",
    ),
    fixedAttributes: ' inputParameters="10" options="binary"',
    fixedScript: lines(
      "export function Run(protocol: SLProtocol, eventMessageBytes: ByteStream): void {",
      "  const eventMessage = Encoding.UTF8.GetString(eventMessageBytes);",
      "  const text = eventMessage;",
      "  protocol.SetParameter(20, text);",
      "}",
    ),
  },
  {
    title: "with an option, CRLF, and a class",
    attributes: " options='queued'",
    script: lines(
      "export class QAction {",
      "\tRun(protocol: SLProtocol): void {",
      "\t\tprotocol.SetParameter(20, protocol.GetParameter(10));",
      "\t}",
      "}",
    ).replaceAll("\n", "\r\n"),
    fixedAttributes: " options='queued;binary' inputParameters=\"10\"",
    fixedScript: lines(
      "export class QAction {",
      "\tRun(protocol: SLProtocol, eventMessageBytes: ByteStream): void {",
      "\t\tconst eventMessage = Encoding.UTF8.GetString(eventMessageBytes);",
      "\t\tprotocol.SetParameter(20, eventMessage);",
      "\t}",
      "}",
    ).replaceAll("\n", "\r\n"),
  },
  {
    title: "inputs that are text and numbers keep their order and their values",
    attributes: ' inputParameters="20;30"',
    script: lines(
      "export function Run(protocol: SLProtocol, label: string, level: number): void {",
      "  protocol.Log(`${label}${level.toFixed(1)}${String(protocol.GetParameter(10))}`);",
      "}",
    ),
    fixedAttributes: ' inputParameters="20;30;10" options="binary"',
    fixedScript: lines(
      "export function Run(protocol: SLProtocol, labelBytes: ByteStream, levelBytes: ByteStream, eventMessageBytes: ByteStream): void {",
      "  const label = Encoding.Unicode.GetString(labelBytes);",
      "  const level = protocol.GetParameter(30) as number;",
      "  const eventMessage = Encoding.UTF8.GetString(eventMessageBytes);",
      "  protocol.Log(`${label}${level.toFixed(1)}${String(eventMessage)}`);",
      "}",
    ),
  },
  {
    title: "the response as an input that is no binary one",
    attributes: ' inputParameters="10"',
    script: lines(
      "export function Run(protocol: SLProtocol, message: string): void {",
      "  protocol.SetParameter(20, message.trim());",
      "}",
    ),
    fixedAttributes: ' inputParameters="10" options="binary"',
    fixedScript: lines(
      "export function Run(protocol: SLProtocol, messageBytes: ByteStream): void {",
      "  const message = Encoding.UTF8.GetString(messageBytes);",
      "  protocol.SetParameter(20, message.trim());",
      "}",
    ),
  },
  {
    title: "beside another binary input, with imported names",
    attributes: ' inputParameters="11" options="binary"',
    script: lines(
      'import type { SLProtocol } from "qaction-kit";',
      "export function Run(protocol: SLProtocol, detail: ArrayLike<number>): void {",
      "  protocol.SetParameter(20, `${detail.length}${protocol.GetParameter(10)}`);",
      "}",
    ),
    fixedAttributes: ' inputParameters="11;10" options="binary"',
    fixedScript: lines(
      'import { Encoding, type ByteStream } from "qaction-kit/encoding";',
      'import type { SLProtocol } from "qaction-kit";',
      "export function Run(protocol: SLProtocol, detail: ArrayLike<number>, eventMessageBytes: ByteStream): void {",
      "  const eventMessage = Encoding.UTF8.GetString(eventMessageBytes);",
      "  protocol.SetParameter(20, `${detail.length}${eventMessage}`);",
      "}",
    ),
  },
  {
    title: "bytes that were made of the text again are the bytes themselves",
    script: lines(
      "export function Run(protocol: SLProtocol): void {",
      "  protocol.SetParameter(20, Encoding.UTF8.GetString(Encoding.Unicode.GetBytes(String(protocol.GetParameter(10)))));",
      "}",
    ),
    fixedAttributes: ' inputParameters="10" options="binary"',
    fixedScript: lines(
      "export function Run(protocol: SLProtocol, eventMessageBytes: ByteStream): void {",
      "  const eventMessage = Encoding.UTF8.GetString(eventMessageBytes);",
      "  protocol.SetParameter(20, Encoding.UTF8.GetString(Uint8Array.from(eventMessageBytes)));",
      "}",
    ),
  },
  {
    title: "JavaScript, where the name is taken",
    name: "QAction_1.js",
    script: lines(
      "export function Run(protocol) {",
      "  const eventMessage = protocol.GetParameter(10);",
      "  protocol.SetParameter(20, eventMessage);",
      "}",
    ),
    fixedAttributes: ' inputParameters="10" options="binary"',
    fixedScript: lines(
      "export function Run(protocol, eventMessage2Bytes) {",
      "  const eventMessage2 = Encoding.UTF8.GetString(eventMessage2Bytes);",
      "  const eventMessage = eventMessage2;",
      "  protocol.SetParameter(20, eventMessage);",
      "}",
    ),
  },
];

/** Scripts that only their author can change. */
const unfixable: readonly (readonly [title: string, attributes: string, script: string])[] = [
  [
    "read in another function",
    "",
    "const read = (protocol: SLProtocol): unknown => protocol.GetParameter(10);\nexport function Run(protocol: SLProtocol): void {\n  protocol.Log(String(read(protocol)));\n}\n",
  ],
  [
    "read in a list",
    "",
    "export function Run(protocol: SLProtocol): void {\n  protocol.Log(String(protocol.GetParameters([10, 20])));\n}\n",
  ],
  [
    "an input that the script does not take",
    ' inputParameters="20"',
    "export function Run(protocol: SLProtocol): void {\n  protocol.Log(String(protocol.GetParameter(10)));\n}\n",
  ],
];

describe("check/scripts: binary input", function () {
  this.timeout(120_000);

  for (const { title, attributes = "", script, name, fixedAttributes, fixedScript } of cases) {
    it(title, async () => {
      const result = await fixed(attributes, script, name);
      expect(result.script).to.equal(fixedScript);
      expect(result.attributes).to.equal(fixedAttributes);
      expect(result.left).to.deep.equal([]);
    });
  }

  for (const [title, attributes, script] of unfixable) {
    it(`is not offered: ${title}`, async () => {
      const result = await fixed(attributes, script);
      expect([result.script, result.attributes]).to.deep.equal([script, attributes]);
      expect(result.left.join("\n")).to.contain("RESPONSE_AS_TEXT");
    });
  }

  it("the bug of the documentation page, end to end: found, fixed, and the text of the device is right", async () => {
    await inFolder(async (folder) => {
      const file = path.join(folder, "protocol.xml");
      writeFiles(folder, {
        "protocol.xml": eventProtocol(
          '<QAction id="1" name="Read events" encoding="csharp" triggers="10" />',
        ),
        "QAction_1.ts": `/** Shows what the device says. */
export function Run(protocol: SLProtocol): void {
  const text = String(protocol.GetParameter(10));
  const source = /"source":"([^"]*)"/.exec(text)?.[1];
  protocol.SetParameter(22, source ?? text);
  protocol.SetParameter(24, Number(protocol.GetParameter(24)) + 1);
  protocol.CheckTrigger(10);
}
`,
      });
      const damaged = await shownSources(folder);
      // The UTF-8 bytes of the first event, read as UTF-16.
      const bytes = Buffer.from(`{"type":"event","number":1,"source":"${eventSources[0]}"`);
      expect(damaged[0])
        .to.be.a("string")
        .that.satisfies((text: string) =>
          text.startsWith(bytes.subarray(0, bytes.length & ~1).toString("utf16le")),
        );
      const { findings } = await checkConnector(file);
      expect(findings.map(({ ruleId, fix }) => [ruleId, fix?.kind])).to.deep.equal([
        ["RESPONSE_AS_TEXT", "suggestion"],
      ]);
      const report = await applyFixes(file, { suggestions: true });
      expect(report.files.map((one) => path.basename(one.file)).sort()).to.deep.equal([
        "QAction_1.ts",
        "protocol.xml",
      ]);
      writeFixed(report.files);
      expect((await checkConnector(file)).findings).to.deep.equal([]);
      expect(readFileSync(file, "utf8")).to.contain(
        '<QAction id="1" name="Read events" encoding="csharp" triggers="10" inputParameters="10" options="binary" />',
      );
      expect(await shownSources(folder)).to.deep.equal([...eventSources]);
      const again = await applyFixes(file, { suggestions: true });
      expect(again.files).to.deep.equal([]);
    });
  });
});
