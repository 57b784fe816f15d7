/** One opening put together: place, proxy, headers, limits. */
import { expect } from "chai";
import { resolveOptions, type Options } from "../../../src/options/register.ts";
import { defaultHandshake, type HandshakePlan } from "../../../src/connection/websocket/handshake.ts";
import { Report } from "../../../src/connection/connection-report.ts";
import { connectionSettings, type OperatorSettings } from "../../../src/connection/connection-settings.ts";
import { composeOpening, type OpeningResult } from "../../../src/connection/websocket/socket-request.ts";
import { ManualClock } from "../../../src/testing/manual-clock.ts";
import { parameters } from "../../support/connection/model.ts";
import { Recorder } from "../../support/connection/recorder.ts";

function compose(
  operator: OperatorSettings,
  given: Partial<Options> = {},
  plan: HandshakePlan = defaultHandshake,
  values: Record<number, string> = {},
): OpeningResult {
  const options = resolveOptions(given);
  return composeOpening({
    settings: connectionSettings({ settings: {} }, operator, options),
    plan,
    dynamicValue: "",
    tls: {},
    options,
    readParameter: parameters(values),
    report: new Report(0, new ManualClock(), new Recorder()),
  });
}

describe("connection/websocket/socket-request", () => {
  it("puts settings and options together", () => {
    const result = compose(
      { host: "wss://h/p", timeoutMs: 9, skipCertificateVerification: true },
      { closeGraceMs: 7 },
    );
    expect(result)
      .to.have.property("request")
      .that.deep.equals({
        line: { host: "h", port: 443, secure: true, tls: {}, skipVerification: true },
        path: "/p",
        url: "wss://h/p",
        headers: {},
        subprotocols: [],
        timeoutMs: 9,
        closeGraceMs: 7,
        maxBytes: 300_000_000,
        leavesFrames: false,
        checkUtf8: false,
      });
  });

  it("a message may grow to the second backlog limit, or to maxMessageBytes when that closes the socket", () => {
    const cases: readonly (readonly [Partial<Options>, number])[] = [
      [{ maxMessageBytes: 10 }, 300_000_000],
      [{ maxMessageBytes: 10, oversizeMessage: "close" }, 10],
      [{ maxMessageBytes: 500, backlogLimits: [1, 2] }, 500],
      [{ backlogLimits: [1, 1e12] }, 0x7fffffff],
    ];
    for (const [options, most] of cases) {
      expect(compose({ host: "h" }, options), JSON.stringify(options)).to.have.nested.property(
        "request.maxBytes",
        most,
      );
    }
    expect(compose({ host: "h" }, { invalidUtf8Text: "close" })).to.have.nested.property(
      "request.checkUtf8",
      true,
    );
  });

  it("credentials of the address become a login, unless the handshake has one", () => {
    const host = "ws://user:pass@h";
    expect(compose({ host })).to.have.nested.property("request.headers.Authorization", "Basic dXNlcjpwYXNz");
    const own: HandshakePlan = { headers: [{ key: "authorization", pid: 1 }] };
    expect(compose({ host }, {}, own, { 1: "Bearer x" })).to.have.deep.nested.property("request.headers", {
      authorization: "Bearer x",
    });
  });

  it("says why there is nothing to connect to", () => {
    expect(compose({ host: "" })).to.deep.equal({ empty: true });
    expect(compose({ host: "gopher://h" })).to.have.nested.property("error.code", "ERR_CONNECTION_ADDRESS");
    expect(compose({ host: "h" }, { proxy: "socks://p" })).to.have.nested.property(
      "error.code",
      "ERR_CONNECTION_PROXY",
    );
  });
});
