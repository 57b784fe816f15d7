/** The pages of rules whose examples are C#. */
import { expectPageHolds, needsDotnet, rulePages } from "../support/check/rule-page.ts";

describe("docs/rules in C#", function () {
  this.timeout(60_000);

  for (const name of rulePages.filter(needsDotnet)) {
    it(name, () => expectPageHolds(name));
  }
});
