/** HTTP sessions on real lines: what is sent, what comes back, what is kept open. */
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import { headerOf } from "../../../src/connection/answer-head.ts";
import { issuer, signed } from "../../support/connection/certificates.ts";
import { httpLine } from "../../support/connection/http-line.ts";
import { request, session } from "../../support/connection/model.ts";
import { Proxy } from "../../support/connection/proxy.ts";
import { WebServer } from "../../support/connection/web-server.ts";

describe("connection/http/http-connection", () => {
  it("HTTP-01 HTTP-03 HTTP-05 HTTP-09 the request goes out as composed, and both ways are in the stream", async () => {
    await using server = await WebServer.start();
    const { ask, connection, events } = httpLine(server.port, { values: { 9: "Zoé" } });
    const outcome = await ask({ verb: "PROPFIND", url: "/a b?c=%41&d=é", headers: { "X-Name": 9 } });
    const url = "/a%20b?c=%41&d=%C3%A9";
    expect(outcome).to.include({
      ok: true,
      attempts: 1,
      text: "ok",
      url: `http://127.0.0.1:${String(server.port)}${url}`,
    });
    expect(server.asked[0]).to.include({ method: "PROPFIND", url });
    expect(server.asked[0]?.headers["x-name"]).to.equal("Zo\xe9");
    const [out, back] = events.entries.map(({ direction, bytes = [] }) => [
      direction,
      Buffer.from(bytes).toString("latin1"),
    ]);
    expect(out?.[0]).to.equal("out");
    expect(out?.[1]).to.match(
      /^PROPFIND \/a%20b\?c=%41&d=%C3%A9 HTTP\/1\.1\r\nHost: [^]*X-Name: Zo\xe9\r\n[^]*\r\n\r\n$/,
    );
    expect(back?.[0]).to.equal("in");
    expect(back?.[1]).to.match(/^HTTP\/1\.1 200 OK\r\n[^]*\r\n\r\nok$/);
    await connection.close();
  });

  it("HTTP-04 exactly the automatic headers are sent", async () => {
    await using server = await WebServer.start();
    const { ask, connection } = httpLine(server.port);
    await ask({ url: "/x" });
    expect(server.asked[0]).to.include({ method: "GET", url: "/x" });
    expect(server.asked[0]?.rawHeaders).to.deep.equal([
      ...["Host", `127.0.0.1:${String(server.port)}`],
      ...["User-Agent", "DataMiner/1.0"],
      ...["Connection", "Keep-Alive"],
      ...["Accept-Encoding", "gzip, deflate"],
    ]);
    await connection.close();
  });

  it("HTTP-06 HTTP-10 a body is sent with its length", async () => {
    await using server = await WebServer.start();
    const { ask, connection } = httpLine(server.port, { values: { 7: "é€😀" } });
    for (const verb of ["POST", "PUT", "DELETE", "PATCH"]) await ask({ verb, data: { pid: 7 } });
    for (const { body, headers } of server.asked) {
      expect(body.toString("utf8")).to.equal("é€😀");
      expect(headers["content-length"]).to.equal("9");
    }
    expect(server.asked.map(({ method }) => method)).to.deep.equal(["POST", "PUT", "DELETE", "PATCH"]);
    await connection.close();
  });

  it("HTTP-11 HTTP-12 status line, headers and body come back", async () => {
    await using server = await WebServer.start((_, answer) => {
      answer.writeHead(
        201,
        "Made",
        [
          ["Set-Cookie", "a=1"],
          ["Set-Cookie", "b=2"],
        ].flat(),
      );
      answer.end("body");
    });
    const { ask, connection } = httpLine(server.port);
    const { answer, text, ok } = await ask();
    expect(ok).to.equal(true);
    expect(answer?.statusLine).to.equal("HTTP/1.1 201 Made");
    expect(answer === undefined ? "" : headerOf(answer, "set-cookie")).to.equal("a=1\r\nb=2");
    expect(text).to.equal("body");
    await connection.close();
  });

  it("HTTP-26 the body is unpacked and decoded by its charset (httpBody)", async () => {
    const packed = gzipSync(Uint8Array.of(0xcf, 0xf0, 0xe8));
    await using server = await WebServer.start((_, answer) => {
      answer.setHeader("Content-Encoding", "gzip");
      answer.setHeader("Content-Type", "text/plain; charset=windows-1251");
      answer.end(packed);
    });
    const decoded = httpLine(server.port);
    expect((await decoded.ask()).text).to.equal("При");
    const raw = httpLine(server.port, { options: { httpBody: "raw" } });
    const outcome = await raw.ask();
    expect(outcome.text).to.equal(undefined);
    expect([...(outcome.answer?.body ?? [])]).to.deep.equal([0xcf, 0xf0, 0xe8]);
    await decoded.connection.close();
    await raw.connection.close();
  });

  it("HTTP-26 a charset nobody knows is told", async () => {
    await using server = await WebServer.start((_, answer) => {
      answer.setHeader("Content-Type", "text/plain; charset=klingon");
      answer.end("é");
    });
    const { ask, events, connection } = httpLine(server.port);
    expect((await ask()).text).to.equal("é");
    expect(events.noticesOf("HTTP_CHARSET")).to.have.length(1);
    await connection.close();
  });

  it("HTTP-13 4xx and 5xx are no success, and their answers come back all the same", async () => {
    await using server = await WebServer.start((_, answer) => {
      answer.writeHead(server.asked.length === 1 ? 404 : 503);
      answer.end("why");
    });
    const { ask, connection } = httpLine(server.port, { retries: 3 });
    for (const status of [404, 503]) {
      const outcome = await ask();
      expect(outcome).to.include({ ok: false, text: "why", attempts: 1 });
      expect(outcome.answer?.status).to.equal(status);
      expect(outcome.error).to.have.property("code", "ERR_HTTP_STATUS");
    }
    expect(server.asked).to.have.length(2);
    await connection.close();
  });

  it("HTTP-19 keepAlive false: one line for the requests of a run, closed behind the last", async () => {
    await using server = await WebServer.start();
    const { connection } = httpLine(server.port);
    for (let round = 0; round < 2; round++) {
      const run = connection.begin(session());
      for (const url of ["/1", "/2"]) expect((await run.send(request({ url }))).ok).to.equal(true);
      run.end();
    }
    expect(server.asked.map(({ socket }) => socket)).to.deep.equal([0, 0, 1, 1]);
    await connection.close();
  });

  it("HTTP-19 keepAlive true: the line stays open until the element stops", async () => {
    await using server = await WebServer.start();
    const { connection, ask } = httpLine(server.port);
    for (let round = 0; round < 3; round++) await ask({}, { keepAlive: true });
    expect(server.asked.map(({ socket }) => socket)).to.deep.equal([0, 0, 0]);
    const [socket] = server.sockets;
    expect(socket?.destroyed).to.equal(false);
    const closed = new Promise((resolve) => socket?.once("close", resolve));
    await connection.close();
    await closed;
  });

  it("HTTP-19 a kept line that the server closed is opened again without counting as a failure", async () => {
    await using server = await WebServer.start();
    const { connection, ask } = httpLine(server.port);
    await ask({}, { keepAlive: true });
    server.answering = (asked, answer) => {
      // The first request on the old line is cut off; the same one on a new line is answered.
      if (asked.socket === 0) answer.socket?.resetAndDestroy();
      else answer.end("again");
    };
    const outcome = await ask({}, { keepAlive: true });
    expect(outcome).to.include({ ok: true, text: "again", attempts: 1 });
    await connection.close();
  });

  it("HTTP-18 no login without user name; Basic at once with one", async () => {
    await using server = await WebServer.start();
    const { ask, connection } = httpLine(server.port, { values: { 1: "Aladdin" } });
    const login = { loginMethod: "credentials", password: { text: "open sesame" } };
    await ask({}, { ...login, userName: { pid: 2 } });
    await ask({}, { ...login, userName: { pid: 1 } });
    expect(server.asked.map(({ headers }) => headers.authorization)).to.deep.equal([
      undefined,
      "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
    ]);
    await connection.close();
  });

  it("HTTP-20 a plain request goes to the proxy with its whole URL, a secure one through a tunnel", async () => {
    await using front = await WebServer.start();
    const { ask, connection } = httpLine(1, {
      options: { proxy: `http://user:pass@127.0.0.1:${String(front.port)}` },
    });
    expect(await ask({ url: "/x" })).to.include({ ok: true, url: "http://127.0.0.1:1/x" });
    expect(front.asked[0]).to.include({ url: "http://127.0.0.1:1/x" });
    expect(front.asked[0]?.headers).to.include({
      host: "127.0.0.1:1",
      "proxy-authorization": "Basic dXNlcjpwYXNz",
    });
    await connection.close();
    const ca = await issuer();
    await using secure = await WebServer.start(undefined, await signed(ca));
    await using proxy = await Proxy.start();
    const tunnelled = httpLine(secure.port, {
      host: "https://127.0.0.1",
      tls: { ca: ca.cert },
      options: { proxy: `127.0.0.1:${String(proxy.port)}` },
    });
    expect((await tunnelled.ask()).ok).to.equal(true);
    expect(proxy.asked).to.deep.equal([`127.0.0.1:${String(secure.port)}`]);
    await tunnelled.connection.close();
  });

  it("HTTP-22 a new dynamic address counts from the next request on (dynamicEmpty)", async () => {
    await using first = await WebServer.start();
    await using second = await WebServer.start();
    for (const [dynamicEmpty, expected] of [
      ["ignore", second],
      ["configured", first],
    ] as const) {
      const { ask, connection } = httpLine(first.port, { options: { dynamicEmpty } });
      const before = [first.asked.length, second.asked.length];
      await ask();
      connection.retarget(`127.0.0.1:${String(second.port)}`);
      await ask();
      connection.retarget("");
      await ask();
      const after = [first.asked.length - (before[0] ?? 0), second.asked.length - (before[1] ?? 0)];
      expect(after).to.deep.equal(expected === first ? [2, 1] : [1, 2]);
      await connection.close();
    }
  });

  it("requests to one address are handled one after the other, also from two connections", async () => {
    let under = 0;
    let most = 0;
    await using server = await WebServer.start((_, answer) => {
      most = Math.max(most, ++under);
      setImmediate(() => {
        under--;
        answer.end("ok");
      });
    });
    const lines = [httpLine(server.port), httpLine(server.port)];
    await Promise.all(lines.flatMap(({ ask }) => [ask(), ask(), ask()]));
    expect(server.asked).to.have.length(6);
    expect(most).to.equal(1);
    for (const { connection } of lines) await connection.close();
  });

  it("close gives a request under way up and leaves nothing", async () => {
    await using server = await WebServer.start(() => undefined);
    const { ask, connection, clock } = httpLine(server.port, { retries: 3 });
    const asked = ask();
    await server.requests(1);
    await connection.close();
    expect((await asked).error).to.have.property("code", "ERR_CONNECTION_ABORTED");
    expect(clock.pending).to.have.length(0);
    expect(server.asked).to.have.length(1);
  });

  it("an address that cannot be read is told without a request", async () => {
    const { ask, events, connection } = httpLine(80, { host: "ftp://h" });
    const outcome = await ask();
    expect(outcome).to.include({ ok: false, attempts: 0 });
    expect(outcome.error).to.have.property("code", "ERR_CONNECTION_ADDRESS");
    expect(events.noticesOf("HTTP_FAILED")).to.have.length(1);
    await connection.close();
  });
});
