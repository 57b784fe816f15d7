/** HTTP connections of elements: where they go, how long they wait, what they keep open, how they end. */
import { expect } from "chai";
import { Element } from "../../src/element/element.ts";
import { ManualClock } from "../../src/testing/manual-clock.ts";
import { WebServer } from "../support/connection/web-server.ts";
import { connector, join, numberParam, textParam, webSocket } from "../support/element/connector.ts";
import {
  groupOver,
  http,
  httpConnector,
  poll,
  polled,
  polling,
  session,
  step,
} from "../support/element/http-connector.ts";
import { listen, sets } from "../support/element/opened.ts";
import { TestServer } from "../support/element/server.ts";

describe("HTTP connections of an element", () => {
  it("an HTTP connection is no connection that is not here, and its requests are linked in the stream", async () => {
    await using server = await WebServer.start();
    await using element = await polled(httpConnector(session(step('url="/">'))), server);
    const events = listen(element);
    await poll(element);
    expect(events.filter((event) => event.type === "log")).to.deep.equal([]);
    const stream = events.flatMap((event) => (event.type === "stream" ? [event.entry] : []));
    expect(
      stream.map(({ direction, connection, group, session: id }) => [direction, connection, group, id]),
    ).to.deep.equal([
      ["out", 0, 1, 1],
      ["in", 0, 1, 1],
    ]);
    expect(Buffer.from(stream[1]?.bytes ?? []).toString("latin1")).to.match(/^HTTP\/1\.1 200 OK\r\n[^]*ok$/);
  });

  it("a session on a WebSocket beside an HTTP connection is skipped, and the log says so", async () => {
    await using server = await TestServer.start();
    const parts = { connections: webSocket(0, {}) + http(1), responses: "" };
    await using element = await polled(httpConnector(session(step('url="/">')), parts), server);
    const events = listen(element);
    await poll(element);
    expect(events.flatMap((event) => (event.type === "log" ? [event.message] : []))).to.deep.equal([
      "Group 1 skips session 1: it is an HTTP session, and connection 0 is no HTTP connection of this element.",
    ]);
  });

  it("HTTP-15 HTTP-16 no answer in the time of the Connection: with ignoreTimeout the trigger fires and the state stays", async () => {
    for (const ignores of [false, true]) {
      const clock = new ManualClock();
      await using server = await WebServer.start(() => undefined);
      const attributes = ignores ? 'ignoreTimeout="true" timeout="9000"' : 'timeout="9000"';
      const protocol = httpConnector(
        session(step('url="/">', { attributes: 'timeout="700"' }), { attributes }),
        {
          triggers: `<Trigger id="50"><On id="1">session</On><Time>timeout</Time><Type>action</Type><Content><Id>50</Id></Content></Trigger>`,
          actions: `<Action id="50"><On id="23">parameter</On><Type>clear</Type></Action>`,
        },
      );
      await using element = await polled(protocol, server, { clock, values: { 23: "full" } });
      const over = element.when(groupOver);
      await element.set(40, 1);
      await server.requests(1);
      await clock.advance(699);
      expect(element.get(23)).to.equal("full");
      await clock.advance(1);
      await over;
      expect(element.get(23)).to.equal(null);
      await clock.advance(2000);
      expect(element.inTimeout).to.equal(!ignores);
    }
  });

  it("HTTP-17 nobody listens: tried again by the retries of the wizard, then On communication has the text", async () => {
    const gone = await WebServer.start();
    const { port } = gone;
    await gone[Symbol.asyncDispose]();
    const hex = Buffer.from("Error : 12029. [ERROR_WINHTTP_CANNOT_CONNECT]", "latin1").toString("hex");
    const protocol = httpConnector(session(step('url="/">')), {
      triggers: `<Trigger id="50"><On>communication</On><Time>0x${hex}</Time><Type>action</Type><Content><Id>50</Id></Content></Trigger>`,
      actions: `<Action id="50"><On id="23">parameter</On><Type>clear</Type></Action>`,
    });
    await using element = await polled(protocol, { port }, { retries: 2, values: { 23: "full" } });
    const events = listen(element);
    await poll(element);
    const out = events.filter((event) => event.type === "stream" && event.entry.direction === "out");
    expect(out).to.have.length(3);
    expect(element.get(23)).to.equal(null);
  });

  it("HTTP-18 credentials come from parameters, as they were when the group was queued", async () => {
    await using server = await WebServer.start();
    const protocol = httpConnector(
      session(step('url="/">'), { attributes: 'loginMethod="credentials" userName="23" password="24"' }),
    );
    await using element = await polled(protocol, server, { values: { 23: "me", 24: "secret" } });
    await poll(element);
    const expected = `Basic ${Buffer.from("me:secret").toString("base64")}`;
    expect(server.asked[0]?.headers.authorization).to.equal(expected);
  });

  it("HTTP-19 keepAlive: the same line for the next poll, or a new one", async () => {
    for (const keeps of [true, false]) {
      await using server = await WebServer.start();
      const attributes = `keepAlive="${String(keeps)}"`;
      const steps = step('url="/1">') + step('url="/2">', { id: 2 });
      await using element = await polled(httpConnector(session(steps, { attributes })), server);
      await poll(element);
      await poll(element);
      expect(server.asked.map(({ socket }) => socket)).to.deep.equal(keeps ? [0, 0, 0, 0] : [0, 0, 1, 1]);
    }
  });

  it("HTTP-20 the proxy of the session beats bypassProxy of the connection", async () => {
    await using server = await WebServer.start();
    await using proxy = await WebServer.start();
    const protocol = httpConnector(session(step('url="/">'), { attributes: 'proxyServer="23"' }));
    const options = { busAddress: "bypassProxy", values: { 23: `127.0.0.1:${String(proxy.port)}` } };
    await using element = await polled(protocol, server, options);
    await poll(element);
    expect(proxy.asked[0]?.url).to.equal(`http://127.0.0.1:${String(server.port)}/`);
    expect(server.asked).to.deep.equal([]);
  });

  it("HTTP-22 a new dynamic ip value is where the next request goes", async () => {
    await using first = await WebServer.start();
    await using second = await WebServer.start();
    const protocol = httpConnector(session(step('url="/">')), {
      params: textParam(1, { typeOptions: "dynamic ip" }),
    });
    await using element = await polled(protocol, first);
    await poll(element);
    await element.set(1, `127.0.0.1:${String(second.port)}`);
    await poll(element);
    expect([first.asked.length, second.asked.length]).to.deep.equal([1, 1]);
  });

  it("HTTP-23 connectionPID picks the connection by the text of a parameter", async () => {
    await using first = await WebServer.start();
    await using second = await WebServer.start();
    const protocol = httpConnector(
      session(step('url="/">')),
      { connections: http(0) + http(1) },
      polling("<Session>1</Session>", 'connectionPID="23"'),
    );
    const connections = { 1: { host: "127.0.0.1", port: second.port } };
    await using element = await polled(protocol, first, { connections, values: { 23: "1" } });
    await poll(element);
    expect([first.asked.length, second.asked.length]).to.deep.equal([0, 1]);
    await element.set(23, "0");
    await poll(element);
    expect([first.asked.length, second.asked.length]).to.deep.equal([1, 1]);
  });

  it("HTTP-25 a URL polled over HTTP, set on dynamic ip 1 by a QAction, opens the socket", async () => {
    await using socket = await TestServer.start();
    await using server = await WebServer.start((_, answer) => answer.end(`${socket.url}/events/7`));
    const protocol = connector(
      join(
        {
          connections: http(0) + webSocket(1, { statusPid: 7 }),
          responses: "",
          params:
            textParam(1, { typeOptions: "dynamic ip 1" }) + textParam(20) + textParam(21) + textParam(22),
          http: session(step('url="/where">')),
          qactions: '<QAction id="1" name="open" encoding="csharp" triggers="22"/>',
        },
        { params: numberParam(40, "write"), ...polling("<Session>1</Session>", 'connection="0"') },
      ),
    );
    await using element = await polled(protocol, server, {
      scripts: {
        1: {
          Run: (slp: {
            SetParameter(id: number, value: unknown): number;
            GetParameter(id: number): unknown;
          }) => slp.SetParameter(1, slp.GetParameter(22)),
        },
      },
    });
    expect(socket.requests).to.deep.equal([]);
    const open = element.when(sets(7, 1));
    await element.set(40, 1);
    await open;
    expect(socket.requests.map(({ url }) => url)).to.deep.equal(["/events/7"]);
    expect(element.get(1)).to.equal(`${socket.url}/events/7`);
  });

  it("a stop gives a request under way up at once and logs no failure", async () => {
    await using server = await WebServer.start(() => undefined);
    const element = await polled(httpConnector(session(step('url="/">'))), server, {
      clock: new ManualClock(),
    });
    const events = listen(element);
    await element.set(40, 1);
    await server.requests(1);
    await element.stop();
    expect(element.state).to.equal("stopped");
    expect(events.filter((event) => event.type === "log" && event.kind !== "information")).to.deep.equal([]);
  });

  it("a restarted element polls again", async () => {
    await using server = await WebServer.start();
    await using element = await polled(httpConnector(session(step('url="/">'))), server);
    await poll(element);
    await element.restart();
    await poll(element);
    expect(server.asked).to.have.length(2);
    expect(element).to.be.instanceOf(Element);
  });
});
