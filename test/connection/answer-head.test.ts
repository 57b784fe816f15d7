/** Answers as they came. */
import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { expect } from "chai";
import { answerOf, headerOf } from "../../src/connection/answer-head.ts";

describe("connection/answer-head", () => {
  const message = new IncomingMessage(new Socket());
  message.httpVersion = "1.1";
  message.statusCode = 404;
  message.statusMessage = "Not Found";
  message.rawHeaders = ["Set-Cookie", "a=1", "X-Empty", "", "set-cookie", "b=2"];

  it("HTTP-11 has the status line without line end and all headers in order", () => {
    expect(answerOf(message)).to.deep.equal({
      statusLine: "HTTP/1.1 404 Not Found",
      status: 404,
      headers: [
        { key: "Set-Cookie", value: "a=1" },
        { key: "X-Empty", value: "" },
        { key: "set-cookie", value: "b=2" },
      ],
    });
    message.statusMessage = "";
    expect(answerOf(message).statusLine).to.equal("HTTP/1.1 404");
  });

  it("HTTP-12 joins repeated headers by CR LF, whatever their case", () => {
    const answer = answerOf(message);
    expect(headerOf(answer, "SET-COOKIE")).to.equal("a=1\r\nb=2");
    expect(headerOf(answer, "x-empty")).to.equal("");
    expect(headerOf(answer, "Location")).to.equal(undefined);
  });
});
