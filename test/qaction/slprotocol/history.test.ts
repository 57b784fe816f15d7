/** History sets are looked at, for each parameter and cell apart. */
import { expect } from "chai";
import { inScript, textParam } from "../../support/qaction/script-element.ts";
import { checkHistory } from "../../../src/qaction/slprotocol/history.ts";

describe("history", () => {
  it("times of one parameter, or of one cell, must not go back; others do not matter", async () => {
    const made = await inScript(textParam(1, "h", "read", ' historySet="true"'), () => undefined);
    const { environment } = made.runner;
    const [early, late] = [new Date(1000), new Date(2000)];
    checkHistory(environment, 1, late);
    checkHistory(environment, 1, early, "a/1");
    checkHistory(environment, 1, late, "a/1");
    checkHistory(environment, 1, early, "b/1");
    expect(made.notices).to.deep.equal([]);
    checkHistory(environment, 1, early);
    checkHistory(environment, 1, early, "a/1");
    expect(made.noticed("SCRIPT_HISTORY")).to.have.length(2);
    checkHistory(environment, 99, early);
    expect(made.noticed("SCRIPT_HISTORY")).to.have.length(2);
  });
});
