/** What all runs of one element share. */
import { expect } from "chai";
import { inScript, textParam } from "../support/qaction/script-element.ts";

describe("environment", () => {
  it("warns once for a code and key, and always without Once", async () => {
    const made = await inScript(textParam(1), () => undefined);
    const { environment } = made.runner;
    environment.warnOnce("SCRIPT_ARGUMENT", "a", "first");
    environment.warnOnce("SCRIPT_ARGUMENT", "a", "again");
    environment.warnOnce("SCRIPT_ARGUMENT", "b", "other key");
    environment.warnOnce("SCRIPT_HISTORY", "a", "other code");
    environment.warn("SCRIPT_ARGUMENT", "always", { pid: 1 });
    environment.warn("SCRIPT_ARGUMENT", "always");
    expect(made.notices.map(({ message }) => message)).to.deep.equal([
      "first",
      "other key",
      "other code",
      "always",
      "always",
    ]);
    expect(made.notices[3]).to.deep.include({ kind: "warning", details: { pid: 1 } });
  });

  it("logs a failed call in the words of the product", async () => {
    const made = await inScript(textParam(1), () => undefined);
    made.runner.environment.logFailure("NT_GET_PARAMETER", "7", 0x80040239 | 0, 3);
    expect(made.memory.lines[0]).to.include({
      message: "NT_GET_PARAMETER for 7 failed. 0x80040239",
      source: "element",
      qaction: 3,
      written: true,
    });
  });
});
