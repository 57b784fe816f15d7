/** The connection floor's rows of the decision register. */
import { expect } from "chai";
import { connectionOptionRegister } from "../src/connection-options.ts";
import { resolveOptions } from "../src/options.ts";

describe("connection-options", () => {
  it("all belong to the connection floor and are part of the one register", () => {
    const all = resolveOptions();
    for (const [name, entry] of Object.entries(connectionOptionRegister)) {
      expect(entry.floor, name).to.equal("connection");
      expect(Object.entries(all).find(([key]) => key === name)?.[1], name).to.deep.equal(entry.default);
    }
  });

  it("take what their kind allows", () => {
    expect(resolveOptions({ connectAttempts: 2 }).connectAttempts).to.equal(2);
    expect(resolveOptions({ backlogLimits: [10, 20] }).backlogLimits).to.deep.equal([10, 20]);
    expect(() => resolveOptions({ dynamicEmpty: "reopen" as "close" })).to.throw("ignore, configured, close");
    expect(() => resolveOptions({ connectAttempts: "never" as "retries" })).to.throw("a number or 'retries'");
  });
});
