import { expect } from "chai";
import fc from "fast-check";
import { ManualClock } from "../../../src/testing/manual-clock.ts";
import { Inbox } from "../../../src/connection/inbox.ts";
import { resolveOptions } from "../../../src/options/register.ts";
import { Report } from "../../../src/connection/connection-report.ts";
import { SerialChunks } from "../../../src/connection/serial/serial-chunks.ts";
import type { FrameRules } from "../../../src/wire/stream/frame-rules.ts";
import { Recorder } from "../../support/connection/recorder.ts";

const free: FrameRules = { kind: "none", smartIpHeader: false };
const lines: FrameRules = {
  kind: "delimiters",
  pairs: [{ header: Buffer.from("<"), trailer: { bytes: Buffer.from(">"), times: 1 } }],
};

function bench(rules: FrameRules, maxBytes = 1000) {
  const clock = new ManualClock(0);
  const events = new Recorder();
  const handed: [text: string, at: number][] = [];
  events.onMessage = (bytes, { at }) => {
    handed.push([Buffer.from(bytes).toString("latin1"), at]);
  };
  const report = new Report(0, clock, events);
  const inbox = new Inbox(report, resolveOptions(), events);
  const sender = { scheme: "tcp", host: "10.0.0.9", port: 0x1234, flushes: false } as const;
  const chunks = new SerialChunks(clock, report, inbox, rules, maxBytes, sender);
  return {
    clock,
    events,
    handed,
    chunks,
    say: (text: string) => {
      chunks.data(Buffer.from(text, "latin1"));
    },
  };
}

describe("connection/serial/serial-chunks", () => {
  it("bytes outside of every header and trailer are told, once a line", () => {
    const { events, handed, say } = bench(lines);
    say("noise<a>more<b>");
    say("x".repeat(100));
    expect(handed.map(([text]) => text)).to.deep.equal(["<a>", "<b>"]);
    const [notice, ...others] = events.noticesOf("BYTES_DROPPED");
    // "noise" is 6E 6F 69 73 65.
    expect(notice?.message).to.contain("5 bytes (6E6F697365)");
    expect(others).to.deep.equal([]);
  });

  it("without rules data is handed on 15 ms after its first byte, joined (maxReceiveBuffer, RN 24282)", async () => {
    const { clock, handed, say } = bench(free);
    say("one");
    await clock.advance(10);
    say("two");
    await clock.advance(4);
    expect(handed).to.deep.equal([]);
    await clock.advance(1);
    expect(handed).to.deep.equal([["onetwo", 10]]);
    expect(clock.pending).to.deep.equal([]);
    await clock.advance(100);
    say("three");
    await clock.advance(15);
    expect(handed[1]).to.deep.equal(["three", 115]);
  });

  it("maxReceiveBuffer hands so many bytes on at once, the rest after 15 ms", async () => {
    const { clock, handed, say } = bench({ ...free, maxReceiveBuffer: 4 });
    say("abcdefghij");
    expect(handed.map(([text]) => text)).to.deep.equal(["abcd", "efgh"]);
    await clock.advance(15);
    expect(handed[2]?.[0]).to.equal("ij");
  });

  it("packets with a header and a trailer are handed on at once, whatever the pieces; half a packet waits", async () => {
    const { clock, handed, say } = bench(lines);
    say("..<a");
    await clock.advance(1000);
    expect([handed, clock.pending]).to.deep.equal([[], []]);
    say("b><c>");
    expect(handed.map(([text]) => text)).to.deep.equal(["<ab>", "<c>"]);
  });

  it("packets with a length are handed on at once", () => {
    const { handed, say } = bench({
      ...{ kind: "packetInfo", before: 0, size: 1, whole: true, littleEndian: false },
    });
    say("\x03ab\x02c\x04");
    say("xyz");
    expect(handed.map(([text]) => text)).to.deep.equal(["\x03ab", "\x02c", "\x04xyz"]);
  });

  it("smartIpHeader stands in front of every packet, with its number", async () => {
    const { clock, handed, say } = bench({ ...free, smartIpHeader: true });
    say("a");
    await clock.advance(15);
    say("b");
    await clock.advance(15);
    const head = (number: number): string =>
      `\x12\x34\x0a\x00\x00\x09${String.fromCharCode(number)}${"\0".repeat(7)}`;
    expect(handed.map(([text]) => text)).to.deep.equal([`${head(0)}a`, `${head(1)}b`]);
  });

  it("a packet that never ends is thrown away, with a notice, and the next one is found", () => {
    const { events, handed, say } = bench(lines, 10);
    say(`<${"x".repeat(20)}`);
    expect(events.noticesOf("MESSAGE_DROPPED")).to.have.length(1);
    say("<ok>");
    expect(handed.map(([text]) => text)).to.deep.equal(["<ok>"]);
  });

  it("the end of the line hands on what waits; leaving it does not; a command changes nothing", () => {
    const ended = bench(free);
    ended.say("last");
    ended.chunks.sending();
    ended.chunks.end();
    expect([ended.handed.map(([text]) => text), ended.clock.pending]).to.deep.equal([["last"], []]);
    const left = bench(free);
    left.say("last");
    left.chunks.drop();
    expect([left.handed, left.clock.pending]).to.deep.equal([[], []]);
  });

  it("no byte is lost or changed, in pieces of any size", async () => {
    const pieces = fc.array(fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 9 }), fc.nat(30)), {
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(pieces, async (all) => {
        const { clock, handed, chunks } = bench(free);
        for (const [bytes, ms] of all) {
          chunks.data(bytes);
          await clock.advance(ms);
        }
        await clock.advance(15);
        const whole = Buffer.concat(all.map(([bytes]) => bytes)).toString("latin1");
        expect(handed.map(([text]) => text).join("")).to.equal(whole);
      }),
      { numRuns: 20 },
    );
  });
});
