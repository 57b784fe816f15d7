/** The rules that look into scripts, on TypeScript and JavaScript: what each finds, marked where it is, and what it leaves alone. */
import { expect } from "chai";
import {
  casesIn,
  expectEnoughCases,
  type FoundCase,
  type ScriptRuleCases,
} from "../../support/check/script-cases.ts";
import { checkCases } from "../../support/check/script-connector.ts";

const kit = 'import type { SLProtocol } from "qaction-kit";\n';
const helper =
  'import { OverviewQActionRow, Parameter, type SLProtocolExt } from "./QAction_Helper.ts";\nvoid OverviewQActionRow; void Parameter;\n';
const run = (body: string, inputs = ""): string =>
  `export function Run(protocol: SLProtocol${inputs}): void {\n  ${body}\n}\n`;
const ext = (body: string): string =>
  `${helper}export function Run(protocol: SLProtocolExt): void {\n  ${body}\n}\n`;
const binary = 'inputParameters="10" options="binary"';
const bytes = ", message: ByteStream";

/** In a Unicode protocol. */
const unicodeCases: ScriptRuleCases = {
  RESPONSE_AS_TEXT: {
    wrong: [
      {
        title: "a response read with GetParameter",
        script: run("protocol.SetParameter(20, protocol.GetParameter(10));"),
        found: ["RESPONSE_AS_TEXT protocol.GetParameter(10)"],
      },
      {
        title: "a response read by a constant of the script",
        script: `const message = 10;\n${run("protocol.Log(String(protocol.GetParameter(message)));")}`,
        found: ["RESPONSE_AS_TEXT protocol.GetParameter(message)"],
      },
      {
        title: "a response read by a generated property and by a constant of the helper",
        script: ext(
          "protocol.Log(protocol.EventMessage ?? String(protocol.GetParameter(Parameter.eventDetail)));",
        ),
        found: [
          "RESPONSE_AS_TEXT protocol.EventMessage",
          "RESPONSE_AS_TEXT protocol.GetParameter(Parameter.eventDetail)",
        ],
      },
      {
        title: "a response read in a list, and by its name",
        script: run(
          'const [label, text] = protocol.GetParameters([20, 10]); protocol.Log(`${label}${text}${protocol.GetParameterByName("Event Detail")}`);',
        ),
        found: [
          "RESPONSE_AS_TEXT protocol.GetParameters([20, 10])",
          'RESPONSE_AS_TEXT protocol.GetParameterByName("Event Detail")',
        ],
      },
      {
        title: "a response as an input that is no binary one",
        attributes: 'inputParameters="10"',
        script: run("protocol.Log(message);", ", message: string"),
        found: ['RESPONSE_AS_TEXT inputParameters="10"'],
      },
      {
        title: "a response read in JavaScript",
        language: "js",
        script:
          "export class QAction { static Run(protocol) { protocol.Log(protocol.GetParameter(10)); } }\n",
        found: ["RESPONSE_AS_TEXT protocol.GetParameter(10)"],
      },
    ],
    right: [
      {
        title: "a binary input that is decoded",
        attributes: binary,
        script: run("protocol.SetParameter(20, Encoding.UTF8.GetString(message));", bytes),
      },
      {
        title: "a response that is only looked at",
        script: run('if (protocol.GetParameter(10) === "" || protocol.GetParameter(11) === null) return;'),
      },
      {
        title: "another parameter",
        script: run("protocol.SetParameter(20, protocol.GetParameter(21));"),
      },
      {
        title: "the stored bytes",
        script: run(
          'protocol.SetParameter(20, Encoding.UTF8.GetString(protocol.GetData("parameter", 10) ?? []));',
        ),
      },
      {
        title: "another object with a member of that name",
        script: run(
          "const other = { GetParameter: (id: number) => id }; protocol.Log(String(other.GetParameter(10)));",
        ),
      },
    ],
  },
  INPUT_AS_TEXT: {
    wrong: [
      {
        title: "a binary input that is declared as a string",
        attributes: binary,
        script: run("protocol.Log(message);", ", message: string"),
        found: ["INPUT_AS_TEXT message: string"],
      },
      {
        title: "a binary input that is parsed, and put into a template",
        attributes: binary,
        script: run("protocol.Log(`${message}` + JSON.parse(String(message)));", ", message: any"),
        found: ["INPUT_AS_TEXT message", "INPUT_AS_TEXT message"],
      },
      {
        title: "a binary input that is set as the value of a parameter",
        attributes: binary,
        language: "js",
        script: "export function Run(protocol, message) { protocol.SetParameter(20, message); }\n",
        found: ["INPUT_AS_TEXT message"],
      },
    ],
    right: [
      {
        title: "an input that is text",
        attributes: 'inputParameters="20"',
        script: run("protocol.Log(label.trim());", ", label: string"),
      },
      {
        title: "the length and the elements of a binary input",
        attributes: binary,
        script: run("protocol.Log(String(message.length) + String(message[0]));", bytes),
      },
      {
        title: "a table beside a binary input",
        attributes: 'inputParameters="10;1000" options="binary"',
        script: run("protocol.Log(`${rows}${Encoding.UTF8.GetString(message)}`);", `${bytes}, rows: unknown`),
      },
    ],
  },
  MACHINE_ENCODING: {
    wrong: [
      {
        title: "a message decoded by the code page of the machine",
        attributes: binary,
        script: run("protocol.SetParameter(20, Encoding.Default.GetString(message));", bytes),
        found: ["MACHINE_ENCODING Encoding.Default.GetString(message)"],
      },
      {
        title: "a message decoded as ASCII",
        attributes: binary,
        script: run(
          "const ascii = Encoding.ASCII; protocol.SetParameter(20, ascii.GetString(message));",
          bytes,
        ),
        found: ["MACHINE_ENCODING ascii.GetString(message)"],
      },
      {
        title: "stored bytes decoded by the code page of the machine",
        script: run('protocol.Log(Encoding.Default.GetString(protocol.GetData("parameter", 11) ?? []));'),
        found: ['MACHINE_ENCODING Encoding.Default.GetString(protocol.GetData("parameter", 11) ?? [])'],
      },
    ],
    right: [
      {
        title: "a message decoded by a named page",
        attributes: binary,
        script: run("protocol.SetParameter(20, Encoding.GetEncoding(1252).GetString(message));", bytes),
      },
      {
        title: "bytes of no device by the code page of the machine",
        script: run("protocol.SetParameter(20, Encoding.Default.GetString([65, 66]));"),
      },
      {
        title: "text that is sent in ASCII",
        script: run('protocol.SetParameterBinary(21, Encoding.ASCII.GetBytes("STATUS"));'),
      },
    ],
  },
  TEXT_TO_BYTES: {
    wrong: [
      {
        title: "bytes made of a response that was read as text",
        script: run(
          "protocol.SetParameter(20, Encoding.UTF8.GetString(Encoding.Unicode.GetBytes(String(protocol.GetParameter(10)))));",
        ),
        found: ["TEXT_TO_BYTES Encoding.Unicode.GetBytes(String(protocol.GetParameter(10)))"],
      },
      {
        title: "the same with Node's Buffer",
        script: run(
          'const data = protocol.GetParameter(10) as string; protocol.Log(Buffer.from(data, "utf16le").toString());',
        ),
        found: ['TEXT_TO_BYTES Buffer.from(data, "utf16le")', "RESPONSE_AS_TEXT protocol.GetParameter(10)"],
      },
      {
        title: "the same with an input",
        attributes: 'inputParameters="10"',
        script: run("protocol.Log(String(Encoding.Unicode.GetBytes(message).length));", ", message: string"),
        found: ["TEXT_TO_BYTES Encoding.Unicode.GetBytes(message)", 'RESPONSE_AS_TEXT inputParameters="10"'],
      },
    ],
    right: [
      {
        title: "bytes of text that no device sent",
        script: run(
          "protocol.Log(String(Encoding.UTF8.GetBytes(String(protocol.GetParameter(20))).length));",
        ),
      },
      {
        title: "bytes of a literal",
        script: run('protocol.Log(String(Encoding.UTF8.GetBytes("abc").length));'),
      },
      {
        title: "bytes of a decoded message",
        attributes: binary,
        script: run(
          "protocol.Log(String(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(message)).length));",
          bytes,
        ),
      },
    ],
  },
  BYTE_CAST: {
    wrong: [
      {
        title: "characters cut off by a mask",
        script: run(
          "const label = String(protocol.GetParameter(20)); protocol.SetParameterBinary(21, [label.charCodeAt(0) & 0xff]);",
        ),
        found: ["BYTE_CAST label.charCodeAt(0) & 0xff"],
      },
      {
        title: "characters cut off by Uint8Array.from",
        script: run(
          "protocol.SetParameterBinary(21, Uint8Array.from(String(protocol.GetParameter(20)), (one) => one.charCodeAt(0)));",
        ),
        found: ["BYTE_CAST Uint8Array.from(String(protocol.GetParameter(20)), (one) => one.charCodeAt(0))"],
      },
      {
        title: "characters cut off by latin1 of Node",
        attributes: 'inputParameters="20"',
        script: run('protocol.SetParameterBinary(21, Buffer.from(label, "latin1"));', ", label: string"),
        found: ['BYTE_CAST Buffer.from(label, "latin1")'],
      },
    ],
    right: [
      {
        title: "characters of base64, which are bytes",
        script: run(
          "protocol.SetParameterBinary(21, Uint8Array.from(atob(String(protocol.GetParameter(20))), (one) => one.charCodeAt(0)));",
        ),
      },
      {
        title: "characters of a literal",
        script: run('protocol.SetParameterBinary(21, [("A").charCodeAt(0) & 0xff]);'),
      },
      {
        title: "characters by an encoding",
        script: run(
          "protocol.SetParameterBinary(21, Encoding.GetEncoding(28591).GetBytes(String(protocol.GetParameter(20))));",
        ),
      },
    ],
  },
  SCRIPT_REFERENCE: {
    wrong: [
      {
        title: "parameters that do not exist",
        script: run(
          'protocol.SetParameter(22, protocol.GetParameter(23)); protocol.GetParameters([20, 24]); protocol.SetParameterByName("Lable", 1);',
        ),
        found: [
          "SCRIPT_REFERENCE 22",
          "SCRIPT_REFERENCE 23",
          "SCRIPT_REFERENCE [20, 24]",
          'SCRIPT_REFERENCE "Lable"',
        ],
      },
      {
        title: "tables and columns that do not exist",
        script: run(
          'protocol.DeleteRow(1100, "1"); protocol.AddRow(20, "1"); protocol.GetParameterIndexByKey(1000, "1", 4); protocol.SetParameterIndexByKey(1000, "1", 0, 5); protocol.GetKeysForIndex(20, "a");',
        ),
        found: [
          "SCRIPT_REFERENCE 1100",
          "SCRIPT_REFERENCE 20",
          "SCRIPT_REFERENCE 4",
          "SCRIPT_REFERENCE 0",
          "SCRIPT_REFERENCE 20",
        ],
      },
      {
        title: "a trigger that does not exist",
        script: run("protocol.CheckTrigger(7);"),
        found: ["SCRIPT_REFERENCE 7"],
      },
      {
        title: "a name that the helper does not have, in JavaScript",
        language: "js",
        script:
          'import { Parameter } from "./QAction_Helper.ts";\nexport function Run(protocol) { protocol.SetParameter(Parameter.lable, 1); }\n',
        found: ["SCRIPT_REFERENCE lable"],
      },
    ],
    right: [
      {
        title: "parameters, columns and tables that exist, reserved ones and computed ids",
        script: run(
          'protocol.SetParameter(20, protocol.GetParameter(65008)); protocol.GetParameter(1002); protocol.GetParameterIndexByKey(1000, "1", 3); for (let id = 1; id < 3; id++) protocol.GetParameter(id);',
        ),
      },
      { title: "the trigger that exists", script: run("protocol.CheckTrigger(1);") },
      {
        title: "names that exist",
        script: run(
          'protocol.SetParameterByName("Label", 1); protocol.SetWriteParameterByName("Level Wish", 1);',
        ),
      },
    ],
  },
  NOTIFY_ARGUMENTS: {
    wrong: [
      {
        title: "a cell without its column",
        script: run('protocol.NotifyProtocol(122, [1000, "1"], null);'),
        found: ['NOTIFY_ARGUMENTS [1000, "1"]'],
      },
      {
        title: "a description without an id, and a key for a list",
        script: run('protocol.NotifyProtocol(131, "Label", "x"); protocol.NotifyProtocol(215, 1000, "1");'),
        found: ['NOTIFY_ARGUMENTS "Label"', "NOTIFY_ARGUMENTS 1000"],
      },
      {
        title: "a trigger by a list, and bytes by a text",
        script: run('protocol.NotifyProtocol(134, [1], null); protocol.NotifyProtocol(177, 20, "abc");'),
        found: ["NOTIFY_ARGUMENTS [1]", 'NOTIFY_ARGUMENTS "abc"'],
      },
    ],
    right: [
      {
        title: "right values",
        script: run(
          'protocol.NotifyProtocol(122, [1000, "1", 2], null); protocol.NotifyProtocol(121, [1000, 1, 2], "x"); protocol.NotifyProtocol(134, 1, null); protocol.NotifyProtocol(193, [1000, true], [["1"], ["x"]]);',
        ),
      },
      {
        title: "values that are computed",
        script: run(
          'const place: unknown[] = []; place.push(1000); protocol.NotifyProtocol(122, place, null); protocol.NotifyProtocol(215, JSON.parse("[]"), null);',
        ),
      },
      {
        title: "a number that the kit does not know, and a computed one",
        script: run(
          "protocol.NotifyProtocol(9999, [], []); protocol.NotifyProtocol(Number(protocol.GetParameter(30)), [], []);",
        ),
      },
    ],
  },
  SCRIPT_ENTRY_POINT: {
    wrong: [
      {
        title: "a file without Run",
        script: 'export function Go(protocol: SLProtocol): void {\n  protocol.Log("");\n}\n',
        found: ['SCRIPT_ENTRY_POINT <QAction id="@" name="Case @" encoding="csharp" triggers="10" />'],
      },
      {
        title: "a class without the method",
        attributes: 'entryPoint="Reader.Read"',
        script: "export class Reader {\n  Run(): void {}\n}\n",
        found: ['SCRIPT_ENTRY_POINT entryPoint="Reader.Read"'],
      },
      {
        title: "a method of a class that is not exported",
        attributes: 'entryPoint="Reader.Read"',
        script: "class Reader {\n  Read(): void {}\n}\nvoid Reader;\n",
        found: ['SCRIPT_ENTRY_POINT entryPoint="Reader.Read"'],
      },
    ],
    right: [
      {
        title: "a static method, a default export, and one that is imported",
        attributes: 'entryPoint="Reader.Read"',
        script:
          'export class Reader {\n  static Read(protocol: SLProtocol): void {\n    protocol.Log("");\n  }\n}\n',
      },
      {
        title: "a default export",
        script: 'export default (protocol: SLProtocol): void => {\n  protocol.Log("");\n};\n',
      },
      {
        title: "a function in a variable, under another name",
        script: 'const read = (protocol: SLProtocol): void => protocol.Log("");\nexport { read as Run };\n',
      },
    ],
  },
  SCRIPT_TYPES: {
    wrong: [
      {
        title: "an argument of a wrong type",
        script: run('protocol.SetParameter("20", 1);'),
        found: ['SCRIPT_TYPES "20"'],
      },
      {
        title: "a property that the helper does not have",
        script: ext("protocol.Lable = 1;"),
        found: ["SCRIPT_TYPES Lable"],
      },
      {
        title: "a member that does not exist, and text that is no TypeScript",
        script: run("protocol.GetParam(20);"),
        found: ["SCRIPT_TYPES GetParam"],
      },
    ],
    right: [
      {
        title: "names of the kit that are imported",
        script: `${kit}${run("protocol.SetParameter(20, 1);")}`,
      },
      {
        title: "rows of the helper",
        script: ext(
          'protocol.overview.SetRow(new OverviewQActionRow({ OverviewKey: "1", OverviewTitle: "a" }), true); protocol.Label = "b";',
        ),
      },
      {
        title: "modules of Node without a tsconfig.json",
        script: `import { createHash } from "node:crypto";\n${run('protocol.Log(createHash("md5").update(Buffer.from("a")).digest("hex"));')}`,
      },
    ],
  },
};

/** In a protocol that is not Unicode. */
const codePageCases: ScriptRuleCases = {
  SCRIPT_LITERAL: {
    wrong: [
      {
        title: "an emoji",
        script: run('protocol.SetParameter(20, "on \u{1f7e2}");'),
        found: ['SCRIPT_LITERAL "on \u{1f7e2}"'],
      },
      {
        title: "an arrow in English text",
        script: ext("protocol.Label = `to \u2192 ${1}`;"),
        found: ["SCRIPT_LITERAL `to \u2192 ${"],
      },
      {
        title: "Greek and Polish in one row",
        script: ext(
          'protocol.overview.SetRow(new OverviewQActionRow({ OverviewKey: "1", OverviewTitle: "\u0142\u2261" }), true);',
        ),
        found: ['SCRIPT_LITERAL "\u0142\u2261"'],
      },
    ],
    right: [
      {
        title: "accents of one page",
        script: run('protocol.SetParameter(20, "Gr\u00f6\u00dfe 5 \u20ac");'),
      },
      {
        title: "Russian, and Japanese, each of which has its page",
        script: run(
          'protocol.SetParameter(20, "\u043f\u0440\u0438\u0432\u0435\u0442"); protocol.SetParameter(21, "\u65e5\u672c\u8a9e\u3067\u3059");',
        ),
      },
      { title: "text that is not set", script: run('protocol.Log("done \u2705");') },
      {
        title: "a response that is read: in a code page its text keeps the bytes",
        script: run("protocol.SetParameter(20, protocol.GetParameter(10));"),
      },
    ],
  },
};

const rules = Object.keys({ ...unicodeCases, ...codePageCases });

/** Only the rule that a case is about looks at its types: the others are written shortly. */
const rulesOf = ({ found, script }: FoundCase): readonly string[] =>
  found.some((one) => one.startsWith("SCRIPT_TYPES")) || script.includes("import")
    ? rules
    : rules.filter((rule) => rule !== "SCRIPT_TYPES");

describe("check/scripts: TypeScript", function () {
  this.timeout(120_000);

  for (const [title, table, unicode] of [
    ["in a Unicode protocol", unicodeCases, true],
    ["in a code page", codePageCases, false],
  ] as const) {
    it(title, async () => {
      const cases = casesIn(table);
      const results = await checkCases(cases, rules, { unicode });
      const wrong = cases.flatMap((one, i) => {
        const wanted = one.found.map((text) => text.replaceAll("@", String(i + 1)));
        const found = (results[i] ?? []).filter((text) => rulesOf(one).includes(text.split(" ")[0] ?? ""));
        return JSON.stringify([...found].sort()) === JSON.stringify([...wanted].sort())
          ? []
          : [{ case: one.title, wanted, found }];
      });
      expect(wrong).to.deep.equal([]);
    });
  }

  it("each rule has three cases that are wrong and three that are right", () => {
    expectEnoughCases(unicodeCases);
    expectEnoughCases(codePageCases);
  });
});
