/** Which proxy an opening passes: that of the session, that of the option, or none; and what limits it has. */
import { expect } from "chai";
import { handshakeOf } from "../../../src/connection/websocket/handshake.ts";
import { Report } from "../../../src/connection/connection-report.ts";
import { connectionSettings, type OperatorSettings } from "../../../src/connection/connection-settings.ts";
import { composeOpening, type OpeningResult } from "../../../src/connection/websocket/socket-request.ts";
import type { SocketRequest } from "../../../src/connection/websocket/socket-request.ts";
import { resolveOptions, type Options } from "../../../src/options/register.ts";
import type { Session } from "../../../src/protocol/model.ts";
import { ManualClock } from "../../../src/testing/manual-clock.ts";
import { definition, parameters, request, session } from "../../support/connection/model.ts";
import { Recorder } from "../../support/connection/recorder.ts";

interface Given {
  readonly operator?: OperatorSettings;
  readonly handshake?: Session;
  readonly values?: Record<number, string>;
  readonly dynamicValue?: string;
  readonly options?: Partial<Options>;
}

function compose({
  operator,
  handshake,
  values = {},
  dynamicValue = "",
  options: given = {},
}: Given): OpeningResult {
  const options = resolveOptions(given);
  const report = new Report(0, new ManualClock(), new Recorder());
  return composeOpening({
    settings: connectionSettings(definition(), { host: "10.4.2.8", ...operator }, options),
    plan: handshakeOf(definition(), handshake, options, report),
    dynamicValue,
    tls: { serverName: "device" },
    options,
    readParameter: parameters(values),
    report,
  });
}

function requestOf(given: Given): SocketRequest {
  const result = compose(given);
  if (!("request" in result)) throw new Error(JSON.stringify(result));
  return result.request;
}

function errorOf(given: Given): string {
  const result = compose(given);
  return "error" in result ? result.error.code : "none";
}

describe("connection/socket-request proxies and limits", () => {
  it("WS-27 the option's proxy is used unless the bus address says bypassProxy, in any case", () => {
    const options = { proxy: "http://user:p%40ss@proxy.example:3128" };
    expect(requestOf({ options }).line.proxy).to.deep.equal({
      secure: false,
      host: "proxy.example",
      port: 3128,
      // RFC 7617 section 2: base64 of user:p@ss.
      authorization: `Basic ${Buffer.from("user:p@ss").toString("base64")}`,
    });
    for (const busAddress of ["bypassProxy", "byPassProxy", "ByPassProxy", " BYPASSPROXY "]) {
      expect(requestOf({ options, operator: { busAddress } }).line.proxy, busAddress).to.equal(undefined);
    }
    expect(requestOf({ options, operator: { busAddress: "slot 3" } }).line.proxy).to.not.equal(undefined);
    expect(requestOf({}).line.proxy).to.equal(undefined);
  });

  it("HTTP-20 a proxy of the session beats the option and bypassProxy; an empty one does not count", () => {
    const handshake = session({
      proxyServer: { pid: 1 },
      proxyUser: { text: "me" },
      proxyPassword: { pid: 2 },
    });
    const options = { proxy: "other.example:1" };
    const operator = { busAddress: "bypassProxy" };
    expect(
      requestOf({ handshake, options, operator, values: { 1: "proxy.example:3128", 2: "secret" } }).line
        .proxy,
    ).to.deep.equal({
      secure: false,
      host: "proxy.example",
      port: 3128,
      authorization: `Basic ${Buffer.from("me:secret").toString("base64")}`,
    });
    expect(requestOf({ handshake, options, operator }).line.proxy).to.equal(undefined);
    expect(requestOf({ handshake, options }).line.proxy?.host).to.equal("other.example");
  });

  it("a proxy that cannot be read is an error of its own", () => {
    for (const proxy of ["socks5://proxy.example", "http://[x]", "proxy.example:port"]) {
      expect(errorOf({ options: { proxy } }), proxy).to.equal("ERR_CONNECTION_PROXY");
    }
  });

  it("WS-50 oversizeMessage: split takes what may wait, close takes maxMessageBytes", () => {
    expect(requestOf({ options: { backlogLimits: [1, 2], maxMessageBytes: 5 } }).maxBytes).to.equal(5);
    expect(requestOf({ options: { backlogLimits: [1, 9], maxMessageBytes: 5 } }).maxBytes).to.equal(9);
    const close = { oversizeMessage: "close" } as const;
    expect(requestOf({ options: { ...close, maxMessageBytes: 5 } }).maxBytes).to.equal(5);
    // The library takes 0 for "no limit".
    expect(requestOf({ options: { ...close, maxMessageBytes: 0 } }).maxBytes).to.equal(1);
  });

  it("WS-25 WS-26 subprotocols and permessage-deflate go to the library's own options", () => {
    const handshake = session({
      connections: [request({ headers: { "Sec-WebSocket-Protocol": 1, "Sec-WebSocket-Extensions": 2 } })],
    });
    const asked = requestOf({ handshake, values: { 1: "chat, v2", 2: "permessage-deflate" } });
    expect(asked.subprotocols).to.deep.equal(["chat", "v2"]);
    expect(asked.deflate).to.deep.equal({ clientMaxWindowBits: false });
    expect(asked.headers).to.deep.equal({});
  });
});
