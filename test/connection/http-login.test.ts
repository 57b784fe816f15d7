/** Logins: the examples of the RFCs. */
import { expect } from "chai";
import { digestCredentials, parseChallenges } from "../../src/connection/http-login.ts";

describe("connection/http-login", () => {
  it("HTTP-18 reads challenges of one header or several", () => {
    expect(
      parseChallenges('Digest realm="a, b", qop="auth,auth-int", nonce="x\\"y", stale=TRUE'),
    ).to.deep.equal([
      { scheme: "digest", parameters: { realm: "a, b", qop: "auth,auth-int", nonce: 'x"y', stale: "TRUE" } },
    ]);
    expect(parseChallenges('Negotiate\r\nNTLM\r\nBasic realm="r"').map(({ scheme }) => scheme)).to.deep.equal(
      ["negotiate", "ntlm", "basic"],
    );
    expect(parseChallenges('Basic realm="r", Digest nonce="n"').map(({ scheme }) => scheme)).to.deep.equal([
      "basic",
      "digest",
    ]);
    expect(parseChallenges("")).to.deep.equal([]);
  });

  // RFC 2617 section 3.5.
  const challenge = {
    scheme: "digest",
    parameters: {
      realm: "testrealm@host.com",
      qop: "auth,auth-int",
      nonce: "dcd98b7102dd2f0e8b11d0f600bfb0c093",
      opaque: "5ccc069c403ebaf9f0171e9517f40e41",
    },
  };
  const mufasa = { user: "Mufasa", password: "Circle Of Life" };
  const request = { method: "GET", uri: "/dir/index.html", count: 1, cnonce: "0a4f113b" };

  it("HTTP-18 computes the digest of RFC 2617 section 3.5", () => {
    expect(digestCredentials(mufasa, challenge, request)).to.equal(
      'Digest username="Mufasa", realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", uri="/dir/index.html", ' +
        'cnonce="0a4f113b", qop=auth, nc=00000001, response="6629fae49393a05397450978507c4ef1", opaque="5ccc069c403ebaf9f0171e9517f40e41"',
    );
  });

  it("HTTP-18 without qop computes as RFC 2069 section 2.4 does", () => {
    // The example of RFC 2069 with its published erratum: response 1949323746fe6a43ef61f9606e7febea.
    const old = {
      scheme: "digest",
      parameters: { realm: "testrealm@host.com", nonce: "dcd98b7102dd2f0e8b11d0f600bfb0c093" },
    };
    const login = { user: "Mufasa", password: "CircleOfLife" };
    expect(digestCredentials(login, old, request))
      .to.contain('response="1949323746fe6a43ef61f9606e7febea"')
      .and.not.contain("cnonce");
  });

  it("HTTP-18 what RFC 2617 does not have is not supported", () => {
    for (const parameters of [{ algorithm: "SHA-256" }, { qop: "auth-int" }]) {
      expect(
        digestCredentials(
          mufasa,
          { scheme: "digest", parameters: { ...challenge.parameters, ...parameters } },
          request,
        ),
      ).to.equal(undefined);
    }
    const session = { scheme: "digest", parameters: { ...challenge.parameters, algorithm: "MD5-sess" } };
    expect(digestCredentials(mufasa, session, request)).to.contain("algorithm=MD5-sess");
  });
});
