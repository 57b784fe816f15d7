/** Connectors with scripts in a temporary folder, as `qaction check` sees them. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { checkConnector } from "../../../src/check/check-connector.ts";
import type { Finding } from "../../../src/check/finding.ts";
import { inFolder } from "../temporary.ts";

/** A QAction of a case: attributes beside id, name and encoding, and its script. */
export interface ScriptCase {
  readonly attributes?: string;
  readonly script: string;
  /** Extension of the script; default `ts`. That of C# stands in a folder of its own. */
  readonly language?: "ts" | "js" | "cs";
  /** Further files of that folder. */
  readonly more?: Readonly<Record<string, string>>;
}

/** What a case found: rule and marked text, in the order of the places. */
export type FoundInCase = readonly string[];

const text = (id: number, name: string): string =>
  `<Param id="${String(id)}"><Name>${name}</Name><Type>read</Type><Interprete><RawType>other</RawType><Type>string</Type><LengthType>next param</LengthType></Interprete></Param>`;
const number = (id: number, name: string, type = "read"): string =>
  `<Param id="${String(id)}"><Name>${name}</Name><Type>${type}</Type><Interprete><RawType>numeric text</RawType><Type>double</Type><LengthType>next param</LengthType></Interprete></Param>`;

/** Parameters 10 and 11 are filled by responses of a WebSocket; 20 and 21 are text, 30 and 31 numbers, 40 is a write, 1000 is a table of three columns. */
export const params = `${text(10, "Event Message")}${text(11, "Event Detail")}${text(20, "Label")}${text(21, "Comment")}
${number(30, "Level")}${number(31, "Event Count")}${number(40, "Level Wish", "write")}
<Param id="1000"><Name>Overview</Name><Type>array</Type><ArrayOptions index="0"><ColumnOption idx="0" pid="1001" type="retrieved"/><ColumnOption idx="1" pid="1002" type="retrieved"/><ColumnOption idx="2" pid="1003" type="retrieved"/></ArrayOptions></Param>
${text(1001, "Overview Key")}${text(1002, "Overview Title")}${number(1003, "Overview Price")}`;

const read =
  '<Triggers><Trigger id="1"><On id="each">response</On><Time>before</Time><Type>action</Type><Content><Id>1</Id></Content></Trigger><Trigger id="2"><On id="each">response</On><Time>after</Time><Type>action</Type><Content><Id>2</Id><Id>3</Id></Content></Trigger></Triggers><Actions><Action id="1"><On>response</On><Type>read</Type></Action><Action id="2"><On id="10">parameter</On><Type>clear</Type></Action><Action id="3"><On id="11">parameter</On><Type>clear</Type></Action></Actions>';

/** The protocol around QActions. */
export function protocolXml(qactions: string, { unicode = true, more = "" } = {}): string {
  return `<Protocol>
<Name>Case</Name><Version>1.0.0.1</Version>
${unicode ? "<Options><Encoding>unicode</Encoding></Options>" : ""}
<Connections><Connection id="0" name="IP Connection"><Http><CommunicationOptions><WebSocket>true</WebSocket><MakeCommandByProtocol>true</MakeCommandByProtocol></CommunicationOptions></Http></Connection></Connections>
<Params>${params}</Params>
<Responses><Response id="1" options="Connection:0"><Content><Param>10</Param></Content></Response><Response id="2" options="Connection:0"><Content><Param>11</Param></Content></Response></Responses>
${read}
<QActions>
${qactions}
</QActions>${more}
</Protocol>`;
}

/** Writes files into a folder. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

/** The findings of a connector that consists of files. */
export async function findingsIn(files: Readonly<Record<string, string>>): Promise<readonly Finding[]> {
  let found: readonly Finding[] = [];
  await inFolder(async (folder) => {
    writeFiles(folder, files);
    const { findings } = await checkConnector(path.join(folder, "protocol.xml"), { config: false });
    found = findings.map((one) => ({ ...one, file: path.relative(folder, one.file) }));
  });
  return found;
}

/** Rule and marked text of findings. */
export function marked(findings: readonly Finding[], files: Readonly<Record<string, string>>): string[] {
  return findings.map(({ ruleId, file, range }) => {
    const content = files[file.replaceAll("\\", "/")] ?? "";
    return `${ruleId} ${content.slice(range.start.offset, range.end.offset)}`;
  });
}

/**
 * Checks all cases in one connector, case n as QAction n.
 * @param rules the rules that are looked at
 * @returns what was found in each
 */
export async function checkCases(
  cases: readonly ScriptCase[],
  rules: readonly string[],
  options?: Parameters<typeof protocolXml>[1],
): Promise<readonly FoundInCase[]> {
  const tags = cases.map(
    ({ attributes = "" }, i) =>
      `<QAction id="${String(i + 1)}" name="Case ${String(i + 1)}" encoding="csharp" triggers="10" ${attributes}/>`,
  );
  const files: Record<string, string> = { "protocol.xml": protocolXml(tags.join("\n"), options) };
  cases.forEach(({ script, language = "ts", more = {} }, i) => {
    const name = `QAction_${String(i + 1)}`;
    files[language === "cs" ? `${name}/${name}.cs` : `${name}.${language}`] = script;
    for (const [other, text] of Object.entries(more)) files[`${name}/${other}`] = text;
  });
  const findings = await findingsIn(files);
  return cases.map((_, i) => {
    const own = findings.filter(
      ({ ruleId, message, file }) =>
        rules.includes(ruleId) &&
        (new RegExp(`QAction ${String(i + 1)}\\b`).test(message) ||
          new RegExp(`^QAction_${String(i + 1)}\\W`).test(file)),
    );
    return marked(own, files);
  });
}
