/** Where a WebSocket connects to: every documented row, and every option both ways. */
import { expect } from "chai";
import { resolveOptions } from "../../../src/options/register.ts";
import {
  composeTarget,
  type TargetInput,
  type UrlOptions,
} from "../../../src/connection/websocket/websocket-url.ts";

/** The composed URL, or what is said instead. */
function urlOf(input: TargetInput, options: Partial<UrlOptions> = {}): string {
  const result = composeTarget(input, resolveOptions(options));
  if ("target" in result) return result.target.url;
  return "empty" in result ? "empty" : `problem: ${result.problem}`;
}

const dynamicValue = "ws://10.4.2.8:4601/x-nmos/events";

describe("connection/websocket/websocket-url", () => {
  it("WS-07 host, port and path parameter give the documented URL", () => {
    expect(urlOf({ host: "ws://10.4.2.8", port: 4601, handshakePath: "/x-nmos/events" })).to.equal(
      dynamicValue,
    );
  });

  it("WS-08 a path without leading slash gets one", () => {
    expect(urlOf({ host: "ws://127.0.0.1", port: 8050, handshakePath: "x-nmos/events/ws" })).to.equal(
      "ws://127.0.0.1:8050/x-nmos/events/ws",
    );
    expect(urlOf({ host: "ws://h", port: 8050, handshakePath: "?id=1" })).to.equal("ws://h:8050/?id=1");
  });

  it("WS-09 no scheme is ws, with port 443 wss (port443IsSecure)", () => {
    expect(urlOf({ host: "10.4.2.8", port: 80 })).to.equal("ws://10.4.2.8/");
    expect(urlOf({ host: "10.4.2.8", port: 443 })).to.equal("wss://10.4.2.8/");
    expect(urlOf({ host: "10.4.2.8", port: 443 }, { port443IsSecure: false })).to.equal("ws://10.4.2.8:443/");
    expect(urlOf({ host: "ws://10.4.2.8", port: 443 })).to.equal("ws://10.4.2.8:443/");
    expect(urlOf({ host: "http://10.4.2.8", port: 8080 })).to.equal("ws://10.4.2.8:8080/");
    expect(urlOf({ host: "https://10.4.2.8" })).to.equal("wss://10.4.2.8/");
  });

  it("WS-10 a wss address is secure", () => {
    const result = composeTarget({ host: "wss://hub.example", port: 443 }, resolveOptions());
    expect(result).to.deep.equal({
      target: { secure: true, host: "hub.example", port: 443, path: "/", url: "wss://hub.example/" },
    });
  });

  it("WS-11 a port in the host field wins (portInHost); a missing port is the scheme's own", () => {
    expect(urlOf({ host: "ws://10.4.2.8:9000/a", port: 80 })).to.equal("ws://10.4.2.8:9000/a");
    expect(urlOf({ host: "ws://10.4.2.8:9000/a", port: 81 }, { portInHost: "ignored" })).to.equal(
      "ws://10.4.2.8:81/a",
    );
    expect(urlOf({ host: "ws://10.4.2.8:9000", port: 0 }, { portInHost: "ignored" })).to.equal(
      "ws://10.4.2.8/",
    );
    expect(urlOf({ host: "ws://10.4.2.8", port: 0 })).to.equal("ws://10.4.2.8/");
    expect(urlOf({ host: "wss://hub.example" })).to.equal("wss://hub.example/");
  });

  it("WS-29 a dynamic value takes the place of the wizard's address", () => {
    expect(urlOf({ host: "anything", port: 80, dynamicValue })).to.equal(dynamicValue);
    expect(urlOf({ host: "", port: 0, dynamicValue })).to.equal(dynamicValue);
  });

  it("WS-30 an empty dynamic value leaves the wizard's address", () => {
    expect(urlOf({ host: "ws://10.4.2.8", port: 81, dynamicValue: "  " })).to.equal("ws://10.4.2.8:81/");
    expect(urlOf({ host: " ", port: 81, dynamicValue: "" })).to.equal("empty");
  });

  it("WS-38 dynamic values without scheme: host and port, or the last port, or the wizard's", () => {
    expect(urlOf({ host: "ws://h", port: 80, dynamicValue: "10.4.2.8:4601" })).to.equal(
      "ws://10.4.2.8:4601/",
    );
    expect(urlOf({ host: "ws://h", port: 81, dynamicValue: "10.4.2.8", lastPort: 4601 })).to.equal(
      "ws://10.4.2.8:4601/",
    );
    expect(urlOf({ host: "ws://h", port: 81, dynamicValue: "10.4.2.8" })).to.equal("ws://10.4.2.8:81/");
    expect(urlOf({ host: "ws://h", port: 0, dynamicValue: "10.4.2.8" })).to.equal("ws://10.4.2.8/");
    expect(urlOf({ host: "ws://h", port: 81, dynamicValue: "wss://hub.example/feed" })).to.equal(
      "wss://hub.example/feed",
    );
    expect(urlOf({ host: "ws://h", port: 81, dynamicValue: "10.4.2.8:443" })).to.equal("wss://10.4.2.8/");
  });

  it("WS-38 a dynamic value without scheme is ws although the wizard says wss (dynamicKeepsScheme)", () => {
    const input = { host: "wss://hub.example", port: 443, dynamicValue: "10.4.2.8:4601" };
    expect(urlOf(input)).to.equal("ws://10.4.2.8:4601/");
    expect(urlOf(input, { dynamicKeepsScheme: true })).to.equal("wss://10.4.2.8:4601/");
    expect(urlOf({ ...input, host: "hub" }, { dynamicKeepsScheme: true })).to.equal("ws://10.4.2.8:4601/");
  });

  it("WS-39 a path in the dynamic value wins over that of the handshake (dynamicPath)", () => {
    const input = {
      host: "ws://h",
      port: 80,
      handshakePath: "/chat",
      dynamicValue: "ws://10.9.9.9:7000/own?q",
    };
    expect(urlOf(input)).to.equal("ws://10.9.9.9:7000/own?q");
    expect(urlOf(input, { dynamicPath: "handshake" })).to.equal("ws://10.9.9.9:7000/chat");
    expect(urlOf({ ...input, dynamicValue: "10.9.9.9:7000" })).to.equal("ws://10.9.9.9:7000/chat");
    expect(urlOf({ ...input, dynamicValue: "ws://10.9.9.9:7000/" })).to.equal("ws://10.9.9.9:7000/chat");
  });

  it("a handshake path that is a whole URL replaces everything, unless a dynamic value is there", () => {
    const input = { host: "ws://h", port: 81, handshakePath: "wss://other:99/p" };
    expect(urlOf(input)).to.equal("wss://other:99/p");
    expect(urlOf({ ...input, dynamicValue: "ws://d" })).to.equal("ws://d/");
    expect(urlOf({ ...input, dynamicValue: "ws://d" }, { dynamicPath: "handshake" })).to.equal(
      "wss://other:99/p",
    );
    expect(urlOf({ ...input, handshakePath: "/go?to=ws://x" })).to.equal("ws://h:81/go?to=ws://x");
  });

  it("fragments are cut off and blanks escaped, all else stays as it is", () => {
    expect(urlOf({ host: "ws://h", handshakePath: "/a/../b c#d" })).to.equal("ws://h/a/../b%20c");
  });

  it("bare IPv6 addresses are bracketed and have no port of their own", () => {
    expect(urlOf({ host: "2001:db8::1", port: 81 })).to.equal("ws://[2001:db8::1]:81/");
    expect(urlOf({ host: "ws://[::1]:82", port: 81 })).to.equal("ws://[::1]:82/");
  });

  it("credentials become part of the target, not of its URL", () => {
    const result = composeTarget({ host: "ws://me:secret@h" }, resolveOptions());
    expect(result).to.have.nested.property("target.url", "ws://h/");
    expect(result)
      .to.have.nested.property("target.credentials")
      .that.deep.equals({ user: "me", password: "secret" });
  });

  it("says what is wrong with an address that cannot be used", () => {
    expect(urlOf({ host: "ftp://h" })).to.contain("problem: The scheme 'ftp'");
    expect(urlOf({ host: "ws://h", dynamicValue: "ws://h:99999" })).to.contain("is no port");
    expect(urlOf({ host: "ws://h", handshakePath: "ws://" })).to.contain("there is no host");
  });
});
