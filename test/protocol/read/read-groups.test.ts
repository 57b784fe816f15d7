/** Groups. */
import { expect } from "chai";
import type { Group } from "../../../src/protocol/model.ts";
import { codesOf, findings, protocolOf, sure } from "../../support/protocol/parsed.ts";

const section = (inside: string, attributes = ""): string =>
  `<Params><Param id="20"><Type>read</Type></Param></Params><Actions><Action id="1"><On>protocol</On><Type>sleep</Type></Action></Actions><Triggers><Trigger id="1"/></Triggers><Pairs><Pair id="1"/></Pairs><HTTP><Session id="1"/></HTTP><Groups><Group id="1" ${attributes}>${inside}</Group></Groups>`;
const groupOf = (inside: string, attributes = ""): Group =>
  sure(protocolOf(section(inside, attributes)).groups.get(1));

describe("protocol/read/read-groups", () => {
  it("the default type is poll", () => {
    const group = groupOf("<Name>g</Name><Content/>");
    expect(group).to.include({ id: 1, name: "g", type: "poll", ping: false, multipleGet: false });
    expect(group.content).to.deep.equal([]);
    expect(group).to.not.have.any.keys("connection", "connectionPid", "threadId", "condition");
  });

  it("attributes and condition", () => {
    expect(groupOf("", 'connection="0" connectionPID="20" threadId="3" ping="true"')).to.include({
      connection: 0,
      connectionPid: 20,
      threadId: 3,
      ping: true,
    });
    expect(groupOf("<Condition>id:20 == 1</Condition>").condition?.text).to.equal("id:20 == 1");
    expect(groupOf('<Content multipleGet="TRUE"/>').multipleGet).to.equal(true);
  });

  it("content of every kind, in order, with next, connection and suffix", () => {
    const { content } = groupOf(
      '<Type>POLL</Type><Content><Param>20:single</Param><Pair next="100">1</Pair><Session connection="2" next="5">1</Session></Content>',
    );
    expect(content.map(({ position: _position, ...item }) => item)).to.deep.equal([
      { kind: "param", id: 20, suffix: ":single" },
      { kind: "pair", id: 1, next: 100 },
      { kind: "session", id: 1, next: 5, sessionConnection: 2 },
    ]);
    for (const [type, tag] of [
      ["poll action", "Action"],
      ["Poll Trigger", "Trigger"],
      ["action", "Action"],
      ["trigger", "Trigger"],
    ] as const) {
      const inside = `<Type>${type}</Type><Content><${tag}>1</${tag}></Content>`;
      expect(groupOf(inside).content[0], type).to.include({ kind: tag.toLowerCase(), id: 1 });
      expect(codesOf(section(inside)), type).to.deep.equal([]);
    }
  });

  it("content that does not fit the type is reported with the type that would", () => {
    const [finding] = findings(section("<Content><Action>1</Action></Content>"), "GROUP_CONTENT");
    expect(finding?.message).to.contain("action 1 is not executed").and.to.contain("type poll action");
    expect(codesOf(section("<Type>poll action</Type><Content><Pair>1</Pair></Content>"))).to.deep.equal([
      "GROUP_CONTENT",
    ]);
    expect(codesOf(section("<Type>trigger</Type><Content><Action>1</Action></Content>"))).to.deep.equal([
      "GROUP_CONTENT",
    ]);
  });

  it("content of several kinds is reported", () => {
    expect(codesOf(section("<Content><Pair>1</Pair><Param>20</Param></Content>"))).to.deep.equal([
      "GROUP_CONTENT",
    ]);
  });

  it("a type nobody knows is taken as poll", () => {
    expect(groupOf("<Type>polling</Type>").type).to.equal("poll");
    expect(codesOf(section("<Type>polling</Type>"))).to.deep.equal(["VALUE_UNKNOWN"]);
  });
});
