/** The cookies of a connection. */
import { expect } from "chai";
import { Cookies } from "../../../src/connection/http/http-cookies.ts";
import type { HttpPlace } from "../../../src/connection/http/http-request.ts";
import { ManualClock } from "../../../src/testing/manual-clock.ts";
import { httpLine } from "../../support/connection/http-line.ts";
import { WebServer } from "../../support/connection/web-server.ts";

const device: HttpPlace = { secure: false, host: "device", port: 80 };

function kept(...texts: readonly string[]): { cookies: Cookies; clock: ManualClock } {
  const clock = new ManualClock();
  const cookies = new Cookies(clock);
  set(cookies, texts);
  return { cookies, clock };
}

function set(cookies: Cookies, texts: readonly string[], place = device, path = "/api/login"): void {
  const headers = texts.map((value) => ({ key: "set-cookie", value }));
  cookies.store({ statusLine: "HTTP/1.1 200 OK", status: 200, headers }, place, path);
}

describe("connection/http/http-cookies", () => {
  it("HTTP-28 sends back what a server has set, as it was written", () => {
    const { cookies } = kept("sid=a%20b=c; Path=/; HttpOnly; SameSite=Strict", 'q="x y"; Path=/');
    expect(cookies.header(device, "/state?x#y")).to.equal('sid=a%20b=c; q="x y"');
    set(cookies, ["sid=2; path=/"]);
    expect(cookies.header(device, "/")).to.equal('q="x y"; sid=2');
  });

  it("HTTP-28 only to the scheme, host and port that set it, whatever Domain says", () => {
    const { cookies } = kept("sid=1; Path=/; Domain=device");
    for (const place of [
      { ...device, port: 81 },
      { ...device, host: "other" },
      { ...device, host: "sub.device" },
      { ...device, secure: true },
    ]) {
      expect(cookies.header(place, "/")).to.equal(undefined);
    }
  });

  it("HTTP-28 only below its path; without one, below that of the request (RFC 6265 section 5.1.4)", () => {
    const { cookies } = kept("a=1", "b=2; Path=/api/state", "c=3; Path=nonsense", "d=4; Path=/api/");
    expect(cookies.header(device, "/api/state")).to.equal("b=2; d=4; a=1; c=3");
    expect(cookies.header(device, "/api/states")).to.equal("d=4; a=1; c=3");
    expect(cookies.header(device, "/api")).to.equal("a=1; c=3");
    expect(cookies.header(device, "/apis")).to.equal(undefined);
  });

  it("HTTP-28 as long as it lasts: Max-Age before Expires, and the past removes it", async () => {
    const { cookies, clock } = kept("a=1; Max-Age=10; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "b=2");
    set(cookies, [`c=3; Expires=${new Date(clock.now() + 20_000).toUTCString()}`]);
    expect(cookies.header(device, "/api/x")).to.equal("a=1; b=2; c=3");
    await clock.advance(10_000);
    expect(cookies.header(device, "/api/x")).to.equal("b=2; c=3");
    await clock.advance(11_000);
    expect(cookies.header(device, "/api/x")).to.equal("b=2");
    set(cookies, ["b=; Max-Age=0"]);
    expect(cookies.header(device, "/api/x")).to.equal(undefined);
  });

  it("HTTP-28 keeps nothing that cannot be: no name, Secure from a plain line", () => {
    const { cookies } = kept("=1", "bare", "; a=1", "s=1; Secure");
    expect(cookies.header(device, "/api/x")).to.equal(undefined);
    const secure = { secure: true, host: "device", port: 443 };
    set(cookies, ["s=1; Secure"], secure);
    expect(cookies.header(secure, "/api/x")).to.equal("s=1");
  });

  it("keeps a bounded number of them", () => {
    const { cookies } = kept(...Array.from({ length: 500 }, (_, index) => `n${String(index)}=1`));
    const sent = cookies.header(device, "/api/x")?.split("; ") ?? [];
    expect([sent.length, sent.at(-1)]).to.deep.equal([200, "n499=1"]);
  });

  it("HTTP-28 lasts from session to session of a connection; a header of the protocol goes before it", async () => {
    await using server = await WebServer.start(({ url }, answer) => {
      if (url === "/login") answer.setHeader("Set-Cookie", "sid=1; Path=/");
      answer.end();
    });
    const sent = (): (string | undefined)[] => server.asked.map(({ headers }) => headers.cookie);
    const keeping = httpLine(server.port);
    await keeping.ask({ url: "/login" });
    await keeping.ask({ url: "/state" });
    await keeping.ask({ url: "/state", headers: { Cookie: "own=1" } });
    await keeping.connection.close();
    expect(sent()).to.deep.equal([undefined, "sid=1", "own=1"]);
    const another = httpLine(server.port);
    await another.ask({ url: "/state" });
    await another.connection.close();
    const ignoring = httpLine(server.port, { options: { httpCookies: "ignore" } });
    await ignoring.ask({ url: "/login" });
    await ignoring.ask({ url: "/state" });
    await ignoring.connection.close();
    expect(sent().slice(3)).to.deep.equal([undefined, undefined, undefined]);
  });

  it("HTTP-28 a cookie of a redirect counts for what follows", async () => {
    await using server = await WebServer.start(({ url }, answer) => {
      if (url === "/login") answer.writeHead(302, { "Set-Cookie": "sid=1", Location: "/home" });
      answer.end();
    });
    const { ask, connection } = httpLine(server.port);
    await ask({ url: "/login" });
    expect(server.asked[1]?.headers.cookie).to.equal("sid=1");
    await connection.close();
  });
});
