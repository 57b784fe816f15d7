/** Exit codes and messages of failures. */
import { expect } from "chai";
import { CommandFailure, describeFailure, UsageError } from "../../src/cli/exit.ts";
import { QActionKitError } from "../../src/base/errors.ts";

describe("exit", () => {
  it("wrong words end with 2 and their sentence", () => {
    expect(describeFailure(new UsageError("No."))).to.deep.equal({ code: 2, message: "No." });
    const citty = Object.assign(new Error("Missing required positional argument: PROTOCOL"), {
      name: "CLIError",
    });
    expect(describeFailure(citty).code).to.equal(2);
  });

  it("failed work ends with 1; an error of the kit shows its code", () => {
    expect(describeFailure(new CommandFailure("Did not work."))).to.deep.equal({
      code: 1,
      message: "Did not work.",
    });
    expect(describeFailure(new QActionKitError("ERR_OPTION", "There is no option 'x'."))).to.deep.equal({
      code: 1,
      message: "ERR_OPTION: There is no option 'x'.",
    });
  });

  it("an error of the system says its own sentence", () => {
    const error = Object.assign(new Error("EACCES: permission denied, open 'a.txt'"), {
      code: "EACCES",
      syscall: "open",
    });
    expect(describeFailure(error)).to.deep.equal({ code: 1, message: error.message });
  });

  it("an unexpected error keeps its stack", () => {
    const error = new TypeError("x is not a function");
    expect(describeFailure(error)).to.deep.equal({ code: 1, message: error.stack });
    expect(describeFailure("just text")).to.deep.equal({ code: 1, message: "just text" });
  });
});
