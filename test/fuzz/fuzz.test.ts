/** The short form of `npm run fuzz`: the same kinds of cases, with seeds that stay. */
import { expect } from "chai";
import { shrink, type FuzzCase } from "./case.ts";
import { Random, seedOf } from "./random.ts";
import { targets } from "./targets.ts";

describe("fuzz", () => {
  for (const { name, short, make, run } of targets) {
    it(`${name}: ${String(short)} cases`, async () => {
      for (let index = 0; index < short; index++) {
        const given = make(new Random(seedOf(1, index)));
        try {
          await run(given);
        } catch (error) {
          throw new Error(`Case ${String(index)} failed: ${JSON.stringify(given)}`, { cause: error });
        }
      }
    }).timeout(60_000);
  }

  it("the same seed gives the same case, another one another", () => {
    for (const { make } of targets) {
      expect(make(new Random(7))).to.deep.equal(make(new Random(7)));
      expect(make(new Random(7))).to.not.deep.equal(make(new Random(8)));
    }
  });

  it("a failing case is made as small as it goes", async () => {
    const given: FuzzCase = { start: "", steps: Array.from({ length: 40 }, (_, i) => String(i)) };
    // It fails as long as 7 stands in front of 31.
    const fails = ({ steps }: FuzzCase): Promise<boolean> =>
      Promise.resolve(steps.includes("7") && steps.indexOf("7") < steps.indexOf("31"));
    expect((await shrink(given, fails)).steps).to.deep.equal(["7", "31"]);
  });
});
