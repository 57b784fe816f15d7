import { expect } from "chai";
import type { Options } from "../../../src/options/register.ts";
import { action, param, trigger } from "../../support/logic/chain-bench.ts";
import {
  command,
  connection,
  EngineBench,
  group,
  pair,
  response,
  webSocket,
  type EngineSections,
} from "../../support/logic/engine-bench.ts";

const fixed = (id: number, value: string): string =>
  param(id, {
    type: "fixed",
    interprete: `<RawType>other</RawType><Type>string</Type><LengthType>fixed</LengthType><Value>${value}</Value>`,
  });

/** The sample of ConnectionsSerialCreatingCommandsAndResponses: A, `:`, `?`, B, `;`, `!` in parameters 1 to 6. */
function sample(more: Partial<EngineSections> = {}): EngineSections {
  return {
    connections: [webSocket(0)],
    params: [
      param(1),
      fixed(2, ":"),
      fixed(3, "?"),
      param(4),
      fixed(5, ";"),
      fixed(6, "!"),
      fixed(8, "ask"),
      param(9, { type: "dummy" }),
    ],
    commands: [command(4, [8])],
    responses: [response(5, [1, 2, 3, 4, 5, 6])],
    pairs: [pair(3, 4, [5])],
    groups: [group(2, ["pair 3"])],
    triggers: [trigger(1, "response#each", "before", [1]), trigger(20, "", "", [20])],
    actions: [action(1, "response", "read"), action(20, "group#2", "execute")],
    qactions: [
      '<QAction id="1" name="A" encoding="csharp" triggers="1" inputParameters="1"></QAction>',
      '<QAction id="4" name="B" encoding="csharp" triggers="4" inputParameters="4"></QAction>',
    ],
    ...more,
  };
}

/** A bench whose pair 3 waits, with A and B filled. */
async function asked(
  more: Partial<EngineSections> = {},
  options: Partial<Options> = {},
): Promise<EngineBench> {
  const bench = new EngineBench(sample(more), options, ["trigger", "response"]).start();
  bench.parameters.set(1, "oldA", "restore", { depth: 0 });
  bench.parameters.set(4, "oldB", "restore", { depth: 0 });
  await bench.trigger(20);
  await bench.pass();
  bench.take();
  return bench;
}

const values = (bench: EngineBench): unknown[] => [bench.parameters.get(1), bench.parameters.get(4)];

describe("responses at run time", () => {
  it("fills the fields of a full match from left to right, each with its chain", async () => {
    const bench = await asked();
    bench.scripts.set(1, () => {
      bench.note(`B is ${String(bench.parameters.get(4))}`);
    });
    await bench.receive("data1:?data2;!");
    expect(values(bench)).to.deep.equal(["data1", "data2"]);
    expect(bench.words()).to.deep.equal([
      "trigger 1",
      "QAction 1 on 1 (data1)",
      "B is oldB",
      "QAction 4 on 4 (data2)",
      "response 5 matched",
      "connection 0 responds",
    ]);
  });

  it("empty fields match too and give an empty text", async () => {
    const bench = await asked();
    await bench.receive(":?;!");
    expect(values(bench)).to.deep.equal(["", ""]);
  });

  it("RSP-08 mismatch at a variable parameter empties all variable ones, without events", async () => {
    for (const data of ["?MyData;!", "MyData:?!"]) {
      const bench = await asked();
      await bench.receive(data);
      expect(values(bench), data).to.deep.equal([null, null]);
      expect(bench.words().filter((line) => line.startsWith("QAction"))).to.deep.equal([]);
    }
  });

  it("RSP-09 mismatch at a fixed parameter keeps the filled ones", async () => {
    const early = await asked();
    await early.receive("data1:data2;!");
    expect(values(early)).to.deep.equal(["data1", "oldB"]);
    const late = await asked();
    await late.receive("data1:?data2;");
    expect(values(late)).to.deep.equal(["data1", "data2"]);
    expect(late.words()).to.deep.equal([
      ...["trigger 1", "response 5 failed", "QAction 1 on 1 (data1)", "QAction 4 on 4 (data2)"],
    ]);
  });

  it("RSP-10 after-response trigger only on a full match", async () => {
    const more = {
      triggers: [
        trigger(1, "response#each", "before", [1]),
        trigger(2, "response#5", "after", [2]),
        trigger(20, "", "", [20]),
      ],
      actions: [
        action(1, "response", "read"),
        action(2, "parameter#9", "clear"),
        action(20, "group#2", "execute"),
      ],
    };
    const bench = await asked(more);
    await bench.receive("data1:?data2;");
    expect(bench.words()).to.not.include("trigger 2");
    await bench.receive("data1:?data2;!");
    expect(bench.words()).to.include("trigger 2");
  });

  it("RSP-11 change-after-response trigger only on a full match, for what changed, in content order", async () => {
    const more = {
      triggers: [
        trigger(1, "response#each", "before", [1]),
        trigger(2, "parameter#4", "change after response", [2]),
        trigger(3, "parameter#1", "change after response", [2]),
        trigger(4, "response#5", "after", [2]),
        trigger(5, "pair#3", "succeeded", [2]),
        trigger(20, "", "", [20]),
      ],
      actions: [
        action(1, "response", "read"),
        action(2, "parameter#9", "clear"),
        action(20, "group#2", "execute"),
      ],
      qactions: [],
    };
    const failing = await asked(more);
    await failing.receive("data1:?data2;");
    expect(failing.words()).to.deep.equal(["trigger 1", "response 5 failed"]);
    const both = await asked(more);
    await both.receive("data1:?data2;!");
    expect(both.words().filter((line) => line.startsWith("trigger"))).to.deep.equal([
      ...["trigger 1", "trigger 3", "trigger 2", "trigger 4", "trigger 5"],
    ]);
    const one = await asked(more);
    await one.receive("oldA:?data2;!");
    expect(one.words().filter((line) => line.startsWith("trigger"))).to.deep.equal([
      ...["trigger 1", "trigger 2", "trigger 4", "trigger 5"],
    ]);
  });

  it("RSP-12 LOG-14 no read action: variable parameters stay empty", async () => {
    const more = { triggers: [trigger(20, "", "", [20])], responses: [response(5, [1])] };
    const bench = new EngineBench(sample(more)).start();
    await bench.receive("anything");
    expect(bench.parameters.get(1)).to.equal(null);
    const implicit = new EngineBench(sample(more), { implicitRead: true }).start();
    await implicit.receive("anything");
    expect(implicit.parameters.get(1)).to.equal("anything");
  });

  it("RSP-14 LOG-16 only the last action of a trigger cancels for good", async () => {
    const triggers = (order: readonly number[]): string[] => [
      trigger(1, "response#each", "before", order),
      trigger(20, "", "", [20]),
    ];
    // action 7 fails: its response does not exist
    const actions = [
      action(1, "response", "read"),
      action(7, "response#77", "clear"),
      action(20, "group#2", "execute"),
    ];
    const last = await asked({ triggers: triggers([1, 7]), actions });
    await last.receive("data1:?data2;!");
    expect([last.words().at(-1), ...values(last)]).to.deep.equal(["response 5 failed", "oldA", "oldB"]);
    const first = await asked({ triggers: triggers([7, 1]), actions });
    await first.receive("data1:?data2;!");
    expect(values(first)).to.deep.equal(["data1", "data2"]);
  });

  it("RSP-20 optional with + skips a missing parameter and those behind it", async () => {
    const bench = await asked({
      responses: [response(5, [1, 2, 3, 4, 5, 6], "", 'optional="2+"')],
      qactions: [],
    });
    // `?` (position 2) and the parameter behind it are missing
    await bench.receive("data1:;!");
    expect(bench.parameters.get(1)).to.equal("data1");
    expect(bench.words()).to.include("response 5 matched");
  });

  it("RSP-26 LOG-12 clear-response inside the parameter's QAction has no effect, after the response it has", async () => {
    const clearWhere = (where: "field" | "after"): Partial<EngineSections> => ({
      connections: [connection(0, "smart-serial")],
      triggers: [
        trigger(1, "response#each", "before", [1]),
        ...(where === "after" ? [trigger(2, "response#5", "after", [2, 3])] : []),
        trigger(3, "", "", [2, 3]),
      ],
      actions: [
        action(1, "response", "read"),
        action(2, "response#5", "clear"),
        action(3, "parameter#1", "clear"),
      ],
    });
    for (const [where, runs] of [
      ["field", 1],
      ["after", 2],
    ] as const) {
      const bench = new EngineBench(sample(clearWhere(where))).start();
      if (where === "field") bench.scripts.set(1, () => bench.trigger(3));
      bench.take();
      await bench.receive("same:?x;!");
      await bench.receive("same:?x;!");
      expect(
        bench.words().filter((line) => line.startsWith("QAction 1")),
        where,
      ).to.have.lengthOf(runs);
    }
  });

  it("LOG-13 of two responses of a pair the uncleared one keeps its stale value, and raises no event again", async () => {
    const bench = await asked({
      connections: [connection(0, "smart-serial")],
      params: [fixed(2, "A"), param(1), fixed(3, "B"), param(4), fixed(8, "ask")],
      responses: [response(5, [2, 1]), response(6, [3, 4])],
      pairs: [pair(3, 4, [5, 6])],
    });
    const answers: string[] = [];
    for (const text of ["Aone", "Btwo", "Aone"]) {
      await bench.receive(text);
      await bench.pass();
      answers.push(bench.words().find((line) => line.startsWith("QAction")) ?? "no QAction");
      await bench.trigger(20);
      await bench.pass();
      bench.take();
    }
    expect(answers).to.deep.equal(["QAction 1 on 1 (one)", "QAction 4 on 4 (two)", "no QAction"]);
    expect(values(bench)).to.deep.equal(["one", "two"]);
    await bench.engine.stop();
  });

  it("RSP-29 ignoreEqualResponse drops an equal answer of the same pair, which succeeds all the same", async () => {
    const more: Partial<EngineSections> = {
      more: '<Advanced ignoreEqualResponse="true"/>',
      pairs: [pair(3, 4, [5]), pair(6, 4, [5])],
      groups: [group(2, ["pair 3"]), group(6, ["pair 6"])],
      triggers: [
        trigger(1, "response#each", "before", [1]),
        trigger(2, "response#5", "after", [4]),
        trigger(5, "pair#each", "succeeded", [4]),
        trigger(20, "", "", [20]),
        trigger(21, "", "", [21]),
      ],
      actions: [
        action(1, "response", "read"),
        action(4, "parameter#9", "clear"),
        action(20, "group#2", "execute"),
        action(21, "group#6", "execute"),
      ],
      qactions: [],
    };
    for (const [ignoreEqualOnWebSocket, second] of [
      [true, ["trigger 5"]],
      [false, ["trigger 1", "trigger 2", "trigger 5"]],
    ] as const) {
      const bench = await asked(more, { ignoreEqualOnWebSocket });
      await bench.receive("a:?b;!");
      await bench.trigger(20);
      await bench.pass();
      bench.take();
      await bench.receive("a:?b;!");
      expect(bench.words().filter((line) => line.startsWith("trigger"))).to.deep.equal(second);
    }
    const other = await asked(more);
    await other.receive("a:?b;!");
    await other.trigger(21);
    await other.pass();
    other.take();
    await other.receive("a:?b;!");
    expect(other.words().filter((line) => line.startsWith("trigger"))).to.deep.equal([
      "trigger 1",
      "trigger 2",
      "trigger 5",
    ]);
  });

  it("equalResponse: off handles equal data as new, skipParams does not fill but fires after, drop does nothing", async () => {
    const more: Partial<EngineSections> = {
      triggers: [
        trigger(1, "response#each", "before", [1]),
        trigger(2, "response#5", "after", [4]),
        trigger(3, "", "", [3]),
      ],
      actions: [
        action(1, "response", "read"),
        action(3, "parameter#1", "clear"),
        action(4, "parameter#9", "clear"),
      ],
    };
    for (const [equalResponse, second] of [
      ["off", ["trigger 1", "QAction 1 on 1 (a)", "response 5 matched", "trigger 2"]],
      ["skipParams", ["response 5 matched", "trigger 2"]],
      ["drop", ["response 5 matched"]],
    ] as const) {
      const bench = new EngineBench(sample(more), { equalResponse }, ["trigger", "response"]).start();
      await bench.receive("a:?b;!");
      // the parameter is cleared, so that equal bytes count as new: only the response remembers
      await bench.trigger(3);
      bench.take();
      await bench.receive("a:?b;!");
      expect(bench.words(), equalResponse).to.deep.equal(second);
      expect(bench.codes.includes("RESPONSE_NOT_CLEARED"), equalResponse).to.equal(
        equalResponse === "skipParams",
      );
    }
  });

  it("by default equal data is skipParams on serial connections and off on a WebSocket", async () => {
    for (const [definition, lines] of [
      [webSocket(0), 2],
      [connection(0, "smart-serial"), 1],
    ] as const) {
      const bench = new EngineBench(sample({ connections: [definition] }), {}, ["trigger"]).start();
      await bench.receive("a:?b;!");
      await bench.receive("a:?b;!");
      expect(bench.words().filter((line) => line === "trigger 1")).to.have.lengthOf(lines);
    }
  });

  it("rawTypeRefusal mismatch: a value that RawType refuses fails the response; ignore passes over it", async () => {
    const number = param(1, { number: true });
    const more: Partial<EngineSections> = {
      params: [number, fixed(2, ":")],
      responses: [response(5, [1, 2])],
      qactions: [],
      ...{ commands: [], pairs: [], groups: [] },
    };
    const ignoring = new EngineBench(sample(more), {}, ["response"]).start();
    await ignoring.receive("abc:");
    expect([ignoring.words().at(-1), ignoring.parameters.isEmpty(1)]).to.deep.equal([
      "response 5 matched",
      true,
    ]);
    const refusing = new EngineBench(sample(more), { rawTypeRefusal: "mismatch" }, ["response"]).start();
    await refusing.receive("abc:");
    expect(refusing.words()).to.deep.equal(["open connections", "response 5 failed"]);
  });

  it("RSP-21 a parameter of type response is split by its own response", async () => {
    const bench = new EngineBench(
      sample({
        params: [
          param(1, { type: "response", typeAttributes: 'id="6"' }),
          fixed(2, "!"),
          param(3),
          fixed(4, ","),
          param(5),
        ],
        responses: [response(5, [1, 2]), response(6, [3, 4, 5], 'options="Connection:9"')],
        ...{ commands: [], pairs: [], groups: [], qactions: [] },
      }),
    ).start();
    await bench.receive("left,right!");
    expect([bench.parameters.get(3), bench.parameters.get(5)]).to.deep.equal(["left", "right"]);
  });

  it("a field whose chain takes time holds up the fields behind it, and the next message", async () => {
    const bench = new EngineBench(sample({ commands: [], pairs: [], groups: [] })).start();
    let finish = (): void => undefined;
    bench.scripts.set(1, () =>
      bench.parameters.get(1) === "slow" ? new Promise<void>((done) => (finish = done)) : undefined,
    );
    bench.take();
    const first = bench.receive("slow:?one;!");
    const second = bench.receive("fast:?two;!");
    await bench.pass();
    expect(bench.words()).to.deep.equal(["QAction 1 on 1 (slow)"]);
    finish();
    await Promise.all([first, second]);
    expect(bench.words()).to.deep.equal([
      "QAction 4 on 4 (one)",
      "QAction 1 on 1 (fast)",
      "QAction 4 on 4 (two)",
    ]);
  });
});
