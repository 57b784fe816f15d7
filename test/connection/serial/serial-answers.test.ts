import { expect } from "chai";
import { ManualClock } from "../../../src/testing/manual-clock.ts";
import { Inbox } from "../../../src/connection/inbox.ts";
import { resolveOptions } from "../../../src/options/register.ts";
import { Report } from "../../../src/connection/connection-report.ts";
import { SerialAnswers, type AnswerWatcher } from "../../../src/connection/serial/serial-answers.ts";

import { Recorder } from "../../support/connection/recorder.ts";

/** An answer ends with a full stop. */
const sentence: AnswerWatcher = (data) => {
  const at = Buffer.from(data).indexOf(".");
  return at < 0 ? { awaited: true } : { awaited: true, length: at + 1 };
};

function bench(watch: AnswerWatcher = sentence, maxBytes = 1000) {
  const clock = new ManualClock(0);
  const events = new Recorder();
  const report = new Report(0, clock, events);
  const inbox = new Inbox(report, resolveOptions(), events);
  const answers = new SerialAnswers(clock, inbox, watch, maxBytes);
  const say = (text: string): void => {
    answers.data(Buffer.from(text, "latin1"));
  };
  const flushed = (): string[] =>
    events.entries
      .filter(({ note }) => note === "flushed")
      .map(({ bytes = [] }) => Buffer.from(bytes).toString("latin1"));
  return { clock, events, answers, say, flushed, text: () => text(answers.collected()?.bytes) };
}

function text(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined ? undefined : Buffer.from(bytes).toString("latin1");
}

describe("connection/serial/serial-answers", () => {
  it("collects until the answer is complete, and hands it on at once; what lies behind it is flushed", () => {
    const { answers, events, flushed, say } = bench();
    answers.sending();
    say("it ");
    expect(events.texts).to.deep.equal([]);
    say("works. Rest");
    expect([events.texts, flushed()]).to.deep.equal([["it works."], [" Rest"]]);
    say("late.");
    expect([events.texts, flushed()]).to.deep.equal([["it works."], [" Rest", "late."]]);
    answers.sending();
    say("again.");
    expect(events.texts).to.deep.equal(["it works.", "again."]);
  });

  it("what has come when the time is over is given once, and stands in the stream", () => {
    const bench1 = bench();
    bench1.answers.sending();
    bench1.say("half an ans");
    expect([bench1.text(), bench1.text()]).to.deep.equal(["half an ans", undefined]);
    expect(bench1.events.entries.map(({ direction }) => direction)).to.deep.equal(["in"]);
  });

  it("old data is flushed before a command goes out (ConnectionsSerialSocketBuffer, RN 26513)", () => {
    const { answers, events, flushed, say, text: collected } = bench();
    answers.sending();
    say("too la");
    answers.sending();
    expect([flushed(), collected()]).to.deep.equal([["too la"], undefined]);
    say("new.");
    expect(events.texts).to.deep.equal(["new."]);
  });

  it("what comes unasked is flushed", () => {
    const { events, flushed, say } = bench(() => ({ awaited: false }));
    say("hello.");
    expect([events.texts, flushed()]).to.deep.equal([[], ["hello."]]);
  });

  it("receiveInterval: so many ms after the last data the answer is complete (Protocol.Pairs.Pair-options)", async () => {
    const { answers, clock, events, say } = bench(() => ({ awaited: true, quietMs: 50 }));
    answers.sending();
    say("a");
    await clock.advance(49);
    say("b");
    await clock.advance(49);
    expect(events.texts).to.deep.equal([]);
    await clock.advance(1);
    expect(events.texts).to.deep.equal(["ab"]);
    expect(clock.pending).to.deep.equal([]);
  });

  it("a line that ends completes the answer; one that is left forgets it", () => {
    const ended = bench();
    ended.answers.sending();
    ended.say("bye");
    ended.answers.end();
    expect(ended.events.texts).to.deep.equal(["bye"]);
    const quiet = bench(() => ({ awaited: true, quietMs: 50 }));
    quiet.answers.sending();
    quiet.say("bye");
    quiet.answers.end();
    expect([quiet.events.texts, quiet.clock.pending]).to.deep.equal([["bye"], []]);
    const left = bench(() => ({ awaited: true, quietMs: 50 }));
    left.answers.sending();
    left.say("bye");
    left.answers.drop();
    expect([left.events.texts, left.text(), left.clock.pending]).to.deep.equal([[], undefined, []]);
  });

  it("keeps no more than maxBytes of an answer that does not end", () => {
    const { answers, say, text: collected } = bench(sentence, 5);
    answers.sending();
    say("abc");
    say("defgh");
    say("ijk");
    expect(collected()).to.equal("abcde");
  });
});
