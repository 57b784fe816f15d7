/** How a WebSocket of an element opens, changes its address, is lost and comes back: on real sockets. */
import { once } from "node:events";
import { expect } from "chai";
import { Element } from "../../src/element/element.ts";
import type { ElementValues } from "../../src/element/element-values.ts";
import type { ElementEvent } from "../../src/element/events.ts";
import { savedInMemory } from "../../src/parameter/saved/saved-values.ts";
import { parseProtocol } from "../../src/protocol/load-protocol.ts";
import { ManualClock } from "../../src/testing/manual-clock.ts";
import {
  connector,
  connectorXml,
  join,
  numberParam,
  onChange,
  sending,
  textParam,
  webSocket,
} from "../support/element/connector.ts";
import { polling, session, step } from "../support/element/http-connector.ts";
import { connectionIs, listen, opened, sets, valuesOf } from "../support/element/opened.ts";
import { TestServer } from "../support/element/server.ts";

const statusIs = (value: number): ReturnType<typeof sets> => sets(7, value);
const statuses = (events: readonly ElementEvent[]): unknown[] => valuesOf(events, 7);
const dynamic = (typeOptions = "dynamic ip"): string => textParam(1, { typeOptions, save: true });

describe("WebSocket life of an element", () => {
  it("WS-01 an Http connection marked as WebSocket is opened as one", async () => {
    await using server = await TestServer.start();
    await using element = await opened(connector(), server);
    expect(server.requests[0]?.headers.upgrade).to.equal("websocket");
    expect(element.connectionState(0)).to.equal("open");
  });

  it("the action open on an open WebSocket does nothing, also where it may open one (LogicActionOpen)", async () => {
    await using server = await TestServer.start();
    const protocol = connector({ actions: '<Action id="50"><On>protocol</On><Type>open</Type></Action>' });
    await using element = await opened(protocol, server, { options: { webSocketOpenClose: "act" } });
    const events = listen(element);
    element.slProtocol.NotifyProtocol(221, 50, null);
    await element.set(11, "x");
    expect(events.filter(({ type }) => type === "connection" || type === "log")).to.deep.equal([]);
    expect([server.requests.length, element.connectionState(0)]).to.deep.equal([1, "open"]);
  });

  it("WS-01 a group with a session on it polls nothing: the socket is never asked as plain HTTP", async () => {
    await using server = await TestServer.start();
    const protocol = connector(
      join(
        { params: numberParam(40, "write") + textParam(20) + textParam(21) + textParam(22) },
        { http: session(step('url="/state">')), ...polling("<Session>1</Session>") },
      ),
    );
    await using element = await opened(protocol, server);
    const over = element.when((event) => event.type === "group" && event.phase === "finished");
    await element.set(40, 1);
    await over;
    expect(element.stream.entries.filter(({ direction }) => direction === "out")).to.deep.equal([]);
    expect([server.accepted, element.connectionState(0), element.get(20)]).to.deep.equal([1, "open", null]);
  });

  it("WS-02 the socket may be an additional connection, with its own id", async () => {
    await using server = await TestServer.start();
    const connections = `<Connection id="0" name="Main"><Virtual/></Connection>${webSocket(1, { statusPid: 7 })}`;
    const protocol = connector({ connections, responses: "" });
    await using element = await opened(protocol, server, {
      connections: { 1: { host: "ws://127.0.0.1", port: server.port } },
    });
    expect(element.connectionState(1)).to.equal("open");
    expect(element.connectionState(0)).to.equal(undefined);
  });

  it("WS-03 Type beside Connections is reported, and the Connections are used", async () => {
    await using server = await TestServer.start();
    const { protocol, diagnostics } = parseProtocol(
      connectorXml().replace("<Connections>", "<Type>serial</Type><Connections>"),
    );
    expect(diagnostics.filter(({ severity }) => severity === "error")).to.have.length(1);
    await using element = await opened(protocol, server);
    expect(element.connectionState(0)).to.equal("open");
  });

  it("WS-04 a Connection that names its kind in a Type child is opened as well", async () => {
    await using server = await TestServer.start();
    const connections = `<Connection id="0" name="Events"><Type>http</Type><CommunicationOptions><WebSocket>true</WebSocket>
      <MakeCommandByProtocol>true</MakeCommandByProtocol><NotifyConnectionPIDs><Connections>7</Connections></NotifyConnectionPIDs>
      </CommunicationOptions></Connection>`;
    await using element = await opened(connector({ connections }), server);
    expect(element.connectionState(0)).to.equal("open");
  });

  it("WS-05 the port of UserSettings is used when the operator says none", async () => {
    await using server = await TestServer.start();
    const xml = connectorXml().replace(
      "<UserSettings>",
      `<UserSettings><IPport><DefaultValue>${String(server.port)}</DefaultValue></IPport>`,
    );
    const element = new Element(parseProtocol(xml).protocol, { host: "ws://127.0.0.1" });
    const open = element.when(statusIs(1));
    await element.start();
    await open;
    await element.stop();
  });

  it("WS-06 what the operator fills in beats the protocol's defaults", async () => {
    await using server = await TestServer.start();
    const xml = connectorXml().replace(
      "<UserSettings>",
      "<UserSettings><IPport><DefaultValue>1</DefaultValue></IPport>",
    );
    await using element = await opened(parseProtocol(xml).protocol, server);
    expect(element.connectionState(0)).to.equal("open");
  });

  it("WS-28 the socket opens by itself at start, after parameters are loaded", async () => {
    await using server = await TestServer.start();
    const handshake = `<Session id="25" name="h"><Connection id="1"><Request verb="GET" pid="8"/></Connection></Session>`;
    const protocol = connector({
      communication: "<WebSocketHandshake>25</WebSocketHandshake>",
      http: handshake,
      params: textParam(8, { value: "from/default" }),
    });
    await using element = await opened(protocol, server);
    expect(server.requests[0]?.url).to.equal("/from/default");
    expect(element.state).to.equal("active");
  });

  it("WS-22 after a restart the saved path is used, the default value while nothing is saved", async () => {
    await using server = await TestServer.start();
    const protocol = connector({
      communication: "<WebSocketHandshake>25</WebSocketHandshake>",
      http: `<Session id="25" name="h"><Connection id="1"><Request verb="GET" pid="8"/></Connection></Session>`,
      params: textParam(8, { value: "default", save: true }),
    });
    await using element = await opened(protocol, server);
    expect(await element.set(8, "saved")).to.equal(0);
    await element.restart();
    await server.accepts(2);
    expect(server.requests.map(({ url }) => url)).to.deep.equal(["/default", "/saved"]);
  });

  it("WS-29 a filled dynamic ip parameter replaces the operator's address at start", async () => {
    await using server = await TestServer.start();
    await using element = await opened(connector({ params: dynamic() }), server, {
      host: "ws://127.0.0.1",
      port: 1,
      values: { 1: `${server.url}/x-nmos/events` },
    });
    expect(server.requests[0]?.url).to.equal("/x-nmos/events");
    expect(element.get(1)).to.equal(`${server.url}/x-nmos/events`);
  });

  it("WS-30 while the dynamic ip parameter is empty the operator's address is used", async () => {
    await using server = await TestServer.start();
    await using element = await opened(connector({ params: dynamic() }), server);
    expect(server.requests[0]?.url).to.equal("/");
    expect(element.get(1)).to.equal(null);
  });

  it("WS-31 a new dynamic ip value closes gracefully and opens the new address", async () => {
    await using first = await TestServer.start();
    await using second = await TestServer.start();
    await using element = await opened(connector({ params: dynamic() }), first);
    const events = listen(element);
    const reopened = element.when(statusIs(1));
    await element.set(1, `${second.url}/new`);
    await reopened;
    await first.loses(1);
    expect(first.closeCodes).to.deep.equal([1000]);
    expect(second.requests[0]?.url).to.equal("/new");
    expect(statuses(events)).to.deep.equal([0, 1]);
  });

  it("WS-32 a QAction that sets the same address again reconnects", async () => {
    await using server = await TestServer.start();
    const protocol = connector({
      params: dynamic() + numberParam(41, "write"),
      qactions: '<QAction id="1" name="again" encoding="csharp" triggers="41"/>',
    });
    await using element = await opened(protocol, server, {
      values: { 1: server.url },
      scripts: {
        1: {
          Run: (slp: { SetParameter(id: number, value: unknown): number }) => slp.SetParameter(1, server.url),
        },
      },
    });
    const reopened = element.when(statusIs(1));
    await element.set(41, 1);
    await reopened;
    expect(server.sockets).to.have.length(2);
  });

  it("WS-33 an equal address by copy does not reconnect, after a clear it does", async () => {
    await using server = await TestServer.start();
    const copy = {
      triggers: `<Trigger id="50"><On id="41">parameter</On><Time>change</Time><Type>action</Type><Content><Id>50</Id></Content></Trigger>`,
      actions: `<Action id="50"><On id="1">parameter</On><Type id="2">copy</Type></Action>`,
    };
    const clear = {
      triggers: `<Trigger id="60"><On id="42">parameter</On><Time>change</Time><Type>action</Type><Content><Id>60</Id></Content></Trigger>`,
      actions: `<Action id="60"><On id="1">parameter</On><Type>clear</Type></Action>`,
    };
    const params = dynamic() + textParam(2) + numberParam(41, "write") + numberParam(42, "write");
    await using element = await opened(connector(join({ params }, copy, clear)), server, {
      values: { 1: server.url, 2: server.url },
    });
    await element.set(41, 1);
    expect(element.connectionState(0)).to.equal("open");
    expect(server.sockets).to.have.length(1);
    const reopened = element.when(statusIs(1));
    await element.set(42, 1);
    await element.set(41, 1);
    await reopened;
    expect(server.sockets).to.have.length(2);
  });

  it("WS-34 a binary set of the address does not reconnect", async () => {
    await using server = await TestServer.start();
    const protocol = connector({
      params: dynamic() + numberParam(41, "write"),
      qactions: '<QAction id="1" name="binary" encoding="csharp" triggers="41"/>',
    });
    const other = Buffer.from("ws://127.0.0.1:1/other", "utf16le");
    await using element = await opened(protocol, server, {
      scripts: {
        1: {
          Run: (slp: { SetParameterBinary(id: number, data: Uint8Array): void }) =>
            slp.SetParameterBinary(1, other),
        },
      },
    });
    await element.set(41, 1);
    expect(element.get(1)).to.equal("ws://127.0.0.1:1/other");
    expect(element.connectionState(0)).to.equal("open");
    expect(server.sockets).to.have.length(1);
  });

  it("WS-35 dynamic ip without a number is connection 0, with a number that connection", async () => {
    await using zero = await TestServer.start();
    await using one = await TestServer.start();
    const connections = webSocket(0, { statusPid: 7 }) + webSocket(1, { statusPid: 17 });
    const params = dynamic() + textParam(2, { typeOptions: "dynamic ip 1" }) + numberParam(17);
    const element = new Element(connector({ connections, params }), {
      values: { 1: `${zero.url}/zero`, 2: `${one.url}/one` },
    });
    const both = Promise.all([
      element.when(statusIs(1)),
      element.when((event) => event.type === "parameter" && event.pid === 17 && event.value === 1),
    ]);
    await element.start();
    await both;
    expect([zero.requests[0]?.url, one.requests[0]?.url]).to.deep.equal(["/zero", "/one"]);
    await element.stop();
  });

  it("WS-36 after a restart a saved address applies to its own connection only", async () => {
    await using zero = await TestServer.start();
    await using one = await TestServer.start();
    const connections = webSocket(0, { statusPid: 7 }) + webSocket(1, { statusPid: 17 });
    const params = textParam(2, { typeOptions: "dynamic ip 1", save: true }) + numberParam(17);
    await using element = await opened(connector({ connections, params }), zero, {
      connections: { 1: { host: "ws://127.0.0.1", port: one.port } },
    });
    await one.accepts(1);
    await element.set(2, `${one.url}/saved`);
    await one.accepts(2);
    await element.restart();
    await zero.accepts(2);
    await one.accepts(3);
    expect(zero.requests.map(({ url }) => url)).to.deep.equal(["/", "/"]);
    expect(one.requests.map(({ url }) => url)).to.deep.equal(["/", "/saved", "/saved"]);
  });

  it("WS-40 the status parameter is the number 1 when open and 0 when closed", async () => {
    await using server = await TestServer.start();
    await using element = await opened(connector(), server);
    expect(element.get(7)).to.equal(1);
    const closed = element.when(statusIs(0));
    server.socket.close(1000);
    await closed;
    expect(element.get(7)).to.equal(0);
  });

  it("WS-41 only a transition writes the status", async () => {
    await using server = await TestServer.start();
    const element = new Element(connector({ params: dynamic(), timeoutMs: 50 }), {
      host: "ws://127.0.0.1",
      port: server.port,
    });
    const events = listen(element);
    const open = element.when(statusIs(1));
    await element.start();
    await open;
    const failedTwice = element
      .when(connectionIs("failed"), 20_000)
      .then(() => element.when(connectionIs("failed")));
    await element.set(1, "ws://127.0.0.1:1/nobody");
    await failedTwice;
    expect(statuses(events)).to.deep.equal([1, 0]);
    await element.stop();
  });

  it("WS-42 the first failed attempt writes 0, once for all attempts", async () => {
    const element = new Element(connector({ timeoutMs: 50, retries: 2 }), {
      host: "ws://127.0.0.1",
      port: 1,
    });
    const events = listen(element);
    const gaveUp = element.when(
      (event) => connectionIs("failed")(event) && events.filter(connectionIs("failed")).length === 3,
    );
    await element.start();
    await gaveUp;
    expect(statuses(events)).to.deep.equal([0]);
    await element.stop();
  });

  it("WS-42 with statusFirstClosed off a failed attempt writes nothing", async () => {
    const element = new Element(connector({ retries: 0 }), {
      host: "ws://127.0.0.1",
      port: 1,
      options: { statusFirstClosed: false },
    });
    const events = listen(element);
    const failed = element.when(connectionIs("failed"));
    await element.start();
    await failed;
    expect(statuses(events)).to.deep.equal([]);
    await element.stop();
  });

  it("WS-62 when the server closes, the status becomes 0 at once and the element times out after its time", async () => {
    await using server = await TestServer.start();
    const clock = new ManualClock();
    await using element = await opened(connector({ elementTimeoutMs: 5000 }), server, { clock });
    const closed = element.when(statusIs(0));
    server.socket.close(1001);
    await closed;
    await clock.advance(4999);
    expect([element.inTimeout, element.get(64501)]).to.deep.equal([false, 0]);
    await clock.advance(1);
    expect([element.inTimeout, element.get(64501)]).to.deep.equal([true, 1]);
  });

  it("WS-63 a command given while closed shows in the stream, is not sent and not kept", async () => {
    await using server = await TestServer.start();
    const parts = join(
      { params: dynamic() + textParam(12, { value: "hello" }) + numberParam(41, "write") },
      sending(12),
      onChange(41, { id: 5, action: "execute", groups: "1" }),
    );
    await using element = await opened(connector(parts), server);
    const closed = element.when(statusIs(0));
    server.socket.close(1000);
    await closed;
    const notSent = element.when((event) => event.type === "stream" && event.entry.note === "not sent");
    await element.set(41, 1);
    await notSent;
    const reopened = element.when(statusIs(1));
    await element.set(1, server.url);
    await reopened;
    await element.set(41, 1);
    await server.hears(1);
    expect(server.texts).to.deep.equal(["hello"]);
    const out = element.stream.entries.filter(({ direction }) => direction === "out");
    expect(out.map(({ command, bytes }) => [command, bytes?.length])).to.deep.equal([
      [1, undefined],
      [1, 5],
    ]);
  });

  it("WS-64 and LOG-24 a lost socket is never reopened by itself", async () => {
    await using server = await TestServer.start();
    const clock = new ManualClock();
    await using element = await opened(connector(), server, { clock });
    const closed = element.when(statusIs(0));
    server.socket.terminate();
    await closed;
    await clock.advance(3_600_000);
    expect(element.connectionState(0)).to.equal("closed");
    expect(server.sockets).to.have.length(1);
  });

  it("WS-65 a restart of the element connects again", async () => {
    await using server = await TestServer.start();
    await using element = await opened(connector(), server);
    const closed = element.when(statusIs(0));
    server.socket.close(1000);
    await closed;
    const reopened = element.when(statusIs(1));
    await element.restart();
    await reopened;
    expect(server.sockets).to.have.length(2);
    expect(element.inTimeout).to.equal(false);
  });

  for (const [how, leave] of [
    ["1000", (server: TestServer) => server.socket.close(1000, "done")],
    ["1001", (server: TestServer) => server.socket.close(1001, "going away")],
    ["1008", (server: TestServer) => server.socket.close(1008, "policy")],
    ["1006", (server: TestServer) => server.socket.terminate()],
  ] as const) {
    it(`WS-66 an end with ${how} ends alike for the connector`, async () => {
      await using server = await TestServer.start();
      const clock = new ManualClock();
      await using element = await opened(connector(), server, { clock });
      const events = listen(element);
      const closed = element.when(statusIs(0));
      leave(server);
      await closed;
      await clock.advance(2000);
      expect(statuses(events)).to.deep.equal([0]);
      expect(element.inTimeout).to.equal(true);
      expect(events.find(connectionIs("closed"))).to.include({ code: Number(how) });
    });
  }

  it("WS-66 a missing pong ends alike for the connector", async () => {
    await using server = await TestServer.start({ autoPong: false });
    const clock = new ManualClock();
    await using element = await opened(connector(), server, { clock, options: { keepAlivePingMs: 5000 } });
    const events = listen(element);
    const pinged = once(server.socket, "ping");
    await clock.advance(5000);
    await pinged;
    const closed = element.when(statusIs(0));
    await clock.advance(5000);
    await closed;
    await clock.advance(2000);
    expect(statuses(events)).to.deep.equal([0]);
    expect(element.inTimeout).to.equal(true);
    expect(events.find(connectionIs("closed"))).to.include({ code: 1006 });
  });

  it("WS-68 stopping the element closes with 1000, and the status parameter is left alone", async () => {
    await using server = await TestServer.start();
    const element = await opened(connector(), server);
    const events = listen(element);
    await element.stop();
    await server.loses(1);
    expect(server.closeCodes).to.deep.equal([1000]);
    expect(statuses(events)).to.deep.equal([]);
    expect(element.state).to.equal("stopped");
  });

  it("a saved status is not restored, so that opening is an event; with restoreStatus it is", async () => {
    await using server = await TestServer.start();
    const one = { bytes: Uint8Array.of(0x31), number: 1 };
    for (const restoreStatus of [false, true]) {
      const savedValues = savedInMemory([[7, one]]);
      const element = new Element(connector(), {
        host: "ws://127.0.0.1",
        port: server.port,
        savedValues,
        options: { restoreStatus },
      });
      const events = listen(element);
      const open = element.when(connectionIs("open"));
      await element.start();
      await open;
      expect(statuses(events)).to.deep.equal(restoreStatus ? [] : [1]);
      expect(element.get(7)).to.equal(1);
      await element.stop();
    }
  });

  it("any message clears a failing connection unless anyMessageIsLife is off", async () => {
    await using server = await TestServer.start();
    for (const anyMessageIsLife of [true, false]) {
      const clock = new ManualClock();
      const protocol = connector(
        join(
          { params: textParam(12, { value: "?" }) + numberParam(41, "write") + textParam(13), retries: 0 },
          {
            responses:
              '<Response id="32" options="Connection:0"><Name>never</Name><Content><Param>14</Param></Content></Response>',
            params: `<Param id="14"><Name>P14</Name><Type>fixed</Type><Interprete><RawType>other</RawType><Type>string</Type><LengthType>fixed</LengthType><Value>0x01</Value></Interprete></Param>`,
          },
          sending(12, { response: 32 }),
          onChange(41, { id: 5, action: "execute", groups: "1" }),
        ),
      );
      await using element = await opened(protocol, server, { clock, options: { anyMessageIsLife } });
      const heard = server.heard.length;
      await element.set(41, 1);
      await server.hears(heard + 1);
      await clock.advance(1500 + 2000);
      expect(element.inTimeout).to.equal(true);
      const arrived = element.when((event) => event.type === "unmatched");
      server.send("something else");
      await arrived;
      expect(element.inTimeout).to.equal(!anyMessageIsLife);
      await element.stop();
    }
  });

  it("values() shows what was set and nothing that was not", async () => {
    await using server = await TestServer.start();
    await using element = await opened(
      connector({ params: textParam(12, { value: "é" }) + numberParam(13) }),
      server,
    );
    expect(element.values()).to.deep.equal({
      parameters: { "7": 1, "12": "é" },
      tables: {},
    } satisfies ElementValues);
  });
});
