/** Logins: the examples of the RFCs. */
import { createHash } from "node:crypto";
import { expect } from "chai";
import {
  canAnswer,
  challengeText,
  digestCredentials,
  parseChallenges,
} from "../../../src/connection/http/http-login.ts";

describe("connection/http/http-login", () => {
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

  // RFC 7616 section 3.9.1.
  const newer = {
    realm: "http-auth@example.org",
    qop: "auth, auth-int",
    nonce: "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
    opaque: "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS",
  };
  const asked = { ...request, cnonce: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ" };
  const reader = { user: "Mufasa", password: "Circle of Life" };

  it("HTTP-18 with httpDigest = rfc7616 computes the digests of RFC 7616 section 3.9.1", () => {
    for (const [algorithm, response] of [
      ["MD5", "8ca523f5e9506fed4657c9700eebdbec"],
      ["SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"],
    ] as const) {
      const offer = { scheme: "digest", parameters: { ...newer, algorithm } };
      expect(digestCredentials(reader, offer, asked, "rfc7616"))
        .to.contain(`algorithm=${algorithm}, `)
        .and.contain(`response="${response}"`);
    }
  });

  it("HTTP-18 hides the user name behind a hash when the server wants that (RFC 7616 section 3.4.4)", () => {
    const offer = { scheme: "digest", parameters: { ...newer, algorithm: "SHA-256", userhash: "true" } };
    // SHA-256 of "Mufasa:http-auth@example.org".
    const hash = createHash("sha256").update("Mufasa:http-auth@example.org").digest("hex");
    expect(digestCredentials(reader, offer, asked, "rfc7616"))
      .to.contain(`username="${hash}"`)
      .and.contain("userhash=true")
      .and.not.contain("Mufasa");
    expect(
      digestCredentials(reader, { ...offer, parameters: { ...offer.parameters, algorithm: "MD5" } }, asked),
    )
      .to.contain('username="Mufasa"')
      .and.not.contain("userhash");
  });

  it("HTTP-18 says which challenges can be answered, and names those that cannot", () => {
    for (const [parameters, old, modern, text] of [
      [{}, true, true, "Digest MD5"],
      [{ algorithm: "md5-sess" }, true, true, "Digest md5-sess"],
      [{ algorithm: "SHA-256" }, false, true, "Digest SHA-256"],
      [{ algorithm: "SHA-256-sess", qop: "auth" }, false, true, "Digest SHA-256-sess"],
      [{ algorithm: "SHA-512-256" }, false, false, "Digest SHA-512-256"],
      [{ qop: "auth-int" }, false, false, "Digest MD5 with qop auth-int"],
    ] as const) {
      const offer = { scheme: "digest", parameters };
      expect([canAnswer(offer, "rfc2617"), canAnswer(offer, "rfc7616"), challengeText(offer)]).to.deep.equal([
        old,
        modern,
        text,
      ]);
    }
    expect(canAnswer({ scheme: "ntlm", parameters: {} }, "rfc7616")).to.equal(false);
    expect(challengeText({ scheme: "ntlm", parameters: {} })).to.equal("ntlm");
  });
});
