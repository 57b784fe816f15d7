/** A refused handshake: what the server says of it reaches the parameters of the session. */
import { expect } from "chai";
import { Element } from "../../src/element/element.ts";
import type { ElementOptions } from "../../src/element/element-settings.ts";
import { RawServer } from "../support/connection/raw-server.ts";
import { connector, textParam } from "../support/element/connector.ts";
import { connectionIs } from "../support/element/opened.ts";

const protocol = connector({
  communication: "<WebSocketHandshake>25</WebSocketHandshake>",
  retries: 0,
  params: [20, 21, 22].map((id) => textParam(id)).join("") + textParam(1, { typeOptions: "dynamic ip" }),
  http: `<Session id="25" name="Handshake"><Connection id="1"><Request verb="GET"/><Response statusCode="20">
    <Headers><Header key="X-Why" pid="21"/></Headers><Content pid="22"/></Response></Connection></Session>`,
});

/** An element whose first opening is answered so. */
async function answered(server: RawServer, answer: string, options: ElementOptions = {}): Promise<Element> {
  const element = new Element(protocol, {
    ...{ host: "ws://127.0.0.1", port: server.port, values: { 22: "before" } },
    ...options,
  });
  const failed = element.when(connectionIs("failed"));
  await element.start();
  const peer = await server.peer();
  await peer.head();
  peer.write(answer);
  peer.socket.end();
  await failed;
  return element;
}

/** "Zoé" is 5a 6f c3 a9 in UTF-8. */
const refusal = (type: string, body: string): string =>
  `HTTP/1.1 403 Forbidden\r\nX-Why: login\r\n${type}Content-Length: ${String(body.length)}\r\n\r\n${body}`;

describe("a refused handshake", () => {
  it("WS-74 its status line, headers and body are in their parameters, the body decoded as any other", async () => {
    for (const [type, body, held] of [
      ["", "Zo\xc3\xa9", "Zoé"],
      ["Content-Type: text/plain; charset=iso-8859-1\r\n", "Zo\xe9", "Zoé"],
      ["", "", ""],
    ] as const) {
      await using server = await RawServer.start();
      await using element = await answered(server, refusal(type, body));
      expect([20, 21, 22].map((pid) => element.get(pid))).to.deep.equal([
        "HTTP/1.1 403 Forbidden",
        "login",
        held,
      ]);
      expect(element.get(7)).to.equal(0);
    }
  });

  it("WS-74 they enter also where a failed attempt writes no status (statusFirstClosed)", async () => {
    await using server = await RawServer.start();
    await using element = await answered(server, refusal("", "no"), {
      options: { statusFirstClosed: false },
    });
    expect([20, 21, 22].map((pid) => element.get(pid))).to.deep.equal([
      "HTTP/1.1 403 Forbidden",
      "login",
      "no",
    ]);
    expect(element.get(7)).to.equal(0);
    expect(element.values().parameters).not.to.have.property("7");
  });

  it("WS-74 with httpBody = raw the body is stored as its bytes", async () => {
    await using server = await RawServer.start();
    await using element = await answered(server, refusal("", "Zo\xc3\xa9"), { options: { httpBody: "raw" } });
    expect(Buffer.from(element.bytes(22) ?? []).toString("hex")).to.equal("5a6fc3a9");
  });

  it("WS-74 a handshake that succeeds, or that is no answer, leaves the content alone", async () => {
    await using server = await RawServer.start();
    await using element = await answered(server, "");
    expect([20, 22].map((pid) => element.get(pid))).to.deep.equal([null, "before"]);
    const opened = element.when(connectionIs("open"));
    await element.set(1, `ws://127.0.0.1:${String(server.port)}/`);
    await (await server.peer()).accept({ "X-Why": "welcome" });
    await opened;
    expect([20, 21, 22].map((pid) => element.get(pid))).to.deep.equal([
      "HTTP/1.1 101 Switching Protocols",
      "welcome",
      "before",
    ]);
  });

  it("WS-74 an invalid 101 answer leaves the content alone", async () => {
    await using server = await RawServer.start();
    const wrong = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";
    await using element = await answered(server, wrong);
    expect(element.get(22)).to.equal("before");
  });
});
