/** Retries, logins, redirects and certificates of HTTP sessions. */
import { expect } from "chai";
import { digestCredentials } from "../../../src/connection/http/http-login.ts";
import { issuer, signed } from "../../support/connection/certificates.ts";
import { httpLine } from "../../support/connection/http-line.ts";
import { RawServer } from "../../support/connection/raw-server.ts";
import { WebServer } from "../../support/connection/web-server.ts";

const login = {
  loginMethod: "credentials",
  userName: { text: "Mufasa" },
  password: { text: "Circle Of Life" },
};

describe("connection/http/http-session", () => {
  it("HTTP-15 the time of the Connection goes before that of the Session and the wizard", async () => {
    await using server = await WebServer.start(() => undefined);
    for (const [stepMs, sessionMs, expected] of [
      [100, 200, 100],
      [undefined, 200, 200],
      [undefined, undefined, 1000],
    ] as const) {
      const { ask, connection, clock } = httpLine(server.port);
      const before = server.asked.length;
      const asked = ask(
        stepMs === undefined ? {} : { timeoutMs: stepMs },
        sessionMs === undefined ? {} : { timeoutMs: sessionMs },
      );
      await server.requests(before + 1);
      await clock.advance(expected - 1);
      expect(clock.pending).to.have.length(1);
      await clock.advance(1);
      expect((await asked).error).to.have.property("code", "ERR_CONNECTION_TIMEOUT");
      await connection.close();
    }
  });

  it("HTTP-17 a request without answer in time is sent again, retries times", async () => {
    await using server = await WebServer.start(() => undefined);
    const { ask, connection, clock, events } = httpLine(server.port, { retries: 2 });
    const asked = ask({ url: "/again" });
    for (let attempt = 1; attempt <= 3; attempt++) {
      await server.requests(attempt);
      await clock.advance(1000);
    }
    expect(await asked).to.include({ ok: false, attempts: 3 });
    expect(server.asked.map(({ url }) => url)).to.deep.equal(["/again", "/again", "/again"]);
    expect(events.entries.filter(({ note }) => note === "TIMEOUT")).to.have.length(3);
    await connection.close();
  });

  it("HTTP-17 a server that comes back is asked again", async () => {
    await using server = await WebServer.start((_, answer) => {
      if (server.asked.length === 2) answer.end("late");
    });
    const { ask, connection, clock } = httpLine(server.port, { retries: 3 });
    const asked = ask();
    await server.requests(1);
    await clock.advance(1000);
    expect(await asked).to.include({ ok: true, attempts: 2, text: "late" });
    await connection.close();
  });

  it("HTTP-17 nobody listens: tried again; a wrong certificate: tried again", async () => {
    const gone = await WebServer.start();
    const { port } = gone;
    await gone[Symbol.asyncDispose]();
    const nobody = httpLine(port, { retries: 2 });
    const outcome = await nobody.ask();
    expect(outcome).to.include({ attempts: 3 });
    expect(outcome.error).to.have.property("code", "ERR_CONNECTION_UNREACHABLE");
    await nobody.connection.close();
    await using server = await WebServer.start(undefined, await signed(await issuer()));
    const untrusted = httpLine(server.port, { retries: 1, host: "https://127.0.0.1" });
    expect(await untrusted.ask()).to.include({ ok: false, attempts: 2 });
    await untrusted.connection.close();
    const trusting = httpLine(server.port, { host: "https://127.0.0.1", skipCertificateVerification: true });
    expect(await trusting.ask()).to.include({ ok: true });
    await trusting.connection.close();
  });

  it("HTTP-17 any other failure is final: a cut line, no HTTP, a broken body", async () => {
    for (const answer of [
      "",
      "no HTTP\r\n\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf",
      "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope",
    ]) {
      await using server = await RawServer.start();
      const { ask, connection } = httpLine(server.port, { retries: 3 });
      const asked = ask();
      const peer = await server.peer();
      await peer.head();
      peer.write(answer);
      peer.socket.end();
      const outcome = await asked;
      expect(outcome, answer).to.include({ ok: false, attempts: 1 });
      expect(outcome.error?.code, answer).to.be.oneOf([
        "ERR_CONNECTION_LOST",
        "ERR_CONNECTION_HANDSHAKE",
        "ERR_HTTP_ANSWER",
      ]);
      await connection.close();
    }
  });

  it("an answer that is too long, or switches protocols, is refused", async () => {
    await using server = await WebServer.start((_, answer) => answer.end(Buffer.alloc(5000)));
    const { ask, connection } = httpLine(server.port, {
      options: { maxMessageBytes: 1000, backlogLimits: [1000, 2000] },
    });
    expect((await ask()).error).to.have.property("code", "ERR_HTTP_ANSWER");
    await connection.close();
  });

  it("HTTP-14 redirects are followed to the answer, at most ten", async () => {
    await using other = await WebServer.start((_, answer) => answer.end("there"));
    await using server = await WebServer.start(({ url }, answer) => {
      const step = Number(url.slice(1));
      answer
        .writeHead(302, {
          Location: step === 2 ? `http://127.0.0.1:${String(other.port)}/end` : `/${String(step + 1)}`,
        })
        .end();
    });
    const { ask, connection } = httpLine(server.port);
    expect(await ask({ url: "/1" })).to.include({
      ok: true,
      text: "there",
      url: `http://127.0.0.1:${String(other.port)}/end`,
    });
    expect(server.asked.map(({ url }) => url)).to.deep.equal(["/1", "/2"]);
    expect((await ask({ url: "/3" })).error).to.have.property("code", "ERR_HTTP_ANSWER");
    expect(server.asked).to.have.length(2 + 11);
    await connection.close();
  });

  it("HTTP-14 with customRedirect the answer is the protocol's; without Location it is no success", async () => {
    await using server = await WebServer.start(({ url }, answer) => {
      answer.writeHead(301, url === "/to" ? { Location: "/elsewhere" } : {}).end();
    });
    const custom = httpLine(server.port, {
      definition: {
        ...(await import("../../support/connection/model.ts")).definition(),
        customRedirect: true,
      },
    });
    const outcome = await custom.ask({ url: "/to" });
    expect(outcome).to.include({ ok: true });
    expect(outcome.answer?.status).to.equal(301);
    expect(server.asked).to.have.length(1);
    await custom.connection.close();
    const plain = httpLine(server.port);
    expect((await plain.ask({ url: "/nowhere" })).error).to.have.property("code", "ERR_HTTP_STATUS");
    await plain.connection.close();
  });

  it("HTTP-18 Basic first, then the digest that is offered; the nonce is used again", async () => {
    const challenge = 'Digest realm="r", nonce="n1", qop="auth"';
    await using server = await WebServer.start(({ headers }, answer) => {
      if (headers.authorization?.startsWith("Digest ") === true) answer.end("in");
      else answer.writeHead(401, { "WWW-Authenticate": challenge }).end();
    });
    const { ask, connection } = httpLine(server.port);
    expect(await ask({ url: "/a" }, { ...login, keepAlive: true })).to.include({ ok: true, text: "in" });
    expect(await ask({ url: "/b" }, { ...login, keepAlive: true })).to.include({ ok: true, text: "in" });
    const sent = server.asked.map(({ headers }) => headers.authorization ?? "");
    expect(sent.map((text) => text.split(" ")[0])).to.deep.equal(["Basic", "Digest", "Digest"]);
    expect(sent.map((text) => /nc=(\d+)/.exec(text)?.[1])).to.deep.equal([undefined, "00000001", "00000002"]);
    // The digest is right for what was asked.
    const cnonce = /cnonce="([^"]*)"/.exec(sent[1] ?? "")?.[1] ?? "";
    const parameters = { realm: "r", nonce: "n1", qop: "auth" };
    const expected = digestCredentials(
      { user: "Mufasa", password: "Circle Of Life" },
      { scheme: "digest", parameters },
      { method: "GET", uri: "/a", count: 1, cnonce },
    );
    expect(sent[1]).to.equal(expected);
    await connection.close();
  });

  it("HTTP-18 a stale nonce is replaced once; a wrong password stays wrong", async () => {
    let nonce = 1;
    await using server = await WebServer.start(({ headers }, answer) => {
      if (headers.authorization?.includes(`nonce="n${String(nonce)}"`) === true) answer.end("in");
      else
        answer
          .writeHead(401, { "WWW-Authenticate": `Digest realm="r", nonce="n${String(nonce)}", stale=true` })
          .end();
    });
    const { ask, connection } = httpLine(server.port);
    expect(await ask({}, { ...login, keepAlive: true })).to.include({ ok: true });
    nonce = 2;
    expect(await ask({}, { ...login, keepAlive: true })).to.include({ ok: true });
    expect(server.asked).to.have.length(4);
    server.answering = (_, answer) =>
      answer.writeHead(401, { "WWW-Authenticate": 'Digest realm="r", nonce="x"' }).end();
    expect((await ask({}, { ...login, keepAlive: true })).answer?.status).to.equal(401);
    expect(server.asked).to.have.length(5);
    await connection.close();
  });

  it("HTTP-18 an offer that can be used is used, wherever it stands", async () => {
    await using server = await WebServer.start(({ headers }, answer) => {
      if (headers.authorization?.startsWith("Digest ") === true) answer.end("in");
      else {
        answer
          .writeHead(
            401,
            [
              ["WWW-Authenticate", 'Digest realm="r", nonce="n1", qop="auth", algorithm=SHA-256'],
              ["WWW-Authenticate", 'Digest realm="r", nonce="n2", qop="auth", algorithm=MD5'],
            ].flat(),
          )
          .end();
      }
    });
    for (const [httpDigest, algorithm] of [
      ["rfc2617", "MD5"],
      ["rfc7616", "SHA-256"],
    ] as const) {
      const { ask, connection, events } = httpLine(server.port, { options: { httpDigest } });
      expect(await ask({}, login)).to.include({ ok: true, text: "in" });
      expect(server.asked.at(-1)?.headers.authorization).to.contain(`algorithm=${algorithm},`);
      expect(events.notices).to.deep.equal([]);
      await connection.close();
    }
  });

  it("HTTP-18 the algorithm that cannot be is named, with the option that adds it", async () => {
    let offer = 'Digest realm="r", nonce="n", algorithm=SHA-256';
    await using server = await WebServer.start((_, answer) =>
      answer.writeHead(401, { "WWW-Authenticate": offer }).end(),
    );
    const { ask, connection, events } = httpLine(server.port);
    await ask({}, login);
    expect(events.noticesOf("HTTP_LOGIN")[0]?.message)
      .to.contain("offers Digest SHA-256 only")
      .and.contain("httpDigest");
    offer = 'Digest realm="r", nonce="n", algorithm=SHA-512-256';
    await ask({}, login);
    expect(events.noticesOf("HTTP_LOGIN")[1]?.message)
      .to.contain("offers Digest SHA-512-256 only")
      .and.not.contain("httpDigest");
    // A wrong password is no login that cannot be used.
    offer = 'Digest realm="r", nonce="n"';
    await ask({}, { ...login, keepAlive: true });
    await ask({}, { ...login, keepAlive: true });
    expect(events.noticesOf("HTTP_LOGIN")).to.have.length(2);
    await connection.close();
  });

  it("HTTP-14 another port of the same host is another server: no login, session, key or certificate goes there", async () => {
    const ca = await issuer();
    const client = await signed(ca, { names: ["the client"], purpose: "client" });
    const certified: boolean[] = [];
    await using other = await WebServer.start(
      ({ socket }, answer) => {
        certified.push((other.sockets[socket] as unknown as { authorized: boolean }).authorized);
        answer.writeHead(302, { Location: `https://127.0.0.1:${String(server.port)}/back` }).end();
      },
      { ...(await signed(ca)), requestCert: true, rejectUnauthorized: false, ca: ca.cert },
    );
    await using server = await WebServer.start(
      ({ url }, answer) => {
        if (url === "/back") answer.end("home");
        else {
          answer
            .writeHead(302, {
              Location: `https://127.0.0.1:${String(other.port)}/`,
              "Set-Cookie": "sid=1; Path=/",
            })
            .end();
        }
      },
      await signed(ca),
    );
    const headers = { "X-Session": "s", "X-Api-Key": "k", Accept: "text/plain" };
    const tls = { ca: ca.cert, ...client };
    for (const loginMethod of ["credentials", "certificate"]) {
      const { ask, connection } = httpLine(server.port, { host: "https://127.0.0.1", tls });
      expect(await ask({ headers }, { ...login, loginMethod })).to.include({ ok: true, text: "home" });
      await connection.close();
    }
    for (const { headers: sent } of other.asked) {
      expect(Object.keys(sent)).to.have.members([
        "host",
        "user-agent",
        "connection",
        "accept-encoding",
        "accept",
      ]);
    }
    expect(certified).to.deep.equal([false, false]);
    // Back at the server of the protocol the login counts again.
    expect(server.asked[0]?.headers).to.include({ "x-session": "s" }).and.have.property("authorization");
    expect(server.asked[1]?.headers).to.include({ cookie: "sid=1" }).and.have.property("authorization");
  });

  it("HTTP-18 a login that is not supported is told", async () => {
    await using server = await WebServer.start((_, answer) =>
      answer
        .writeHead(
          401,
          [
            ["WWW-Authenticate", "Negotiate"],
            ["WWW-Authenticate", "NTLM"],
          ].flat(),
        )
        .end(),
    );
    const { ask, connection, events } = httpLine(server.port);
    expect((await ask({}, login)).answer?.status).to.equal(401);
    expect(events.noticesOf("HTTP_LOGIN")[0]?.message).to.contain("negotiate, ntlm");
    await connection.close();
  });

  it("HTTP-18 loginMethod certificate shows the client certificate, other sessions do not", async () => {
    const ca = await issuer();
    const client = await signed(ca, { names: ["the client"], purpose: "client" });
    const seen: boolean[] = [];
    await using server = await WebServer.start(
      ({ socket }, answer) => {
        seen.push((server.sockets[socket] as unknown as { authorized: boolean }).authorized);
        answer.end("ok");
      },
      { ...(await signed(ca)), requestCert: true, rejectUnauthorized: false, ca: ca.cert },
    );
    const { ask, connection } = httpLine(server.port, {
      host: "https://127.0.0.1",
      tls: { ca: ca.cert, ...client },
    });
    await ask();
    await ask({}, { loginMethod: "certificate" });
    expect(seen).to.deep.equal([false, true]);
    await connection.close();
  });
});
