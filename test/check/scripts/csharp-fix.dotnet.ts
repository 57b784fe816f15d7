/** The fix that hands the bytes of a response to a QAction in C#, then run against a device. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { checkConnector } from "../../../src/check/check-connector.ts";
import { applyFixes } from "../../../src/check/fix/apply-fixes.ts";
import { CSharpHost } from "../../../src/csharp/host.ts";
import { eventSources } from "../../../src/testing/event-device.ts";
import { eventProtocol, shownSources, writeFixed } from "../../support/check/event-connector.ts";
import { protocolXml, writeFiles } from "../../support/check/script-connector.ts";
import { inFolder } from "../../support/temporary.ts";

/** A QAction that shows the source of each event, as text that GetParameter gave. */
const reading = `using System;
using System.Text.RegularExpressions;
using Skyline.DataMiner.Scripting;

public class QAction
{
    public static void Run(SLProtocol protocol)
    {
        string data = Convert.ToString(protocol.GetParameter(10));
        Match source = Regex.Match(data, "\\"source\\":\\"([^\\"]*)\\"");
        protocol.SetParameter(22, source.Success ? source.Groups[1].Value : data);
        protocol.SetParameter(24, Convert.ToDouble(protocol.GetParameter(24)) + 1);
        protocol.CheckTrigger(10);
    }
}
`.replaceAll("\n", "\r\n");

describe("check/scripts: binary input in C#", function () {
  this.timeout(120_000);

  it("the bug of the documentation page, end to end: found, fixed, and the text of the device is right", async () => {
    await using host = await CSharpHost.start();
    await inFolder(async (folder) => {
      const [file, script] = [path.join(folder, "protocol.xml"), path.join(folder, "QAction_1/QAction_1.cs")];
      writeFiles(folder, {
        "protocol.xml": eventProtocol(
          '<QAction id="1" name="Read events" encoding="csharp" triggers="10" />',
        ),
        "QAction_1/QAction_1.cs": `\ufeff${reading}`,
      });
      expect(await shownSources(folder, { csharp: { host } })).to.not.include(eventSources[0]);
      const { findings } = await checkConnector(file);
      expect(findings.map(({ ruleId, fix }) => [ruleId, fix?.kind])).to.deep.equal([
        ["RESPONSE_AS_TEXT", "suggestion"],
      ]);
      const { files } = await applyFixes(file, { suggestions: true });
      writeFixed(files);
      expect((await checkConnector(file)).findings).to.deep.equal([]);
      expect(readFileSync(script, "utf8")).to.equal(
        `\ufeff${reading
          .replace("SLProtocol protocol)", "SLProtocol protocol, object eventMessageBytes)")
          .replace(
            "    {\r\n",
            "    {\r\n        string eventMessage = System.Text.Encoding.UTF8.GetString(System.Array.ConvertAll((object[])eventMessageBytes, one => (byte)one));\r\n",
          )
          .replace("protocol.GetParameter(10)", "eventMessage")}`,
      );
      expect(await shownSources(folder, { csharp: { host } })).to.deep.equal([...eventSources]);
      expect((await applyFixes(file, { suggestions: true })).files).to.deep.equal([]);
    });
  });

  it("code in the tag is fixed there, and its further inputs keep their order", async () => {
    await inFolder(async (folder) => {
      const file = path.join(folder, "protocol.xml");
      const code = (inputs: string, lines: string, read: string): string =>
        `<![CDATA[using Skyline.DataMiner.Scripting;\npublic class QAction\n{\n  public void Run(SLProtocol protocol, ${inputs})\n  {${lines}\n    protocol.SetParameter(20, (string)label + level + ${read});\n  }\n}\n]]>`;
      const tag = (attributes: string, text: string): string =>
        `<QAction id="1" name="A" encoding="csharp" triggers="10" ${attributes}>${text}</QAction>`;
      writeFiles(folder, {
        "protocol.xml": protocolXml(
          tag('inputParameters="20;30"', code("object label, object level", "", "protocol.GetParameter(10)")),
        ),
      });
      const { files } = await applyFixes(file, { suggestions: true, config: false });
      const bytes = (name: string): string => `System.Array.ConvertAll((object[])${name}, one => (byte)one)`;
      expect(files.map(({ after }) => /<QAction [\s\S]*<\/QAction>/.exec(after.text)?.[0])).to.deep.equal([
        tag(
          'inputParameters="20;30;10" options="binary"',
          code(
            "object labelBytes, object levelBytes, object eventMessageBytes",
            [
              `string label = System.Text.Encoding.Unicode.GetString(${bytes("labelBytes")});`,
              "object level = protocol.GetParameter(30);",
              `string eventMessage = System.Text.Encoding.UTF8.GetString(${bytes("eventMessageBytes")});`,
            ]
              .map((line) => `\n    ${line}`)
              .join(""),
            "eventMessage",
          ),
        ),
      ]);
      writeFixed(files);
      const left = (await checkConnector(file, { config: false })).findings;
      expect(left.map(({ ruleId }) => ruleId)).to.not.include.members(["CSHARP_COMPILE", "RESPONSE_AS_TEXT"]);
    });
  });
});
