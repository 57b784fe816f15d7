/** The hidden link from a script's object to its run. */
import { expect } from "chai";
import { Run } from "../../src/qaction/run.ts";
import { RunHolder, runOf } from "../../src/qaction/run-holder.ts";

class Holder extends RunHolder<undefined> {}

describe("run holder", () => {
  it("gives the run to the kit, and shows nothing to the script", () => {
    const run = Object.create(Run.prototype) as Run<undefined>;
    const holder = new Holder(run);
    expect(runOf(holder)).to.equal(run);
    expect(Reflect.ownKeys(holder)).to.deep.equal([]);
    expect(JSON.stringify(holder)).to.equal("{}");
  });
});
