/** Heads of HTTP messages: masked with the places of the secrets, and taken apart. */
import { expect } from "chai";
import { ShownHeaders } from "../../src/protocol/secrets.ts";
import { headerIn, headParts, shownHead } from "../../src/recording/shown-head.ts";

describe("recording/shown-head", () => {
  it("has a place and a length for each secret: scheme, names of cookies and addresses stay", () => {
    const { text, masked = [] } = shownHead(
      "GET /x?to=http://u:p@h/ HTTP/1.1",
      [
        ["Authorization", "Bearer abcdef"],
        ["Cookie", "sid=1234"],
        ["Host", "h"],
      ],
      new ShownHeaders(),
    );
    expect(
      masked.map(([at, shown, length]) => [text.slice(at - 3, at), text.slice(at, at + shown), length]),
    ).to.deep.equal([
      ["://", "***", 3],
      ["er ", "***", 6],
      ["id=", "***", 4],
    ]);
  });

  it("takes a head apart, and waits for its end", () => {
    const head = "HTTP/1.1 200 OK\r\nA: 1\r\na:  2 \r\nodd\r\n\r\nbody";
    const parts = headParts(head);
    expect(parts?.firstLine).to.equal("HTTP/1.1 200 OK");
    expect(parts && headerIn(parts, "A")).to.equal("1, 2");
    expect(head.slice(parts?.length)).to.equal("body");
    expect(headParts(head.slice(0, 20))).to.equal(undefined);
  });
});
