/** Requests and answers as the stream shows them. */
import { expect } from "chai";
import { shownAnswer, shownRequest } from "../../../src/connection/http/http-stream.ts";
import { ShownHeaders } from "../../../src/protocol/secrets.ts";

const text = ({ bytes }: { readonly bytes?: Uint8Array }): string =>
  Buffer.from(bytes ?? []).toString("latin1");

describe("connection/http/http-stream", () => {
  it("a request is its line, its headers, a blank line and the body, unchanged but for secrets", () => {
    const request = {
      method: "POST",
      path: "/login?to=http://u:p@h/",
      headers: [
        ["Host", "device"],
        ["X-Api-Key", "k1"],
      ],
      body: Buffer.from([0x61, 0xe9, 0x00]),
    } as const;
    expect(text(shownRequest(request, new ShownHeaders()))).to.equal(
      "POST /login?to=http://***@h/ HTTP/1.1\r\nHost: device\r\nX-Api-Key: ***\r\n\r\na\xe9\0",
    );
    expect(
      text(shownRequest(request, new ShownHeaders({ streamSecrets: "show", streamSecretHeaders: "" }))),
    ).to.equal("POST /login?to=http://u:p@h/ HTTP/1.1\r\nHost: device\r\nX-Api-Key: k1\r\n\r\na\xe9\0");
  });

  it("says where each secret stood, and how long it was", () => {
    const headers = [
      ["Host", "device"],
      ["Authorization", "Basic dTpw"],
    ] as const;
    const shown = shownRequest(
      { method: "GET", path: "/", headers, body: Buffer.alloc(0) },
      new ShownHeaders(),
    );
    const at = "GET / HTTP/1.1\r\nHost: device\r\nAuthorization: Basic ".length;
    expect(shown.masked).to.deep.equal([[at, 3, 4]]);
  });

  it("an answer is its status line, headers as they came, and its body, which may be missing", () => {
    const answer = {
      statusLine: "HTTP/1.1 200 OK",
      status: 200,
      headers: [
        { key: "Set-Cookie", value: "a=1" },
        { key: "set-cookie", value: "b=2; Path=/" },
        { key: "X-Name", value: "\xe9" },
      ],
    };
    const head = "HTTP/1.1 200 OK\r\nSet-Cookie: a=***\r\nset-cookie: b=***; Path=/\r\nX-Name: \xe9\r\n\r\n";
    expect(text(shownAnswer(answer, new ShownHeaders()))).to.equal(head);
    expect(text(shownAnswer({ ...answer, body: Buffer.from("x") }, new ShownHeaders()))).to.equal(`${head}x`);
  });
});
