/** Damaged names: mended in the protocol and in every script that uses them, or not at all. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { applyFixes } from "../../../src/check/fix/apply-fixes.ts";
import { csharpHelperSource } from "../../../src/codegen/csharp-helper.ts";
import { helperSource } from "../../../src/codegen/helper-source.ts";
import { identifier, pascalForm } from "../../../src/codegen/identifier.ts";
import { Encoding } from "../../../src/encoding/index.ts";
import { parseProtocol } from "../../../src/protocol/load-protocol.ts";
import { reservedNames } from "../../../src/qaction/slprotocol/extended-object.ts";
import { writeFiles } from "../../support/check/script-connector.ts";
import { inFolder } from "../../support/temporary.ts";
import "../../support/property-seed.ts";

/** UTF-8 that was read as Windows-1252. */
const damaged = (text: string): string => Encoding.GetEncoding(1252).GetString(Buffer.from(text));

type Files = Readonly<Record<string, string>>;

const param = (id: number, name: string, more = ""): string =>
  `<Param id="${String(id)}"><Name>${name}</Name><Type>read</Type><Interprete><RawType>other</RawType><Type>string</Type><LengthType>next param</LengthType></Interprete>${more}</Param>`;
const protocol = (params: string, code = ""): string =>
  `<Protocol><Name>P</Name><Params>${params}</Params><QActions><QAction id="1" name="Q" encoding="csharp" triggers="1">${code}</QAction></QActions></Protocol>\n`;

/** What the files of a connector hold after all fixes. */
async function fixed(files: Files): Promise<Files> {
  return inFolder(async (folder) => {
    writeFiles(folder, files);
    const report = await applyFixes(path.join(folder, "protocol.xml"), {
      suggestions: true,
      config: false,
      // C# is only text here.
      rules: { SCRIPT_TYPES: "off", SCRIPT_UNREAD: "off" },
    });
    const after = Object.fromEntries(
      report.files.map((one) => [path.relative(folder, one.file).replaceAll("\\", "/"), one.after.text]),
    );
    expect(readFileSync(path.join(folder, "protocol.xml"), "utf8"), "nothing is written").to.equal(
      files["protocol.xml"],
    );
    return { ...files, ...after };
  });
}

const name = "Gerät prüfen";
const bad = damaged(name);
const xml = protocol(param(1, bad) + param(2, "Other"));
const mended = protocol(param(1, name) + param(2, "Other"));
const ts = (constant: string, property: string, text: string): string =>
  `import { Parameter, type SLProtocolExt } from "./QAction_Helper.ts";\n// ${property}\nexport function Run(protocol: SLProtocolExt): void {\n  const old = protocol.${property};\n  protocol.SetParameter(Parameter.${constant}_1, \`\${protocol.${property}}\${old}\`);\n  protocol.SetParameterByName("${text}", Parameter["${constant}"]);\n}\n`;
const cs = (constant: string, property: string, text: string): string =>
  `using Skyline.DataMiner.Scripting;\npublic class QAction { public static void Run(SLProtocolExt protocol) { protocol.${property} = Parameter.${constant}; protocol.GetParameterByName("${text}"); } }\n`;
const [oldConstant, oldProperty] = [identifier(bad), pascalForm(bad)];
const [constant, property] = ["gerätPrüfen", "GerätPrüfen"];

/** A script that makes it impossible. */
const withdrawn: readonly (readonly [why: string, files: Files])[] = [
  [
    "the new name is one of the script's own",
    { "QAction_1.ts": `const ${property} = 1; void ${property};\n${ts(oldConstant, oldProperty, bad)}` },
  ],
  [
    "the name is written with escapes",
    {
      "QAction_1.ts": `export function Run(protocol: any): void { protocol.GetParameterByName("${bad.replaceAll(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`)}"); }\n`,
    },
  ],
];

describe("check/names: damaged names", function () {
  this.timeout(120_000);

  it("no script uses it: the protocol alone is mended", async () => {
    const script = "export function Run(protocol: any): void { protocol.SetParameter(2, 1); }\n";
    const files = { "protocol.xml": xml, "QAction_1.ts": script };
    expect(await fixed(files)).to.deep.equal({ ...files, "protocol.xml": mended });
  });

  it("TypeScript: property, constants, name as text, and what a script imports from elsewhere", async () => {
    const library = (word: string): string => `export const shown = (p: any) => p.${word};\n`;
    const files = (c: string, p: string, text: string): Files => ({
      "protocol.xml": text === bad ? xml : mended,
      "QAction_1.ts": `import { shown } from "./lib/shown.ts";\nvoid shown;\n${ts(c, p, text)}`,
      "lib/shown.ts": library(p),
      "test/run.test.ts": library(p),
    });
    expect(await fixed(files(oldConstant, oldProperty, bad))).to.deep.equal(files(constant, property, name));
  });

  it("C#, in a folder of the solution and in the tag", async () => {
    const folder = (c: string, p: string, text: string): Files => ({
      "protocol.xml": text === bad ? xml : mended,
      "QAction_1/QAction_1.cs": cs(c, p, text),
    });
    expect(await fixed(folder(oldConstant, oldProperty, bad))).to.deep.equal(
      folder(constant, property, name),
    );
    const tag = (c: string, p: string, text: string): Files => ({
      "protocol.xml": protocol(param(1, text), `<![CDATA[${cs(c, p, text)}]]>`),
    });
    expect(await fixed(tag(oldConstant, oldProperty, bad))).to.deep.equal(tag(constant, property, name));
    // A protocol that stands in no folder has such scripts too.
    const bytes = Buffer.from(tag(oldConstant, oldProperty, bad)["protocol.xml"] ?? "");
    expect((await applyFixes(bytes, { suggestions: true })).files[0]?.after.text).to.equal(
      tag(constant, property, name)["protocol.xml"],
    );
  });

  it("C# that is written with references is left to a person", async () => {
    const code = cs(oldConstant, oldProperty, bad).replace("public class", "// a &lt; b\npublic class");
    const files = { "protocol.xml": protocol(param(1, bad), code) };
    expect(await fixed(files)).to.deep.equal(files);
  });

  it("a discreet text that a script names is a suggestion, and no safe fix", async () => {
    const shown = (text: string): string =>
      protocol(
        param(
          1,
          "State",
          `<Measurement><Type>discreet</Type><Discreets><Discreet><Display>${text}</Display><Value>1</Value></Discreet></Discreets></Measurement>`,
        ),
      );
    const script = (text: string): string =>
      `import { Discreets } from "./QAction_Helper.ts";\nexport function Run(): void { void Discreets.state["${text}"]; }\n`;
    const [right, wrong] = ["Störung (groß)", damaged("Störung (groß)")];
    const files = { "protocol.xml": shown(wrong), "QAction_1.ts": script(wrong) };
    expect(await fixed(files)).to.deep.equal({
      "protocol.xml": shown(right),
      "QAction_1.ts": script(right),
    });
    await inFolder(async (folder) => {
      writeFiles(folder, files);
      const { files: safely } = await applyFixes(path.join(folder, "protocol.xml"), { config: false });
      expect(safely).to.deep.equal([]);
    });
  });

  for (const [why, files] of withdrawn) {
    it(`no fix: ${why}`, async () => {
      expect(await fixed({ "protocol.xml": xml, ...files })).to.deep.equal({ "protocol.xml": xml, ...files });
    });
  }

  it("no fix: two parameters would have the same name", async () => {
    const files = {
      "protocol.xml": protocol(param(1, bad) + param(2, name)),
      "QAction_1.ts": ts(oldConstant, oldProperty, bad),
    };
    expect(await fixed(files)).to.deep.equal(files);
  });

  it("whatever the names, the helpers of the mended protocol and all scripts agree", async () => {
    const word = fc.constantFrom(
      ...["Gerät", "prüfen", "Größe", "température", "extérieure", "señal", "Ação", "ток", "сеть", "Zähler"],
      ...["Σήμα", "čas", "łącze", "Status", "A", "zone"],
    );
    const names = fc.uniqueArray(
      fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" ")),
      { minLength: 1, maxLength: 4, selector: (text) => pascalForm(text) },
    );
    await fc.assert(
      fc.asyncProperty(names, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), async (all, broken) => {
        const written = (good: boolean): string =>
          protocol(
            all.map((text, i) => param(i + 1, good || broken[i] !== true ? text : damaged(text))).join("") +
              param(9, "Last"),
          );
        const scripts = (source: string): Files => {
          const { protocol: read } = parseProtocol(source, { file: "protocol.xml" });
          const lines = [...read.params.values()].map(
            ({ name: own }) => `protocol.${pascalForm(own)}; Parameter.${identifier(own)}; x("${own}");`,
          );
          return {
            "protocol.xml": source,
            "QAction_Helper.ts": helperSource(read, reservedNames).text,
            "QAction_Helper/QAction_Helper.cs": csharpHelperSource(read, reservedNames).text,
            "QAction_1/QAction_1.ts": lines.join("\n"),
            "QAction_2/QAction_2.cs": lines.join("\n"),
          };
        };
        const after = await fixed(scripts(written(false)));
        // Comments have the description, which may be part of a longer text; long lines are broken.
        const squeezed = (files: Files): Files =>
          Object.fromEntries(
            Object.entries(files).map(([file, text]) => [
              file,
              text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*|[\s,]+/g, ""),
            ]),
          );
        expect(squeezed(after)).to.deep.equal(squeezed(scripts(after["protocol.xml"] ?? "")));
      }),
      { numRuns: 12 },
    );
  });
});
