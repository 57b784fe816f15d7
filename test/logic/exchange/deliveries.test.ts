import { expect } from "chai";
import { isPending } from "../../../src/base/maybe-promise.ts";
import type { Options } from "../../../src/options/register.ts";
import { action, param, qaction, trigger } from "../../support/logic/chain-bench.ts";
import { EngineBench, response, webSocket, type EngineSections } from "../../support/logic/engine-bench.ts";

const fixed = (id: number, value: string, type = "fixed"): string =>
  param(id, {
    type,
    interprete: `<RawType>other</RawType><Type>string</Type><LengthType>fixed</LengthType><Value>${value}</Value>`,
  });

/** Response 31 takes everything into parameter 11, whose QAction 5 shows it. */
function start(
  more: Partial<EngineSections> = {},
  options: Partial<Options> = {},
  kinds: ConstructorParameters<typeof EngineBench>[2] = [],
): EngineBench {
  const sections: EngineSections = {
    connections: [webSocket(0), webSocket(1)],
    params: [param(11), param(12), param(13), fixed(14, "A"), fixed(15, "B"), fixed(16, "#", "trailer")],
    responses: [response(31, [11])],
    triggers: [trigger(1, "response#each", "before", [1]), trigger(32, "", "", [32])],
    actions: [action(1, "response", "read"), action(32, "parameter#11", "clear")],
    qactions: [qaction(5, "11", 'inputParameters="11"')],
    ...more,
  };
  const bench = new EngineBench(sections, options, kinds).start();
  bench.take();
  return bench;
}

describe("deliveries", () => {
  it("WS-55 push without any preceding command reaches the response, at once when the lock is free", () => {
    const bench = start();
    expect(isPending(bench.receive("hello"))).to.equal(false);
    expect(bench.words()).to.deep.equal(["QAction 5 on 11 (hello)"]);
  });

  it("a message of one byte is delivered, an empty one is not", () => {
    const bench = start();
    void bench.receive("!");
    void bench.receive("");
    expect(bench.words()).to.deep.equal(["QAction 5 on 11 (!)"]);
  });

  it("keeps the bytes as they came, without a copy", () => {
    const bench = start();
    const bytes = Buffer.from([0xe9, 0, 0xff]);
    void bench.engine.deliveries.message({ connection: 0, bytes, at: bench.clock.now() });
    expect(bench.parameters.bytes(11)?.buffer).to.equal(bytes.buffer);
    expect(bench.parameters.bytes(11)).to.deep.equal(bytes);
  });

  it("WS-56 two sockets: Connection:0 and Connection:1 responses fill their own parameters", () => {
    const bench = start({
      responses: [response(31, [11], 'options="Connection:0"'), response(32, [12], 'options="connection:1"')],
    });
    void bench.receive("zero", 0);
    void bench.receive("one", 1);
    expect([bench.parameters.get(11), bench.parameters.get(12)]).to.deep.equal(["zero", "one"]);
  });

  it("WS-57 LOG-36 response without option belongs to connection 0, and is lent only to one that no response names", () => {
    const own = start({ responses: [response(31, [11]), response(32, [12], 'options="Connection:1"')] });
    void own.receive("one", 1);
    expect([own.parameters.get(11), own.parameters.get(12)]).to.deep.equal([null, "one"]);
    expect(own.codes).to.deep.equal([]);
    const lent = start();
    void lent.receive("one", 1);
    expect([lent.parameters.get(11), lent.codes]).to.deep.equal(["one", ["RESPONSE_LENT"]]);
    const never = start({}, { pushToUnboundResponses: "never" });
    void never.receive("one", 1);
    expect([never.parameters.get(11), never.codes]).to.deep.equal([null, ["RESPONSE_UNMATCHED"]]);
  });

  it("WS-60 equal message after a parameter clear raises a change again", () => {
    const bench = start();
    bench.scripts.set(5, () => bench.trigger(32));
    void bench.receive("same");
    void bench.receive("same");
    expect(bench.words()).to.deep.equal(["QAction 5 on 11 (same)", "QAction 5 on 11 (same)"]);
  });

  it("WS-61 equal message without a clear raises none", () => {
    const bench = start();
    void bench.receive("same");
    void bench.receive("same");
    expect(bench.words()).to.deep.equal(["QAction 5 on 11 (same)"]);
  });

  it("RSP-19 LOG-36 single next-param response is taken before any other; catchAllFirst false takes file order", () => {
    const responses = [response(30, [14, 12]), response(31, [11])];
    const first = start({ responses });
    void first.receive("Axyz");
    expect([first.parameters.get(11), first.parameters.get(12)]).to.deep.equal(["Axyz", null]);
    const inOrder = start({ responses }, { catchAllFirst: false });
    void inOrder.receive("Axyz");
    expect([inOrder.parameters.get(11), inOrder.parameters.get(12)]).to.deep.equal([null, "xyz"]);
  });

  it("the before-response triggers run for each candidate just before it is tried", () => {
    const bench = start({ responses: [response(30, [14, 12]), response(31, [15, 11])], qactions: [] }, {}, [
      ...(["trigger", "response"] as const),
    ]);
    void bench.receive("Bxyz");
    expect(bench.words()).to.deep.equal([
      "trigger 1",
      "response 30 failed",
      "trigger 1",
      "response 31 matched",
    ]);
  });

  it("RSP-27 unmatched push changes nothing and is logged, candidate by candidate", () => {
    const bench = start({ responses: [response(30, [14, 12, 16]), response(31, [11, 15])] });
    for (const pid of [11, 12]) bench.parameters.set(pid, "before", "restore", { depth: 0 });
    void bench.receive("Cdata");
    expect([bench.parameters.get(11), bench.parameters.get(12)]).to.deep.equal(["before", "before"]);
    expect(bench.words()).to.deep.equal([]);
    expect(bench.notices.map(({ code, details }) => [code, details?.["failures"]])).to.deep.include([
      "RESPONSE_UNMATCHED",
      [
        { response: 30, pid: 14, offset: 0, kind: "value" },
        { response: 31, pid: 11, offset: 0, kind: "end mark" },
      ],
    ]);
  });

  it("pushMismatchLeavesTrace: candidates that fail empty and fill as those of a pair do", () => {
    const bench = start({ responses: [response(31, [11, 15])] }, { pushMismatchLeavesTrace: true });
    bench.parameters.set(11, "before", "restore", { depth: 0 });
    void bench.receive("Cdata");
    expect(bench.parameters.get(11)).to.equal(null);
  });

  it("bytes behind a trailer are the next message", () => {
    const bench = start({ responses: [response(31, [11, 16])] });
    void bench.receive("one#two#");
    expect(bench.words()).to.deep.equal(["QAction 5 on 11 (one)", "QAction 5 on 11 (two)"]);
  });

  it("as many messages in one as it holds, also while one of them takes time", async () => {
    const many = 50_000;
    const bench = start({ connections: [webSocket(0)], responses: [response(31, [11, 16])] });
    let runs = 0;
    bench.scripts.set(5, () => {
      bench.log.length = 0;
      return ++runs === many / 2 ? Promise.resolve() : undefined;
    });
    // Two values in turn: an equal one would be no change.
    const done = bench.receive("a#b#".repeat(many / 2));
    expect(runs).to.equal(many / 2);
    await done;
    expect(runs).to.equal(many);
    expect(bench.codes).to.deep.equal([]);
  });

  it("a response that takes no byte ends the delivery and is named", () => {
    const noValue = param(16, {
      type: "trailer",
      interprete: "<RawType>other</RawType><Type>string</Type><LengthType>next param</LengthType>",
    });
    const bench = start({ connections: [webSocket(0)], params: [noValue], responses: [response(31, [16])] });
    void bench.receive("abc");
    expect(bench.codes).to.deep.equal(["RESPONSE_EMPTY"]);
    expect(bench.notices[0]?.message).to.contain("3 bytes of the message (61 62 63)");
  });

  it("an error inside a delivery is reported with its bytes, frees the lock, and the next message is handled", async () => {
    const bench = start({ connections: [webSocket(0)] });
    const broken = new RangeError("broken");
    bench.scripts.set(5, () => {
      if (bench.parameters.get(11) === "later") return Promise.reject(broken);
      if (bench.parameters.get(11) === "bad") throw broken;
      return undefined;
    });
    void bench.receive("bad");
    const waiting = bench.receive("later");
    const behind = bench.receive("good");
    await Promise.all([waiting, behind]);
    expect(bench.parameters.get(11)).to.equal("good");
    expect(bench.notices.map(({ code, details, cause }) => ({ code, details, cause }))).to.deep.equal([
      { code: "CHAIN_FAILED", details: { connection: 0, bytes: 3 }, cause: broken },
      { code: "CHAIN_FAILED", details: { connection: 0, bytes: 5 }, cause: broken },
    ]);
    expect(bench.notices[0]?.message).to.match(
      /^A message of 3 bytes on connection 0 \(62 61 64\) ended with an error/,
    );
    await bench.engine.stop();
  });

  it("messages are handled one at a time, in the order in which they arrived", async () => {
    const bench = start();
    const gates: (() => void)[] = [];
    bench.scripts.set(5, () => new Promise<void>((resolve) => gates.push(resolve)));
    const all = ["one", "two", "three"].map(async (text) => bench.receive(text));
    await bench.pass();
    expect(bench.words()).to.deep.equal(["QAction 5 on 11 (one)"]);
    for (let i = 0; i < 3; i++) {
      gates[i]?.();
      await bench.pass();
    }
    await Promise.all(all);
    expect(bench.words()).to.deep.equal(["QAction 5 on 11 (two)", "QAction 5 on 11 (three)"]);
  });

  it("a message that comes from inside a chain waits for its end", () => {
    const bench = start();
    bench.scripts.set(5, () => {
      if (bench.parameters.get(11) === "outer") void bench.receive("inner");
      bench.note("end");
    });
    void bench.receive("outer");
    expect(bench.words()).to.deep.equal(["QAction 5 on 11 (outer)", "end", "QAction 5 on 11 (inner)", "end"]);
  });

  it("pausedMessages drop: messages of a pause are lost, with one line; keep: handled when it ends", () => {
    for (const [pausedMessages, lines, codes] of [
      ["drop", ["QAction 5 on 11 (three)"], ["MESSAGE_IN_PAUSE"]],
      ["keep", ["QAction 5 on 11 (one)", "QAction 5 on 11 (two)", "QAction 5 on 11 (three)"], []],
    ] as const) {
      const bench = start({ connections: [webSocket(0)] }, { pausedMessages });
      bench.engine.pause();
      void bench.receive("one");
      void bench.receive("two");
      expect(bench.words()).to.deep.equal([]);
      bench.engine.resume();
      void bench.receive("three");
      expect(bench.words()).to.deep.equal(lines);
      expect(bench.codes).to.deep.equal(codes);
    }
  });
});
