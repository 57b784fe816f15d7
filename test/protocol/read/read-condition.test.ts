/** The `Condition` child, as text or CDATA. */
import { expect } from "chai";
import { readCondition } from "../../../src/protocol/read/read-condition.ts";
import { readingOf, sure } from "../../support/protocol/parsed.ts";

describe("protocol/read/read-condition", () => {
  it("text and CDATA are the same", () => {
    for (const text of [
      "<Condition> id:1 &gt; 1 </Condition>",
      "<Condition><![CDATA[id:1 > 1]]></Condition>",
    ]) {
      const { reading, root } = readingOf(`<Group>${text}</Group>`);
      const condition = sure(readCondition(reading, root, "group 1"));
      expect(condition.text).to.equal("id:1 > 1");
      expect(condition.expression).to.not.equal(undefined);
      expect(condition).to.be.frozen;
      expect(reading.diagnostics).to.deep.equal([]);
    }
  });

  it("none, or a blank one, is no condition", () => {
    for (const text of [
      "",
      "<Condition/>",
      "<Condition> </Condition>",
      "<Condition><![CDATA[]]></Condition>",
    ]) {
      const { reading, root } = readingOf(`<Group>${text}</Group>`);
      expect(readCondition(reading, root, "group 1")).to.equal(undefined);
    }
  });

  it("what is wrong names the object", () => {
    const { reading, root } = readingOf("<Group><Condition>id:1</Condition></Group>");
    readCondition(reading, root, "group 7");
    expect(reading.diagnostics[0]?.message).to.match(/^Condition of group 7: /);
  });
});
