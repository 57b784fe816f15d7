/** Answers that break the rules of HTTP. */
import { expect } from "chai";
import fc from "fast-check";
import { AnswerHeads } from "../../../src/connection/http/lenient-line.ts";
import { httpLine } from "../../support/connection/http-line.ts";
import { RawServer } from "../../support/connection/raw-server.ts";

/** What comes out when the text comes in pieces. */
function mended(text: string, sizes: readonly number[] = [text.length]): string {
  const heads = new AnswerHeads();
  const bytes = Buffer.from(text, "latin1");
  let [out, from] = ["", 0];
  for (let turn = 0; from < bytes.length; turn++) {
    const size = Math.max(1, sizes[turn % sizes.length] ?? 1);
    out += heads.take(bytes.subarray(from, from + size)).toString("latin1");
    from += size;
  }
  return out + heads.rest().toString("latin1");
}

/** The faults that the option names, each a whole answer with the body `ok`. */
const faults: Readonly<Record<string, string>> = {
  "LF line ends": "HTTP/1.1 200 OK\nContent-Length: 2\nX-Tag: a\n\nok",
  "some LF line ends": "HTTP/1.1 200 OK\r\nContent-Length: 2\nX-Tag: a\r\n\r\nok",
  "a header line without a colon": "HTTP/1.1 200 OK\r\nnonsense\r\nContent-Length: 2\r\nX-Tag: a\r\n\r\nok",
  "such a line and LF": "HTTP/1.1 200 OK\nContent-Length: 2\nX-Tag: a\nnonsense\n\nok",
  "chunks and Content-Length":
    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Tag: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
};

describe("connection/http/lenient-line", () => {
  for (const [fault, answer] of Object.entries(faults)) {
    it(`HTTP-30 ${fault}: read with httpLenient, and without it the error names the option`, async () => {
      await using server = await RawServer.start();
      for (const httpLenient of [false, true]) {
        const { ask, connection } = httpLine(server.port, { options: { httpLenient } });
        const asked = ask();
        const peer = await server.peer();
        await peer.head();
        peer.write(answer);
        const outcome = await asked;
        if (httpLenient) {
          expect(outcome).to.include({ ok: true, text: "ok" });
          expect(outcome.answer?.headers).to.deep.include({ key: "X-Tag", value: "a" });
        } else {
          expect(outcome.error?.code).to.equal("ERR_CONNECTION_HANDSHAKE");
          expect(outcome.error?.message).to.contain("httpLenient");
        }
        await connection.close();
      }
    });
  }

  it("HTTP-30 several answers on one line, in any pieces, with interim answers between", async () => {
    await using server = await RawServer.start();
    const { ask, connection } = httpLine(server.port, { options: { httpLenient: true } });
    for (const body of ["one: no\nheader\n\n", "two"]) {
      const asked = ask({}, { keepAlive: true });
      const peer = server.peers[0] ?? (await server.peer());
      await peer.head();
      const text = `HTTP/1.1 103 Early Hints\nstray\n\nHTTP/1.1 200 OK\nstray\nContent-Length: ${String(body.length)}\n\n${body}`;
      for (const character of text) peer.write(character);
      expect(await asked).to.include({ ok: true, text: body });
    }
    expect(server.peers).to.have.length(1);
    await connection.close();
  });

  it("HTTP-30 what no option helps against names none, with or without it", async () => {
    await using server = await RawServer.start();
    for (const httpLenient of [false, true]) {
      const { ask, connection } = httpLine(server.port, { options: { httpLenient } });
      const asked = ask();
      const peer = await server.peer();
      await peer.head();
      peer.write("no HTTP at all\r\n\r\n");
      peer.socket.end();
      expect((await asked).error?.message)
        .to.be.a("string")
        .and.not.contain("httpLenient");
      await connection.close();
    }
  });

  it("a body passes unchanged, whatever it looks like; so does a head without end", () => {
    const head = "HTTP/1.1 200 OK\r\nA: b\r\n folded\r\n\r\n";
    expect(mended(`${head}line\nline: x\n\n\nHTTP/1.1 100\n\n`)).to.equal(
      `${head}line\nline: x\n\n\nHTTP/1.1 100\n\n`,
    );
    const endless = `HTTP/1.1 200 OK\r\n${"stray line\r\n".repeat(5000)}`;
    expect(mended(endless, [1000])).to.equal(endless);
    expect(mended("HTTP/1.1 200 OK\r\nhalf")).to.equal("HTTP/1.1 200 OK\r\nhalf");
  });

  it("pieces of any size give the same", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("\n", "\r\n", "a", ":", " ", "HTTP/1.1 100 x", "HTTP/1.1 200 y"), {
          maxLength: 30,
        }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
        (parts, sizes) => {
          const text = parts.join("");
          expect(mended(text, sizes)).to.equal(mended(text));
        },
      ),
    );
  });
});
