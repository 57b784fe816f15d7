import { expect } from "chai";
import { linkQActions } from "../../../src/logic/chain/qactions.ts";
import type { QActionRequest } from "../../../src/logic/logic-host.ts";
import { Bench, fresh, param, protocolOf, qaction } from "../../support/logic/chain-bench.ts";

const params = [param(1), param(2), param(3)];

/** A script that sets a parameter in the chain it runs in. */
const sets =
  (pid: number, value: string) =>
  (request: QActionRequest, bench: Bench): void => {
    bench.set(pid, value, "script", request.context);
  };

describe("QActions of a parameter", () => {
  it("are linked by each of their triggers, with the position that picks the entry point", () => {
    const linked = linkQActions(protocolOf({ params, qactions: [qaction(5, "1;2")] }), "file");
    expect(linked.get(2)?.map(({ qaction: { id }, triggerIndex }) => [id, triggerIndex])).deep.equals([
      [5, 1],
    ]);
  });

  it("are not linked to parameters when their triggers are groups", () => {
    const linked = linkQActions(
      protocolOf({ params, qactions: [qaction(5, "1", 'options="group"')] }),
      "file",
    );
    expect(linked.size).equals(0);
  });

  it("run in file order, or by id", () => {
    for (const [qactionOrder, expected] of [
      ["file", ["QAction 9 on 1", "QAction 4 on 1"]],
      ["id", ["QAction 4 on 1", "QAction 9 on 1"]],
    ] as const) {
      const bench = new Bench({ params, qactions: [qaction(9, "1"), qaction(4, "1")] }, { qactionOrder });
      bench.set(1, "x");
      expect(bench.log).deep.equals(expected);
    }
  });

  it("look at their condition when they are about to run", () => {
    const bench = new Bench({
      params: [param(1), param(2)],
      qactions: [qaction(1, "1"), qaction(2, "1", "", '<Condition>id:2 == "go"</Condition>')],
    });
    bench.scripts.set(1, sets(2, "go"));
    bench.set(1, "x");
    expect(bench.log).deep.equals(["QAction 1 on 1", "QAction 2 on 1"]);
    bench.scripts.set(1, sets(2, "stop"));
    bench.take();
    bench.set(1, "x");
    expect(bench.log).deep.equals(["QAction 1 on 1"]);
  });

  it("LOG-03 a set inside a script runs everything it causes before it returns", () => {
    const bench = new Bench({ params, qactions: [qaction(1, "1"), qaction(2, "2")] });
    bench.scripts.set(1, (request, { log }) => {
      log.push("before the set");
      bench.set(2, "x", "script", request.context);
      log.push("after the set");
    });
    bench.set(1, "x");
    expect(bench.log).deep.equals(["QAction 1 on 1", "before the set", "QAction 2 on 2", "after the set"]);
  });

  it("LOG-03 two scripts that set each other's trigger are stopped at the limit, and the line names them", () => {
    const bench = new Bench({ params, qactions: [qaction(1, "1"), qaction(2, "2")] }, { maxChainDepth: 20 });
    bench.scripts.set(1, sets(2, "same"));
    bench.scripts.set(2, sets(1, "same"));
    bench.set(1, "same");
    expect(bench.log).lengthOf(20);
    expect(bench.codes).deep.equals(["CHAIN_TOO_DEEP"]);
    expect(bench.notices[0]?.message).contains(
      "parameter 1 < QAction 2 < parameter 2 < QAction 1 < parameter 1.",
    );
  });

  it("a chain may nest 200 times by default", () => {
    const bench = new Bench({ params, qactions: [qaction(1, "1")] });
    bench.scripts.set(1, sets(1, "same"));
    bench.set(1, "same");
    expect(bench.log).lengthOf(200);
  });

  it("a set that would nest too deep can be refused before it stores anything", () => {
    const bench = new Bench({ params }, { maxChainDepth: 5 });
    expect(bench.engine.limits.refuses({ depth: 4 }, "parameter", 1)).equals(false);
    expect(bench.engine.limits.refuses({ depth: 5 }, "parameter", 1)).equals(true);
    expect(bench.codes).deep.equals(["CHAIN_TOO_DEEP"]);
  });
});

describe("queued QActions", () => {
  const sections = {
    params,
    qactions: [qaction(1, "1"), qaction(2, "2", 'options="queued"'), qaction(3, "3")],
  };

  it("start when the outermost running script is done", () => {
    const bench = new Bench(sections);
    bench.scripts.set(1, (request) => {
      sets(2, "x")(request, bench);
      sets(3, "x")(request, bench);
    });
    bench.set(1, "x");
    expect(bench.log).deep.equals(["QAction 1 on 1", "QAction 3 on 3", "QAction 2 on 2"]);
  });

  it("start at once when no script is running, and the chain goes on beside them", () => {
    const bench = new Bench({ params, qactions: [qaction(2, "1", 'options="queued"'), qaction(3, "1")] });
    bench.scripts.set(2, () => new Promise(() => undefined));
    expect(bench.set(1, "x").done).equals(undefined);
    expect(bench.log).deep.equals(["QAction 2 on 1", "QAction 3 on 1"]);
  });

  it("wait for the promise of the outermost script too", async () => {
    const bench = new Bench(sections);
    let finish: () => void = () => undefined;
    bench.scripts.set(1, (request) => {
      sets(2, "x")(request, bench);
      return new Promise<void>((resolve) => (finish = resolve));
    });
    const { done } = bench.set(1, "x");
    expect(bench.take()).deep.equals(["QAction 1 on 1"]);
    finish();
    await done;
    expect(bench.take()).deep.equals(["QAction 2 on 2"]);
  });

  it("take their inputs when they are triggered", () => {
    const bench = new Bench(sections);
    const prepared: unknown[] = [];
    bench.prepared = () => void prepared.push(bench.parameters.get(2));
    bench.scripts.set(1, (request) => {
      sets(2, "first")(request, bench);
      sets(2, "second")(request, bench);
    });
    bench.set(1, "x");
    expect(prepared).deep.equals([null, "first", "second"]);
    expect(bench.log).deep.equals(["QAction 1 on 1", "QAction 2 on 2", "QAction 2 on 2"]);
  });

  it("that trigger themselves are stopped at the limit", () => {
    const bench = new Bench(sections, { maxChainDepth: 10 });
    bench.scripts.set(2, sets(2, "again"));
    bench.set(2, "x", "script", fresh);
    expect(bench.log).lengthOf(10);
    expect(bench.codes).deep.equals(["CHAIN_TOO_DEEP"]);
  });

  it("run one by one when asked: whatever the condition says, and a queued one is waited for", async () => {
    const bench = new Bench({
      params: [param(1), param(2)],
      qactions: [qaction(1, "1;2", 'options="queued"', '<Condition>id:1 == "never"</Condition>')],
    });
    const requests: QActionRequest[] = [];
    let finish = (): void => undefined;
    bench.scripts.set(1, (request) => {
      requests.push(request);
      return new Promise<void>((resolve) => (finish = resolve));
    });
    const [one] = bench.protocol.qactions.values();
    if (one === undefined) throw new Error("There is no QAction.");
    const running = bench.engine.runQAction(one, 2);
    expect(running).instanceOf(Promise);
    finish();
    await running;
    expect(requests.map(({ triggerIndex, triggerId, row }) => [triggerIndex, triggerId, row])).deep.equals([
      [1, 2, undefined],
    ]);
  });
});
