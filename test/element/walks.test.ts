/** Seven walks through the layers, step by step, on the event log of an element. */
import { expect } from "chai";
import { Element } from "../../src/element/element.ts";
import { ManualClock } from "../../src/testing/manual-clock.ts";
import type { ByteStream } from "../../src/encoding/byte-stream.ts";
import { Encoding } from "../../src/encoding/encoding.ts";
import {
  clearing,
  connector,
  join,
  numberParam,
  onChange,
  sending,
  textParam,
} from "../support/element/connector.ts";
import { connectionIs, listen, opened, sets } from "../support/element/opened.ts";
import { TestServer } from "../support/element/server.ts";
import { story } from "../support/element/tell.ts";

interface Slp {
  GetParameter(id: number): unknown;
  SetParameter(id: number, value: unknown): number;
  CheckTrigger(id: number): number;
}

/** A direct answer: a script that ran to its end. */
const logic = ["parameter", "trigger", "action", "qaction", "group", "pair", "response"] as const;

describe("walks through the layers", () => {
  it("walk 4.1: an element starts with a WebSocket, set-up UC4", async () => {
    await using server = await TestServer.start();
    const clock = new ManualClock();
    const handshake = `<Session id="25" name="h"><Connection id="1">
      <Request verb="GET" pid="8"><Headers><Header key="X-Token" pid="9"/></Headers></Request>
      <Response statusCode="220"/></Connection></Session>`;
    const parts = join(
      {
        communication: "<WebSocketHandshake>25</WebSocketHandshake>",
        http: handshake,
        params:
          textParam(1, { typeOptions: "dynamic ip", save: true }) +
          textParam(8, { value: "events" }) +
          textParam(9, { value: "token" }) +
          textParam(220) +
          textParam(12, { value: "subscribe" }) +
          textParam(13, { value: "too early" }),
      },
      sending(12),
      sending(13, { id: 2 }),
      onChange(7, { id: 3, action: "execute", groups: "1", condition: "id:7 == 1" }),
      {
        triggers: `<Trigger id="4"><On>protocol</On><Time>after startup</Time><Type>action</Type><Content><Id>4</Id></Content></Trigger>`,
        actions: `<Action id="4"><On id="2">group</On><Type>execute next</Type></Action>`,
        timers: `<Timer id="1"><Name>t</Name><Time initial="true">60000</Time><Interval>75</Interval><Content><Group>3</Group></Content></Timer>`,
        groups: `<Group id="3"><Name>by timer</Name><Type>poll action</Type><Content></Content></Group>`,
      },
    );
    const element = new Element(connector(parts), { host: "ws://127.0.0.1", port: server.port, clock });
    const events = listen(element);
    const subscribed = element.when((event) => event.type === "stream" && event.entry.command === 1);
    await element.start();
    await subscribed;
    expect(server.requests[0]?.url).to.equal("/events");
    expect(server.requests[0]?.headers["x-token"]).to.equal("token");
    const told = story(events, [...logic, "state", "connection", "stream", "timer"]);
    expect(told.slice(0, told.indexOf("stream << subscribe") + 1)).to.deep.equal([
      "state starting",
      // After-startup triggers first; the group they queue is prepared now (MakeCommandByProtocol).
      "trigger 4",
      "trigger 901",
      "action make",
      "group 2 queued",
      "action execute next",
      // Then the socket begins to open and nobody waits for it; then timers, whose group goes to the tail.
      "connection 0 connecting",
      "timer 1 started",
      "timer 1 due",
      "group 3 queued",
      // Then the threads: the head of the queue is what the after-startup trigger put there. It is too early to send.
      "group 2 started",
      "state active",
      "pair 2 started",
      "stream << not sent",
      "pair 2 not sent 1",
      "pair 2 succeeded",
      "group 2 finished",
      "group 3 started",
      "group 3 finished",
      // 101 came: handshake values, then the status, each as a device value; the chain of the status subscribes.
      "stream --",
      "connection 0 open",
      "220 = HTTP/1.1 101 Switching Protocols by device",
      "7 = 1 by device",
      "trigger 3",
      "trigger 901",
      "action make",
      "group 1 queued",
      "action execute",
      "group 1 started",
      "pair 1 started",
      "stream << subscribe",
    ]);
    await element.stop();
  });

  it("walk 4.1, step 13: a failed opening is tried again by retries, then the element times out", async () => {
    const clock = new ManualClock();
    const element = new Element(connector({ retries: 2, timeoutMs: 1500, elementTimeoutMs: 5000 }), {
      host: "ws://127.0.0.1",
      port: 1,
      clock,
    });
    const events = listen(element);
    let failed = element.when(connectionIs("failed"));
    await element.start();
    const started = clock.now();
    for (let attempt = 1; attempt <= 3; attempt++) {
      await failed;
      failed = element.when(connectionIs("failed"), 3_600_000);
      if (attempt < 3) await clock.advance(1500);
    }
    failed.catch(() => undefined);
    expect(clock.now() - started).to.equal(3000);
    await clock.advance(2000);
    expect(element.connectionState(0)).to.equal("closed");
    expect(story(events, ["connection", "parameter", "state"])).to.deep.equal([
      "state starting",
      "connection 0 connecting",
      "state active",
      "connection 0 failed",
      "7 = 0 by device",
      "connection 0 failed",
      "connection 0 failed",
      "state active in timeout",
    ]);
    await element.stop();
    await clock.advance(3_600_000);
  });

  it("walk 4.2: a push message arrives", async () => {
    await using server = await TestServer.start();
    const parts = join(
      {
        params: textParam(12),
        qactions:
          '<QAction id="5" name="q" encoding="csharp" triggers="11" inputParameters="11" options="binary"/>',
        triggers: `<Trigger id="40"><On id="31">response</On><Time>after</Time><Type>action</Type><Content><Id>40</Id></Content></Trigger>
          <Trigger id="41"><On id="11">parameter</On><Time>change after response</Time><Type>action</Type><Content><Id>41</Id></Content></Trigger>`,
        actions: `<Action id="40"><On id="31">response</On><Type>clear</Type></Action><Action id="41"><On id="12">parameter</On><Type>run actions</Type></Action>`,
      },
      clearing(11, 32),
    );
    const Run = (slp: Slp, bytes: ByteStream): void => {
      slp.SetParameter(12, Encoding.UTF8.GetString(bytes));
      slp.CheckTrigger(32);
    };
    await using element = await opened(connector(parts), server, { scripts: { 5: { Run } } });
    const events = listen(element);
    for (let time = 1; time <= 2; time++) {
      events.length = 0;
      const matched = element.when((event) => event.type === "action" && event.id === 40);
      server.send("é");
      await matched;
      // The second time is like the first: the cleared parameter makes equal bytes new.
      expect(story(events, [...logic, "stream"]), `message ${String(time)}`).to.deep.equal([
        "stream >> é",
        "trigger 902",
        "action read",
        // C3 A9 as one UTF-16LE unit.
        `11 = ${String.fromCharCode(0xa9c3)} by device`,
        "QAction 5 started",
        `12 = é by script${time === 2 ? " (equal)" : ""}`,
        "trigger 32",
        "action clear",
        "QAction 5 finished",
        "response 31 matched",
        "trigger 41",
        "action run actions",
        "trigger 40",
        "action clear",
      ]);
      expect(element.get(11)).to.equal(null);
    }
  });

  it("SLP-02 what a set causes is done when it returns, and what it puts in a group comes later: 55 and 50 (InnerWorkingsSLScripting)", async () => {
    for (const [how, product] of [
      ["direct", 55],
      ["group", 50],
    ] as const) {
      const protocol = connector({
        params: numberParam(50) + numberParam(51) + numberParam(41, "write"),
        groups:
          '<Group id="1"><Name>G</Name><Type>action</Type><Content><Action>7</Action></Content></Group>',
        triggers: `<Trigger id="5"><On id="50">parameter</On><Time>change</Time><Type>action</Type><Content><Id>${how === "direct" ? "7" : "8"}</Id></Content></Trigger>`,
        actions: `<Action id="7"><On id="51">parameter</On><Type>increment</Type></Action><Action id="8"><On id="1">group</On><Type>execute</Type></Action>`,
        qactions: '<QAction id="1" name="one" encoding="csharp" triggers="41"/>',
      });
      let seen = 0;
      const Run = (slp: Slp): void => {
        slp.SetParameter(51, 10);
        slp.SetParameter(50, 5);
        seen = Number(slp.GetParameter(50)) * Number(slp.GetParameter(51));
      };
      const clock = new ManualClock();
      await using element = new Element(protocol, { scripts: { 1: { Run } }, clock });
      await element.start();
      await element.set(41, 1);
      expect(seen, how).to.equal(product);
      await clock.advance(1000);
      expect(element.get(51), how).to.equal(11);
    }
  });

  it("SLP-29 and walk 4.3: a QAction sets a parameter that has a trigger, a setter and QActions", async () => {
    const seen: unknown[] = [];
    const note = (slp: Slp, what: string): void =>
      void seen.push([what, slp.GetParameter(50), slp.GetParameter(51)]);
    const protocol = connector({
      params:
        textParam(50, { type: "write", name: "Text", setter: true, save: true }) +
        textParam(51, { name: "Text" }) +
        textParam(52) +
        numberParam(41, "write"),
      triggers: `<Trigger id="7"><On id="50">parameter</On><Time>change</Time><Type>action</Type><Content><Id>7</Id></Content></Trigger>`,
      actions: `<Action id="7"><On id="52">parameter</On><Type id="51">copy</Type></Action>`,
      qactions: `<QAction id="1" name="one" encoding="csharp" triggers="41"/><QAction id="6" name="six" encoding="csharp" triggers="51"/>
        <QAction id="8" name="eight" encoding="csharp" triggers="50"/>`,
    });
    await using element = new Element(protocol, {
      scripts: {
        1: {
          Run: (slp: Slp) => {
            seen.push(slp.SetParameter(50, "é"));
            note(slp, "after the set");
          },
        },
        6: { Run: (slp: Slp) => note(slp, "QAction 6") },
        8: { Run: (slp: Slp) => note(slp, "QAction 8") },
      },
    });
    await element.start();
    const events = listen(element);
    const expected = [
      "41 = 1 by external",
      "QAction 1 started",
      "50 = é by script",
      // The trigger comes first and still sees the old read value; the copy of nothing changes nothing.
      "trigger 7",
      "action copy",
      // The setter copies, with a chain of its own, before the QActions of the write.
      "51 = é by setter",
      "QAction 6 started",
      "QAction 6 finished",
      "QAction 8 started",
      "QAction 8 finished",
      "QAction 1 finished",
    ];
    expect(await element.set(41, 1)).to.equal(0);
    expect(story(events, logic)).to.deep.equal(expected);
    expect(Buffer.from(element.bytes(50) ?? []).toString("hex")).to.equal("e900");
    expect(seen).to.deep.equal([
      ["QAction 6", "é", "é"],
      ["QAction 8", "é", "é"],
      0,
      ["after the set", "é", "é"],
    ]);
    // Again the same text: the write fires although equal, the setter's copy changes nothing, so QAction 6 stays quiet.
    events.length = 0;
    await element.set(41, 1);
    expect(story(events, logic)).to.deep.equal([
      "41 = 1 by external (equal)",
      "QAction 1 started",
      "50 = é by script (equal)",
      "trigger 7",
      "52 = é by construct",
      "action copy",
      "QAction 8 started",
      "QAction 8 finished",
      "QAction 1 finished",
    ]);
  });

  it("walk 4.4: a group with pair and response", async () => {
    await using server = await TestServer.start();
    const clock = new ManualClock();
    const around = {
      triggers: `<Trigger id="71"><On id="1">group</On><Time>before</Time><Type>action</Type><Content><Id>71</Id></Content></Trigger>
        <Trigger id="72"><On id="1">group</On><Time>after</Time><Type>action</Type><Content><Id>71</Id></Content></Trigger>
        <Trigger id="73"><On id="1">command</On><Time>after</Time><Type>action</Type><Content><Id>71</Id></Content></Trigger>
        <Trigger id="74"><On id="1">pair</On><Time>succeeded</Time><Type>action</Type><Content><Id>71</Id></Content></Trigger>
        <Trigger id="75"><On id="1">pair</On><Time>timeout</Time><Type>action</Type><Content><Id>71</Id></Content></Trigger>
        <Trigger id="76"><On id="1">pair</On><Time>timeout after retries</Time><Type>action</Type><Content><Id>71</Id></Content></Trigger>`,
      actions: `<Action id="71"><On id="99">parameter</On><Type>run actions</Type></Action>`,
      params: textParam(12, { value: "ask" }) + numberParam(41, "write") + textParam(99),
    };
    const protocol = connector({
      ...join(around, sending(12, { response: 31 }), onChange(41, { id: 5, action: "execute", groups: "1" })),
      unicode: false,
      retries: 1,
      timeoutMs: 1500,
    });
    await using element = await opened(protocol, server, { clock });
    const events = listen(element);
    const kinds = ["group", "pair", "stream", "response", "trigger", "parameter"] as const;
    const finished = element.when((event) => event.type === "group" && event.phase === "finished");
    await element.set(41, 1);
    await server.hears(1);
    server.send("answer");
    await finished;
    expect(story(events, kinds)).to.deep.equal([
      "41 = 1 by external",
      "trigger 5",
      // Composed when it is queued: before-command in this chain.
      "trigger 901",
      "group 1 queued",
      "group 1 started",
      "trigger 71",
      "pair 1 started",
      "stream << ask",
      "pair 1 sent 1",
      "trigger 73",
      "stream >> answer",
      "trigger 902",
      "11 = answer by device",
      "response 31 matched",
      "pair 1 succeeded",
      "trigger 74",
      "trigger 72",
      "group 1 finished",
    ]);
    // No answer: the same bytes again after 1500 ms, then the timeout triggers, and the group ends all the same.
    events.length = 0;
    const ended = element.when((event) => event.type === "group" && event.phase === "finished", 60_000);
    await element.set(41, 1);
    await server.hears(2);
    await clock.advance(1500);
    await server.hears(3);
    await clock.advance(1500);
    await ended;
    expect(story(events, ["pair", "stream", "trigger", "group"]).slice(2)).to.deep.equal([
      "group 1 queued",
      "group 1 started",
      "trigger 71",
      "pair 1 started",
      "stream << ask",
      "pair 1 sent 1",
      "trigger 73",
      "pair 1 timeout 1",
      "trigger 75",
      "stream << ask",
      "pair 1 sent 2",
      "pair 1 timeout 2",
      "trigger 75",
      "pair 1 timeout after retries",
      "trigger 76",
      "trigger 72",
      "group 1 finished",
    ]);
  });

  it("walk 4.5: the server closes, the dynamic ip is set again", async () => {
    await using server = await TestServer.start();
    const clock = new ManualClock();
    const seen: unknown[] = [];
    const parts = join(
      {
        params:
          textParam(1, { typeOptions: "dynamic ip" }) +
          textParam(12, { value: "subscribe" }) +
          numberParam(41, "write"),
        qactions: '<QAction id="1" name="reconnect" encoding="csharp" triggers="41"/>',
      },
      sending(12),
      onChange(7, { id: 3, action: "execute", groups: "1", condition: "id:7 == 1" }),
    );
    const Run = (slp: Slp): void => {
      seen.push(slp.SetParameter(1, server.url), slp.GetParameter(7));
    };
    await using element = await opened(connector(parts), server, {
      clock,
      values: { 1: server.url },
      scripts: { 1: { Run } },
    });
    await server.hears(1);
    const events = listen(element);
    const closed = element.when(sets(7, 0));
    server.send("before the close");
    server.socket.close(1001, "maintenance");
    await closed;
    await clock.advance(2000);
    const reopened = element.when((event) => event.type === "stream" && event.entry.command === 1);
    await element.set(41, 1);
    await reopened;
    // Code behind the set still reads the old status.
    expect(seen).to.deep.equal([0, 0]);
    expect(story(events, ["connection", "parameter", "state"])).to.deep.equal([
      `11 = ${Buffer.from("before the close").toString("utf16le")} by device`,
      "connection 0 closed 1001",
      "7 = 0 by device",
      "state active in timeout",
      "41 = 1 by external",
      `1 = ${server.url} by script (equal)`,
      "connection 0 open",
      "state active",
      "7 = 1 by device",
    ]);
    await server.hears(2);
    expect(server.texts).to.deep.equal(["subscribe", "subscribe"]);
  });

  it("walk 4.6: a user sets a write parameter while a group runs", async () => {
    await using server = await TestServer.start();
    const clock = new ManualClock();
    const users: unknown[] = [];
    const parts = join(
      {
        params:
          textParam(12, { value: "one" }) +
          textParam(13, { value: "two" }) +
          numberParam(41, "write") +
          textParam(42, { type: "write" }),
        qactions: '<QAction id="1" name="user" encoding="csharp" triggers="42"/>',
      },
      sending(12, { response: 31 }),
      sending(13, { id: 2 }),
      onChange(41, { id: 5, action: "execute", groups: "1" }),
      onChange(42, { id: 6, action: "execute", groups: "9" }),
    );
    const groups = `<Group id="1"><Name>g</Name><Content><Pair>1</Pair><Pair>2</Pair></Content></Group>
      <Group id="9"><Name>nine</Name><Type>poll action</Type><Content></Content></Group>`;
    const Run = (slp: { readonly UserInfo: string }): void => void users.push(slp.UserInfo);
    await using element = await opened(connector({ ...parts, unicode: false, groups }), server, {
      clock,
      scripts: { 1: { Run } },
    });
    const events = listen(element);
    const finished = element.when(
      (event) => event.type === "group" && event.id === 9 && event.phase === "finished",
    );
    await element.set(41, 1);
    await server.hears(1);
    // The pair waits: the lock is free, and the set goes in at once. Its group waits for the group under way.
    expect(await element.set(42, "by hand", { name: "operator" })).to.equal(0);
    server.send("answer");
    await finished;
    expect(users).to.deep.equal(["operator"]);
    expect(story(events, ["parameter", "qaction", "group", "pair", "stream"])).to.deep.equal([
      "41 = 1 by external",
      "group 1 queued",
      "group 1 started",
      "pair 1 started",
      "stream << one",
      "pair 1 sent 1",
      "42 = by hand by external",
      "group 9 queued",
      "QAction 1 started",
      "QAction 1 finished",
      "stream >> answer",
      "11 = answer by device",
      "pair 1 succeeded",
      "pair 2 started",
      "stream << two",
      "pair 2 sent 1",
      "pair 2 succeeded",
      "group 1 finished",
      "group 9 started",
      "group 9 finished",
    ]);
  });

  it("walk 4.7: stop", async () => {
    await using server = await TestServer.start();
    const clock = new ManualClock();
    const disposed: string[] = [];
    class QAction {
      Run(): Promise<void> {
        return new Promise(() => undefined);
      }
      Dispose(): void {
        disposed.push("disposed");
      }
    }
    const parts = join(
      {
        params: textParam(12, { value: "ask" }) + numberParam(41, "write") + numberParam(42, "write"),
        qactions: '<QAction id="1" name="never ends" encoding="csharp" triggers="42"/>',
        timers: `<Timer id="1"><Name>t</Name><Time initial="true">1000</Time><Interval>75</Interval><Content><Group>99</Group></Content></Timer>`,
      },
      sending(12, { response: 31 }),
      onChange(41, { id: 5, action: "execute", groups: "1" }),
      { groups: '<Group id="99"><Name>none</Name><Type>poll action</Type><Content></Content></Group>' },
    );
    const element = await opened(connector(parts), server, {
      clock,
      scripts: { 1: { QAction } },
      options: { stopGraceMs: 3000 },
    });
    await element.set(41, 1);
    await server.hears(1);
    const pending = element.set(42, 1);
    const waiting = element.set(41, 1);
    const events = listen(element);
    const stopped = element.stop();
    expect(element.state).to.equal("stopping");
    expect(await Promise.all([pending, waiting, element.set(41, 1)])).to.deep.equal([
      0x800402e0, 0x800402e0, 0x800402e0,
    ]);
    await clock.advance(3000);
    await stopped;
    await server.loses(1);
    expect(server.closeCodes).to.deep.equal([1000]);
    expect(disposed).to.deep.equal(["disposed"]);
    expect(clock.pending).to.deep.equal([]);
    expect(story(events, ["state", "connection", "parameter", "pair", "trigger"])).to.deep.equal([
      "state stopping",
      "connection 0 closed 1000",
      "state stopped",
    ]);
  });
});
