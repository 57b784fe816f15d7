/** Secrets of an element: sent as they are, and in nothing that is shown of it. */
import { expect } from "chai";
import { humanLine } from "../../src/cli/run/human-lines.ts";
import { eventLine } from "../../src/cli/run/json-lines.ts";
import { Element } from "../../src/element/element.ts";
import type { ElementEvent } from "../../src/element/events.ts";
import { ShownValues } from "../../src/element/shown-values.ts";
import { streamJsonLines, streamText } from "../../src/element/stream/stream-export.ts";
import type { Options } from "../../src/options/register.ts";
import { Proxy } from "../support/connection/proxy.ts";
import { RawServer } from "../support/connection/raw-server.ts";
import { WebServer } from "../support/connection/web-server.ts";
import {
  connector,
  join,
  numberParam,
  onChange,
  textParam,
  webSocket,
} from "../support/element/connector.ts";
import { http, session, step } from "../support/element/http-connector.ts";
import { listen } from "../support/element/opened.ts";

/** Every planted secret has this word in it; a login in Base64 has not, so those are listed. */
const word = "planted";
const encoded = ["planted-user:planted-pass", "planted-pu:planted-pp"].map((text) =>
  Buffer.from(text).toString("base64"),
);

function protocol(proxy: number, tunnel: number): ReturnType<typeof connector> {
  const login = 'loginMethod="credentials" userName="24" password="25"';
  const headers = `<Headers><Header key="X-Api-Key" pid="26"/><Header key="X-Pin">planted-pin</Header>
    <Header key="Cookie">sid=planted-own</Header><Header key="X-Api-Key: planted">1</Header></Headers>`;
  const through = (port: number): string =>
    `proxyServer="http://planted-pu:planted-pp@127.0.0.1:${String(port)}"`;
  const sessions = [
    session(step(`verb="POST" url="/start">${headers}`), { id: 1, attributes: login }),
    session(step('url="/proxied">'), { id: 2, attributes: through(proxy) }),
    session(step('url="https://127.0.0.1:1/">'), { id: 3, attributes: through(tunnel) }),
    session(step('url="/">'), { id: 4, attributes: 'proxyServer="planted-pu:planted/pp@127.0.0.1"' }),
    session(step('url="/">'), {
      id: 5,
      attributes: 'proxyServer="gopher://planted-pu:planted-pp@127.0.0.1"',
    }),
    `<Session id="25" name="Handshake" ${login}><Connection id="1"><Request verb="GET" url="ws://planted:planted@x/"><Headers>
      <Header key="Sec-WebSocket-Protocol" pid="27"/><Header key="Sec-WebSocket-Extensions" pid="26"/><Header key="X-Api-Key">planted-literal</Header>
      <Header key="X-Pin: planted" pid="26"/></Headers></Request>
      <Response statusCode="30"><Headers><Header key="Set-Cookie" pid="31"/></Headers></Response></Connection></Session>`,
  ];
  const items = [1, 2, 3, 4, 5].map((id) => `<Session>${String(id)}</Session>`).join("");
  const address = textParam(50, { typeOptions: "dynamic ip 1" });
  const password = `<Param id="60"><Name>Secret</Name><Type>read</Type><Interprete><RawType>other</RawType><Type>string</Type>
    <LengthType>next param</LengthType></Interprete><Display><RTDisplay>true</RTDisplay></Display>
    <Measurement><Type options="password">string</Type></Measurement></Param>`;
  const texts = [20, 21, 22, 23, 24, 25, 26, 27, 30, 31].map((id) => textParam(id)).join("");
  return connector(
    join(
      {
        connections:
          http(0) +
          webSocket(1, { communication: "<WebSocketHandshake>25</WebSocketHandshake>", retries: 0 }),
        responses: "",
        params: texts + address + password + numberParam(40, "write"),
        http: sessions.join(""),
        groups: `<Group id="1"><Name>poll</Name><Content>${items}</Content></Group>`,
      },
      onChange(40, { id: 40, action: "execute", groups: "1" }),
    ),
  );
}

/** Plants secrets everywhere, lets all paths run, and gives everything that is shown. */
async function shown(options: Partial<Options>): Promise<{ text: string; sent: string; codes: Set<string> }> {
  await using other = await WebServer.start((_, answer) => {
    answer.writeHead(302, { Location: "ftp://planted-u:planted-p@nowhere/" }).end();
  });
  await using server = await WebServer.start((_, answer) => {
    const location = `http://planted-u:planted-p@127.0.0.1:${String(other.port)}/`;
    answer
      .writeHead(302, { Location: location, "Set-Cookie": "sid=planted-new; Path=/", "X-Api-Key": word })
      .end();
  });
  await using proxy = await WebServer.start();
  await using tunnel = await Proxy.start();
  tunnel.refusal = "403 Forbidden";
  await using refusing = await RawServer.start();
  const made = protocol(proxy.port, tunnel.port);
  await using element = new Element(made, {
    host: "127.0.0.1",
    port: server.port,
    values: { 24: "planted-user", 25: "planted-pass", 26: "planted-key", 27: "planted-token" },
    options,
  });
  const events = listen(element);
  await element.start();
  const addressed = `ws://planted-user:planted-pass@127.0.0.1:${String(refusing.port)}/`;
  const failed = element.when((event) => event.type === "connection" && event.phase === "failed");
  await element.set(50, addressed);
  const peer = await refusing.peer();
  const head = await peer.head();
  peer.write(`HTTP/1.1 401 No\r\nSet-Cookie: sid=planted-refused\r\nContent-Length: 0\r\n\r\n`);
  await failed;
  const opened = element.when((event) => event.type === "connection" && event.phase === "open");
  await element.set(50, addressed);
  await (await refusing.peer()).accept();
  await opened;
  const invalid = element.when((event) => event.type === "log" && event.code === "ADDRESS_INVALID");
  await element.set(50, `planted-u:planted/p@127.0.0.1:${String(refusing.port)}`);
  await invalid;
  const over = element.when((event) => event.type === "group" && event.phase === "finished");
  await element.set(60, "planted-value");
  await element.set(26, "planted-key");
  await element.set(40, 1);
  await over;
  const values = new ShownValues(made, element.options);
  const lines = events.map((event) => values.event(event));
  const { entries } = element.stream;
  const text = [
    ...lines.map((event) => JSON.stringify(eventLine(event))),
    ...lines.map((event) => humanLine(event, false)),
    // The messages themselves, which stand as hex in the lines.
    ...entries.map(({ bytes = new Uint8Array(0) }) => Buffer.from(bytes).toString("latin1")),
    streamText(entries, made),
    streamJsonLines(entries),
    JSON.stringify(values.values(element.values())),
    ...events.flatMap((event) => (event.type === "log" ? [JSON.stringify(event)] : [])),
  ].join("\n");
  const sent = [
    head,
    ...tunnel.logins,
    ...[...server.asked, ...proxy.asked, ...other.asked].map(({ headers }) => JSON.stringify(headers)),
  ].join("\n");
  expect(element.get(60)).to.equal("planted-value");
  expect(element.get(31)).to.equal("sid=planted-refused");
  return { text, sent, codes: codesOf(events) };
}

function codesOf(events: readonly ElementEvent[]): Set<string> {
  return new Set(
    events.flatMap((event) => (event.type === "log" && event.code !== undefined ? [event.code] : [])),
  );
}

describe("secrets of an element", () => {
  it("HTTP-29 are sent as they are, and stand in no stream, line, notice or value that is shown", async () => {
    const { text, sent, codes } = await shown({
      streamSecretHeaders: "x-pin;Sec-WebSocket-Protocol;Sec-WebSocket-Extensions",
    });
    for (const secret of [word, ...encoded]) {
      const at = text.indexOf(secret);
      expect(at < 0 ? "" : text.slice(Math.max(0, at - 200), at + 60), secret).to.equal("");
    }
    expect(text.split("***").length).to.be.greaterThan(20);
    // Every path was walked.
    expect([...codes]).to.include.members([
      ...["HANDSHAKE_HEADER", "HANDSHAKE_URL", "HANDSHAKE_EXTENSION", "HANDSHAKE_SUBPROTOCOL"],
      ...["HTTP_HEADER", "HTTP_FAILED", "ADDRESS_INVALID", "CONNECTION_FAILED"],
    ]);
    for (const secret of ["planted-key", "planted-pin", "planted-own", "planted-token", ...encoded]) {
      expect(sent, secret).to.contain(secret);
    }
  });

  it("HTTP-29 streamSecrets = show shows them", async () => {
    const { text } = await shown({ streamSecrets: "show" });
    for (const secret of [
      "planted-key",
      "planted-pin",
      "planted-own",
      "planted-new",
      "planted-value",
      ...encoded,
    ]) {
      expect(text, secret).to.contain(secret);
    }
  });
});
