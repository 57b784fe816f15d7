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

type Files = Readonly<Record<string, string>>;
const notCleared = "nothing clears parameter 10 'Event Message'";
const withScript = (protocol: string, script: string): Files => ({
  "protocol.xml": protocol,
  "QAction_1.ts": run(script),
});
const script = { "QAction_1.ts": run("protocol.ClearParameter(10);") };
const two = (more: string): Files => ({ "protocol.xml": protocolXml(`${tag(1, 10)}${more}`) });
const missing = "QAction 2 has no script";

interface ConnectorCases {
  /** By their title: the files, and the message of the one finding. */
  readonly wrong: Readonly<Record<string, readonly [Files, string]>>;
  readonly right: Readonly<Record<string, Files>>;
}

/** What each rule says of a connector, and connectors of which it says nothing. */
const cases: Readonly<Record<string, ConnectorCases>> = {
  MESSAGE_NOT_CLEARED: {
    wrong: {
      "nothing clears": [withScript(uncleared(tag(1, 10)), 'protocol.SetParameter(20, "a");'), notCleared],
      "another parameter is cleared": [
        withScript(uncleared(tag(1, 10)), "protocol.ClearParameter(11);"),
        notCleared,
      ],
      "an action clears the other response": [
        withScript(
          protocolXml(tag(1, 10)).replace('<On id="10">', '<On id="20">'),
          "protocol.CheckTrigger(1);",
        ),
        notCleared,
      ],
    },
    right: {
      "an action clears": withScript(protocolXml(tag(1, 10)), "protocol.CheckTrigger(1);"),
      "the script clears": withScript(uncleared(tag(1, 10)), "protocol.ClearParameter(10);"),
      "the script sets the empty text": withScript(uncleared(tag(1, 10)), 'protocol.SetParameter(10, "");'),
      "the script computes what it sets": withScript(
        uncleared(tag(1, 10)),
        'for (let id = 9; id < 11; id++) protocol.SetParameter(id, "");',
      ),
      "no QAction is triggered": withScript(uncleared(tag(1, 20)), 'protocol.SetParameter(21, "a");'),
    },
  },
  SCRIPT_MISSING: {
    wrong: {
      "a QAction with a trigger": [{ ...two(tag(2, 20)), ...script }, missing],
      "a QAction with an entry point": [{ ...two(tag(2, 20, ' entryPoint="A.B"')), ...script }, missing],
      "a QAction of a table": [{ ...two(tag(2, 1002, ' row="true"')), ...script }, missing],
    },
    right: {
      "no QAction has a script": two(tag(2, 20)),
      "a library": {
        ...two(tag(2, 20, ' options="precompile"').replace(' triggers="20"', "")),
        ...script,
      },
      "a script in a folder": {
        ...two(tag(2, 20)),
        ...script,
        "QAction_2/QAction_2.js": "export function Run() {}\n",
      },
    },
  },
};

describe("check/scripts: whole connectors", function () {
  this.timeout(60_000);

  for (const [rule, { wrong, right }] of Object.entries(cases)) {
    it(`${rule}: three cases are wrong and three are right`, () => {
      expect(Object.keys(wrong).length).to.be.at.least(3);
      expect(Object.keys(right).length).to.be.at.least(3);
    });
    for (const [title, [files, message]] of Object.entries(wrong))
      it(`${rule} is found: ${title}`, async () => {
        expect(await found(rule, files)).to.deep.equal([message]);
      });
    for (const [title, files] of Object.entries(right))
      it(`${rule} is silent: ${title}`, async () => {
        expect(await found(rule, files)).to.deep.equal([]);
      });
  }

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
