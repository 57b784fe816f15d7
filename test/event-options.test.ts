/** The rows of the decision register for change events, triggers, actions and conditions. */
import { expect } from "chai";
import { eventOptionRegister } from "../src/event-options.ts";
import { resolveOptions } from "../src/options.ts";

describe("event-options", () => {
  it("all belong to the logic floor and are part of the one register", () => {
    const all = new Map<string, unknown>(Object.entries(resolveOptions()));
    for (const [name, entry] of Object.entries(eventOptionRegister)) {
      expect(entry.floor, name).equals("logic");
      expect(all.get(name), name).deep.equals(entry.default);
    }
  });

  it("refuse what is not in their list", () => {
    expect(() => resolveOptions({ triggerOrder: "name" as "id" })).throws("file, id");
    expect(() => resolveOptions({ uninitialisedNumberInCondition: 1 as 0 })).throws("0, invalid");
  });
});
