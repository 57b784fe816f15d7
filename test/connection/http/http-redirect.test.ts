/** Where redirects lead. */
import { expect } from "chai";
import { QActionKitError } from "../../../src/base/errors.ts";
import { redirected } from "../../../src/connection/http/http-redirect.ts";
import { urlOf, type HttpRequest } from "../../../src/connection/http/http-request.ts";

const posted: HttpRequest = {
  place: { secure: false, host: "a", port: 80 },
  method: "POST",
  path: "/x/y",
  headers: [
    ["Host", "a"],
    ["Cookie", "c"],
    ["Content-Type", "t"],
    ["Content-Length", "1"],
  ],
  body: Buffer.from("b"),
};

describe("connection/http/http-redirect", () => {
  it("HTTP-14 reads relative and absolute locations", () => {
    const to = (location: string): string => {
      const { place, path } = redirected(posted, 307, location);
      return urlOf(place, path);
    };
    expect(to("z?q")).to.equal("http://a/x/z?q");
    expect(to("/z")).to.equal("http://a/z");
    expect(to("//b:81/z")).to.equal("http://b:81/z");
    expect(to("https://[::1]/")).to.equal("https://[::1]/");
  });

  it("HTTP-14 303, 301 and 302 make a GET of a POST; 307 and 308 keep it", () => {
    for (const status of [301, 302, 303]) {
      const next = redirected(posted, status, "/z");
      expect(next).to.include({ method: "GET" });
      expect(next.body).to.have.length(0);
      expect(next.headers.map(([key]) => key)).to.deep.equal(["Host", "Cookie"]);
    }
    for (const status of [307, 308])
      expect(redirected(posted, status, "/z")).to.include({ method: "POST", body: posted.body });
    expect(redirected({ ...posted, method: "HEAD" }, 303, "/z").method).to.equal("HEAD");
  });

  it("HTTP-14 cookies and logins stay with their server", () => {
    expect(redirected(posted, 307, "http://b/").headers).to.deep.equal([
      ["Host", "b"],
      ["Content-Type", "t"],
      ["Content-Length", "1"],
    ]);
  });

  it("HTTP-14 scheme, host and port have to be the same; only what says nothing of a session goes elsewhere", () => {
    const secure = { ...posted, place: { secure: true, host: "a", port: 443 } };
    const keys = (request: HttpRequest, location: string): string[] =>
      redirected(request, 307, location).headers.map(([key]) => key);
    const all = ["Host", "Cookie", "Content-Type", "Content-Length"];
    for (const location of ["/z", "http://a/z", "http://A:80/z"])
      expect(keys(posted, location)).to.deep.equal(all);
    for (const location of ["https://a/", "http://a:81/", "http://b/", "http://a.b/"]) {
      expect(keys(posted, location), location).to.deep.equal(["Host", "Content-Type", "Content-Length"]);
    }
    expect(keys(secure, "https://a:443/")).to.deep.equal(all);
    expect(keys(secure, "https://a:8443/")).to.deep.equal(["Host", "Content-Type", "Content-Length"]);
  });

  it("HTTP-14 a message repeats no login of a location", () => {
    for (const location of ["ftp://user:planted@b/", "http://user:planted@[/"]) {
      expect(() => redirected(posted, 302, location)).to.throw(QActionKitError, "***@");
    }
  });

  it("HTTP-14 a location that leads nowhere, or out of https, is not followed", () => {
    const secure = { ...posted, place: { secure: true, host: "a", port: 443 } };
    for (const [request, location] of [
      [posted, "http://"],
      [posted, "ftp://b/"],
      [secure, "http://a/"],
    ] as const) {
      expect(() => redirected(request, 302, location), location)
        .to.throw(QActionKitError)
        .with.property("code", "ERR_HTTP_ANSWER");
    }
  });
});
