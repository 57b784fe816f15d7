/** One after the other. */
import { expect } from "chai";
import { inTurn, keysInUse } from "../../../src/connection/http/requests-in-turn.ts";

describe("connection/http/requests-in-turn", () => {
  it("jobs of one key never overlap, those of another do", async () => {
    const seen: string[] = [];
    let release: (() => void) | undefined;
    const first = inTurn("a", async () => {
      seen.push("first begins");
      await new Promise<void>((resolve) => (release = resolve));
      seen.push("first ends");
      throw new Error("it failed");
    });
    const second = inTurn("a", () => Promise.resolve(seen.push("second")));
    await inTurn("b", () => Promise.resolve(seen.push("other")));
    expect(seen).to.deep.equal(["first begins", "other"]);
    release?.();
    expect(await first.catch(String)).to.equal("Error: it failed");
    expect(await second).to.equal(4);
    expect(seen.slice(2)).to.deep.equal(["first ends", "second"]);
  });

  it("forgets a key when nobody waits any more", async () => {
    await inTurn("c", () => Promise.resolve());
    await new Promise((resolve) => setImmediate(resolve));
    expect(keysInUse()).to.not.include("c");
  });
});
