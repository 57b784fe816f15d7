/** The pages of rules are true: their wrong example has the finding, their right one has none at all. */
import { expect } from "chai";
import { allRules, type RuleId } from "../../src/check/all-rules.ts";
import { expectPageHolds, needsDotnet, pageOf, rulePages } from "../support/check/rule-page.ts";

describe("docs/rules", function () {
  this.timeout(60_000);

  for (const name of rulePages.filter((one) => !needsDotnet(one))) {
    it(name, () => expectPageHolds(name));
  }

  it("README.md lists every page with its severity and explanation", () => {
    const index = pageOf("README.md");
    for (const name of rulePages) {
      const id = name.replace(/\.md$/, "") as RuleId;
      const { severity, explanation } = allRules[id];
      expect(index).to.contain(`| [${id}](${name}) | ${severity} | ${explanation} |`);
    }
  });
});
