/** A check after changes gives what a first check of the same files gives: nothing that is remembered is out of date. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { ConnectorCheck } from "../../src/check/connector-check.ts";
import { SourceFiles } from "../../src/check/source-files.ts";
import { inFolder } from "../support/temporary.ts";

const protocol = (name: string, entryPoint = ""): string => `<Protocol>
  <Params>
    <Param id="1"><Name>${name}</Name><Type>read</Type><Interprete><RawType>other</RawType><LengthType>next param</LengthType><Type>string</Type></Interprete></Param>
  </Params>
  <QActions>
    <QAction id="1" name="One" encoding="csharp" triggers="1"${entryPoint} />
    <QAction id="2" name="Two" encoding="csharp" triggers="1" />
  </QActions>
</Protocol>`;

const one = `import { Parameter, type SLProtocolExt } from "./QAction_Helper.ts";
import { target } from "./shared.ts";
export function Run(protocol: SLProtocolExt): void {
  protocol.SetParameter(target, protocol.GetParameter(Parameter.message));
}
export function Other(protocol: SLProtocolExt): void {
  protocol.SetParameter(3, 1);
}
`;
const two = `import type { SLProtocol } from "qaction-kit";
export function Run(protocol: SLProtocol): void {
  protocol.SetParameter(1, String(shown));
}
`;

/** One change after the other: what files hold then; undefined for one that goes. */
const changes: readonly Readonly<Record<string, string | undefined>>[] = [
  { "protocol.xml": protocol("Message"), "QAction_1.ts": one, "QAction_2.ts": two },
  { "shared.ts": "export const target = 1;\n" },
  { "shared.ts": "export const target = 2;\n" },
  { "shared.ts": 'export { target } from "./deep/values.ts";\n' },
  { "deep/values.ts": "export const target = 5;\n" },
  { "deep/values.ts": "export const target = 'a' as string | Date;\n" },
  { "QAction_2.ts": two.replace("shown", "protocol") },
  {
    "globals.d.ts": "declare const shown: number;\n",
    "QAction_2.ts": `/// <reference path="./globals.d.ts" />\n${two}`,
  },
  { "globals.d.ts": "declare const show: number;\n" },
  { "protocol.xml": protocol("Messages") },
  { "protocol.xml": protocol("Messages", ' entryPoint="QAction.Other"') },
  { "protocol.xml": protocol("Message", ' entryPoint="QAction.Missing"') },
  {
    "tsconfig.json":
      '{ "compilerOptions": { "strict": true, "noUnusedLocals": true, "module": "nodenext" } }',
  },
  { "QAction_1.ts": `${one}\nconst unused = 1;\n` },
  { "tsconfig.json": undefined },
  { "deep/values.ts": undefined },
  { "QAction_2.ts": undefined },
  { "QAction_2.js": "export function Run(protocol) {\n  protocol.SetParameter(9, 1);\n}\n" },
  { "protocol.xml": "<Protocol></Protocol>" },
  { "protocol.xml": protocol("Message") },
];

describe("check/connector-check again", () => {
  it("gives after each change what a first check gives", async function () {
    this.timeout(300_000);
    await inFolder(async (folder) => {
      const file = path.join(folder, "protocol.xml");
      const check = new ConnectorCheck(file);
      const settings = { rules: {} };
      let files = new SourceFiles();
      const seen = new Set<string>();
      for (const change of changes) {
        for (const [name, text] of Object.entries(change)) {
          const place = path.join(folder, name);
          mkdirSync(path.dirname(place), { recursive: true });
          if (text === undefined) rmSync(place);
          else writeFileSync(place, text);
        }
        const places = Object.keys(change).map((name) => path.join(folder, name));
        // What watching files would be told of: one of the paths was asked for, or lies in a folder that was listed.
        if (seen.size > 0) expect(files.dependsOn(places), places.join()).to.equal(true);
        files = files.renewed(new Map(places.map((place) => [place, undefined])));
        const again = await check.findings(files, settings);
        const first = await new ConnectorCheck(file).findings(new SourceFiles(), settings);
        expect(again, JSON.stringify(change)).to.deep.equal(first);
        seen.add(JSON.stringify(first));
      }
      // The changes were worth a check: nearly each gave other findings.
      expect(seen.size).to.be.greaterThan(changes.length / 2);
    });
  });
});
