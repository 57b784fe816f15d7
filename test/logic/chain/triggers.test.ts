import { expect } from "chai";
import type { CommandWork } from "../../../src/logic/chain/context.ts";
import { action, Bench, fresh, param, qaction, trigger } from "../../support/logic/chain-bench.ts";

const params = [param(1), param(2), param(3, { number: true }), param(9)];
const save = (id: number): string => action(id, `parameter#${String(id)}`, "save");

/** Contents for a true and a false condition. */
const either = "<Condition>id:3 == 1</Condition><Type>action</Type>";

describe("triggers", () => {
  it("CMD-06 LOG-22 each is the fallback of items without a trigger of their own", () => {
    const bench = new Bench({
      params,
      triggers: [trigger(1, "command#each", "before", [1]), trigger(2, "command#5", "before", [2])],
      actions: [save(1), save(2)],
    });
    void bench.engine.triggers.fire("command", "before", 4, fresh);
    void bench.engine.triggers.fire("command", "before", 5, fresh);
    expect(bench.log).deep.equals(["save 1", "save 2"]);
  });

  it("each of another Time is not silenced", () => {
    const bench = new Bench({
      params,
      triggers: [trigger(1, "response#each", "after", [1]), trigger(2, "response#5", "before", [2])],
      actions: [save(1), save(2)],
    });
    void bench.engine.triggers.fire("response", "after", 5, fresh);
    expect(bench.log).deep.equals(["save 1"]);
  });

  it("a specific trigger silences each even when its condition is false, unless eachSuppressedByDefinition is off", () => {
    for (const [eachSuppressedByDefinition, expected] of [
      [true, []],
      [false, ["save 1"]],
    ] as const) {
      const bench = new Bench(
        {
          params,
          triggers: [
            trigger(1, "parameter#each", "change", [1]),
            trigger(2, "parameter#9", "change", [2], either),
          ],
          actions: [save(1), save(2)],
        },
        { eachSuppressedByDefinition },
      );
      bench.set(9, "x");
      expect(bench.log).deep.equals(expected);
    }
  });

  it("a condition decides between the contents with and without else", () => {
    const bench = new Bench({
      params,
      triggers: [
        trigger(1, "parameter#9", "change", [1], either).replace(
          "</Content>",
          '<Id else="true">2</Id></Content>',
        ),
      ],
      actions: [save(1), save(2)],
    });
    bench.set(9, "x");
    expect(bench.take()).deep.equals(["save 2"]);
    bench.set(3, 1);
    bench.set(9, "x");
    expect(bench.take()).deep.equals(["save 1"]);
  });

  it("without a condition the else content never runs", () => {
    const bench = new Bench({
      params,
      triggers: [
        trigger(1, "parameter#9", "change", [1]).replace("</Content>", '<Id else="true">2</Id></Content>'),
      ],
      actions: [save(1), save(2)],
    });
    bench.set(9, "x");
    expect(bench.log).deep.equals(["save 1"]);
  });

  it("run another trigger whatever its On and Time, with its own condition", () => {
    const bench = new Bench({
      params,
      triggers: [
        trigger(1, "parameter#9", "change", [2, 3], "<Type>trigger</Type>"),
        trigger(2, "command#5", "before", [1]),
        trigger(3, "group#5", "after", [2], either),
      ],
      actions: [save(1), save(2)],
    });
    bench.set(9, "x");
    expect(bench.take()).deep.equals(["save 1"]);
  });

  it("that run each other are stopped at the limit", () => {
    const bench = new Bench(
      {
        params,
        triggers: [
          trigger(1, "parameter#9", "", [2, 2], "<Type>trigger</Type>"),
          trigger(2, "parameter#9", "", [1], "<Type>trigger</Type>"),
        ],
      },
      { maxChainDepth: 6 },
    );
    expect(bench.engine.triggers.run(1, fresh)).equals(false);
    expect(new Set(bench.codes)).deep.equals(new Set(["CHAIN_TOO_DEEP"]));
    expect(bench.notices[0]?.message).contains("trigger 1 < trigger 2 < trigger 1");
  });

  it("run in file order, or by id", () => {
    for (const [triggerOrder, expected] of [
      ["file", ["save 2", "save 1"]],
      ["id", ["save 1", "save 2"]],
    ] as const) {
      const bench = new Bench(
        {
          params,
          triggers: [trigger(8, "parameter#9", "change", [2]), trigger(4, "parameter#9", "change", [1])],
          actions: [save(1), save(2)],
        },
        { triggerOrder },
      );
      bench.set(9, "x");
      expect(bench.log).deep.equals(expected);
    }
  });

  it("LOG-16 give the result of their last action only", () => {
    const failing = action(5, "parameter#3", "copy", 'id="777"');
    for (const [content, expected] of [
      [[5, 1], true],
      [[1, 5], false],
    ] as const) {
      const bench = new Bench({
        params,
        triggers: [trigger(1, "response#7", "before", content)],
        actions: [save(1), failing],
      });
      expect(bench.engine.triggers.fire("response", "before", 7, fresh)).equals(expected);
      expect(bench.log).deep.equals(["save 1"]);
      expect(bench.codes).deep.equals(["ACTION_FAILED"]);
    }
  });

  it("say which action or trigger is missing, and go on", () => {
    const bench = new Bench({
      params,
      triggers: [trigger(1, "parameter#9", "change", [77, 1])],
      actions: [save(1)],
    });
    bench.set(9, "x");
    expect(bench.log).deep.equals(["save 1"]);
    expect(bench.notices.find(({ code }) => code === "NO_SUCH_ITEM")?.message).contains(
      "action 77 of trigger 1",
    );
  });

  it("that do not exist fail, and the line names them", () => {
    const bench = new Bench({ params });
    expect(bench.engine.triggers.run(77, fresh)).equals(false);
    expect(bench.notices[0]?.message).contains("trigger 77");
  });

  it("are told to a listener with what fired them", () => {
    const bench = new Bench({
      params,
      triggers: [trigger(1, "parameter#9", "change", [1])],
      actions: [save(1)],
    });
    bench.set(9, "x");
    expect(bench.events).deep.equals([
      { type: "parameter", pid: 9, name: "P9", value: "x", source: "script", changed: true },
      { type: "trigger", id: 1, on: "parameter", onId: 9, time: "change" },
      { type: "action", id: 1, action: "save", ok: true },
    ]);
  });
});

describe("CheckTrigger", () => {
  const sections = {
    params,
    triggers: [
      trigger(1, "parameter#9", "change", [1]),
      trigger(2, "parameter#9", "timeout", [1]),
      trigger(3, "parameter#9", "timeout after retries", [1]),
    ],
    actions: [action(1, "parameter#2", "copy")],
  };

  it("runs a trigger whatever its On and Time, as if its own item had fired it", () => {
    const bench = new Bench(sections);
    bench.set(9, "source", "restore");
    expect(bench.engine.triggers.check(1, fresh)).deep.equals({ code: 0, done: undefined });
    expect(bench.parameters.get(2)).equals("source");
  });

  it("does not run triggers on the timeout of a parameter", () => {
    const bench = new Bench(sections);
    bench.set(9, "source", "restore");
    expect([2, 3].map((id) => bench.engine.triggers.check(id, fresh).code)).deep.equals([0, 0]);
    expect(bench.parameters.get(2)).equals(null);
  });

  it("answers 0x80040239 for an unknown id and 0x800402A4 at the limit", () => {
    const bench = new Bench(sections, { maxChainDepth: 3 });
    expect(bench.engine.triggers.check(99, fresh).code).equals(0x80040239);
    expect(bench.engine.triggers.check(1, { depth: 3 }).code).equals(0x800402a4);
    expect(bench.codes).deep.equals(["CHAIN_TOO_DEEP"]);
  });
});

describe("NT_RUN_ACTION", () => {
  it("answers 0 when done, 0x800402A3 for an unknown id, 0x800402A4 when not performed", () => {
    const bench = new Bench({ params, actions: [save(1), action(2, "parameter#1", "copy", 'id="777"')] });
    expect([1, 2, 3].map((id) => bench.engine.actions.runById(id, fresh).code)).deep.equals([
      0, 0x800402a4, 0x800402a3,
    ]);
  });
});

describe("current item", () => {
  it("CMD-07 make without an id works on the command of the trigger", () => {
    const bench = new Bench({
      params,
      triggers: [trigger(1, "command#each", "before", [1])],
      actions: [action(1, "command", "make")],
      more: "<Commands/>",
    });
    const command = { id: 5, command: { content: [] } } as unknown as CommandWork;
    void bench.engine.triggers.fire("command", "before", 5, { ...fresh, command });
    expect(bench.log).deep.equals(["make 5"]);
  });

  it("an action of another kind than its trigger, without an id, does nothing and says so", () => {
    const bench = new Bench({
      params,
      triggers: [trigger(1, "parameter#9", "change", [1])],
      actions: [action(1, "command", "make")],
    });
    bench.set(9, "x");
    expect(bench.log).deep.equals([]);
    expect(bench.codes).deep.equals(["ACTION_INVALID"]);
  });

  it("a QAction run by run actions belongs to the parameter of the action", () => {
    const bench = new Bench({
      params,
      triggers: [trigger(1, "parameter#9", "change", [1])],
      actions: [action(1, "parameter#1", "run actions")],
      qactions: [qaction(4, "1")],
    });
    bench.set(9, "x");
    expect(bench.log).deep.equals(["QAction 4 on 1"]);
  });
});
