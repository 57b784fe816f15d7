/** Events that a test waits for. */
import { expect } from "chai";
import type { ElementEvent } from "../../src/element/events.ts";
import { Expectations } from "../../src/testing/expectations.ts";

const event = (id: number): ElementEvent => ({ at: 0, type: "qaction", id, phase: "started", trigger: 0 });

describe("expectations", () => {
  it("are met by the next event that fits, each once", async () => {
    const expectations = new Expectations(0);
    const first = expectations.next("any", () => true);
    const second = expectations.next("the second", (one) => one.type === "qaction" && one.id === 2);
    expectations.see(event(1));
    expect(expectations.pending).to.deep.equal(["the second"]);
    expectations.see(event(2));
    expectations.see(event(3));
    expect(await Promise.all([first, second])).to.deep.equal([event(1), event(2)]);
    expect(expectations.pending).to.deep.equal([]);
  });

  it("are rejected when given up, and that is no unhandled rejection", async () => {
    const expectations = new Expectations(0);
    const never = expectations.next("never", () => false);
    const failure = new Error("over");
    expectations.giveUp(failure);
    expect(await never.catch((error: unknown) => error)).to.equal(failure);
    expect(expectations.pending).to.deep.equal([]);
    void expectations.next("nobody waits", () => false);
    expectations.giveUp(failure);
  });

  it("are rejected at their limit of real time, with what happened instead", async () => {
    const expectations = new Expectations(1);
    const late = expectations.next(
      "the end",
      () => false,
      () => "It went on.",
    );
    const error: unknown = await late.catch((thrown: unknown) => thrown);
    expect(error).to.include({
      code: "ERR_TEST_EXPECTED",
      message: "Expected the end within 1 ms. It went on.",
    });
    expect((error as Error).stack).to.match(/\n\s+at .*expectations\.test\.ts/);
    expect(expectations.pending).to.deep.equal([]);
  });
});
