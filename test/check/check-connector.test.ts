/** `checkConnector`: findings with their ranges, and the three ways to accept one. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { checkConnector } from "../../src/check/check-connector.ts";
import { applyFixes } from "../../src/check/fix/apply-fixes.ts";
import type { Finding } from "../../src/check/finding.ts";
import { QActionKitError } from "../../src/base/errors.ts";
import { inFolder } from "../support/temporary.ts";

const group = (type: string): string =>
  `<Protocol>\n  <Groups>\n    <Group id="1"><Type>${type}</Type></Group>\n  </Groups>\n</Protocol>`;

const check = async (
  text: string,
  rules?: Parameters<typeof checkConnector>[1],
): Promise<readonly Finding[]> => (await checkConnector(Buffer.from(text), rules)).findings;

/** Nothing uses the items of these texts. */
const rules = { ITEM_UNUSED: "off" } as const;

/** The marked part of each finding. */
async function marked(text: string): Promise<string[]> {
  return (await check(text, { rules })).map(({ range }) => text.slice(range.start.offset, range.end.offset));
}

describe("check/check-connector", () => {
  // The two lines before the finding have 11 characters each, with their ends.
  it("a finding has a rule, a severity, a file and a range", async () => {
    const { version, findings } = await checkConnector("a/protocol.xml", {
      text: group("polling"),
      config: false,
      rules,
    });
    expect(version).to.equal(1);
    expect(findings).to.have.length(1);
    expect(findings[0]).to.deep.include({
      ruleId: "VALUE_UNKNOWN",
      severity: "error",
      file: "a/protocol.xml",
      range: {
        start: { line: 3, column: 25, offset: 22 + 24 },
        end: { line: 3, column: 32, offset: 22 + 31 },
      },
    });
  });

  it("the range is the tag, the attribute or the words that are meant", async () => {
    expect(await marked('<Protocol><Wrong a=">">x</Wrong></Protocol>')).to.deep.equal(['<Wrong a=">">']);
    expect(await marked("<Protocol><Groups><Group id = '65000' /></Groups></Protocol>")).to.deep.equal([
      "id = '65000'",
    ]);
    expect(await marked(group("  poll actoin "))).to.deep.equal(["poll actoin"]);
    expect(await marked("<Protocol><!-- SuppressValidator TAG_UNKNOWN x --></Protocol>")).to.deep.equal([
      "<!-- SuppressValidator TAG_UNKNOWN x -->",
    ]);
  });

  it("a pair of comments accepts findings of its rule between them, and only those", async () => {
    const accept = (id: string, inside: string): string =>
      `<Protocol><!-- SuppressValidator ${id} a reason -->${inside}<!-- /SuppressValidator ${id} --></Protocol>`;
    const wrong = "<Wrong/>";
    expect(await check(accept("TAG_UNKNOWN", wrong))).to.deep.equal([]);
    expect(await marked(accept("ID_DUPLICATE", wrong))).to.deep.equal([wrong]);
    expect(
      await marked(accept("TAG_UNKNOWN", "<Vendor/>").replace("</Protocol>", `${wrong}</Protocol>`)),
    ).to.deep.equal([wrong]);
    expect(await marked(accept("1.2.3", wrong)), "a number of the official validator").to.deep.equal([wrong]);
  });

  it("a pair with a misspelt rule accepts nothing, is reported, and --fix corrects both comments", async () => {
    const pair = (id: string, end = id): string =>
      `<Protocol><!-- SuppressValidator ${id} ${id} of ours --><Wrong/><!--/SuppressValidator ${end}--></Protocol>`;
    expect(await marked(pair("TAG_UNKNWN"))).to.deep.equal([
      "<!-- SuppressValidator TAG_UNKNWN TAG_UNKNWN of ours -->",
      "<Wrong/>",
    ]);
    const { files, findings } = await applyFixes(Buffer.from(pair("TAG_UNKNWN")));
    expect(files[0]?.after.text).to.equal(
      pair("TAG_UNKNOWN").replace("TAG_UNKNOWN of ours", "TAG_UNKNWN of ours"),
    );
    expect(findings).to.deep.equal([]);
    const [first] = await check(pair("FOO_BAR"));
    expect(first).to.include({ ruleId: "SUPPRESSION_UNKNOWN" }).and.not.to.have.property("fix");
    expect((await check(pair("TAG_UNKNOWN"))).length, "right").to.equal(0);
    expect(
      (await check(pair("1.2.3"))).map(({ ruleId }) => ruleId),
      "official",
    ).to.deep.equal(["TAG_UNKNOWN"]);
  });

  it("pairs of different rules may cross", async () => {
    const text =
      "<Protocol><!--SuppressValidator TAG_UNKNOWN a--><A/><!--SuppressValidator ID_DUPLICATE b--><B/>" +
      "<!--/SuppressValidator TAG_UNKNOWN--><C/><!--/SuppressValidator ID_DUPLICATE--></Protocol>";
    expect(await marked(text)).to.deep.equal(["<C/>"]);
  });

  it("comments inside a script are text", async () => {
    const text =
      '<Protocol><QActions><QAction id="1"><![CDATA[<!-- SuppressValidator TAG_UNKNOWN a -->]]></QAction></QActions>' +
      "<Wrong/></Protocol>";
    expect(await marked(text)).to.deep.equal(["<Wrong/>"]);
  });

  it("rules count what the caller says", async () => {
    const text = "<Protocol><Wrong/></Protocol>";
    expect(await check(text, { rules: { TAG_UNKNOWN: "off" } })).to.deep.equal([]);
    expect((await check(text, { rules: { TAG_UNKNOWN: "error" } }))[0]).to.include({ severity: "error" });
    expect((await check(text, { rules: { TAG_UNKNOWN: "warn" } }))[0]).to.include({ severity: "warning" });
  });

  it("rules about this runtime are off until they are named", async () => {
    const text = "<Protocol><Type>snmp</Type></Protocol>";
    expect(await check(text)).to.deep.equal([]);
    const [finding] = await check(text, { rules: { CONNECTION_UNSUPPORTED: "warn" } });
    expect(finding).to.include({ ruleId: "CONNECTION_UNSUPPORTED", severity: "warning" });
  });

  it("the configuration beside the file counts, the caller counts more", async () => {
    await inFolder(async (folder) => {
      const file = path.join(folder, "protocol.xml");
      writeFileSync(file, "<Protocol><Wrong/></Protocol>");
      writeFileSync(
        path.join(folder, "qaction.config.json"),
        '{ "check": { "rules": { "TAG_UNKNOWN": "off" } } }',
      );
      expect((await checkConnector(file)).findings).to.deep.equal([]);
      expect((await checkConnector(pathToFileURL(file))).findings).to.deep.equal([]);
      expect((await checkConnector(file, { config: false })).findings).to.have.length(1);
      expect((await checkConnector(file, { rules: { TAG_UNKNOWN: "error" } })).findings[0]).to.include({
        severity: "error",
      });
    });
  });

  it("with a code page, what it lacks is lost, in the protocol and in scripts; without one only what all lack", async () => {
    const value = (text: string): string =>
      `<Param id="1"><Name>P</Name><Type>read</Type><Interprete><RawType>other</RawType><Type>string</Type><LengthType>next param</LengthType><DefaultValue>${text}</DefaultValue></Interprete></Param>`;
    const second = (text: string): string => value(text).replace('"1"', '"2"').replace(">P<", ">Q<");
    const text = `<Protocol><Params>${value("Жук 😀")}${second("é")}</Params></Protocol>`;
    const lost = async (options?: Parameters<typeof checkConnector>[1]): Promise<string[]> =>
      (await check(text, options)).map(({ range }) => text.slice(range.start.offset, range.end.offset));
    expect(await lost()).to.deep.equal(["😀"]);
    expect(await lost({ codePage: 1251 })).to.deep.equal(["😀", "é"]);
    expect(await lost({ codePage: 1252 })).to.deep.equal(["Ж"]);
    await inFolder(async (folder) => {
      const file = path.join(folder, "protocol.xml");
      writeFileSync(
        file,
        `<Protocol><Params>${value("")}${second("")}</Params><QActions><QAction id="1" name="Q" triggers="1"/></QActions></Protocol>`,
      );
      writeFileSync(
        path.join(folder, "QAction_1.ts"),
        'export function Run(protocol: SLProtocol): void {\n  protocol.SetParameter(2, "é");\n}\n',
      );
      writeFileSync(path.join(folder, "qaction.config.json"), '{ "check": { "codePage": 1251 } }');
      const ids = async (options?: Parameters<typeof checkConnector>[1]): Promise<string[]> =>
        (await checkConnector(file, options)).findings.map(({ ruleId }) => ruleId);
      expect(await ids()).to.deep.equal(["SCRIPT_LITERAL"]);
      expect(await ids({ codePage: 1252 }), "the caller counts more").to.deep.equal([]);
    });
  });

  it("rules, settings and options that do not exist are refused", async () => {
    const refusal = async (options: object): Promise<unknown> =>
      check("<Protocol/>", options).catch((error: unknown) => error);
    for (const options of [
      { rules: { TAG_UNKNOWM: "off" } },
      { rules: { TAG_UNKNOWN: "warning" } },
      { rule: {} },
      { codePage: 65_001 },
    ]) {
      expect(await refusal(options))
        .to.be.instanceOf(QActionKitError)
        .with.property("code", "ERR_OPTION");
    }
    expect(String(await refusal({ rule: {} }))).to.contain("Did you mean 'rules'?");
  });
});
