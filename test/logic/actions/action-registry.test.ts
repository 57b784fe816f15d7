import { expect } from "chai";
import { actionTypes } from "../../../src/protocol/read/read-actions.ts";
import { unsupportedActions, allActions, findAction } from "../../../src/logic/actions/action-registry.ts";

describe("registry of actions", () => {
  it("has an entry for every combination of On and Type that a protocol may use", () => {
    const missing = Object.entries(actionTypes).flatMap(([on, types]) =>
      types.filter((type) => findAction(on, type) === undefined).map((type) => `${type} on ${on}`),
    );
    expect(missing).deep.equals([]);
  });

  it("has no entry that the loader refuses, but for create element", () => {
    const unknown = allActions().filter(([on, type]) => actionTypes[on]?.includes(type) !== true);
    expect(unknown).deep.equals([["protocol", "create element"]]);
  });

  it("lists what cannot be done here, each with the page that describes it", () => {
    expect(unsupportedActions().map(({ on, type, page }) => `${type} on ${on}: ${page}`)).deep.equals([
      "set on group: LogicActionSet",
      "set with wait on group: LogicActionSetWithWait",
      "set on parameter: LogicActionSet",
      "set and get with wait on parameter: LogicActionSetAndGetWithWait",
      "set with wait on parameter: LogicActionSetWithWait",
      "create element on protocol: Protocol-EnumActionType",
      "wmi on protocol: LogicActionWmi",
    ]);
  });

  it("knows nothing of inherited names", () => {
    expect(findAction("parameter", "toString")).equals(undefined);
    expect(findAction("constructor", "copy")).equals(undefined);
  });
});
