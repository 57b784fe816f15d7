/** Functions that answer in place of servers. */
import { expect } from "chai";
import type { HttpAnswerer } from "../../../src/connection/connection.ts";
import { httpLine } from "../../support/connection/http-line.ts";

/** A function of plain JavaScript, which no compiler has looked at. */
const untyped = (give: () => unknown): HttpAnswerer => give as HttpAnswerer;

describe("connection/http/http-answerer", () => {
  it("what may be left out of an answer is filled in: status line, headers, body", async () => {
    const { ask, connection } = httpLine(80, { answerHttp: () => ({ status: 204 }) });
    expect(await ask()).to.deep.include({
      ok: true,
      text: "",
      answer: { statusLine: "HTTP/1.1 204", status: 204, headers: [] },
    });
    await connection.close();
    const later = httpLine(80, {
      answerHttp: () => Promise.resolve({ status: 200, body: Buffer.from("late") }),
    });
    expect(await later.ask()).to.include({ ok: true, text: "late" });
    expect(later.clock.pending).to.deep.equal([]);
  });

  it("what is no answer fails the request with a code and says what to give", async () => {
    for (const [given, what] of [
      [undefined, "gave undefined"],
      [null, "gave null"],
      ["200 OK", "gave string"],
      [{}, "no status"],
      [{ status: "200" }, "no status"],
      [{ status: 20 }, "no status"],
      [{ status: 200, statusLine: 1 }, "statusLine"],
      [{ status: 200, headers: { "X-A": "b" } }, "headers"],
      [{ status: 200, headers: [{ key: "X-A" }] }, "headers"],
      [{ status: 200, headers: [null] }, "headers"],
      [{ status: 200, body: "text" }, "body"],
    ] as const) {
      for (const answerer of [untyped(() => given), untyped(() => Promise.resolve(given))]) {
        const { ask, connection, events } = httpLine(80, { answerHttp: answerer });
        const outcome = await ask();
        expect(outcome).to.include({ ok: false, attempts: 1 });
        expect(outcome.error).to.have.property("code", "ERR_HTTP_ANSWER");
        expect(outcome.error?.message).to.contain(what).and.contain("http://127.0.0.1/");
        expect(events.noticesOf("HTTP_FAILED")).to.have.length(1);
        await connection.close();
      }
    }
  });

  it("one that throws, or rejects, is a server that cannot be reached", async () => {
    for (const answerer of [
      untyped(() => {
        throw new Error("gone");
      }),
      untyped(() => Promise.reject(new Error("gone"))),
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- what plain JavaScript may do
      untyped(() => Promise.reject("gone")),
    ]) {
      const { ask, connection } = httpLine(80, { answerHttp: answerer, retries: 1 });
      const outcome = await ask();
      expect(outcome).to.include({ attempts: 2 });
      expect(outcome.error).to.have.property("code", "ERR_CONNECTION_UNREACHABLE");
      expect(outcome.error?.message).to.contain("gone");
      await connection.close();
    }
  });

  it("one that never answers counts as a timeout, and keeps nobody from closing", async () => {
    const never = untyped(() => new Promise(() => undefined));
    const { ask, connection, clock } = httpLine(80, { answerHttp: never });
    const asked = ask();
    await clock.advance(1000);
    expect((await asked).error).to.have.property("code", "ERR_CONNECTION_TIMEOUT");
    const again = ask();
    await connection.close();
    expect((await again).error).to.have.property("code", "ERR_CONNECTION_ABORTED");
    expect((await ask()).error).to.have.property("code", "ERR_CONNECTION_ABORTED");
    expect(clock.pending).to.deep.equal([]);
  });
});
