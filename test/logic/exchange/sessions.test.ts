import { expect } from "chai";
import { QActionKitError } from "../../../src/base/errors.ts";
import type { SessionOutcome } from "../../../src/logic/logic-host.ts";
import type { Options } from "../../../src/options/register.ts";
import type { SessionConnection } from "../../../src/protocol/model.ts";
import { action, param, qaction, trigger } from "../../support/logic/chain-bench.ts";
import {
  connection,
  EngineBench,
  group,
  timer,
  type EngineSections,
} from "../../support/logic/engine-bench.ts";

const answered = (status: number, body: string, headers: Record<string, string> = {}): SessionOutcome => ({
  ok: status < 300,
  answer: {
    statusLine: `HTTP/1.1 ${String(status)} So`,
    headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
    body: Buffer.from(body, "latin1"),
  },
  text: body,
  ...(status < 300 ? {} : { error: new QActionKitError("ERR_HTTP_STATUS", "no") }),
});
const silent: SessionOutcome = { ok: false, error: new QActionKitError("ERR_CONNECTION_TIMEOUT", "late") };

const step = (id: number, attributes = ""): string =>
  `<Connection id="${String(id)}" ${attributes}><Request url="/${String(id)}"/><Response statusCode="11">
    <Headers><Header key="x-tag" pid="12"/></Headers><Content pid="13"/></Response></Connection>`;
const sessionOf = (id: number, steps: readonly number[], attributes = "", each = ""): string =>
  `<Session id="${String(id)}" name="S${String(id)}" ${attributes}>${steps.map((one) => step(one, each)).join("")}</Session>`;

interface Case extends EngineSections {
  readonly http?: string;
  readonly items?: readonly string[];
  readonly groupAttributes?: string;
}

/** Group 2 runs the items; trigger 20 queues it. QActions 1 to 3 hang on status line, header and body. */
class Bench extends EngineBench {
  /** Requests that wait for {@link answer}. */
  readonly waiting: ((outcome: SessionOutcome) => void)[] = [];

  constructor(given: Case = {}, options: Partial<Options> = {}) {
    const { http = sessionOf(1, [1]), items = ["session 1"], groupAttributes = "", ...more } = given;
    super(
      {
        connections: [connection(0, "http"), connection(1, "http")],
        params: [...[11, 12, 13, 14, 15].map((id) => param(id)), param(16, { type: "dummy" })],
        groups: [group(2, items, groupAttributes)],
        triggers: [
          trigger(20, "", "", [20]),
          trigger(30, "session#1", "timeout", [30]),
          trigger(31, "communication", "HTTP/1.1 404 So", [31]),
          trigger(32, "communication", "Error : 12002. [ERROR_WINHTTP_TIMEOUT]", [31]),
        ],
        actions: [
          action(20, "group#2", "execute"),
          action(30, "parameter#14", "clear"),
          action(31, "parameter#15", "clear"),
        ],
        qactions: [qaction(1, "11"), qaction(2, "12"), qaction(3, "13")],
        more: `<HTTP>${http}</HTTP>`,
        ...more,
      },
      options,
      ["trigger", "session"],
    );
    this.prepareSession = (id, session, by) => {
      if (id > 1) return undefined;
      const frozen = String(this.parameters.get(14));
      this.note(`prepared ${String(session.id)} on ${String(id)} for group ${String(by)}`);
      return () => ({
        send: (sent: SessionConnection) => {
          this.note(`request ${String(sent.id)} with ${frozen}`);
          return new Promise((resolve) => this.waiting.push(resolve));
        },
        end: () => {
          this.note("end");
        },
      });
    };
    this.start();
    this.take();
  }

  /** Queues group 2. */
  async queue(): Promise<void> {
    await this.trigger(20);
    await this.pass();
  }

  /** Answers the request that waits longest. */
  async answer(outcome: SessionOutcome): Promise<void> {
    this.waiting.shift()?.(outcome);
    await this.pass();
  }

  /** What was noted, without what leads there. */
  get said(): string[] {
    return this.words().filter((line) => !/^(trigger 20|prepared|session)/.test(line));
  }
}

describe("sessions", () => {
  it("HTTP-11 HTTP-12 an answer enters as status line, headers and body, each a device value with what hangs on it", async () => {
    const bench = new Bench();
    await bench.queue();
    await bench.answer(answered(200, "body", { "X-Tag": "a\r\nb" }));
    expect([11, 12, 13].map((pid) => bench.parameters.get(pid))).to.deep.equal([
      "HTTP/1.1 200 So",
      "a\r\nb",
      "body",
    ]);
    expect(bench.words()).to.deep.equal([
      ...["trigger 20", "prepared 1 on 0 for group 2", "session 1 started", "session 1 sent 1"],
      ...["request 1 with null", "connection 0 responds"],
      ...["QAction 1 on 11", "QAction 2 on 12", "QAction 3 on 13", "session 1 succeeded 1", "end"],
      "session 1 finished",
    ]);
  });

  it("httpSetOrder changes the order", async () => {
    const bench = new Bench({}, { httpSetOrder: "content;headers;status" });
    await bench.queue();
    await bench.answer(answered(200, "body", { "x-tag": "a" }));
    expect(bench.said.filter((line) => line.startsWith("QAction"))).to.deep.equal([
      "QAction 3 on 13",
      "QAction 2 on 12",
      "QAction 1 on 11",
    ]);
  });

  it("a body without text enters as its bytes", async () => {
    const bench = new Bench();
    await bench.queue();
    const { text: _, ...raw } = answered(200, "\x80\x00");
    await bench.answer(raw);
    expect([...(bench.parameters.bytes(13) ?? [])]).to.deep.equal([0x80, 0]);
  });

  it("HTTP-24 an equal body raises no change until it is cleared", async () => {
    const bench = new Bench();
    for (const clear of [false, false, true]) {
      if (clear) bench.parameters.clear(13);
      await bench.queue();
      await bench.answer(answered(200, "same"));
    }
    expect(bench.said.filter((line) => line === "QAction 3 on 13")).to.have.length(2);
  });

  it("HTTP-27 the sessions of a group run in order, each step after the answer before; connection picks one", async () => {
    const http = sessionOf(1, [1, 2]) + sessionOf(3, [4, 5]);
    const bench = new Bench({ http, items: ["session 1", "session 3 connection=5"] });
    await bench.queue();
    for (const expected of ["1", "2", "5"]) {
      expect(bench.said.filter((line) => line.startsWith("request"))).to.deep.equal([
        `request ${expected} with null`,
      ]);
      expect(bench.waiting).to.have.length(1);
      await bench.answer(answered(200, expected));
    }
    expect(bench.waiting).to.have.length(0);
    expect(bench.parameters.get(13)).to.equal("5");
  });

  it("next is waited for after an answer", async () => {
    const bench = new Bench({
      http: sessionOf(1, [1]) + sessionOf(3, [4]),
      items: ["session 1 next=200", "session 3"],
    });
    await bench.queue();
    await bench.answer(answered(200, ""));
    await bench.pass(199);
    expect(bench.waiting).to.have.length(0);
    await bench.pass(1);
    expect(bench.waiting).to.have.length(1);
  });

  it("HTTP-23 connectionPID picks the connection when the group is queued, 0-based", async () => {
    const bench = new Bench({ groupAttributes: 'connection="0" connectionPID="15"' });
    bench.set(15, "1");
    await bench.trigger(20);
    bench.set(15, "0");
    await bench.pass();
    await bench.answer(answered(200, ""));
    expect(bench.words()).to.include.members(["prepared 1 on 1 for group 2", "connection 1 responds"]);
  });

  it("connection of the group is the session's", async () => {
    const bench = new Bench({ groupAttributes: 'connection="1"' });
    await bench.queue();
    expect(bench.words()).to.include("prepared 1 on 1 for group 2");
  });

  it("the requests are those of the moment at which the group was queued", async () => {
    const bench = new Bench();
    bench.set(14, "first");
    await bench.trigger(20);
    bench.set(14, "second");
    await bench.trigger(20);
    bench.set(14, "third");
    await bench.pass();
    await bench.answer(answered(200, ""));
    await bench.answer(answered(200, ""));
    expect(bench.said.filter((line) => line.startsWith("request"))).to.deep.equal([
      "request 1 with first",
      "request 1 with second",
    ]);
  });

  it("a group that a timer queues is fixed as well", async () => {
    const bench = new Bench({ timers: [timer(1, 1000, [2])] });
    await bench.pass();
    await bench.answer(answered(200, ""));
    bench.set(14, "later");
    await bench.pass(1000);
    expect(bench.said.filter((line) => line.startsWith("request"))).to.deep.equal([
      "request 1 with null",
      "request 1 with later",
    ]);
  });

  it("the lock is free while an answer is awaited", async () => {
    const bench = new Bench({}, { refuseExternalWithoutRTDisplay: false });
    await bench.queue();
    expect(await bench.engine.externalSets.set(14, "meanwhile")).to.equal(0);
    await bench.answer(answered(200, "x"));
    expect(bench.parameters.get(13)).to.equal("x");
  });

  it("HTTP-13 4xx: the values enter, then timeout, then the text, then the connection fails (httpFillOnErrorStatus)", async () => {
    for (const fills of [true, false]) {
      const bench = new Bench({}, { httpFillOnErrorStatus: fills });
      await bench.queue();
      await bench.answer(answered(404, "why"));
      expect(bench.said).to.deep.equal([
        "request 1 with null",
        ...(fills ? ["QAction 1 on 11", "QAction 3 on 13"] : []),
        ...["trigger 30", "trigger 31", "connection 0 fails", "end"],
      ]);
    }
  });

  it("no answer sets nothing, fires timeout and tells the text", async () => {
    const bench = new Bench();
    await bench.queue();
    await bench.answer(silent);
    expect(bench.said).to.deep.equal([
      ...["request 1 with null", "trigger 30", "trigger 32", "connection 0 fails", "end"],
    ]);
  });

  it("httpContinueAfterFailedStep: the next step runs after a failed one, or not", async () => {
    for (const goesOn of [true, false]) {
      const bench = new Bench({ http: sessionOf(1, [1, 2]) }, { httpContinueAfterFailedStep: goesOn });
      await bench.queue();
      await bench.answer(answered(500, ""));
      expect(bench.waiting).to.have.length(goesOn ? 1 : 0);
      expect(bench.said.includes("end")).to.equal(!goesOn);
    }
  });

  it("HTTP-16 ignoreTimeout of the session or the Connection: no state, but the trigger", async () => {
    const all = [sessionOf(1, [1], 'ignoreTimeout="true"'), sessionOf(1, [1], "", 'ignoreTimeout="true"')];
    for (const http of all) {
      const bench = new Bench({ http });
      await bench.queue();
      await bench.answer(silent);
      expect(bench.said).to.deep.equal(["request 1 with null", "trigger 30", "trigger 32", "end"]);
    }
  });

  it("NoTimeout excuses by any of the texts; the triggers fire all the same", async () => {
    for (const [text, outcome] of [
      ["TIMEOUT", silent],
      ["0x4572726F72203A2031323030322E205B4552524F525F57494E485454505F54494D454F55545D", silent],
      ["HTTP/1.1 503 So", answered(503, "")],
    ] as const) {
      const bench = new Bench({
        more: `<HTTP>${sessionOf(1, [1])}</HTTP><NoTimeouts><NoTimeout>${text}</NoTimeout></NoTimeouts>`,
      });
      await bench.queue();
      await bench.answer(outcome);
      const said = bench.said;
      expect(said, text).to.include("trigger 30");
      expect(said, text).to.not.include("connection 0 fails");
    }
  });

  it("what cannot run is said once, and the group goes on", async () => {
    const bench = new Bench({
      items: ["session 9", "session 1 connection=7", "session 1"],
      groupAttributes: 'connection="3"',
    });
    await bench.queue();
    await bench.queue();
    expect(bench.notices.map(({ message }) => message)).to.deep.equal([
      "Group 2 skips session 9: it does not exist in the protocol.",
      "Group 2 skips session 1: it has no Connection 7.",
    ]);
    const other = new Bench({ groupAttributes: 'connection="3"' });
    await other.queue();
    expect(other.notices.map(({ message }) => message)).to.deep.equal([
      "Group 2 skips session 1: it is an HTTP session, and connection 3 is no HTTP connection of this element.",
    ]);
  });

  it("an answer in a pause waits for its end, its values dropped or kept (pausedMessages)", async () => {
    for (const pausedMessages of ["drop", "keep"] as const) {
      const bench = new Bench({ http: sessionOf(1, [1, 2]) }, { pausedMessages });
      await bench.queue();
      bench.engine.pause();
      await bench.answer(answered(200, "late"));
      expect(bench.waiting).to.have.length(0);
      expect(bench.parameters.get(13)).to.equal(null);
      bench.engine.resume();
      await bench.pass();
      expect(bench.waiting).to.have.length(1);
      expect(bench.parameters.get(13)).to.equal(pausedMessages === "keep" ? "late" : null);
      expect(bench.codes).to.deep.equal(pausedMessages === "keep" ? [] : ["MESSAGE_IN_PAUSE"]);
    }
  });

  it("a stop leaves the session at once, without triggers, and ends its line behind the request", async () => {
    const bench = new Bench();
    await bench.queue();
    bench.take();
    await bench.engine.stop();
    expect(bench.words()).to.deep.equal([]);
    await bench.answer(silent);
    expect(bench.words()).to.deep.equal(["end"]);
  });

  it("a stop in a pause leaves the session too", async () => {
    const bench = new Bench();
    await bench.queue();
    bench.engine.pause();
    await bench.answer(answered(200, "late"));
    bench.take();
    await bench.engine.stop();
    expect(bench.words()).to.deep.equal(["end"]);
    expect(bench.parameters.get(13)).to.equal(null);
  });
});
