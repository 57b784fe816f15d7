/** What people type as an address. */
import { expect } from "chai";
import {
  escapePath,
  hostInUrl,
  parseAddress,
  withoutCredentials,
  withoutFragment,
  type Address,
} from "../../src/connection/address.ts";

const good: readonly (readonly [text: string, address: Address])[] = [
  ["10.4.2.8", { host: "10.4.2.8" }],
  [" 10.4.2.8:4601 ", { host: "10.4.2.8", port: 4601 }],
  [
    "ws://10.4.2.8:4601/x-nmos/events",
    { scheme: "ws", host: "10.4.2.8", port: 4601, path: "/x-nmos/events" },
  ],
  ["WSS://Hub.Example/feed?a=1&b=%20#part", { scheme: "wss", host: "hub.example", path: "/feed?a=1&b=%20" }],
  ["ws://h?x=1", { scheme: "ws", host: "h", path: "?x=1" }],
  ["ws://h#part", { scheme: "ws", host: "h" }],
  ["host:0", { host: "host" }],
  ["host:", { host: "host" }],
  ["2001:DB8::1", { host: "2001:db8::1" }],
  ["[2001:db8::1]:8080/a", { host: "2001:db8::1", port: 8080, path: "/a" }],
  ["ws://[::1]", { scheme: "ws", host: "::1" }],
  ["bücher.example", { host: "xn--bcher-kva.example" }],
  [
    "ws://user:p%40ss@host:1",
    { scheme: "ws", credentials: { user: "user", password: "p@ss" }, host: "host", port: 1 },
  ],
  ["ws://user@host", { scheme: "ws", credentials: { user: "user", password: "" }, host: "host" }],
  ["http://u:100%@host", { scheme: "http", credentials: { user: "u", password: "100%" }, host: "host" }],
];

const bad: readonly string[] = [
  "ws://",
  "ws:///path",
  ":80",
  "host:65536",
  "host:8x",
  "two words",
  "a:b:c",
  "[10.4.2.8]:80",
  "[::1]:x",
];

describe("connection/address", () => {
  for (const [text, address] of good) {
    it(`reads ${text}`, () => {
      expect(parseAddress(text)).to.deep.equal({ address });
    });
  }

  for (const text of bad) {
    it(`says what is wrong with ${text}`, () => {
      const result = parseAddress(text);
      expect(result).to.have.property("problem").that.contains(`'${text}': `);
    });
  }

  it("keeps a password out of what it says", () => {
    const result = parseAddress("ws://me:secret@host:x/");
    expect(result).to.have.property("problem").that.contains("ws://host:x/").and.not.contains("secret");
    for (const text of ["ws://me:sec/ret@host/", "me:sec?ret@host:80", "ws://m@e:sec#ret@host"]) {
      expect(parseAddress(text), text)
        .to.have.property("problem")
        .that.contains("...': ")
        .and.contains("%2F")
        .and.not.match(/sec|ret|me:/);
      expect(withoutCredentials(text), text).to.equal("...");
    }
    expect(withoutCredentials("ws://a:b@c/d@e")).to.equal("ws://c/d@e");
    expect(withoutCredentials(" a:b@c:80/d ")).to.equal("c:80/d");
    expect(withoutCredentials("c:80/@d")).to.equal("c:80/@d");
  });

  it("escapes only what a request line cannot hold", () => {
    expect(escapePath("/a b&c=%d?\te")).to.equal("/a%20b&c=%d?%09e");
    // UTF-8 of é is C3 A9, of 😀 F0 9F 98 80; DEL is 7F; a lone surrogate becomes U+FFFD, EF BF BD.
    expect(escapePath("/é😀\x7f\ud800")).to.equal("/%C3%A9%F0%9F%98%80%7F%EF%BF%BD");
    expect(escapePath("/a\r\nHost: evil")).to.equal("/a%0D%0AHost:%20evil");
  });

  it("writes IPv6 hosts in brackets and cuts fragments off", () => {
    expect(hostInUrl("::1")).to.equal("[::1]");
    expect(hostInUrl("10.4.2.8")).to.equal("10.4.2.8");
    expect(withoutFragment("/a?b#c#d")).to.equal("/a?b");
  });
});
