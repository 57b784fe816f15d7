/** The pages of rules, and the files in their examples. */
import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { checkConnector } from "../../../src/check/check-connector.ts";
import { allRules, type RuleId } from "../../../src/check/all-rules.ts";
import { expectFixesHold } from "./fixes-hold.ts";
import { findingsIn } from "./script-connector.ts";

const folder = new URL("../../../docs/rules/", import.meta.url);

/** Text of a page. */
export const pageOf = (name: string): string => readFileSync(new URL(name, folder), "utf8");

/** Names of all pages of rules. */
export const rulePages: readonly string[] = readdirSync(folder).filter((name) => name !== "README.md");

/** True for a page with an example in C#, which needs .NET. */
export const needsDotnet = (name: string): boolean => pageOf(name).includes("```cs\n");

type Files = Readonly<Record<string, string>>;

/** The files of the blocks below a heading: `protocol.xml`, and scripts by the name in their first line. */
function filesBelow(page: string, heading: string): Files {
  const start = page.indexOf(`\n## ${heading}\n`);
  const end = page.indexOf("\n## ", start + 1);
  const section = page.slice(start, end === -1 ? page.length : end);
  const blocks = [...section.matchAll(/^```(xml|ts|cs)\n([\s\S]*?)^```$/gm)];
  return Object.fromEntries(
    blocks.map(([, language, text = ""]) => {
      const [first = ""] = text.split("\n");
      return language === "xml"
        ? ["protocol.xml", text]
        : [first.replace("// ", ""), text.slice(first.length + 1)];
    }),
  );
}

/** Rules that are found in files. A protocol without scripts needs no folder. */
async function rulesOf(files: Files): Promise<string[]> {
  const findings =
    Object.keys(files).length > 1
      ? await findingsIn(files)
      : (await checkConnector(Buffer.from(files["protocol.xml"] ?? ""))).findings;
  return findings.map(({ ruleId }) => ruleId);
}

/** The page says what its rule says, its wrong example has the finding, and its right one has none at all. */
export async function expectPageHolds(name: string): Promise<void> {
  const text = pageOf(name);
  const id = name.replace(/\.md$/, "") as RuleId;
  const { severity, explanation } = allRules[id];
  expect(text)
    .to.match(new RegExp(`^# ${id}\n\nSeverity: ${severity}\\. `))
    .and.to.contain(explanation);
  const wrong = filesBelow(text, "Wrong");
  expect(new Set(await rulesOf(wrong))).to.deep.equal(new Set([id]));
  expect(await rulesOf(filesBelow(text, "Right"))).to.deep.equal([]);
  if (Object.keys(wrong).length === 1) await expectFixesHold(wrong["protocol.xml"] ?? "");
}
