import { expect } from "chai";
import type { Options } from "../../src/options/register.ts";
import { action, param, qaction, trigger } from "../support/logic/chain-bench.ts";
import {
  command,
  EngineBench,
  group,
  pair,
  response,
  timer,
  webSocket,
  type EngineSections,
} from "../support/logic/engine-bench.ts";

const shown = "<Display><RTDisplay>true</RTDisplay></Display>";

/**
 * The connector of the walks: status 7 queues the subscribe group 2 (pair 3, command 4 of parameter 30); response 31
 * takes pushes into 11, which QAction 5 parses and clears by trigger 32; address 1; button 60 sets the address again.
 */
function connector(more: Partial<EngineSections> = {}): EngineSections {
  return {
    connections: [
      webSocket(
        0,
        "<MakeCommandByProtocol>true</MakeCommandByProtocol><NotifyConnectionPIDs><Connections>7</Connections></NotifyConnectionPIDs>",
      ),
    ],
    params: [
      param(1, { typeAttributes: 'options="dynamic ip"', attributes: 'save="true"' }),
      param(7, { number: true }),
      param(11),
      param(12),
      param(30),
      param(40, { type: "dummy" }),
      param(60, { type: "write", extra: shown }),
    ],
    commands: [command(4, [30], "<WebSocketMessageType>text</WebSocketMessageType>")],
    responses: [response(31, [11])],
    pairs: [pair(3, 4)],
    groups: [group(2, ["pair 3"]), group(8, ["action 8"], "", "<Type>poll action</Type>")],
    triggers: [
      trigger(1, "protocol", "after startup", [2]),
      trigger(2, "command#each", "before", [3]),
      trigger(3, "response#each", "before", [4]),
      trigger(7, "parameter#7", "change", [7], "<Condition>id:7 == 1</Condition>"),
      trigger(32, "", "", [32]),
    ],
    actions: [
      action(2, "group#8", "execute next"),
      action(3, "command", "make"),
      action(4, "response", "read"),
      action(7, "group#2", "execute one"),
      action(8, "parameter#40", "run actions"),
      action(32, "parameter#11", "clear"),
    ],
    qactions: [
      qaction(5, "11", 'inputParameters="11"'),
      qaction(6, "12"),
      qaction(7, "40"),
      qaction(60, "60"),
    ],
    timers: [timer(1, 10_000, [8])],
    ...more,
  };
}

/** A bench of the connector whose QAction 5 stores what it gets in 12 and clears 11. */
function bench(more: Partial<EngineSections> = {}, options: Partial<Options> = {}): EngineBench {
  const made = new EngineBench(connector(more), options, ["group", "pair"]);
  made.open.clear();
  made.parameters.set(30, "subscribe", "restore", { depth: 0 });
  made.scripts.set(5, (_request, { parameters }) => {
    void parameters.set(12, String(parameters.get(11)), "script", { depth: 0 }).done;
    return made.trigger(32);
  });
  made.scripts.set(60, () => made.chain(1, String(made.parameters.get(60))));
  return made;
}

/** The socket opens. */
function opens(made: EngineBench): void {
  made.open.add(0);
  void made.engine.status.opened(0);
}

describe("engine", () => {
  it("walk 4.1: after-startup triggers, then connections, timers, threads; then the status, which subscribes", async () => {
    const made = bench().start();
    await made.pass();
    expect(made.take()).to.deep.equal([
      "0 group 8 queued",
      "0 open connections",
      "0 group 8 queued",
      ...["0 group 8 started", "0 QAction 7 on 40", "0 group 8 finished"],
      ...["0 group 8 started", "0 QAction 7 on 40", "0 group 8 finished"],
    ]);
    await made.pass(20);
    made.take();
    opens(made);
    await made.pass();
    expect(made.take()).to.deep.equal([
      "20 group 2 queued",
      "20 group 2 started",
      "20 pair 3 started",
      "20 send 0 text subscribe",
      "20 pair 3 sent 1",
      "20 pair 3 succeeded",
      "20 group 2 finished",
    ]);
    expect(made.parameters.get(7)).to.equal(1);
  });

  it("startupTriggerBeforePorts false: the connections begin to open first", async () => {
    const made = bench({}, { startupTriggerBeforePorts: false });
    await made.engine.startup(() => {
      made.note("open connections");
    });
    expect(made.words()).to.deep.equal(["open connections", "group 8 queued"]);
    await made.engine.stop();
  });

  it("LOG-10 after startup needs a Group in the protocol, runs before threads, and not after a pause", async () => {
    const without = bench({
      groups: [],
      timers: [],
      actions: [action(2, "parameter#12", "run actions")],
    }).start();
    expect(without.words()).to.deep.equal(["open connections"]);
    const made = bench({ timers: [] });
    await made.engine.startup(() => undefined);
    await made.pass(1000);
    expect(made.words()).to.deep.equal(["group 8 queued"]);
    made.engine.startThreads();
    await made.pass();
    made.take();
    made.engine.pause();
    made.engine.resume();
    await made.pass();
    expect(made.take()).to.deep.equal([]);
  });

  it("nothing gets in between the start and the threads", async () => {
    const made = bench({ timers: [] });
    await made.engine.startup(() => undefined);
    opens(made);
    const delivered = made.receive("early");
    const set = made.engine.externalSets.set(60, "x");
    await made.pass(5);
    expect([made.parameters.get(7), made.parameters.get(11), made.parameters.get(60)]).to.deep.equal([
      0,
      null,
      null,
    ]);
    made.engine.startThreads();
    expect([made.parameters.get(7), made.parameters.get(12)]).to.deep.equal([1, "early"]);
    await delivered;
    expect(await set).to.equal(0);
  });

  it("walk 4.2: a push is parsed, its parameter cleared, and the next equal bytes are new", async () => {
    const made = bench({ timers: [] }).start();
    opens(made);
    await made.pass();
    made.take();
    void made.receive("value");
    void made.receive("value");
    expect(made.words()).to.deep.equal([
      ...["QAction 5 on 11 (value)", "QAction 6 on 12", "QAction 5 on 11 (value)", "QAction 6 on 12"],
    ]);
    expect([made.parameters.get(11), made.parameters.get(12)]).to.deep.equal([null, "value"]);
  });

  it("walk 4.5: closed by the other side, the same address again, open, subscribed again", async () => {
    const made = bench({ timers: [] }).start();
    opens(made);
    await made.pass();
    made.set(1, "ws://10.0.0.1");
    made.take();
    made.open.clear();
    void made.engine.status.closed(0);
    expect(made.parameters.get(7)).to.equal(0);
    let seen: unknown;
    made.scripts.set(60, () => {
      const done = made.chain(1, "ws://10.0.0.1");
      seen = made.parameters.get(7);
      return done;
    });
    expect(made.engine.externalSets.set(60, "ws://10.0.0.1")).to.equal(0);
    expect([made.words(), seen]).to.deep.equal([["QAction 60 on 60", "retarget 0 by 1"], 0]);
    opens(made);
    await made.pass();
    expect(made.words()).to.include.members(["group 2 queued", "send 0 text subscribe"]);
  });

  it("walk 4.6: a user's set goes in while a pair waits; the answer that came meanwhile is in time", async () => {
    const sections: Partial<EngineSections> = {
      connections: [webSocket(0)],
      pairs: [pair(3, 4, [31], 'timeout="1000"'), pair(4, 4)],
      groups: [group(2, ["pair 3", "pair 4"]), group(9, ["action 8"], "", "<Type>poll action</Type>")],
      triggers: [
        trigger(3, "response#each", "before", [4]),
        trigger(20, "", "", [20]),
        trigger(21, "", "", [21]),
        trigger(32, "", "", [32]),
      ],
      actions: [
        action(4, "response", "read"),
        action(8, "parameter#40", "run actions"),
        action(20, "group#2", "execute"),
        action(21, "group#9", "execute"),
        action(32, "parameter#11", "clear"),
      ],
      timers: [],
    };
    const made = bench(sections).start();
    made.open.add(0);
    await made.trigger(20);
    await made.pass();
    made.take();
    let finish = (): void => undefined;
    made.scripts.set(60, (request) => {
      made.note(`user ${request.context.user?.name ?? "none"}`);
      void made.trigger(21);
      made.set(30, "by the user");
      return made.parameters.get(60) === "first"
        ? new Promise<void>((resolve) => (finish = resolve))
        : undefined;
    });
    const first = made.engine.externalSets.set(60, "first", { name: "kim", cookie: "1" });
    await made.pass(500);
    const answer = made.receive("answer");
    const later = made.engine.externalSets.set(60, "later");
    await made.pass(2000);
    finish();
    expect(await first).to.equal(0);
    await answer;
    expect(await later).to.equal(0);
    await made.pass();
    expect(made.words()).to.deep.equal([
      "QAction 60 on 60",
      "user kim",
      "group 9 queued",
      "QAction 5 on 11 (answer)",
      "QAction 6 on 12",
      "connection 0 responds",
      "pair 3 succeeded",
      "QAction 60 on 60",
      "user none",
      "group 9 queued",
      "pair 4 started",
      "send 0 text by the user",
      "pair 4 sent 1",
      "pair 4 succeeded",
      "group 2 finished",
      ...[
        "group 9 started",
        "QAction 7 on 40",
        "group 9 finished",
        "group 9 started",
        "QAction 7 on 40",
        "group 9 finished",
      ],
    ]);
  });

  it("walk 4.7: a stop leaves waiting pairs without triggers, drops queues, and leaves nothing pending", async () => {
    const made = bench({ pairs: [pair(3, 4, [31])] }).start();
    opens(made);
    await made.pass();
    made.take();
    await made.engine.stop();
    await made.pass(60_000);
    expect(made.take()).to.deep.equal([]);
    expect(made.clock.pending).to.deep.equal([]);
    void made.receive("late");
    void made.engine.status.closed(0);
    expect(made.engine.externalSets.set(60, "x")).to.equal(0x800402e0);
    expect([made.take(), made.parameters.get(7)]).to.deep.equal([[], 1]);
  });

  it("a stop waits for a pending script, but not longer than its grace", async () => {
    const made = bench({ timers: [] }).start();
    await made.pass();
    let finish = (): void => undefined;
    made.scripts.set(60, () => new Promise<void>((resolve) => (finish = resolve)));
    void made.engine.externalSets.set(60, "x");
    let stopped = false;
    const quick = made.engine.stop(2000).then(() => (stopped = true));
    await made.pass(100);
    expect(stopped).to.equal(false);
    finish();
    await quick;
    expect(made.clock.pending).to.deep.equal([]);
    const hanging = bench({ timers: [] }).start();
    await hanging.pass();
    hanging.scripts.set(60, () => new Promise<void>(() => undefined));
    void hanging.engine.externalSets.set(60, "x");
    const slow = hanging.engine.stop(2000);
    await hanging.pass(2000);
    await slow;
    expect(hanging.clock.pending).to.deep.equal([]);
  });

  it("a chain that sets itself off again and again ends at its next link after the grace of a stop", async () => {
    const made = bench({ timers: [], actions: [action(9, "parameter#60", "run actions")], triggers: [] });
    const { clock, parameters } = made;
    made.start();
    await made.pass();
    made.scripts.set(60, async ({ context }) => {
      await new Promise<void>((resolve) => clock.after(100, resolve));
      await made.engine.actions.runById(9, context).done;
    });
    void made.engine.externalSets.set(60, "x");
    await made.pass(250);
    expect(made.take().slice(1)).to.deep.equal(["0", "100", "200"].map((at) => `${at} QAction 60 on 60`));
    expect(parameters.get(60)).to.equal("x");
    const stopped = made.engine.stop(100);
    await made.pass(100);
    await stopped;
    // The grace lasts from 250 to 350: one more run began in it, and nothing follows it.
    expect(made.take()).to.deep.equal(["300 QAction 60 on 60"]);
    await made.pass(500);
    expect([made.take(), clock.pending]).to.deep.equal([[], []]);
  });

  it("a stop during the start lets nobody in", async () => {
    const made = bench({ timers: [] });
    await made.engine.startup(() => undefined);
    const set = made.engine.externalSets.set(60, "x");
    await made.engine.stop();
    expect([await set, made.parameters.get(60)]).to.deep.equal([0x800402e0, null]);
  });

  it("a pause freezes queues, timers and the time of waiting pairs", async () => {
    const made = bench({ pairs: [pair(3, 4, [31], 'timeout="1000" options="retries:0"')] }).start();
    opens(made);
    await made.pass(400);
    made.take();
    made.engine.pause();
    await made.pass(60_000);
    expect(made.take()).to.deep.equal([]);
    made.engine.resume();
    await made.pass(599);
    expect(made.take()).to.deep.equal([]);
    await made.pass(1);
    expect(made.words()).to.include("pair 3 timeout after retries");
    await made.engine.stop();
  });

  it("LOG-35 parameter replication: no group is processed", async () => {
    const replicated = param(70, { extra: "<Replication><Element>1</Element></Replication>" });
    const made = bench({ params: [...(connector().params ?? []), replicated] }).start();
    opens(made);
    await made.pass(1000);
    expect(made.words().filter((line) => /started|send|QAction/.test(line))).to.deep.equal([]);
    void made.receive("value");
    expect(made.parameters.get(12)).to.equal("value");
    await made.engine.stop();
  });

  it("CheckTrigger and NT_RUN_ACTION run inside the chain of their context", async () => {
    const made = bench({ timers: [] }).start();
    made.take();
    expect([
      made.engine.triggers.check(32, { depth: 0 }).code,
      made.engine.triggers.check(99, { depth: 0 }).code,
    ]).to.deep.equal([...[0, 0x80040239]]);
    expect([
      made.engine.actions.runById(8, { depth: 0 }).code,
      made.engine.actions.runById(99, { depth: 0 }).code,
    ]).to.deep.equal([...[0, 0x800402a3]]);
    expect(made.words()).to.deep.equal(["QAction 7 on 40"]);
    await made.engine.stop();
  });

  it("LOG-27 sets from outside wait for the entry point, and so do replies", async () => {
    const made = bench({ timers: [] }).start();
    let finish = (): void => undefined;
    made.scripts.set(60, () => new Promise<void>((resolve) => (finish = resolve)));
    const first = made.engine.externalSets.set(60, "one");
    const reply = made.receive("reply");
    await made.pass(100);
    expect(made.parameters.get(12)).to.equal(null);
    finish();
    await Promise.all([first, reply]);
    expect(made.parameters.get(12)).to.equal("reply");
  });
});
