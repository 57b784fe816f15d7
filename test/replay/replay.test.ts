/** An element on recorded traffic: in order, on the recording's time, the same every time. */
import path from "node:path";
import { expect } from "chai";
import { loadProtocol } from "../../src/protocol/load-protocol.ts";
import type { RecordedEntry, RecordingRemark } from "../../src/recording/recorded-entry.ts";
import { replayRecording, type ReplayOutcome } from "../../src/replay/replay-recording.ts";
import { connector, join, numberParam, onChange, sending, textParam } from "../support/element/connector.ts";
import { httpConnector, session, step } from "../support/element/http-connector.ts";
import { closed, open, recorded, start, text } from "../support/recording/entries.ts";
import { inFolder } from "../support/temporary.ts";

const folder = "examples/websocket/plain";
const event = (number: number, source: string): string =>
  JSON.stringify({ type: "event", number, source, value: number });

/** A timer that executes a group. */
const every = (ms: number, group: number): string =>
  `<Timer id="1"><Name>T</Name><Time initial="true">${String(ms)}</Time><Interval>75</Interval><Content><Group>${String(group)}</Group></Content></Timer>`;

/** Replays entries on the example, and gives what it remarks, too. */
async function replayed(
  entries: readonly RecordedEntry[],
  until?: { readonly ms: number } | { readonly place: number },
): Promise<ReplayOutcome & { readonly remarks: readonly string[] }> {
  const { protocol } = await loadProtocol(path.join(folder, "protocol.xml"));
  return inFolder(async (temporary) => {
    const remarks: RecordingRemark[] = [];
    const outcome = await replayRecording(
      await recorded(path.join(temporary, "a.jsonl"), entries),
      protocol,
      {
        element: { scripts: folder },
        remark: (remark) => remarks.push(remark),
        until,
      },
    );
    return { ...outcome, remarks: remarks.map(({ message }) => message) };
  });
}

describe("replay/replay", () => {
  it("runs scripts on the messages, and notes parameters, commands and log", async () => {
    const { observed, remarks } = await replayed([
      open(20),
      text("out", 95, '{"type":"subscribe","sources":["*"]}'),
      text("in", 120, event(1, "Café")),
      text("in", 140, event(2, "日本語"), 2),
      closed(500, 1001, "reboot"),
    ]);
    expect(remarks).to.deep.equal([]);
    expect(observed.parameters).to.deep.include({ "7": 0, "22": "日本語", "24": 2 });
    expect(observed.sent.items).to.deep.include({
      ...{ connection: 0, opcode: 1, text: '{"type":"subscribe","sources":["*"]}' },
    });
    expect(observed.log.items.join("\n")).to.include(
      "ws://device/ closed by the other side: 1001 going away (reboot)",
    );
  });

  it("is the same every time", async () => {
    const entries = [
      open(20),
      ...Array.from({ length: 50 }, (_, n) => text("in", 100 + 333 * n, event(n, "a"))),
    ];
    const first = await replayed(entries);
    for (let time = 0; time < 3; time++) expect(await replayed(entries)).to.deep.equal(first);
  });

  it("holds an answer back until the element has sent the command that it answers", async () => {
    // Recorded on a faster machine: the command came at once.
    const protocol = connector(
      join(
        { params: textParam(12, { value: "ask" }) + numberParam(41, "write") + textParam(13) },
        { qactions: '<QAction id="9" name="store" encoding="csharp" triggers="11"/>' },
        sending(12, { response: 31 }),
        onChange(41, { id: 5, action: "execute", groups: "1" }),
      ),
    );
    await inFolder(async (temporary) => {
      const seen: number[] = [];
      const recording = await recorded(path.join(temporary, "a.jsonl"), [
        open(0),
        text("out", 10, "ask"),
        text("in", 15, "answer"),
      ]);
      await replayRecording(recording, protocol, {
        element: {
          scripts: { 9: { Run: () => seen.push(1) } },
        },
        taken: (_, { clock }) => seen.push(clock.now() - start),
      });
      // The command is never sent: the answer comes after the patience of two seconds.
      expect(seen).to.deep.equal([0, 10, 1, 2015]);
    });
  });

  it("ends within the recording: behind a time, or behind a line", async () => {
    const entries = [open(20), text("in", 100, event(1, "a")), text("in", 3000, event(2, "b"))];
    expect((await replayed(entries, { ms: 2999 })).observed.parameters).to.include({ "22": "a" });
    expect((await replayed(entries, { ms: 3000 })).observed.parameters).to.include({ "22": "b" });
    // The head is line 1.
    expect((await replayed(entries, { place: 3 })).entries).to.equal(2);
  });

  it("a recording without openings opens the line with its first message", async () => {
    const { observed } = await replayed([text("in", 0, event(1, "a"))]);
    expect(observed.parameters).to.include({ "7": 1, "22": "a" });
  });

  it("says once which connections of the recording the protocol does not have", async () => {
    const other = { ...text("in", 10, "x"), connection: 4 };
    const { remarks } = await replayed([open(0), other, other]);
    expect(remarks).to.deep.equal([
      "The recording has a connection 4 that this protocol cannot replay; its connections are: 0. Its entries are left out.",
    ]);
  });

  it("a refused opening, a further attempt, a line that is lost", async () => {
    const failed: RecordedEntry = {
      ...{ at: start + 5, connection: 0, direction: "state" },
      note: "failed ws://device/ (attempt 1 of 2): ws://device/: the server answered 'HTTP/1.1 503'.",
      change: {
        phase: "failed",
        final: false,
        answer: { text: "HTTP/1.1 503 Busy\r\nRetry-After: 1\r\n\r\nlater" },
      },
    };
    const { observed } = await replayed([
      failed,
      open(1500),
      text("in", 1600, event(1, "a")),
      {
        at: start + 1700,
        connection: 0,
        direction: "state",
        code: 1006,
        change: { phase: "closed", by: "line" },
      },
    ]);
    expect(observed.log.items.join("\n"))
      .to.include("attempt 1 of 2: ws://device/: the server answered 'HTTP/1.1 503'.")
      .and.include("ws://device/ lost: 1006 abnormal closure");
    expect(observed.parameters).to.include({ "7": 0, "22": "a" });
  });

  it("no time passes but that of the recording: an hour of heartbeats is there at once", async () => {
    const { observed } = await replayed([open(0), text("in", 3_600_000, event(1, "a"))]);
    // One each second, from the start of the element on.
    expect(observed.sent.items.length).to.be.within(3590, 3610);
  });

  it("requests of HTTP sessions get the recorded answers, each its own, and a recorded time-out is one", async () => {
    const protocol = httpConnector(
      session(step('verb="GET" url="/a">')) + session(step('verb="GET" url="/b">'), { id: 2 }),
      { timers: every(1000, 1) },
      {
        groups:
          '<Group id="1"><Name>poll</Name><Content><Session>1</Session><Session>2</Session></Content></Group>',
      },
    );
    const request = (ms: number, id: number, target: string): RecordedEntry => ({
      ...{ at: start + ms, connection: 0, direction: "out", session: id },
      bytes: Buffer.from(`GET ${target} HTTP/1.1\r\nHost: device\r\n\r\n`),
    });
    const answer = (ms: number, id: number, body: string): RecordedEntry => ({
      ...{ at: start + ms, connection: 0, direction: "in", session: id },
      bytes: Buffer.from(`HTTP/1.1 200 OK\r\nX-Tag: t${String(id)}\r\n\r\n${body}`),
    });
    await inFolder(async (temporary) => {
      const recording = await recorded(path.join(temporary, "a.jsonl"), [
        request(1000, 1, "/a"),
        answer(1010, 1, "first"),
        request(1011, 2, "/b"),
        answer(1020, 2, "second"),
        request(2000, 1, "/a"),
        { at: start + 3500, connection: 0, direction: "in", session: 1, note: "TIMEOUT" },
      ]);
      const bodies: unknown[] = [];
      const { observed } = await replayRecording(recording, protocol, {
        element: { host: "http://device" },
        taken: ({ direction }, { element }) => {
          if (direction === "in") bodies.push(element.get(22));
        },
      });
      expect(bodies).to.deep.equal(["first", "second", "second"]);
      expect(observed.parameters).to.include({ "21": "t2" });
      expect(observed.log.items.join("\n")).to.include("session 1");
    });
  });
});
