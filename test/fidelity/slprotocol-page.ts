/** Makes `docs/slprotocol.md`: every member of SLProtocol with its overloads, and the tests that prove it. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { notifySection } from "./notify-rows.ts";
import type { TestResult } from "./reporter.ts";

/** One member, as the public interface declares it. */
export interface Member {
  readonly name: string;
  /** Part of the interface it stands in, for example `Rows`. */
  readonly group: string;
  /** One signature for each overload, on one line. */
  readonly overloads: readonly string[];
  readonly summary: string;
  readonly deprecated: boolean;
}

/** Files of the interface with the title of their part. */
const parts: readonly (readonly [file: string, title: string])[] = [
  ["parameter-members.ts", "Standalone parameters"],
  ["data-string-members.ts", "Data strings"],
  ["cell-members.ts", "Cells"],
  ["row-members.ts", "Rows and keys"],
  ["fill-members.ts", "Fills"],
  ["run-members.ts", "Run, element and log"],
  ["system-members.ts", "Notify calls and the DataMiner system"],
  ["connectivity-members.ts", "Connectivity"],
];

/** All members in the order of the declaration. */
export function readMembers(): Member[] {
  return parts.flatMap(([file, group]) => membersOf(file, group));
}

function membersOf(file: string, group: string): Member[] {
  const path = fileURLToPath(new URL(`../../src/qaction/slprotocol/${file}`, import.meta.url));
  const source = ts.createSourceFile(file, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  const members = new Map<string, Member>();
  for (const statement of source.statements) {
    if (!ts.isInterfaceDeclaration(statement)) continue;
    for (const element of statement.members) {
      const name = element.name?.getText(source) ?? "";
      const known = members.get(name);
      const signature = element
        .getText(source)
        .replaceAll(/\s+/g, " ")
        .replace(/;$/, "")
        .replace(/\( /g, "(")
        .replace(/,? \)/g, ")");
      const summary = known?.summary ?? summaryOf(element);
      members.set(name, {
        name,
        group,
        overloads: [...(known?.overloads ?? []), signature],
        summary,
        deprecated: known?.deprecated ?? ts.getJSDocDeprecatedTag(element) !== undefined,
      });
    }
  }
  return [...members.values()];
}

/** First sentence of the doc comment, without links. */
function summaryOf(node: ts.Node): string {
  const docs = ts.getJSDocCommentsAndTags(node).filter((doc) => ts.isJSDoc(doc));
  const deprecated = ts.getJSDocDeprecatedTag(node)?.comment;
  const text = ts.getTextOfJSDocComment(docs[0]?.comment) ?? ts.getTextOfJSDocComment(deprecated) ?? "";
  const plain = text
    .replaceAll(/\{@link (\w+)\}/g, "`$1`")
    .replaceAll(/\s+/g, " ")
    .trim();
  return /^(?:.*?[.:;])(?= |$)/.exec(plain)?.[0].replace(/[:;]$/, ".") ?? plain;
}

/** The tests of the qaction layer whose title names the member, when all of them pass. */
export function testsOf(member: string, tests: readonly TestResult[]): readonly TestResult[] {
  const word = new RegExp(`\\b${member}\\b`);
  const found = tests.filter(({ file, title }) => file.startsWith("test/qaction/") && word.test(title));
  return found.every(({ passed }) => passed) ? found : [];
}

/** The page. */
export function slprotocolPage(members: readonly Member[], tests: readonly TestResult[]): string {
  const proven = members.filter(({ name }) => testsOf(name, tests).length > 0).length;
  const lines = [
    "# SLProtocol",
    "",
    "Every member of the object that a QAction gets, with its overloads and the tests that prove it. `npm run fidelity`",
    "writes this page from the declaration and the outcomes of a test run. A member without a passing test is marked *not",
    "yet*. Units, index bases, results and exceptions are in the doc comments of the declaration, which an editor shows.",
    "",
    `${String(proven)} of ${String(members.length)} members are proven.`,
    "",
  ];
  for (const group of new Set(members.map((member) => member.group))) {
    lines.push(`## ${group}`, "", "| member | overloads | what it does | proven by |", "|---|---|---|---|");
    for (const member of members.filter((one) => one.group === group)) lines.push(row(member, tests));
    lines.push("");
  }
  lines.push(...notifySection());
  return lines.join("\n");
}

function row({ name, overloads, summary, deprecated }: Member, tests: readonly TestResult[]): string {
  const found = testsOf(name, tests);
  const counts = new Map<string, number>();
  for (const { file } of found) counts.set(file, (counts.get(file) ?? 0) + 1);
  const proof = [...counts]
    .sort()
    .map(([file, count]) => `[${basename(file, ".test.ts")}](../${file}) (${String(count)})`);
  const signatures = overloads.map((text) => `\`${text.replaceAll("|", "\\|")}\``).join("<br>");
  const mark = deprecated ? " (obsolete)" : "";
  return `| ${name}${mark} | ${signatures} | ${summary} | ${proof.length > 0 ? proof.join(", ") : "not yet"} |`;
}
