/** How a session logs in; over the line it is tested with the session. */
import { expect } from "chai";
import type { Answer } from "../../../src/connection/connection.ts";
import { SessionLogin } from "../../../src/connection/http/http-authentication.ts";
import type { HttpRequest } from "../../../src/connection/http/http-request.ts";

const login = { user: "u", password: "p" };
const request: HttpRequest = {
  place: { secure: false, host: "device", port: 80 },
  ...{ method: "GET", path: "/", headers: [], body: new Uint8Array(0) },
};
/** "u:p" in Base64 (RFC 7617). */
const basic = "Basic dTpw";

function refusal(...offers: readonly string[]): Answer {
  const headers = offers.map((value) => ({ key: "WWW-Authenticate", value }));
  return { statusLine: "HTTP/1.1 401 Unauthorized", status: 401, headers };
}

describe("connection/http/http-authentication", () => {
  it("HTTP-18 begins with Basic, and with the digest it knows once there was one", () => {
    const state = new SessionLogin("rfc2617");
    expect(state.begin(login, request)).to.equal(basic);
    const { authorization } = state.again(refusal('Digest nonce="n", qop="auth"'), basic, login, request);
    expect(authorization).to.contain("nc=00000001");
    expect(state.begin(login, request)).to.contain("nc=00000002");
  });

  it("HTTP-18 a refused digest is tried again only with a nonce that was stale", () => {
    const state = new SessionLogin("rfc2617");
    const fresh = refusal('Digest nonce="m"');
    expect(state.again(fresh, 'Digest nonce="n"', login, request)).to.deep.equal({});
    expect(state.begin(login, request)).to.equal(basic);
    const stale = refusal('Digest nonce="m", stale=TRUE');
    expect(state.again(stale, 'Digest nonce="n"', login, request).authorization).to.contain('nonce="m"');
  });

  it("HTTP-18 names what cannot be used, unless Basic was offered: then the login is wrong", () => {
    const state = new SessionLogin("rfc2617");
    const unusable = (...offers: string[]): unknown => state.again(refusal(...offers), basic, login, request);
    expect(unusable("NTLM", "Negotiate")).to.deep.equal({
      unusable: "offers ntlm, negotiate only, which cannot be used.",
    });
    expect(unusable("Digest algorithm=SHA-256")).to.deep.equal({
      unusable:
        "offers Digest SHA-256 only, which cannot be used. The option httpDigest = rfc7616 adds SHA-256.",
    });
    expect(unusable("NTLM", 'Basic realm="r"')).to.deep.equal({ unusable: undefined });
    expect(unusable()).to.deep.equal({ unusable: undefined });
  });
});
