/** What stands in for a server: keeps requests, and answers as it is told. */
import { expect } from "chai";
import type { SentRequest } from "../../src/connection/connection.ts";
import { TestServer } from "../../src/testing/test-server.ts";

const request: SentRequest = {
  connection: 0,
  url: "http://device/a",
  method: "GET",
  headers: [],
  body: new Uint8Array(0),
};

describe("test server", () => {
  it("answers 200 with an empty body when nothing else is said", () => {
    const server = new TestServer(() => ({}));
    expect(server.answer(request)).to.deep.equal({
      statusLine: "HTTP/1.1 200 OK",
      status: 200,
      headers: [],
      body: Buffer.alloc(0),
    });
    expect(server.requests).to.deep.equal([request]);
  });

  it("gives status, headers and body, a text as UTF-8 and bytes as they are", () => {
    const bodies = ["é", Uint8Array.of(0xff)] as const;
    const answers = bodies.map((body) => {
      return new TestServer(() => ({ status: 404, headers: { A: "b" }, body })).answer(request);
    });
    expect(
      answers.map(({ statusLine, headers, body }) => [statusLine, headers, [...(body ?? [])]]),
    ).to.deep.equal([
      ["HTTP/1.1 404 Not Found", [{ key: "A", value: "b" }], [0xc3, 0xa9]],
      ["HTTP/1.1 404 Not Found", [{ key: "A", value: "b" }], [0xff]],
    ]);
  });

  it("a status that RFC 9110 does not name has no reason", () => {
    expect(new TestServer(() => ({ status: 299 })).answer(request).statusLine).to.equal("HTTP/1.1 299");
  });

  it("without answers there is no server", () => {
    expect(() => new TestServer().answer(request)).to.throw("GET http://device/a has no server in this test");
  });
});
