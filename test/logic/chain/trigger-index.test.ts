import { expect } from "chai";
import { triggerIndex, type TriggerIndex } from "../../../src/logic/chain/trigger-index.ts";
import { protocolOf, trigger } from "../../support/logic/chain-bench.ts";

function index(triggers: readonly string[], triggerOrder: "file" | "id" = "file"): TriggerIndex {
  return triggerIndex(protocolOf({ triggers }), triggerOrder);
}

const idsOf = (triggers: readonly { readonly id: number }[]): readonly number[] =>
  triggers.map(({ id }) => id);

describe("index of triggers", () => {
  it("finds the triggers of an item apart from those of each item", () => {
    const found = index([
      trigger(1, "command#5", "before", []),
      trigger(2, "command#each", "before", []),
      trigger(3, "command#5", "after", []),
    ]);
    expect(idsOf(found.find("command", "before", 5).specific)).deep.equals([1]);
    expect(idsOf(found.find("command", "before", 5).each)).deep.equals([2]);
    expect(found.find("command", "before", 6).specific).deep.equals([]);
    expect(found.find("command", "after", 6)).deep.equals({ specific: [], each: [] });
  });

  it("finds triggers of values without items by On and Time alone", () => {
    const found = index([trigger(1, "protocol", "after startup", [])]);
    expect(idsOf(found.find("protocol", "after startup").each)).deep.equals([1]);
  });

  it("takes both spellings of the changed link file", () => {
    const found = index([
      trigger(1, "protocol", "link file changed", []),
      trigger(2, "protocol", "link file change", []),
    ]);
    expect(idsOf(found.find("protocol", "link file change").each)).deep.equals([1, 2]);
  });

  it("reads the text of a connection in hexadecimal, upper and lower case kept", () => {
    const hex = `0x${Buffer.from("Error : 12029. [ERROR]", "latin1").toString("hex").toUpperCase()}`;
    const found = index([trigger(1, "communication", hex, [])]);
    expect(idsOf(found.find("communication", "Error : 12029. [ERROR]").each)).deep.equals([1]);
    expect(found.find("communication", "error : 12029. [error]").each).deep.equals([]);
  });

  it("keeps triggers in file order, or sorts them by id", () => {
    const triggers = [trigger(9, "parameter#1", "change", []), trigger(4, "parameter#1", "change", [])];
    expect(idsOf(index(triggers).find("parameter", "change", 1).specific)).deep.equals([9, 4]);
    expect(idsOf(index(triggers, "id").find("parameter", "change", 1).specific)).deep.equals([4, 9]);
  });

  it("never finds a trigger that lacks the item its On needs", () => {
    const found = index([trigger(1, "parameter", "change", [])]);
    expect(found.find("parameter", "change", 1)).deep.equals({ specific: [], each: [] });
  });
});
