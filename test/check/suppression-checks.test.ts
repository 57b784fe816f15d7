/** Comments that accept findings of a rule that does not exist. */
import { expect } from "chai";
import { checkConnector } from "../../src/check/check-connector.ts";

const opening = (id: string): string => `<!-- SuppressValidator ${id} ours -->`;
const pair = (id: string): string => `${opening(id)}<Name>A</Name><!-- /SuppressValidator ${id} -->`;

const cases = {
  SUPPRESSION_UNKNOWN: {
    wrong: { "a misspelt rule": "TAG_UNKNWN", "no rule at all": "FOO_BAR", "small letters": "tag_unknown" },
    right: {
      "a rule on the protocol": pair("TAG_UNKNOWN"),
      "a rule that looks into scripts": pair("SCRIPT_CIRCLE"),
      "a number of the official validator": pair("1.2.3"),
      "a comment in a script": `<QActions><QAction id="1" name="A"><![CDATA[${pair("FOO_BAR")}]]></QAction></QActions>`,
    },
  },
};

describe("check: comments that accept findings", () => {
  const { wrong, right } = cases.SUPPRESSION_UNKNOWN;
  const found = async (inside: string): Promise<readonly string[]> => {
    const text = `<Protocol>${inside}</Protocol>`;
    const { findings } = await checkConnector(Buffer.from(text));
    return findings
      .filter(({ ruleId }) => ruleId === "SUPPRESSION_UNKNOWN")
      .map(({ range }) => text.slice(range.start.offset, range.end.offset));
  };

  it("SUPPRESSION_UNKNOWN: three cases are wrong and three are right", () => {
    expect(Object.keys(wrong).length).to.be.at.least(3);
    expect(Object.keys(right).length).to.be.at.least(3);
  });
  for (const [title, id] of Object.entries(wrong))
    it(`SUPPRESSION_UNKNOWN is found: ${title}`, async () => {
      expect(await found(pair(id))).to.deep.equal([opening(id)]);
    });
  for (const [title, inside] of Object.entries(right))
    it(`SUPPRESSION_UNKNOWN is silent: ${title}`, async () => {
      expect(await found(inside)).to.deep.equal([]);
    });
});
