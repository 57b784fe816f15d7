/** The object of a script has the members of the table, and nothing else to see. */
import { expect } from "chai";
import { inScript, textParam } from "../../support/qaction/script-element.ts";
import { memberNames } from "../../../src/qaction/slprotocol/member-table.ts";
import { ScriptObject } from "../../../src/qaction/slprotocol/script-object.ts";

describe("script object", () => {
  it("has every member of the table on its prototype, and nothing else", () => {
    const prototype = ScriptObject.prototype as object;
    expect(
      Object.getOwnPropertyNames(prototype)
        .filter((name) => name !== "constructor")
        .sort(),
    ).to.deep.equal([...memberNames].sort());
    expect(Object.getPrototypeOf(prototype)).to.equal(Object.prototype);
    expect(Object.keys(prototype)).to.deep.equal([]);
  });

  it("holds nothing that a script could see, and every run has its own", async () => {
    const first = await inScript(textParam(1), (protocol) => protocol);
    const second = await inScript(textParam(1), (protocol) => protocol);
    expect(Reflect.ownKeys(first.result ?? {})).to.deep.equal([]);
    expect(first.result).to.not.equal(second.result);
  });

  it("NotifyClient has no documented types: it is reported and gives null, or what the host answers", async () => {
    const made = await inScript(textParam(1), (protocol) => protocol);
    expect(made.result?.NotifyClient(1, "a", "b")).to.equal(null);
    expect(made.reports).to.deep.equal([
      { type: "notify", call: "NotifyClient", number: 1, value1: "a", value2: "b" },
    ]);
    made.host.dataMiner = { notifyClient: (type) => type + 1 };
    expect(made.result?.NotifyClient(1, "a", "b")).to.equal(2);
  });
});
