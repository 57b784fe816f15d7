/** The custom opening handshake: what counts, what does not, and what is said about it. */
import { expect } from "chai";
import { resolveOptions } from "../../../src/options/register.ts";
import { ManualClock } from "../../../src/testing/manual-clock.ts";
import {
  handshakeOf,
  readHandshake,
  type HandshakeOptions,
  type HandshakePlan,
  type HandshakeValues,
} from "../../../src/connection/websocket/handshake.ts";
import { Report } from "../../../src/connection/connection-report.ts";
import type { Session } from "../../../src/protocol/model.ts";
import { parameters, request, session } from "../../support/connection/model.ts";
import { Recorder } from "../../support/connection/recorder.ts";

interface Made {
  readonly plan: HandshakePlan;
  readonly notices: string[];
  read(values: Record<number, string>): HandshakeValues;
}

/** Plans a handshake and keeps what is said. */
function make(
  given: Session | undefined,
  options: Partial<HandshakeOptions> = {},
  handshakeSession = 25,
): Made {
  const recorder = new Recorder();
  const report = new Report(1, new ManualClock(), recorder);
  const plan = handshakeOf({ handshakeSession }, given, resolveOptions(options), report);
  return {
    plan,
    get notices() {
      return recorder.notices.map(({ code, kind }) => `${kind} ${code}`);
    },
    read: (values) => readHandshake(plan, parameters(values), report),
  };
}

const nothing: HandshakeValues = { path: "", headers: {}, subprotocols: [] };

describe("connection/websocket/handshake", () => {
  it("WS-12 without a session nothing is added", () => {
    const recorder = new Recorder();
    const report = new Report(0, new ManualClock(), recorder);
    const plan = handshakeOf({}, undefined, resolveOptions(), report);
    expect(readHandshake(plan, parameters({}), report)).to.deep.equal(nothing);
    expect(recorder.notices).to.deep.equal([]);
  });

  it("WS-14 a session that does not exist is an error and leaves the default handshake", () => {
    const made = make(undefined);
    expect(made.notices).to.deep.equal(["error HANDSHAKE_SESSION"]);
    expect(made.read({})).to.deep.equal(nothing);
  });

  it("WS-15 a header with pid has the parameter's value", () => {
    const made = make(session({ connections: [request({ headers: { "Use-Cookie": 80 } })] }));
    expect(made.read({ 80: "Café" }).headers).to.deep.equal({ "Use-Cookie": "Café" });
    expect(made.read({ 80: "Привет" }).headers["Use-Cookie"]).to.equal(
      Buffer.from("Привет").toString("latin1"),
    );
    expect(made.notices).to.deep.equal([]);
  });

  it("WS-15 a header whose parameter is empty or was never set is left out", () => {
    const made = make(session({ connections: [request({ headers: { Cookie: 80, Origin: 81 } })] }));
    expect(made.read({ 80: "\r\n" }).headers).to.deep.equal({});
  });

  it("WS-16 url of digits is a parameter id and goes before pid", () => {
    const made = make(session({ connections: [request({ url: " 10 ", pid: 8 })] }));
    expect(made.read({ 8: "/eight", 10: "/ten" }).path).to.equal("/ten");
    expect(made.notices).to.deep.equal([]);
  });

  it("WS-17 pid holds the path", () => {
    const made = make(session({ connections: [request({ pid: 8 })] }));
    expect(made.read({ 8: "x-nmos/events/ws" }).path).to.equal("x-nmos/events/ws");
    expect(made.read({}).path).to.equal("");
  });

  it("WS-18 a literal url is not used and is logged (handshakeLiteralUrl)", () => {
    const literal = session({ connections: [request({ url: "/chat" })] });
    const made = make(literal);
    expect(made.read({}).path).to.equal("");
    expect(made.notices).to.deep.equal(["warning HANDSHAKE_URL"]);
    const used = make(literal, { handshakeLiteralUrl: "use" });
    expect(used.read({}).path).to.equal("/chat");
    expect(used.notices).to.deep.equal([]);
  });

  it("WS-18 a literal url leaves the path to pid", () => {
    const made = make(session({ connections: [request({ url: "/", pid: 8 })] }));
    expect(made.read({ 8: "/eight" }).path).to.equal("/eight");
  });

  it("WS-19 a header with fixed text is not sent and is logged (handshakeLiteralHeaders)", () => {
    const literal = session({ connections: [request({ headers: { "X-Kind": "fixed" } })] });
    const made = make(literal);
    expect(made.read({}).headers).to.deep.equal({});
    expect(made.notices).to.deep.equal(["warning HANDSHAKE_HEADER"]);
    const sent = make(literal, { handshakeLiteralHeaders: "send" });
    expect(sent.read({}).headers).to.deep.equal({ "X-Kind": "fixed" });
    expect(sent.notices).to.deep.equal([]);
  });

  it("WS-19 digits as a header's text are a parameter id", () => {
    const made = make(session({ connections: [request({ headers: { Cookie: "80" } })] }));
    expect(made.read({ 80: "a=b" }).headers).to.deep.equal({ Cookie: "a=b" });
  });

  it("WS-20 a session with two connections is an error, the first one is used", () => {
    const made = make(session({ connections: [request({ pid: 8 }), request({ id: 2, pid: 9 })] }));
    expect(made.read({ 8: "/first", 9: "/second" }).path).to.equal("/first");
    expect(made.notices).to.deep.equal(["error HANDSHAKE_SESSION"]);
    expect(make(session({ connections: [] })).notices).to.deep.equal(["error HANDSHAKE_SESSION"]);
  });

  it("WS-21 values are read at each connect", () => {
    const made = make(session({ connections: [request({ pid: 8, headers: { Cookie: 9 } })] }));
    const values: Record<number, string> = { 8: "/a", 9: "one" };
    expect(made.read(values)).to.deep.include({ path: "/a", headers: { Cookie: "one" } });
    values[8] = "/b";
    values[9] = "two";
    expect(made.read(values)).to.deep.include({ path: "/b", headers: { Cookie: "two" } });
  });

  it("WS-23 the response part is not needed", () => {
    expect(make(session()).notices).to.deep.equal([]);
  });

  it("WS-24 owned keys are ignored in any case and logged", () => {
    const headers = {
      HOST: 1,
      upgrade: 2,
      Connection: 3,
      "sec-websocket-key": 4,
      "Sec-WebSocket-Version": 5,
      Origin: 6,
    };
    const made = make(session({ connections: [request({ headers })] }));
    expect(made.read({ 1: "a", 2: "b", 3: "c", 4: "d", 5: "e", 6: "http://o" }).headers).to.deep.equal({
      Origin: "http://o",
    });
    expect(made.notices).to.deep.equal(Array(5).fill("warning HANDSHAKE_HEADER"));
  });

  it("a name that no header can have, and a key that stands there twice, are not sent", () => {
    const made = make(
      session({ connections: [request({ headers: { "two words": 1, Cookie: 2, COOKIE: 3 } })] }),
    );
    expect(made.read({ 1: "x", 2: "first", 3: "second" }).headers).to.deep.equal({ Cookie: "first" });
    expect(made.notices).to.have.length(2);
  });

  it("a verb other than GET is logged", () => {
    expect(make(session({ connections: [request({ verb: "POST" })] })).notices).to.deep.equal([
      "warning HANDSHAKE_VERB",
    ]);
    expect(make(session({ connections: [request({ verb: "get" })] })).notices).to.deep.equal([]);
  });

  it("WS-25 subprotocols do not go out as a plain header", () => {
    const made = make(session({ connections: [request({ headers: { "sec-websocket-protocol": 9 } })] }));
    expect(made.read({ 9: "chat, superchat" })).to.deep.equal({
      ...nothing,
      subprotocols: ["chat", "superchat"],
    });
    made.read({ 9: "no good" });
    expect(made.notices).to.deep.equal(["warning HANDSHAKE_SUBPROTOCOL"]);
  });

  it("WS-26 extensions do not go out as a plain header", () => {
    const made = make(session({ connections: [request({ headers: { "Sec-WebSocket-Extensions": 9 } })] }));
    expect(made.read({ 9: "permessage-deflate" })).to.deep.equal({
      ...nothing,
      deflate: { clientMaxWindowBits: false },
    });
    expect(made.read({ 9: "zip" })).to.deep.equal(nothing);
    expect(made.notices).to.deep.equal(["warning HANDSHAKE_EXTENSION"]);
  });

  it("a login of the session becomes a Basic header, unless there is one", () => {
    const login = { loginMethod: "Credentials", userName: { pid: 1 }, password: { text: "open sesame" } };
    const made = make(session({ ...login, connections: [request({ headers: { AUTHORIZATION: 9 } })] }));
    expect(made.read({ 1: "Aladdin" }).headers).to.deep.equal({
      Authorization: "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
    });
    expect(made.read({ 1: "Aladdin", 9: "Bearer x" }).headers).to.deep.equal({ AUTHORIZATION: "Bearer x" });
    expect(made.read({}).headers).to.deep.equal({});
    expect(
      make(session({ ...login, loginMethod: "certificate" })).read({ 1: "Aladdin" }).headers,
    ).to.deep.equal({});
  });

  it("a proxy of the session counts when it is filled", () => {
    const made = make(
      session({ proxyServer: { pid: 1 }, proxyUser: { text: "u" }, proxyPassword: { pid: 2 } }),
    );
    expect(made.read({ 1: "proxy:3128", 2: "p" }).proxy).to.deep.equal({
      server: "proxy:3128",
      user: "u",
      password: "p",
    });
    expect(made.read({ 1: " " }).proxy).to.equal(undefined);
  });
});
