/** The hidden link from a script's object to its run. */
import { expect } from "chai";
import { Run } from "../../../src/qaction/qaction-run.ts";
import { holderClass, RunHolder, runOf } from "../../../src/qaction/slprotocol/run-holder.ts";

abstract class Members<C> extends RunHolder<C> {
  has(run: Run<C>): boolean {
    return runOf(this) === run;
  }
}

describe("run holder", () => {
  it("gives the run to the kit, and shows nothing to the script", () => {
    const run = Object.create(Run.prototype, { environment: { value: {} } }) as Run<undefined>;
    const Made = holderClass(Members) as new <C>(run: Run<C>) => Members<C>;
    const holder = new Made(run);
    expect(holder).to.be.instanceOf(Members);
    expect(runOf(holder)).to.equal(run);
    expect(holder.has(run)).to.equal(true);
    expect(Reflect.ownKeys(holder)).to.deep.equal([]);
    expect(JSON.stringify(holder)).to.equal("{}");
  });
});
