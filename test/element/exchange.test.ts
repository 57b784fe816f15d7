/** Commands out and messages in, through a whole element on a real socket. */
import { expect } from "chai";
import type { Element } from "../../src/element/element.ts";
import { ManualClock } from "../../src/testing/manual-clock.ts";
import {
  clearing,
  connector,
  fixedParam,
  join,
  numberParam,
  onChange,
  sending,
  textParam,
  webSocket,
} from "../support/element/connector.ts";
import { listen, opened, sets, valuesOf } from "../support/element/opened.ts";
import { TestServer } from "../support/element/server.ts";

/** What scripts of these tests use of `SLProtocol`. */
interface Slp {
  GetParameter(id: number): unknown;
  SetParameter(id: number, value: unknown): number;
  CheckTrigger(id: number): number;
}

/** Parameter 12 with a text, sent when 41 is set. */
const button = (text: string, options: Parameters<typeof sending>[1] = {}): ReturnType<typeof join> =>
  join(
    { params: textParam(12, { value: text }) + numberParam(41, "write") },
    sending(12, options),
    onChange(41, { id: 5, action: "execute", groups: "1" }),
  );

const press = (element: Element, pid = 41): Promise<number> => element.set(pid, 1);

/** The opcode of a sent message by its kind. */
const kinds = (server: TestServer): string[] =>
  server.heard.map(({ binary }) => (binary ? "binary" : "text"));

describe("exchanges of an element", () => {
  it("WS-43 a command is one binary frame, its bytes unchanged", async () => {
    await using server = await TestServer.start();
    await using element = await opened(
      connector({ unicode: false, ...button("h\u00e9llo", { text: false }) }),
      server,
    );
    await press(element);
    await server.hears(1);
    expect(kinds(server)).to.deep.equal(["binary"]);
    expect(server.heard[0]?.bytes).to.deep.equal(Buffer.from([0x68, 0xe9, 0x6c, 0x6c, 0x6f]));
  });

  it("WS-44 a command of message type text is a text frame in UTF-8", async () => {
    await using server = await TestServer.start();
    await using element = await opened(connector(button('{"t":"é€😀"}')), server);
    await press(element);
    await server.hears(1);
    expect(kinds(server)).to.deep.equal(["text"]);
    expect(server.heard[0]?.bytes.toString("hex")).to.equal("7b2274223a22c3a9e282acf09f9880227d");
  });

  it("WS-45 both kinds share one socket", async () => {
    await using server = await TestServer.start();
    const second = join(
      { params: textParam(13, { value: "AB" }) + numberParam(42, "write") },
      sending(13, { id: 2, text: false }),
      onChange(42, { id: 6, action: "execute", groups: "2" }),
    );
    await using element = await opened(connector({ ...join(button("x"), second), unicode: false }), server);
    await press(element);
    await press(element, 42);
    await server.hears(2);
    expect(kinds(server)).to.deep.equal(["text", "binary"]);
    expect(server.sockets).to.have.length(1);
  });

  it("WS-46 payloads of text and binary frames are stored as they came", async () => {
    await using server = await TestServer.start();
    await using element = await opened(connector(), server);
    for (const data of ["é€😀", Buffer.from([0x00, 0xff, 0x80, 0xc3])]) {
      const bytes = Buffer.from(data);
      const stored = element.when((event) => event.type === "parameter" && event.pid === 11);
      server.send(data);
      await stored;
      expect(Buffer.from(element.bytes(11) ?? [])).to.deep.equal(bytes);
    }
  });

  it("WS-47 a ping is answered by a pong and the connector sees nothing", async () => {
    await using server = await TestServer.start();
    await using element = await opened(connector(), server);
    const events = listen(element);
    const pong = new Promise<Buffer>((resolve) => server.socket.once("pong", resolve));
    server.socket.ping(Buffer.from([1, 2, 3]));
    expect(await pong).to.deep.equal(Buffer.from([1, 2, 3]));
    expect(events.filter(({ type }) => type === "parameter" || type === "stream")).to.deep.equal([]);
  });

  it("WS-48 and WS-49 a message in fragments, and one above 65 kB, arrives as one", async () => {
    await using server = await TestServer.start();
    await using element = await opened(connector({ unicode: false }), server);
    const events = listen(element);
    const whole = "a".repeat(100) + "b".repeat(100) + "c".repeat(100);
    let stored = element.when(sets(11, whole));
    server.socket.send("a".repeat(100), { fin: false });
    server.socket.send("b".repeat(100), { fin: false });
    server.socket.send("c".repeat(100), { fin: true });
    await stored;
    const large = "x".repeat(200_000);
    stored = element.when(sets(11, large));
    server.send(large);
    await stored;
    expect(valuesOf(events, 11)).to.have.length(2);
  });

  it("WS-52 the answer to a pair with a response is stored at once, and the pair succeeds", async () => {
    await using server = await TestServer.start();
    await using element = await opened(connector(button("ask", { response: 31 })), server);
    const events = listen(element);
    const succeeded = element.when((event) => event.type === "pair" && event.phase === "succeeded");
    await press(element);
    await server.hears(1);
    server.send(Buffer.from("answer", "utf16le"));
    await succeeded;
    expect(element.get(11)).to.equal("answer");
    expect(events.filter((event) => event.type === "pair").map((event) => event.phase)).to.include("sent");
  });

  it("WS-53 an answer that stays away is asked for again, then the timeout triggers fire", async () => {
    await using server = await TestServer.start();
    const clock = new ManualClock();
    const timeouts = {
      params: numberParam(51) + numberParam(52),
      triggers: `<Trigger id="61"><On id="1">pair</On><Time>timeout</Time><Type>action</Type><Content><Id>61</Id></Content></Trigger>
        <Trigger id="62"><On id="1">pair</On><Time>timeout after retries</Time><Type>action</Type><Content><Id>62</Id></Content></Trigger>`,
      actions: `<Action id="61"><On id="51">parameter</On><Type>increment</Type></Action>
        <Action id="62"><On id="52">parameter</On><Type>increment</Type></Action>`,
    };
    const parts = { ...join(button("ask", { response: 31 }), timeouts), retries: 2, timeoutMs: 1500 };
    await using element = await opened(connector(parts), server, { clock });
    await press(element);
    await server.hears(1);
    await clock.advance(1500);
    await server.hears(2);
    await clock.advance(1500);
    await server.hears(3);
    await clock.advance(1499);
    expect([element.get(51), element.get(52)]).to.deep.equal([2, 0]);
    await clock.advance(1);
    expect([element.get(51), element.get(52)]).to.deep.equal([3, 1]);
    expect(server.texts).to.deep.equal(["ask", "ask", "ask"]);
  });

  it("WS-54 a pair without a response is done when sent; what comes later reaches the connection's response", async () => {
    await using server = await TestServer.start();
    await using element = await opened(connector({ ...button("subscribe"), unicode: false }), server);
    const done = element.when((event) => event.type === "group" && event.phase === "finished");
    await press(element);
    await done;
    const stored = element.when(sets(11, "event"));
    server.send("event");
    await stored;
  });

  it("WS-55 and WS-70 a message nothing asked for reaches the response when it arrives, without any time passing", async () => {
    await using server = await TestServer.start();
    const clock = new ManualClock();
    await using element = await opened(connector({ unicode: false }), server, { clock });
    const before = clock.now();
    const stored = element.when(sets(11, "push"));
    server.send("push");
    await stored;
    expect(clock.now()).to.equal(before);
  });

  it("WS-56 two sockets fill the parameters of their own responses", async () => {
    await using zero = await TestServer.start();
    await using one = await TestServer.start();
    const protocol = connector({
      unicode: false,
      connections: webSocket(0, { statusPid: 7 }) + webSocket(1, { statusPid: 17 }),
      params: numberParam(17) + textParam(21),
      responses: `<Response id="31" options="Connection:0"><Name>zero</Name><Content><Param>11</Param></Content></Response>
        <Response id="32" options="Connection:1"><Name>one</Name><Content><Param>21</Param></Content></Response>`,
    });
    await using element = await opened(protocol, zero, {
      connections: { 1: { host: "ws://127.0.0.1", port: one.port } },
    });
    await one.accepts(1);
    const both = Promise.all([element.when(sets(11, "for zero")), element.when(sets(21, "for one"))]);
    one.send("for one");
    zero.send("for zero");
    await both;
  });

  it("WS-57 a response that names no connection belongs to connection 0", async () => {
    await using zero = await TestServer.start();
    await using one = await TestServer.start();
    const protocol = connector({
      unicode: false,
      connections: webSocket(0, { statusPid: 7 }) + webSocket(1, { statusPid: 17 }),
      params: numberParam(17) + textParam(21),
      responses: `<Response id="31"><Name>no option</Name><Content><Param>11</Param></Content></Response>
        <Response id="32" options="Connection:1"><Name>one</Name><Content><Param>21</Param></Content></Response>`,
    });
    await using element = await opened(protocol, zero, {
      connections: { 1: { host: "ws://127.0.0.1", port: one.port } },
    });
    await one.accepts(1);
    const both = Promise.all([element.when(sets(11, "a")), element.when(sets(21, "b"))]);
    zero.send("a");
    one.send("b");
    await both;
    expect([element.get(11), element.get(21)]).to.deep.equal(["a", "b"]);
  });

  it("WS-58 a group on connection 1 sends on socket 1", async () => {
    await using zero = await TestServer.start();
    await using one = await TestServer.start();
    const parts = button("to one");
    const protocol = connector({
      ...parts,
      connections: webSocket(0, { statusPid: 7 }) + webSocket(1, { statusPid: 17 }),
      params: `${parts.params ?? ""}${numberParam(17)}`,
      groups: parts.groups?.replace('<Group id="1">', '<Group id="1" connection="1">') ?? "",
    });
    await using element = await opened(protocol, zero, {
      connections: { 1: { host: "ws://127.0.0.1", port: one.port } },
    });
    await one.accepts(1);
    if (element.get(17) !== 1) await element.when(sets(17, 1));
    await press(element);
    await one.hears(1);
    expect([zero.texts, one.texts]).to.deep.equal([[], ["to one"]]);
  });

  it("WS-59 one response serves several pairs", async () => {
    await using server = await TestServer.start();
    const second = join(
      { params: textParam(13, { value: "two" }) + numberParam(42, "write") },
      sending(13, { id: 2, response: 31 }),
      onChange(42, { id: 6, action: "execute", groups: "2" }),
    );
    await using element = await opened(
      connector({ ...join(button("one", { response: 31 }), second), unicode: false }),
      server,
    );
    for (const [pid, answer, heard] of [
      [41, "answer one", 1],
      [42, "answer two", 2],
    ] as const) {
      const succeeded = element.when((event) => event.type === "pair" && event.phase === "succeeded");
      await press(element, pid);
      await server.hears(heard);
      server.send(answer);
      await succeeded;
      expect(element.get(11)).to.equal(answer);
    }
  });

  it("WS-60 and WS-61 an equal message is a change only after the parameter was cleared", async () => {
    await using server = await TestServer.start();
    const parts = join(
      {
        params: numberParam(50) + numberParam(51),
        qactions: '<QAction id="1" name="count" encoding="csharp" triggers="11"/>',
      },
      clearing(11, 10),
    );
    let clears = true;
    const Run = (slp: Slp): void => {
      slp.SetParameter(50, Number(slp.GetParameter(50)) + 1);
      if (clears) slp.CheckTrigger(10);
    };
    await using element = await opened(connector({ ...parts, unicode: false }), server, {
      scripts: { 1: { Run } },
    });
    const runs = async (message: string): Promise<number> => {
      const matched = element.when((event) => event.type === "response" && event.phase === "matched");
      server.send(message);
      await matched;
      return Number(element.get(50));
    };
    expect(await runs("same")).to.equal(1);
    expect(await runs("same")).to.equal(2);
    clears = false;
    expect(await runs("same")).to.equal(3);
    expect(await runs("same")).to.equal(3);
    expect(await runs("other")).to.equal(4);
  });

  it("WS-73 a queued group sends the value its command was made with", async () => {
    await using server = await TestServer.start();
    const parts = join(
      {
        params: textParam(12) + textParam(13, { value: "blocks the queue" }) + numberParam(41, "write"),
        qactions: '<QAction id="1" name="set, queue, set" encoding="csharp" triggers="41"/>',
      },
      sending(13, { id: 2 }),
      sending(12),
      {
        triggers: `<Trigger id="5"><Type>action</Type><Content><Id>5</Id></Content></Trigger>`,
        actions: `<Action id="5"><On id="1">group</On><Type>execute</Type></Action>`,
      },
    );
    const Run = (slp: Slp): void => {
      slp.SetParameter(12, "first");
      slp.CheckTrigger(5);
      slp.SetParameter(12, "second");
      slp.CheckTrigger(5);
      slp.SetParameter(12, "too late");
    };
    await using element = await opened(connector(parts), server, { scripts: { 1: { Run } } });
    await press(element);
    await server.hears(2);
    expect(server.texts).to.deep.equal(["first", "second"]);
    expect(element.get(12)).to.equal("too late");
  });

  it("RSP-27 a message that fits nothing changes nothing, is logged, and stays in the stream", async () => {
    await using server = await TestServer.start();
    const protocol = connector({
      params: fixedParam(14, "0x02"),
      responses:
        '<Response id="31" options="Connection:0"><Name>framed</Name><Content><Param>14</Param><Param>11</Param></Content></Response>',
    });
    await using element = await opened(protocol, server);
    const events = listen(element);
    const logged = element.when((event) => event.type === "log" && event.code === "RESPONSE_UNMATCHED");
    server.send("no start byte");
    await logged;
    expect(valuesOf(events, 11)).to.deep.equal([]);
    expect(element.bytes(11)).to.have.length(0);
    expect(element.stream.entries.at(-1)).to.include({ direction: "in", connection: 0 });
  });
});
