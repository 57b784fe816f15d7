/** HAR files of Chromium, playwright and others; and those that are none. */
import { expect } from "chai";
import { importHar } from "../../../src/recording/import/har.ts";
import type { RecordedEntry } from "../../../src/recording/recorded-entry.ts";

const at = Date.UTC(2026, 0, 1, 10);

interface Socket {
  readonly url?: string;
  readonly status?: number;
  readonly started?: number;
  readonly messages?: readonly unknown[] | undefined;
}

/** An entry as the developer tools write it. */
function socket({ url = "wss://device/events?x=1", status = 101, started = 0, messages }: Socket): unknown {
  return {
    startedDateTime: new Date(at + started).toISOString(),
    time: 12,
    request: { method: "GET", url, headers: [{ name: "Authorization", value: "Basic YTpi" }] },
    response: { status, statusText: status === 101 ? "Switching Protocols" : "", headers: [] },
    _resourceType: "websocket",
    ...(messages === undefined ? {} : { _webSocketMessages: messages }),
  };
}

const har = (...entries: readonly unknown[]): string =>
  JSON.stringify({ log: { version: "1.2", creator: { name: "WebInspector" }, entries } });

function imported(text: string): { readonly entries: RecordedEntry[]; readonly remarks: string[] } {
  const remarks: string[] = [];
  const entries = importHar(text, "a.har", ({ message }) => remarks.push(message));
  return { entries, remarks };
}

const short = ({ at: time, connection, direction, opcode, bytes, change }: RecordedEntry): string =>
  [time - at, connection, change?.phase ?? direction, opcode, bytes && Buffer.from(bytes).toString("hex")]
    .filter((part) => part !== undefined)
    .join(" ");

describe("recording/import/har", () => {
  it("Chromium: times in seconds, text as text, binary as base64", () => {
    const messages = [
      { type: "send", time: (at + 30) / 1000, opcode: 1, data: "é" },
      { type: "receive", time: (at + 41.4) / 1000, opcode: 2, data: "AP+A" },
    ];
    const { entries, remarks } = imported(har(socket({ messages })));
    expect(remarks).to.deep.equal([]);
    expect(entries.map(short)).to.deep.equal(["0 0 open", "30 0 out 1 c3a9", "41 0 in 2 00ff80"]);
    expect(entries[0]?.change).to.deep.include({ url: "wss://device/events?x=1" });
    expect(entries[0]?.change?.request?.text).to.equal(
      "GET /events?x=1 HTTP/1.1\r\nAuthorization: Basic ***\r\n\r\n",
    );
    expect(entries[0]?.change?.answer?.text).to.equal("HTTP/1.1 101 Switching Protocols\r\n\r\n");
  });

  it("playwright: times in milliseconds; others: https: or http: for a socket", () => {
    const messages = [{ type: "receive", time: at + 7, opcode: 1, data: "a" }];
    for (const [url, address] of [
      ["https://device/x", "wss://device/x"],
      ["http://device/x", "ws://device/x"],
    ]) {
      const { entries } = imported(har(socket({ url: url ?? "", messages })));
      expect(entries.map(short)).to.deep.equal(["0 0 open", "7 0 in 1 61"]);
      expect(entries[0]?.change?.url).to.equal(address);
    }
  });

  it("several sockets: one connection each, or the same again when they do not overlap", () => {
    const message = (ms: number): unknown => ({ type: "receive", time: at + ms, opcode: 1, data: "a" });
    const { entries } = imported(
      har(
        socket({ messages: [message(100)] }),
        socket({ started: 50, messages: [message(60)] }),
        socket({ started: 200, messages: [message(210)] }),
        socket({ started: 300, url: "wss://other/", messages: [message(310)] }),
      ),
    );
    expect(entries.map(short)).to.deep.equal([
      ...["0 0 open", "50 1 open", "60 1 in 1 61", "100 0 in 1 61"],
      ...["200 0 open", "210 0 in 1 61", "300 2 open", "310 2 in 1 61"],
    ]);
  });

  it("tells sockets that failed, that have no messages, and files without any", () => {
    const failed = imported(har(socket({ status: 403 }), socket({ status: 0, url: "wss://gone/" })));
    expect(failed.entries.map(short)).to.deep.equal(["0 0 failed", "0 1 failed"]);
    expect(failed.remarks).to.deep.equal([
      "wss://device/events?x=1 did not open: HTTP/1.1 403.",
      "wss://gone/ did not open: no answer.",
    ]);
    expect(imported(har(socket({}))).remarks[0]).to.include("the file holds no message of it");
    const page = { startedDateTime: "2026-01-01T00:00:00Z", request: { url: "https://x/" }, response: {} };
    expect(imported(har(page)).remarks[0]).to.include("a.har holds no WebSocket");
  });

  it("tells an error of the browser, and text that the browser has replaced", () => {
    const messages = [
      { type: "receive", time: at, opcode: 1, data: "caf\ufffd" },
      { type: "error", time: at, opcode: -1, data: "Connection reset" },
    ];
    expect(imported(har(socket({ messages }))).remarks).to.deep.equal([
      "wss://device/events?x=1 reports an error: Connection reset.",
      "wss://device/events?x=1: 1 text messages hold U+FFFD. Browsers write it for bytes that are no UTF-8, and what was sent is not in the file. qaction record keeps it.",
    ]);
  });

  for (const [what, text, place] of [
    ["JSON that ends too early", har(socket({})).slice(0, -30), "a.har:1:"],
    ["another object", "{}", "'log' is no object"],
    ["no entries", '{"log":{}}', "'log.entries' is no list"],
    [
      "no url",
      har({ startedDateTime: "2026-01-01T00:00:00Z", request: {} }),
      "'log.entries[0].request.url' is no text",
    ],
    [
      "a message without a time",
      har(socket({ messages: [{ type: "send", opcode: 1, data: "a" }] })),
      "'log.entries[0]._webSocketMessages[0].time' is no number",
    ],
    [
      "no base64",
      har(socket({ messages: [{ type: "send", time: at, opcode: 2, data: "é" }] })),
      "'log.entries[0]._webSocketMessages[0].data' is no base64",
    ],
    [
      "another opcode",
      har(socket({ messages: [{ type: "send", time: at, opcode: 9, data: "" }] })),
      "'log.entries[0]._webSocketMessages[0].opcode' is neither 1 (text) nor 2 (binary)",
    ],
  ] as const) {
    it(`refuses ${what}, with its place`, () => {
      expect(() => imported(text))
        .to.throw(place)
        .with.property("code", "ERR_RECORDING");
    });
  }
});
