/** What stands around a response, and that the short way does what the long one does. */
import { expect } from "chai";
import { resolveOptions } from "../../src/options.ts";
import { ResponsePlans } from "../../src/logic/response-plan.ts";
import { action, param, qaction, trigger } from "./core-bench.ts";
import { EngineBench, engineProtocol, response, webSocket, type EngineSections } from "./engine-bench.ts";

const trailer = param(2, {
  type: "trailer",
  interprete: "<RawType>other</RawType><Type>string</Type><LengthType>fixed</LengthType><Value>!</Value>",
});

/** Response 5 of parameters 1 and 2 with some triggers; action 1 reads, 2 clears it, 3 copies 1 to 9. */
function sections(triggers: readonly string[]): EngineSections {
  return {
    connections: [webSocket(0)],
    params: [param(1), trailer, param(9)],
    responses: [response(5, [1, 2])],
    actions: [
      action(1, "response", "read"),
      action(2, "response", "clear"),
      action(3, "parameter#9", "copy", 'id="1"'),
      action(4, "response#6", "read"),
    ],
    qactions: [qaction(1, "1"), qaction(9, "9")],
    triggers,
  };
}

const planOf = (...triggers: readonly string[]): readonly boolean[] => {
  const { onlyRead, nothingFollows } = new ResponsePlans(
    engineProtocol(sections(triggers)),
    resolveOptions({}),
  ).of(5);
  return [onlyRead, nothingFollows];
};

const reads = trigger(1, "response#each", "before", [1]);

describe("plan of a response", () => {
  it("knows a response that is only read", () => {
    expect(planOf(reads)).to.deep.equal([true, true]);
    expect(planOf(trigger(1, "response#5", "before", [1]))).to.deep.equal([true, true]);
    expect(planOf()).to.deep.equal([false, true]);
    expect(planOf(trigger(1, "response#each", "before", [4]))).to.deep.equal([false, true]);
    expect(planOf(trigger(1, "response#each", "before", [1, 2]))).to.deep.equal([false, true]);
    expect(planOf(trigger(1, "response#each", "before", [99]))).to.deep.equal([false, true]);
    expect(planOf(reads, trigger(2, "response#5", "before", []))).to.deep.equal([false, true]);
    const conditional = trigger(1, "response#each", "before", [1]).replace(
      "<Content>",
      "<Condition>id:9 == 1</Condition><Content>",
    );
    expect(planOf(conditional)).to.deep.equal([false, true]);
  });

  it("knows that nothing follows", () => {
    expect(planOf(reads, trigger(2, "response#each", "after", [3]))).to.deep.equal([true, false]);
    expect(planOf(reads, trigger(2, "response#6", "after", [3]))).to.deep.equal([true, true]);
    const told = trigger(2, "parameter#1", "change after response", [3]);
    expect(planOf(reads, told)).to.deep.equal([true, false]);
  });

  const variants: readonly (readonly string[])[] = [
    [reads],
    [],
    [reads, trigger(2, "response#5", "after", [3])],
    [reads, trigger(2, "parameter#1", "change after response", [3])],
    [trigger(1, "response#5", "before", [1, 3])],
    [reads, trigger(2, "response#5", "before", [])],
  ];
  for (const [index, triggers] of variants.entries()) {
    it(`leaves the same with and without somebody who listens, variant ${String(index + 1)}`, async () => {
      const outcomes = await Promise.all(
        [true, false].map(async (listening) => {
          const bench = new EngineBench(sections(triggers)).start();
          bench.listening = listening;
          bench.take();
          for (const data of ["one!", "one!", "two!three!", "four", "five!six"]) await bench.receive(data);
          await bench.engine.stop();
          return [bench.parameters.get(1), bench.parameters.get(9), bench.take()];
        }),
      );
      expect(outcomes[1]).to.deep.equal(outcomes[0]);
      const ran = outcomes.flat(2).filter((word) => String(word).includes("QAction"));
      expect(ran.length > 0).to.equal(triggers.length > 0 && index !== 5);
    });
  }
});
