/** What the stream shows of headers and addresses. */
import { expect } from "chai";
import { ShownHeaders, withoutLogins } from "../../src/protocol/secrets.ts";

const mask = new ShownHeaders({ streamSecrets: "mask", streamSecretHeaders: " X-Device-Pin ; x-other" });
const show = new ShownHeaders({ streamSecrets: "show", streamSecretHeaders: "X-Device-Pin" });

describe("protocol/secrets", () => {
  it("masks logins, cookies, keys and the headers that an option names", () => {
    for (const [key, value, shown] of [
      ["Authorization", "Basic dTpw", "Basic ***"],
      ["authorization", 'Digest username="u", response="0a"', "Digest ***"],
      ["AUTHORIZATION", "a-bare-token", "***"],
      ["Authorization", "two words", "***"],
      ["Proxy-Authorization", "Basic dTpw", "Basic ***"],
      ["Cookie", "sid=1; lang=en", "sid=***; lang=***"],
      ["Set-Cookie", "sid=1; Path=/; HttpOnly", "sid=***; Path=/; HttpOnly"],
      ["Set-Cookie", "bare", "***"],
      ["X-Api-Key", "k", "***"],
      ["x-device-pin", "1234", "***"],
      ["X-OTHER", "1", "***"],
    ] as const) {
      expect(mask.hides(key), key).to.equal(true);
      expect(mask.value(key, value), key).to.equal(shown);
      expect(show.value(key, value), key).to.equal(value);
    }
  });

  it("leaves other headers alone, but for user and password of an address in them", () => {
    expect(mask.hides("Accept")).to.equal(false);
    for (const [value, shown] of [
      ["text/html; q=1, a@b.example", "text/html; q=1, a@b.example"],
      ["http://u:p@h/x", "http://***@h/x"],
      ["//u@h/x", "//***@h/x"],
      ["see wss://u:p@ss@h:1/x and ftp://a:b@c", "see wss://***@h:1/x and ftp://***@c"],
      ["http://h/a//b@c", "http://h/a//b@c"],
    ] as const) {
      expect(mask.value("Location", value)).to.equal(shown);
      expect(withoutLogins(value)).to.equal(shown);
      expect(show.text(value)).to.equal(value);
    }
  });
});
