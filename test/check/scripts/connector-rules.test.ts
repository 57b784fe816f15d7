/** The rules that look at all scripts of a connector together: messages that nothing clears, and QActions without a script. */
import { expect } from "chai";
import { findCompiler } from "../../../src/check/scripts/typescript-compiler.ts";
import { findingsIn, protocolXml, writeFiles } from "../../support/check/script-connector.ts";
import { inFolder } from "../../support/temporary.ts";

const tag = (id: number, trigger: number, more = ""): string =>
  `<QAction id="${String(id)}" name="Case ${String(id)}" encoding="csharp" triggers="${String(trigger)}"${more}/>`;
const run = (body: string): string => `export function Run(protocol: SLProtocol): void {\n  ${body}\n}\n`;
/** Without the actions that clear. */
const uncleared = (qactions: string): string =>
  protocolXml(qactions).replace(/<Action id="2">.*?<\/Action><Action id="3">.*?<\/Action>/, "");

/** Messages of one rule. */
async function found(rule: string, files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  return (await findingsIn(files))
    .filter(({ ruleId }) => ruleId === rule)
    .map(({ message }) => message.replace(/[,:.].*/s, ""));
}

const unclearedCases: readonly (readonly [
  title: string,
  protocol: string,
  script: string,
  found: readonly string[],
])[] = [
  [
    "nothing clears",
    uncleared(tag(1, 10)),
    run('protocol.SetParameter(20, "a");'),
    ["nothing clears parameter 10 'Event Message'"],
  ],
  [
    "another parameter is cleared",
    uncleared(tag(1, 10)),
    run("protocol.ClearParameter(11);"),
    ["nothing clears parameter 10 'Event Message'"],
  ],
  [
    "an action clears the other response",
    protocolXml(tag(1, 10)).replace('<On id="10">', '<On id="20">'),
    run("protocol.CheckTrigger(1);"),
    ["nothing clears parameter 10 'Event Message'"],
  ],
  ["an action clears", protocolXml(tag(1, 10)), run("protocol.CheckTrigger(1);"), []],
  ["the script clears", uncleared(tag(1, 10)), run("protocol.ClearParameter(10);"), []],
  ["the script sets the empty text", uncleared(tag(1, 10)), run('protocol.SetParameter(10, "");'), []],
  [
    "the script computes what it sets",
    uncleared(tag(1, 10)),
    run('for (let id = 9; id < 11; id++) protocol.SetParameter(id, "");'),
    [],
  ],
  ["no QAction is triggered", uncleared(tag(1, 20)), run('protocol.SetParameter(21, "a");'), []],
];

describe("check/scripts: whole connectors", function () {
  this.timeout(60_000);

  for (const [title, protocol, script, expected] of unclearedCases) {
    it(`MESSAGE_NOT_CLEARED: ${title}`, async () => {
      const files = { "protocol.xml": protocol, "QAction_1.ts": script };
      expect(await found("MESSAGE_NOT_CLEARED", files)).to.deep.equal(expected);
    });
  }

  it("SCRIPT_MISSING: only where another QAction has a script, and only what something runs", async () => {
    const script = { "QAction_1.ts": run("protocol.ClearParameter(10);") };
    const missing = ["QAction 2 has no script"];
    const rule = "SCRIPT_MISSING";
    const two = (more: string): string => protocolXml(`${tag(1, 10)}${more}`);
    expect(await found(rule, { "protocol.xml": two(tag(2, 20)), ...script })).to.deep.equal(missing);
    expect(
      await found(rule, { "protocol.xml": two(tag(2, 20, ' entryPoint="A.B"')), ...script }),
    ).to.deep.equal(missing);
    expect(await found(rule, { "protocol.xml": two(tag(2, 1002, ' row="true"')), ...script })).to.deep.equal(
      missing,
    );
    expect(await found(rule, { "protocol.xml": two(tag(2, 20)) }), "no script at all").to.deep.equal([]);
    const library = tag(2, 20, ' options="precompile"').replace(' triggers="20"', "");
    expect(await found(rule, { "protocol.xml": two(library), ...script })).to.deep.equal([]);
    const both = { ...script, "QAction_2/QAction_2.js": "export function Run() {}\n" };
    expect(await found(rule, { "protocol.xml": two(tag(2, 20)), ...both })).to.deep.equal([]);
  });

  it("ITEM_UNUSED: triggers and actions that no script fires, unless one computes which", async () => {
    const more =
      '<Triggers><Trigger id="7"><Name>T</Name><Type>action</Type><Content><Id>7</Id></Content></Trigger></Triggers><Actions><Action id="7"><On id="20">parameter</On><Type>clear</Type></Action><Action id="8"><On id="20">parameter</On><Type>clear</Type></Action></Actions>';
    const protocol = protocolXml(tag(1, 10)).replace(/<Triggers>.*<\/Actions>/, more);
    const unused = (body: string, qactions = protocol): Promise<readonly string[]> =>
      found("ITEM_UNUSED", { "protocol.xml": qactions, "QAction_1.ts": run(body) });
    expect(await unused("protocol.ClearParameter(10);")).to.deep.equal([
      "trigger 7 'T' is never used",
      "action 8 is never used",
    ]);
    expect(await unused("protocol.CheckTrigger(7);")).to.deep.equal(["action 8 is never used"]);
    expect(await unused("for (let id = 1; id < 9; id++) protocol.CheckTrigger(id);")).to.deep.equal([
      "action 8 is never used",
    ]);
    expect(await unused("protocol.NotifyProtocol(221, 8, null);")).to.deep.equal([
      "trigger 7 'T' is never used",
    ]);
    // Called by something whose type nobody knows, or in a script that is not there.
    expect(
      await unused("const any: any = protocol; any.CheckTrigger(7); any.NotifyProtocol(221, 8, null);"),
    ).to.deep.equal([]);
    expect(
      await unused(
        "protocol.ClearParameter(10);",
        protocol.replace("</QActions>", `${tag(2, 20)}</QActions>`),
      ),
    ).to.deep.equal([]);
  });

  it("SCRIPT_UNREAD: the compiler of the project, else another one, else a sentence that names what was found", async () => {
    await inFolder((folder) => {
      const at = (version: string): Record<string, string> => ({
        "node_modules/typescript/package.json": JSON.stringify({ version, main: "main.js" }),
        "node_modules/typescript/main.js": "exports.version = require('./package.json').version;",
      });
      expect(findCompiler([folder]))
        .to.have.property("problem")
        .that.contains("there is none");
      writeFiles(folder, at("7.0.2"));
      expect(findCompiler([folder]))
        .to.have.property("problem")
        .that.contains("only 7.0.2 was found");
      expect(findCompiler([folder, "."])).to.have.property("compiler");
    });
  });
});
