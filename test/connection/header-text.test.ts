/** Header names and values. */
import { expect } from "chai";
import { basicCredentials, headerName, headerValue, isToken } from "../../src/connection/header-text.ts";

describe("connection/header-text", () => {
  it("knows tokens (RFC 9110 section 5.6.2)", () => {
    for (const good of ["Cookie", "x-y_z", "!#$%&'*+-.^_`|~09"]) expect(isToken(good), good).to.equal(true);
    for (const bad of ["", "a b", "a:b", "é", "a/b", "(x)", "a\n"]) expect(isToken(bad), bad).to.equal(false);
  });

  it("keeps Latin-1 text and turns any other into its UTF-8 bytes, one a character", () => {
    expect(headerValue("Zoé ÿ")).to.equal("Zoé ÿ");
    // UTF-8 of € is E2 82 AC, of é C3 A9 (RFC 3629).
    expect(headerValue("é€")).to.equal("\xc3\xa9\xe2\x82\xac");
  });

  it("lets nothing end a line: control characters are removed", () => {
    expect(headerValue(" a\r\nX-Evil: 1\0\x7f ")).to.equal("aX-Evil: 1");
    expect(headerValue("a\tb")).to.equal("a\tb");
    expect(headerValue("\r\n")).to.equal("");
  });

  it("names a header for a message without what somebody wrote behind its name", () => {
    for (const [text, name] of [
      ["X-Key", "X-Key"],
      ["X-Key: planted", "X-Key..."],
      ["X-Key planted", "X-Key..."],
      [" odd", " odd"],
      ["", ""],
    ] as const) {
      expect(headerName(text)).to.equal(name);
    }
  });

  it("writes a Basic login as RFC 7617 section 2 does", () => {
    expect(basicCredentials("Aladdin", "open sesame")).to.equal("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    // Section 2.1: user "test", password "123£", UTF-8.
    expect(basicCredentials("test", "123£")).to.equal("Basic dGVzdDoxMjPCow==");
  });
});
