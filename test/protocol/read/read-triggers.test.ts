/** Triggers. */
import { expect } from "chai";
import type { Trigger } from "../../../src/protocol/model.ts";
import { codesOf, protocolOf, sure } from "../../support/protocol/parsed.ts";

const section = (inside: string): string =>
  `<Params><Param id="12"><Type>read</Type></Param></Params><Groups><Group id="1"/></Groups><Triggers><Trigger id="1">${inside}</Trigger></Triggers>`;
const triggerOf = (inside: string): Trigger => sure(protocolOf(section(inside)).triggers.get(1));
const codes = (inside: string): string[] => codesOf(section(inside));

describe("protocol/read/read-triggers", () => {
  it("on, time, type and content", () => {
    const trigger = triggerOf(
      '<Name>x</Name><On id="12">Parameter</On><Time>Change  after response</Time><Type>Trigger</Type><Content><Id>3</Id><Id else="true">4</Id></Content>',
    );
    expect(trigger).to.include({
      id: 1,
      name: "x",
      on: "parameter",
      onId: 12,
      time: "change after response",
      type: "trigger",
    });
    expect(trigger.content.map(({ id, otherwise }) => [id, otherwise])).to.deep.equal([
      [3, false],
      [4, true],
    ]);
  });

  it("each", () => {
    expect(triggerOf('<On id="Each">command</On><Time>before</Time>').onId).to.equal("each");
  });

  it("a trigger that others fire has neither On nor Time; its type is action unless it says trigger", () => {
    const trigger = triggerOf("");
    expect(trigger).to.not.have.any.keys("on", "onId", "time", "guard", "condition");
    expect(trigger.type).to.equal("action");
    expect(codes("")).to.deep.equal([]);
  });

  it("every documented pair of On and Time is accepted", () => {
    for (const [on, times] of Object.entries({
      parameter: ["change", "change after response", "timeout", "timeout after retries"],
      command: ["before", "after"],
      response: ["before", "after"],
      pair: ["succeeded", "timeout", "timeout after retries"],
      group: ["before", "after"],
      session: ["timeout"],
      timer: ["before"],
      protocol: ["after startup", "link file change", "link file changed"],
      communication: ["0x2EE2", "The operation timed out", "ERROR"],
    })) {
      for (const time of times) {
        expect(codes(`<On id="each">${on}</On><Time>${time}</Time>`), `${on} ${time}`).to.deep.equal([]);
      }
    }
  });

  it("other pairs are reported", () => {
    expect(codes('<On id="12">parameter</On><Time>before</Time>')).to.deep.equal(["TRIGGER_TIME"]);
    expect(codes('<On id="each">session</On><Time>after</Time>')).to.deep.equal(["TRIGGER_TIME"]);
    expect(codes('<On id="12">row</On><Time>change</Time>')).to.deep.equal(["VALUE_UNKNOWN"]);
    expect(codes("<On>parameter</On><Time>change</Time>")).to.deep.equal(["TAG_MISSING"]);
    expect(codes("<On>protocol</On><Time>after startup</Time>")).to.deep.equal([]);
  });

  it("texts of communication are kept exactly", () => {
    expect(triggerOf("<On>communication</On><Time>The  Operation</Time>").time).to.equal("The  Operation");
  });

  it("the old guard of Time", () => {
    expect(
      triggerOf('<On id="12">parameter</On><Time id="12" case="Not Equal" value=" 2" nr="true">change</Time>')
        .guard,
    ).to.deep.equal({
      pid: 12,
      comparison: "not equal",
      value: " 2",
      valueIsPid: true,
    });
    expect(
      triggerOf('<On id="12">parameter</On><Time case="equal" value="2">change</Time>').guard,
    ).to.deep.equal({
      comparison: "equal",
      value: "2",
      valueIsPid: false,
    });
  });

  it("condition", () => {
    expect(triggerOf("<Condition>id:12 == 1</Condition>").condition?.text).to.equal("id:12 == 1");
  });
});
