/** HTTP connections of elements: sessions of groups against real servers, from the request to the parameters. */
import { expect } from "chai";
import type { ElementEvent } from "../../src/element/events.ts";
import { ManualClock } from "../../src/testing/manual-clock.ts";
import { WebServer } from "../support/connection/web-server.ts";
import { join, numberParam, onChange } from "../support/element/connector.ts";
import {
  http,
  httpConnector,
  poll,
  polled,
  polling,
  session,
  step,
} from "../support/element/http-connector.ts";
import { listen, valuesOf } from "../support/element/opened.ts";

const timeouts = (events: readonly ElementEvent[]): boolean[] =>
  events.flatMap((event) => (event.type === "state" && event.state === "active" ? [event.timeout] : []));

describe("HTTP of an element", () => {
  it("HTTP-01 HTTP-11 HTTP-12 a group polls a URL: status line, repeated header and body are in their parameters", async () => {
    await using server = await WebServer.start((_, answer) => {
      answer.writeHead(200, ["X-Tag", "a", "X-Tag", "b"]);
      answer.end("Zoé €");
    });
    await using element = await polled(httpConnector(session(step('url="/v1/state?full">'))), server);
    await poll(element);
    expect(server.asked[0]).to.include({ method: "GET", url: "/v1/state?full" });
    expect([20, 21, 22].map((pid) => element.get(pid))).to.deep.equal(["HTTP/1.1 200 OK", "a\r\nb", "Zoé €"]);
  });

  it("HTTP-31 status line, header and body of any text reach parameters of RawType text, bytes as well", async () => {
    await using server = await WebServer.start((_, answer) => {
      answer.writeHead(200, ["X-Tag", 'W/"1"']);
      answer.end('{"session":"a/b"}');
    });
    for (const httpBody of ["charset", "raw"] as const) {
      const protocol = httpConnector(session(step('url="/">')), { unicode: false });
      const texts = new Map(
        [...protocol.params].map(([id, param]) => [
          id,
          [20, 21, 22].includes(id)
            ? { ...param, interprete: { ...param.interprete, rawType: "text" as const } }
            : param,
        ]),
      );
      await using element = await polled({ ...protocol, params: texts }, server, { options: { httpBody } });
      const events = listen(element);
      await poll(element);
      expect([20, 21, 22].map((pid) => element.get(pid))).to.deep.equal([
        "HTTP/1.1 200 OK",
        'W/"1"',
        '{"session":"a/b"}',
      ]);
      expect(events.filter(({ type }) => type === "log")).to.deep.equal([]);
    }
  });

  it("HTTP-02 HTTP-03 HTTP-05 HTTP-06 HTTP-10 path, verb, header and body come from parameters", async () => {
    await using server = await WebServer.start();
    const headers = '<Headers><Header key="X-Name" pid="24"/></Headers>';
    const protocol = httpConnector(session(step(`verb="PATCH" pid="23">${headers}<Data pid="25"></Data>`)));
    await using element = await polled(protocol, server, { values: { 23: "a/b", 24: "me", 25: "{€}" } });
    await poll(element);
    expect(server.asked[0]).to.include({ method: "PATCH", url: "/a/b" });
    expect(server.asked[0]?.headers["x-name"]).to.equal("me");
    expect(server.asked[0]?.body.toString("utf8")).to.equal("{€}");
  });

  it("HTTP-07 HTTP-09 Parameters of a GET become the query, nothing in them is escaped but blanks", async () => {
    await using server = await WebServer.start();
    const parameters =
      '<Parameters><Parameter key="b" pid="23"/><Parameter key="a">2</Parameter></Parameters>';
    const protocol = httpConnector(session(step(`url="/q">${parameters}`)));
    await using element = await polled(protocol, server, { values: { 23: "x y&z=%41!" } });
    await poll(element);
    expect(server.asked[0]?.url).to.equal("/q?b=x%20y&z=%41!&a=2");
  });

  it("the request that goes out is the one of the moment at which the group was queued", async () => {
    let release = (): void => undefined;
    await using server = await WebServer.start((_, answer) => {
      release = () => answer.end("ok");
      if (server.asked.length > 1) release();
    });
    const protocol = httpConnector(session(step('pid="23">')));
    await using element = await polled(protocol, server, { values: { 23: "one" } });
    await element.set(40, 1);
    await server.requests(1);
    await element.set(23, "two");
    await element.set(40, 1);
    await element.set(23, "three");
    release();
    await server.requests(2);
    expect(server.asked.map(({ url }) => url)).to.deep.equal(["/one", "/two"]);
  });

  it("HTTP-13, LOG-23 4xx and 5xx put the element in timeout; the next success takes it out", async () => {
    const clock = new ManualClock();
    await using server = await WebServer.start((asked, answer) => {
      answer.writeHead([404, 503, 200][server.asked.indexOf(asked)] ?? 200);
      answer.end("why");
    });
    await using element = await polled(httpConnector(session(step('url="/">'))), server, { clock });
    const events = listen(element);
    for (const [status, inTimeout] of [
      ["HTTP/1.1 404 Not Found", true],
      ["HTTP/1.1 503 Service Unavailable", true],
      ["HTTP/1.1 200 OK", false],
    ] as const) {
      await poll(element);
      await clock.advance(2000);
      expect([element.get(20), element.get(22), element.inTimeout]).to.deep.equal([status, "why", inTimeout]);
    }
    expect(timeouts(events)).to.deep.equal([true, false]);
    expect(element.get(64501)).to.equal(0);
  });

  it("httpFillOnErrorStatus false: the values stay as they were", async () => {
    await using server = await WebServer.start((_, answer) => {
      answer.writeHead(404);
      answer.end("why");
    });
    const protocol = httpConnector(session(step('url="/">')));
    await using element = await polled(protocol, server, { options: { httpFillOnErrorStatus: false } });
    await poll(element);
    expect([20, 22].map((pid) => element.get(pid))).to.deep.equal([null, null]);
  });

  it("HTTP-14 a redirect is followed, with customRedirect it is the protocol's", async () => {
    for (const custom of [false, true]) {
      await using server = await WebServer.start(({ url }, answer) => {
        if (url === "/old") answer.writeHead(302, { Location: "/new" });
        answer.end(url);
      });
      const connections = http(0, custom ? "<CustomRedirect>true</CustomRedirect>" : "");
      const protocol = httpConnector(session(step('url="/old">')), { connections });
      await using element = await polled(protocol, server);
      await poll(element);
      expect(element.get(22)).to.equal(custom ? "/old" : "/new");
      expect(element.get(20)).to.equal(custom ? "HTTP/1.1 302 Found" : "HTTP/1.1 200 OK");
    }
  });

  it("HTTP-24 an equal body raises no change until its parameter is cleared", async () => {
    await using server = await WebServer.start();
    const protocol = httpConnector(
      session(step('url="/">')),
      join(
        { params: numberParam(41, "write") },
        {
          ...onChange(41, { id: 41, action: "execute", groups: "1" }),
          actions: `<Action id="41"><On id="22">parameter</On><Type>clear</Type></Action>`,
        },
      ),
    );
    await using element = await polled(protocol, server);
    const events = listen(element);
    await poll(element);
    await poll(element);
    expect(valuesOf(events, 22)).to.deep.equal(["ok"]);
    await element.set(41, 1);
    await poll(element);
    expect(valuesOf(events, 22)).to.deep.equal(["ok", "ok"]);
  });

  it("HTTP-26 the body is decoded by its charset and stored as the protocol stores text (httpBody)", async () => {
    const body = Uint8Array.of(0xcf, 0xf0, 0xe8); // "При" in windows-1251
    await using server = await WebServer.start((_, answer) => {
      answer.setHeader("Content-Type", "text/plain; charset=windows-1251");
      answer.end(body);
    });
    // "При" is 041F 0440 0438: UTF-16LE in a Unicode protocol, in code page 1252 it has no place (3F)
    const stored = { true: [0x1f, 0x04, 0x40, 0x04, 0x38, 0x04], false: [0x3f, 0x3f, 0x3f] };
    for (const unicode of [true, false]) {
      const protocol = httpConnector(session(step('url="/">')), { unicode });
      await using element = await polled(protocol, server);
      await poll(element);
      expect([...(element.bytes(22) ?? [])]).to.deep.equal(stored[unicode ? "true" : "false"]);
      await using raw = await polled(protocol, server, { options: { httpBody: "raw" } });
      await poll(raw);
      expect([...(raw.bytes(22) ?? [])]).to.deep.equal([...body]);
    }
  });

  it("HTTP-27 sessions of a group and their Connections run in order; connection picks one of them", async () => {
    await using server = await WebServer.start();
    const sessions =
      session(step('url="/1/1">') + step('url="/1/2">', { id: 2 })) +
      session(step('url="/2/1">') + step('url="/2/2">', { id: 2 }), { id: 2 });
    const items = '<Session>1</Session><Session connection="2">2</Session>';
    await using element = await polled(httpConnector(sessions, {}, polling(items)), server);
    await poll(element);
    expect(server.asked.map(({ url }) => url)).to.deep.equal(["/1/1", "/1/2", "/2/2"]);
  });

  it("httpContinueAfterFailedStep and httpSetOrder hold on a real line", async () => {
    await using server = await WebServer.start((_, answer) => {
      answer.writeHead(server.asked.length === 1 ? 500 : 200, { "X-Tag": "t" });
      answer.end("b");
    });
    const protocol = httpConnector(session(step('url="/1">') + step('url="/2">', { id: 2 })));
    await using element = await polled(protocol, server, {
      options: { httpContinueAfterFailedStep: false, httpSetOrder: "content;headers;status" },
    });
    const events = listen(element);
    await poll(element);
    expect(server.asked.map(({ url }) => url)).to.deep.equal(["/1"]);
    const order = events.flatMap((event) =>
      event.type === "parameter" && event.pid < 30 ? [event.pid] : [],
    );
    expect(order).to.deep.equal([22, 21, 20]);
  });
});
