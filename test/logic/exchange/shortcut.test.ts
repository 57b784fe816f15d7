/** What stands around a response, and that the short way does what the long one does. */
import { expect } from "chai";
import { resolveOptions, type Options } from "../../../src/options/register.ts";
import { Shortcuts } from "../../../src/logic/exchange/shortcut.ts";
import { action, param, qaction, trigger } from "../../support/logic/chain-bench.ts";
import {
  EngineBench,
  engineProtocol,
  response,
  webSocket,
  type EngineSections,
} from "../../support/logic/engine-bench.ts";

const trailer = param(2, {
  type: "trailer",
  interprete: "<RawType>other</RawType><Type>string</Type><LengthType>fixed</LengthType><Value>!</Value>",
});

const digits = param(8, {
  interprete: "<RawType>numeric text</RawType><Type>string</Type><LengthType>next param</LengthType>",
});

/** Response 5 of parameters 1 and 2, or of others, with some triggers; action 1 reads, 2 clears it, 3 copies 1 to 9. */
function sections(triggers: readonly string[], content: readonly number[] = [1, 2]): EngineSections {
  return {
    connections: [webSocket(0)],
    params: [param(1), trailer, digits, param(9)],
    responses: [response(5, content)],
    actions: [
      action(1, "response", "read"),
      action(2, "response", "clear"),
      action(3, "parameter#9", "copy", 'id="1"'),
      action(4, "response#6", "read"),
    ],
    qactions: [qaction(1, "1"), qaction(8, "8"), qaction(9, "9")],
    triggers,
  };
}

const planOf = (...triggers: readonly string[]): readonly boolean[] => {
  const { onlyRead, nothingFollows } = new Shortcuts(
    engineProtocol(sections(triggers)),
    resolveOptions({}),
  ).of(5);
  return [onlyRead, nothingFollows];
};

/** The parameter that takes any message of response 5. */
const takerOf = (given: EngineSections, options: Partial<Options> = {}): number | undefined =>
  new Shortcuts(engineProtocol(given), resolveOptions(options)).of(5).takesAll;

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

  it("knows the parameter that takes any message", () => {
    const plain = { ...sections([reads]), responses: [response(5, [9])] };
    expect(takerOf(plain)).to.equal(9);
    expect(takerOf({ ...plain, triggers: [] })).to.equal(undefined);
    expect(takerOf({ ...plain, triggers: [reads, trigger(2, "response#5", "after", [3])] })).to.equal(
      undefined,
    );
    expect(takerOf({ ...plain, responses: [response(5, [9, 2])] })).to.equal(undefined);
    expect(takerOf({ ...plain, responses: [response(5, [2])] })).to.equal(undefined);
    expect(takerOf({ ...plain, responses: [response(5, [88])] })).to.equal(undefined);
    expect(takerOf({ ...plain, responses: [] })).to.equal(undefined);
    expect(takerOf(plain, { rawTypeRefusal: "mismatch" })).to.equal(undefined);
  });

  const variants: readonly (readonly string[])[] = [
    [reads],
    [],
    [reads, trigger(2, "response#5", "after", [3])],
    [reads, trigger(2, "parameter#1", "change after response", [3])],
    [trigger(1, "response#5", "before", [1, 3])],
    [reads, trigger(2, "response#5", "before", [])],
  ];
  const cases = variants.flatMap((triggers, index) =>
    [[1, 2], [9], [8]].map((content) => ({ triggers, index, content })),
  );
  for (const { triggers, index, content } of cases) {
    it(`leaves the same with and without somebody who listens, variant ${String(index + 1)}, content ${content.join(" ")}`, async () => {
      const outcomes = await Promise.all(
        [true, false].map(async (listening) => {
          const bench = new EngineBench(sections(triggers, content)).start();
          bench.listening = listening;
          bench.take();
          for (const data of ["one!", "one!", "two!three!", "four", "five!six", "78", "", "9!"])
            await bench.receive(data);
          await bench.engine.stop();
          return [...[1, 8, 9].map((pid) => bench.parameters.get(pid)), bench.take()];
        }),
      );
      expect(outcomes[1]).to.deep.equal(outcomes[0]);
      const ran = outcomes.flat(2).filter((word) => String(word).includes("QAction"));
      expect(ran.length > 0).to.equal(triggers.length > 0 && index !== 5);
    });
  }
});
