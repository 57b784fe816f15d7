/** What *merge* asks of other elements, and what it says when it cannot be done; its effect is proven over real elements. */
import { expect } from "chai";
import { action, Bench, fresh, param } from "../../support/logic/chain-bench.ts";

const table = (pid: number): string =>
  param(pid, {
    type: "array",
    extra: `<ArrayOptions index="0"><ColumnOption idx="0" pid="${String(pid + 1)}" type="retrieved"/><ColumnOption idx="1" pid="${String(pid + 2)}" type="retrieved"/></ArrayOptions>`,
  }) +
  param(pid + 1) +
  param(pid + 2, { number: true });

const bench = (options: string): Bench =>
  new Bench({
    params: [table(1000), param(3)],
    actions: [action(1, "protocol", "merge", `options="${options}"`)],
  });

const usual = "remoteElements:3;trigger:5;destination:1002;type:avg";

/** Codes and the first message. */
function told(options: string): readonly unknown[] {
  const made = bench(options);
  made.engine.actions.runById(1, fresh);
  return [made.codes, made.notices[0]?.message ?? ""];
}

describe("merge", () => {
  it("says that it has been told of no other elements, and names its page", () => {
    const [codes, message] = told(usual);
    expect(codes).deep.equals(["ACTION_NOT_HERE"]);
    expect(message).contains("See LogicActionMerge.");
  });

  for (const [options, problem] of [
    [usual.replace("type:avg", "type:pct"), "there is no merge of type 'pct'"],
    [usual.replace("remoteElements:3", "remoteElements:77"), "remoteElements names no parameter"],
    [usual.replace("trigger:5", "trigger:x"), "trigger names no trigger"],
  ] as const) {
    it(`fails: ${problem}`, () => {
      const [codes, message] = told(options);
      expect(codes).deep.equals(["ACTION_FAILED"]);
      expect(message).contains(problem);
    });
  }

  it("reports an option that it ignores", () => {
    expect(told(`${usual};colour:red`)[1]).contains("ignores its options colour");
  });
});
