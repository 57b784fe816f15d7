/** Why a line could not be opened, as one code. */
import { expect } from "chai";
import { QActionKitError } from "../../src/base/errors.ts";
import { connectionError, systemCode } from "../../src/connection/failure.ts";

describe("connection/failure", () => {
  const cases: readonly (readonly [code: string, expected: string])[] = [
    ["ECONNREFUSED", "ERR_CONNECTION_UNREACHABLE"],
    ["ENOTFOUND", "ERR_CONNECTION_UNREACHABLE"],
    ["EAI_AGAIN", "ERR_CONNECTION_UNREACHABLE"],
    ["EADDRINUSE", "ERR_CONNECTION_PORT"],
    ["EACCES", "ERR_CONNECTION_PORT"],
    ["ECONNRESET", "ERR_CONNECTION_LOST"],
    ["HPE_HEADER_OVERFLOW", "ERR_CONNECTION_HANDSHAKE"],
    ["HPE_INVALID_CONSTANT", "ERR_CONNECTION_HANDSHAKE"],
    ["ERR_INVALID_CHAR", "ERR_CONNECTION_HANDSHAKE"],
    ["CERT_HAS_EXPIRED", "ERR_CONNECTION_TLS"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "ERR_CONNECTION_TLS"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "ERR_CONNECTION_TLS"],
    ["ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", "ERR_CONNECTION_TLS"],
    ["EPROTO", "ERR_CONNECTION_TLS"],
    ["SOMETHING_NEW", "ERR_CONNECTION_HANDSHAKE"],
  ];
  for (const [code, expected] of cases) {
    it(`${code} is ${expected}`, () => {
      const cause = Object.assign(new Error("it broke"), { code });
      const error = connectionError("ws://h/", cause);
      expect(error).to.include({ code: expected, cause });
      // What to do about the commoner ones follows; test/cli/run/mistakes.test.ts has the texts.
      expect(error.message).to.match(/^ws:\/\/h\/: it broke\.( |$)/);
      expect(error.details).to.deep.equal({ cause: code });
    });
  }

  it("one of our own passes unchanged", () => {
    const own = new QActionKitError("ERR_CONNECTION_PROXY", "The proxy refused.");
    expect(connectionError("ws://h/", own)).to.equal(own);
  });

  it("a host with several addresses names each", () => {
    const both = new AggregateError([new Error("::1 refused"), new Error("127.0.0.1 refused")]);
    expect(connectionError("ws://h/", Object.assign(both, { code: "ECONNREFUSED" })).message).to.match(
      /^ws:\/\/h\/: ::1 refused; 127\.0\.0\.1 refused\. /,
    );
    const named = new AggregateError([new Error("::1 refused")], "no address answers");
    expect(connectionError("ws://h/", named).message).to.equal("ws://h/: no address answers.");
    const silent = new Error("");
    expect(connectionError("ws://h/", silent).message).to.equal("ws://h/: Error.");
    expect(connectionError("ws://h/", Object.assign(silent, { code: "EPIPE" })).message).to.equal(
      "ws://h/: EPIPE.",
    );
    expect(connectionError("ws://h/", "odd").message).to.equal("ws://h/: odd.");
    expect(systemCode("odd")).to.equal("");
  });
});
