import { expect } from "chai";
import type { Options } from "../../../src/options/register.ts";
import { action, param, trigger } from "../../support/logic/chain-bench.ts";
import {
  command,
  EngineBench,
  group,
  pair,
  response,
  type EngineSections,
  webSocket,
  connection,
} from "../../support/logic/engine-bench.ts";

/** Fixed bytes as a parameter. */
const fixed = (id: number, value: string): string =>
  param(id, {
    type: "fixed",
    interprete: `<RawType>other</RawType><Type>string</Type><LengthType>fixed</LengthType><Value>${value}</Value>`,
  });

/** Command 4 is `ask`; response 5 is `A` and a text into 11, response 6 is `E` alone. Group 2 holds pair 3. */
function sections(pairs: readonly string[], more: Partial<EngineSections> = {}): EngineSections {
  return {
    connections: [webSocket(0)],
    params: [
      fixed(10, "ask"),
      param(11),
      fixed(12, "A"),
      fixed(13, "E"),
      param(14),
      param(15, { number: true }),
    ],
    commands: [command(4, [10])],
    responses: [response(5, [12, 11]), response(6, [13])],
    pairs,
    groups: [group(2, ["pair 3"])],
    triggers: [
      trigger(1, "response#each", "before", [1]),
      trigger(2, "pair#3", "succeeded", [2]),
      trigger(3, "pair#3", "timeout", [3]),
      trigger(4, "pair#3", "timeout after retries", [4]),
      trigger(5, "command#4", "after", [5]),
      trigger(20, "", "", [20]),
    ],
    actions: [
      action(1, "response", "read"),
      ...[2, 3, 4, 5].map((id) => action(id, "parameter#99", "clear")),
      action(20, "group#2", "execute"),
    ],
    ...more,
  };
}

/** A started bench whose log holds triggers 2 to 5 by name. */
function start(
  pairs: readonly string[],
  options: Partial<Options> = {},
  more: Partial<EngineSections> = {},
): EngineBench {
  const bench = new EngineBench(sections(pairs, more), options, ["pair", "response", "trigger"]);
  bench.start();
  bench.take();
  return bench;
}

/** Queues group 2 and lets it begin. */
async function ask(bench: EngineBench): Promise<void> {
  await bench.trigger(20);
  await bench.pass();
}

const only = (bench: EngineBench, ...wanted: readonly RegExp[]): string[] =>
  bench.take().filter((line) => wanted.some((pattern) => pattern.test(line)));

describe("pairs", () => {
  it("WS-52 pair with response: answer stored, pair succeeded", async () => {
    const bench = start([pair(3, 4, [5])]);
    await ask(bench);
    await bench.pass(100);
    await bench.receive("Ahello");
    expect(bench.parameters.get(11)).to.equal("hello");
    expect(bench.take()).to.deep.equal([
      "0 trigger 20",
      "0 pair 3 started",
      "0 send 0 ask",
      "0 pair 3 sent 1",
      "0 trigger 5",
      "100 trigger 1",
      "100 response 5 matched",
      "100 connection 0 responds",
      "100 pair 3 succeeded",
      "100 trigger 2",
    ]);
    await bench.pass(60_000);
    expect(bench.take()).to.deep.equal([]);
    expect(bench.clock.pending).to.deep.equal([]);
  });

  it("WS-53 pair with response, no answer: retries, then timeout triggers", async () => {
    const bench = start([pair(3, 4, [5])]);
    await ask(bench);
    await bench.pass(10_000);
    // 1 + 3 sends, 1500 ms each
    expect(bench.take().slice(5)).to.deep.equal([
      "1500 pair 3 timeout 1",
      "1500 trigger 3",
      "1500 send 0 ask",
      "1500 pair 3 sent 2",
      "3000 pair 3 timeout 2",
      "3000 trigger 3",
      "3000 send 0 ask",
      "3000 pair 3 sent 3",
      "4500 pair 3 timeout 3",
      "4500 trigger 3",
      "4500 send 0 ask",
      "4500 pair 3 sent 4",
      "6000 pair 3 timeout 4",
      "6000 trigger 3",
      "6000 pair 3 timeout after retries",
      "6000 trigger 4",
      "6000 connection 0 fails",
    ]);
  });

  it("timeoutTriggerPerAttempt false: timeout fires for the first attempt only", async () => {
    const bench = start([pair(3, 4, [5])], { timeoutTriggerPerAttempt: false });
    await ask(bench);
    await bench.pass(10_000);
    expect(only(bench, /trigger [34]$/)).to.deep.equal(["1500 trigger 3", "6000 trigger 4"]);
  });

  it("WS-71 Pair@timeout, retries:N and ignoreTimeout are honoured for a WebSocket pair", async () => {
    const bench = start([pair(3, 4, [5], 'timeout="200" options="retries:1;ignoreTimeout"')]);
    await ask(bench);
    await bench.pass(10_000);
    expect(only(bench, /timeout|fails|send/)).to.deep.equal([
      "0 send 0 ask",
      "200 pair 3 timeout 1",
      "200 send 0 ask",
      "400 pair 3 timeout 2",
      "400 pair 3 timeout after retries",
    ]);
  });

  it("retries:0 is one send", async () => {
    const bench = start([pair(3, 4, [5], 'options="retries:0"')]);
    await ask(bench);
    await bench.pass(10_000);
    expect(only(bench, /send|fails/)).to.deep.equal(["0 send 0 ask", "1500 connection 0 fails"]);
  });

  it("the timeout action sets the time of a pair before everything else", async () => {
    const bench = start(
      [pair(3, 4, [5], 'timeout="200" options="retries:0"')],
      {},
      {
        triggers: [trigger(20, "", "", [20]), trigger(21, "", "", [21])],
        actions: [action(20, "group#2", "execute"), action(21, "pair#3", "timeout", 'id="15"')],
      },
    );
    bench.set(15, 700);
    await bench.trigger(21);
    await ask(bench);
    await bench.pass(10_000);
    expect(only(bench, /fails/)).to.deep.equal(["700 connection 0 fails"]);
  });

  it("NoTimeouts: a message that stands there is no failure of the connection", async () => {
    for (const text of ["NO SUCH OBJECT", "0x4E4F205355434820 4F424A454354".replace(" ", "")]) {
      const bench = start(
        [pair(3, 4, [5], 'options="retries:0"')],
        {},
        {
          more: `<NoTimeouts><NoTimeout>${text}</NoTimeout></NoTimeouts>`,
        },
      );
      await ask(bench);
      await bench.receive("NO SUCH OBJECT");
      await bench.pass(2000);
      expect(only(bench, /after retries|fails/), text).to.deep.equal(["1500 pair 3 timeout after retries"]);
    }
  });

  it("WS-70 answers are parsed at once, not at the timeout", async () => {
    const bench = start([pair(3, 4, [5])]);
    await ask(bench);
    await bench.pass(1);
    await bench.receive("Anow");
    expect(only(bench, /succeeded/)).to.deep.equal(["1 pair 3 succeeded"]);
  });

  it("a pair without response is over when it is sent, and says nothing of the connection", async () => {
    const bench = start([pair(3, 4)]);
    await ask(bench);
    expect(bench.take()).to.deep.equal([
      "0 trigger 20",
      "0 pair 3 started",
      "0 send 0 ask",
      "0 pair 3 sent 1",
      "0 trigger 5",
      "0 pair 3 succeeded",
      "0 trigger 2",
    ]);
    expect(bench.clock.pending).to.deep.equal([]);
  });

  it("WS-63 command while closed: handed on as not sent; a pair with response waits its full time", async () => {
    const bench = start([pair(3, 4, [5])]);
    bench.open.delete(0);
    await ask(bench);
    await bench.pass(10_000);
    expect(only(bench, /send|sent|after retries/)).to.deep.equal([
      ...[1, 2, 3, 4].flatMap((n) => [
        `${(n - 1) * 1500} send 0 ask`,
        `${(n - 1) * 1500} pair 3 not sent ${n}`,
      ]),
      "6000 pair 3 timeout after retries",
    ]);
  });

  it("closedFailsFast: it fails at once, with one attempt", async () => {
    const bench = start([pair(3, 4, [5])], { closedFailsFast: true });
    bench.open.delete(0);
    await ask(bench);
    await bench.pass(10);
    expect(only(bench, /pair 3|trigger [345]$|fails/)).to.deep.equal([
      "0 pair 3 started",
      "0 pair 3 not sent 1",
      "0 trigger 5",
      "0 pair 3 timeout 1",
      "0 trigger 3",
      "0 pair 3 timeout after retries",
      "0 trigger 4",
      "0 connection 0 fails",
    ]);
  });

  it("an answer of a reopened socket still counts while the pair waits", async () => {
    const bench = start([pair(3, 4, [5])]);
    bench.open.delete(0);
    await ask(bench);
    await bench.pass(3200);
    bench.open.add(0);
    await bench.receive("Alate");
    expect(only(bench, /succeeded/)).to.deep.equal(["3200 pair 3 succeeded"]);
  });

  it("RSP-16 responses of a pair are tried top down; the first full match wins", async () => {
    const two = [response(5, [12, 11]), response(6, [12, 14])];
    for (const [order, filled] of [
      [[5, 6], 11],
      [[6, 5], 14],
    ] as const) {
      const bench = start([pair(3, 4, order)], {}, { responses: two });
      await ask(bench);
      await bench.receive("Atop");
      expect(bench.parameters.get(filled)).to.equal("top");
      expect(bench.parameters.get(filled === 11 ? 14 : 11)).to.equal(null);
    }
  });

  it("RSP-17 later responses with another header still match", async () => {
    const bench = start([pair(3, 4, [5, 6])]);
    await ask(bench);
    await bench.receive("E");
    expect(only(bench, /response|succeeded/)).to.deep.equal([
      "0 response 5 failed",
      "0 response 6 matched",
      "0 pair 3 succeeded",
    ]);
  });

  it("RSP-18 ResponseOnBadCommand match ends without resend, and without succeeded", async () => {
    const bench = start([pair(3, 4, [5, "!6"])]);
    await ask(bench);
    await bench.receive("E");
    await bench.pass(10_000);
    expect(only(bench, /pair|responds|fails|trigger 2$/)).to.deep.equal([
      "0 pair 3 started",
      "0 pair 3 sent 1",
      "0 connection 0 responds",
      "0 pair 3 finished",
    ]);
  });

  it("a message that does not fit is tried as a push; the pair waits on and its clock is not restarted", async () => {
    const bench = start(
      [pair(3, 4, [5], 'options="retries:0"')],
      {},
      {
        responses: [response(5, [12, 11]), response(7, [14])],
      },
    );
    await ask(bench);
    await bench.pass(1000);
    await bench.receive("push");
    expect(bench.parameters.get(14)).to.equal("push");
    await bench.pass(499);
    expect(only(bench, /timeout/)).to.deep.equal([]);
    await bench.pass(1);
    expect(only(bench, /after retries/)).to.deep.equal(["1500 pair 3 timeout after retries"]);
  });

  it("webSocketMismatch retry: a message that does not fit is an invalid answer, as on a serial connection", async () => {
    const more = { responses: [response(5, [12, 11]), response(7, [14])] };
    const serial = { ...more, connections: [connection(0, "serial")] };
    for (const bench of [
      start([pair(3, 4, [5])], { webSocketMismatch: "retry" }, more),
      start([pair(3, 4, [5])], {}, serial),
    ]) {
      await ask(bench);
      await bench.pass(1000);
      await bench.receive("push");
      expect(bench.parameters.get(14)).to.equal(null);
      expect(only(bench, /timeout|send/)).to.deep.equal([
        "0 send 0 ask",
        "1000 pair 3 timeout 1",
        "1000 send 0 ask",
      ]);
      await bench.engine.stop();
    }
  });

  it("an answer that comes during a later attempt answers that attempt; after the last one it is a push", async () => {
    const bench = start([pair(3, 4, [5], 'options="retries:1"')]);
    await ask(bench);
    await bench.pass(1600);
    await bench.receive("Aone");
    expect(only(bench, /succeeded/)).to.deep.equal(["1600 pair 3 succeeded"]);
    await ask(bench);
    await bench.pass(3100);
    bench.take();
    await bench.receive("Atwo");
    expect(only(bench, /response|pair/)).to.deep.equal(["4700 response 5 matched"]);
    expect(bench.parameters.get(11)).to.equal("two");
  });

  it("the deadline is judged by the arrival of a message, not by when the lock lets it in", async () => {
    const bench = start(
      [pair(3, 4, [5], 'options="retries:0"')],
      {},
      {
        params: [
          ...(sections([]).params ?? []),
          param(50, { type: "write", extra: "<Display><RTDisplay>true</RTDisplay></Display>" }),
        ],
        qactions: ['<QAction id="9" name="Q9" encoding="csharp" triggers="50"></QAction>'],
      },
    );
    let finish = (): void => undefined;
    bench.scripts.set(9, () => new Promise<void>((resolve) => (finish = resolve)));
    await ask(bench);
    await bench.pass(1000);
    const set = bench.engine.externalSets.set(50, "x");
    await bench.pass(400);
    const delivered = bench.receive("Ain time");
    await bench.pass(1000);
    finish();
    await delivered;
    expect(await set).to.equal(0);
    expect(only(bench, /pair 3 (timeout|succeeded)/)).to.deep.equal(["2400 pair 3 succeeded"]);
  });

  it("a message that arrived after the deadline does not answer the attempt before it", async () => {
    const bench = start([pair(3, 4, [5], 'options="retries:0"')]);
    await ask(bench);
    await bench.pass(1000);
    await bench.engine.deliveries.message({
      connection: 0,
      bytes: Buffer.from("Alate"),
      at: bench.clock.now() + 501,
    });
    expect(only(bench, /pair 3 (timeout|succeeded)|matched/)).to.deep.equal([
      "1000 pair 3 timeout 1",
      "1000 pair 3 timeout after retries",
      "1000 response 5 matched",
    ]);
  });

  it("the group's connection wins over the pair's, with a warning", async () => {
    const bench = start(
      [pair(3, 4, [], 'options="connection:1"')],
      {},
      {
        connections: [webSocket(0), webSocket(1), webSocket(2)],
        groups: [group(2, ["pair 3"], 'connection="2"')],
      },
    );
    await ask(bench);
    await ask(bench);
    expect(only(bench, /send/)).to.deep.equal(["0 send 2 ask", "0 send 2 ask"]);
    expect(bench.codes.filter((code) => code.startsWith("PAIR"))).to.deep.equal(["PAIR_CONNECTION_DIFFERS"]);
  });

  it("WS-58 group on connection 1 sends on socket 1; a pair of its own connection on that one", async () => {
    const connections = [webSocket(0), webSocket(1)];
    const byGroup = start(
      [pair(3, 4)],
      {},
      { connections, groups: [group(2, ["pair 3"], 'connection="1"')] },
    );
    const byPair = start([pair(3, 4, [], 'options="connection:1"')], {}, { connections });
    for (const bench of [byGroup, byPair]) {
      await ask(bench);
      expect(only(bench, /send/)).to.deep.equal(["0 send 1 ask"]);
    }
  });

  it("WS-59 one response may serve several pairs", async () => {
    const bench = start([pair(3, 4, [5]), pair(4, 4, [5])], {}, { groups: [group(2, ["pair 3", "pair 4"])] });
    await ask(bench);
    await bench.receive("Aone");
    await bench.pass();
    await bench.receive("Atwo");
    expect(only(bench, /succeeded/)).to.deep.equal(["0 pair 3 succeeded", "0 pair 4 succeeded"]);
    expect(bench.parameters.get(11)).to.equal("two");
  });

  it("retryRemakesCommand: the command is composed again for every attempt", async () => {
    for (const [retryRemakesCommand, texts] of [
      [false, ["send 0 one", "send 0 one"]],
      [true, ["send 0 one", "send 0 two"]],
    ] as const) {
      const bench = start(
        [pair(3, 4, [5], 'options="retries:1"')],
        { retryRemakesCommand },
        { commands: [command(4, [14])] },
      );
      bench.set(14, "one");
      await ask(bench);
      bench.set(14, "two");
      await bench.pass(5000);
      expect(bench.words().filter((line) => line.startsWith("send"))).to.deep.equal(texts);
    }
  });

  it("a false condition skips the pair, and the group goes on", async () => {
    const bench = start(
      [pair(3, 4, [], "", "<Condition>id:15 == 1</Condition>"), pair(4, 4)],
      {},
      {
        groups: [group(2, ["pair 3", "pair 4"])],
      },
    );
    await ask(bench);
    expect(only(bench, /pair/)).to.deep.equal([
      "0 pair 3 skipped",
      "0 pair 4 started",
      "0 pair 4 sent 1",
      "0 pair 4 succeeded",
    ]);
  });
});
