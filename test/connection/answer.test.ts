/** Heads of HTTP answers, as Node gives them and as parameters get them. */
import type { IncomingMessage } from "node:http";
import { expect } from "chai";
import { answerOf, headerOf } from "../../src/connection/answer.ts";

const message = (given: Partial<IncomingMessage>): IncomingMessage =>
  ({ httpVersion: "1.1", rawHeaders: [], ...given }) as IncomingMessage;

describe("connection/answer", () => {
  it("has the status line and the headers as they came, in order", () => {
    const rawHeaders = ["X-B", "1", "x-a", "2", "X-B", "3"];
    expect(
      answerOf(message({ statusCode: 101, statusMessage: "Switching Protocols", rawHeaders })),
    ).to.deep.equal({
      statusLine: "HTTP/1.1 101 Switching Protocols",
      status: 101,
      headers: [
        { key: "X-B", value: "1" },
        { key: "x-a", value: "2" },
        { key: "X-B", value: "3" },
      ],
    });
  });

  it("has no blank at the end of a status line without a phrase (RFC 9112 section 4)", () => {
    expect(answerOf(message({ statusCode: 204, statusMessage: "", httpVersion: "1.0" })).statusLine).to.equal(
      "HTTP/1.0 204",
    );
    expect(answerOf(message({})).statusLine).to.equal("HTTP/1.1 0");
  });

  it("HTTP-12 a header that came several times is joined by CR LF, whatever the case of its name", () => {
    const answer = answerOf(
      message({ statusCode: 200, rawHeaders: ["Set-Cookie", "a", "Via", "p", "set-cookie", "b"] }),
    );
    expect(headerOf(answer, "SET-COOKIE")).to.equal("a\r\nb");
    expect(headerOf(answer, "via")).to.equal("p");
    expect(headerOf(answer, "Location")).to.equal(undefined);
  });
});
