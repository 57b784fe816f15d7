/** One request on a line, byte by byte. */
import { expect } from "chai";
import { HttpLine } from "../../../src/connection/http/http-exchange.ts";
import { ManualClock } from "../../../src/testing/manual-clock.ts";
import { RawServer } from "../../support/connection/raw-server.ts";

describe("connection/http/http-exchange", () => {
  it("sends method, path, headers and body as they are, and reads chunks, trailers and early hints", async () => {
    await using server = await RawServer.start();
    const clock = new ManualClock();
    const line = new HttpLine({
      host: "127.0.0.1",
      port: server.port,
      secure: false,
      tls: {},
      skipVerification: false,
    });
    const asked = line.exchange({
      ...{ url: "http://h/", method: "gEtT", path: "/a/../b", timeoutMs: 1000, clock, maxBytes: 1000 },
      headers: [
        ["Host", "h"],
        ["X-Caf\u0065", "\xe9"],
        ["Content-Length", "2"],
      ],
      body: Buffer.from("hi"),
      signal: new AbortController().signal,
    });
    const peer = await server.peer();
    expect(await peer.head()).to.equal(
      "gEtT /a/../b HTTP/1.1\r\nHost: h\r\nX-Cafe: \xe9\r\nContent-Length: 2\r\nConnection: keep-alive",
    );
    peer.write(
      "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 Fine\r\nTransfer-Encoding: chunked\r\nX: \xff\r\n\r\n",
    );
    peer.write("2\r\na\xe9\r\n1\r\nb\r\n0\r\nTrailer: t\r\n\r\n");
    const answer = await asked;
    expect(answer.statusLine).to.equal("HTTP/1.1 200 Fine");
    expect(answer.headers).to.deep.include({ key: "X", value: "\xff" });
    expect(Buffer.from(answer.body ?? []).toString("latin1")).to.equal("a\xe9b");
    expect(clock.pending).to.have.length(0);
    line.close();
    await peer.gone();
  });

  it("a switch of protocols is no answer", async () => {
    await using server = await RawServer.start();
    const line = new HttpLine({
      host: "127.0.0.1",
      port: server.port,
      secure: false,
      tls: {},
      skipVerification: false,
    });
    const asked = line.exchange({
      ...{
        url: "http://h/",
        method: "GET",
        path: "/",
        timeoutMs: 1000,
        clock: new ManualClock(),
        maxBytes: 1000,
      },
      headers: [["Host", "h"]],
      body: new Uint8Array(0),
      signal: new AbortController().signal,
    });
    const peer = await server.peer();
    peer.answer(await peer.head());
    expect(await asked.catch((error: unknown) => error)).to.have.property("code", "ERR_HTTP_ANSWER");
    line.close();
    await peer.gone();
  });
});
