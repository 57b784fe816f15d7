/** The pages of rules are true: their wrong example has the finding, their right one has none at all. */
import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { checkConnector } from "../../src/check/check-connector.ts";
import { expectFixesHold } from "../support/check/fixes-hold.ts";
import { allRules, type RuleId } from "../../src/check/all-rules.ts";

const folder = new URL("../../docs/rules/", import.meta.url);
const pages = readdirSync(folder).filter((name) => name !== "README.md");
const pageOf = (name: string): string => readFileSync(new URL(name, folder), "utf8");

/** Rules with an example, in the finding's own order. */
async function rulesOf(xml: string): Promise<string[]> {
  const { findings } = await checkConnector(Buffer.from(xml));
  return findings.map(({ ruleId }) => ruleId);
}

describe("docs/rules", () => {
  for (const name of pages) {
    it(name, async () => {
      const text = pageOf(name);
      const id = name.replace(/\.md$/, "") as RuleId;
      const { severity, explanation } = allRules[id];
      expect(text)
        .to.match(new RegExp(`^# ${id}\n\nSeverity: ${severity}\\. `))
        .and.to.contain(explanation);
      const [wrong = "", right = ""] = [...text.matchAll(/^```xml\n([\s\S]*?)^```$/gm)].map(
        ([, xml = ""]) => xml,
      );
      expect(new Set(await rulesOf(wrong))).to.deep.equal(new Set([id]));
      expect(await rulesOf(right)).to.deep.equal([]);
      await expectFixesHold(wrong);
    });
  }

  it("README.md lists every page with its severity and explanation", () => {
    const index = pageOf("README.md");
    for (const name of pages) {
      const id = name.replace(/\.md$/, "") as RuleId;
      const { severity, explanation } = allRules[id];
      expect(index).to.contain(`| [${id}](${name}) | ${severity} | ${explanation} |`);
    }
  });
});
