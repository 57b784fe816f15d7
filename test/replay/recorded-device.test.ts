/** A recording that plays the device: by order, loose, with secrets of any value, over WebSocket and HTTP. */
import { once } from "node:events";
import path from "node:path";
import { expect } from "chai";
import { WebSocket } from "ws";
import type { RecordedEntry } from "../../src/recording/recorded-entry.ts";
import { DevicePart } from "../../src/replay/device-part.ts";
import { matches, nearest } from "../../src/replay/command-match.ts";
import { RecordedDevice, type RecordedDeviceOptions } from "../../src/replay/recorded-device.ts";
import { open, recorded, start, text } from "../support/recording/entries.ts";
import { inFolder } from "../support/temporary.ts";

const session = [
  open(0, "ws://device/events"),
  text("in", 10, "hello"),
  text("out", 20, "get a"),
  text("in", 30, "a is 1"),
  text("out", 40, "get b"),
  text("in", 50, "b is 2"),
  text("in", 60, "news"),
  text("out", 70, "get a"),
  text("in", 80, "a is 3"),
];

async function playing(
  entries: readonly RecordedEntry[],
  options: RecordedDeviceOptions,
  work: (device: RecordedDevice) => Promise<void>,
): Promise<void> {
  await inFolder(async (folder) => {
    await using device = await RecordedDevice.start(
      await recorded(path.join(folder, "a.jsonl"), entries),
      options,
    );
    await work(device);
  });
}

/** A client that collects what it hears. */
async function client(url: string): Promise<{
  readonly socket: WebSocket;
  readonly hears: (count: number) => Promise<readonly string[]>;
}> {
  const heard: string[] = [];
  const socket = new WebSocket(url);
  let look = (): void => undefined;
  socket.on("message", (data: Buffer) => {
    heard.push(data.toString("utf8"));
    look();
  });
  await once(socket, "open");
  return {
    socket,
    hears: (count) =>
      new Promise((resolve) => {
        look = () => {
          if (heard.length >= count) resolve(heard);
        };
        look();
      }),
  };
}

describe("replay/recorded-device", () => {
  it("by order: says what it said, command by command", async () => {
    await playing(session, {}, async (device) => {
      expect(device.url).to.match(/^ws:.*\/events$/);
      const { socket, hears } = await client(device.url);
      await hears(1);
      for (const command of ["get a", "get b", "get a"]) socket.send(command);
      expect(await hears(5)).to.deep.equal(["hello", "a is 1", "b is 2", "news", "a is 3"]);
      expect(device.unmatched).to.deep.equal([]);
      socket.terminate();
    });
  });

  it("by order: another command is reported with the one that is expected", async () => {
    const told: string[] = [];
    await playing(session, { unmatched: (message) => told.push(message) }, async (device) => {
      const { socket, hears } = await client(device.url);
      socket.send("get b");
      socket.send("get a");
      await hears(2);
      expect(told).to.deep.equal([
        'The recording does not answer "get b" here. Expected is line 4: "get a".',
      ]);
      socket.terminate();
    });
  });

  it("loose: each command wherever it stands, the last answer again, and the nearest command for others", async () => {
    await playing(session, { mode: "loose" }, async (device) => {
      const { socket, hears } = await client(device.url);
      for (const command of ["get b", "get a", "get a", "get c"]) socket.send(command);
      expect(await hears(5)).to.deep.equal(["hello", "b is 2", "news", "a is 3", "a is 3"]);
      await new Promise((resolve) => setImmediate(resolve));
      socket.terminate();
      await once(socket, "close");
      expect(device.unmatched[0]).to.include('does not answer "get c". Nearest is line');
    });
  });

  it("answers HTTP by method and target, each request in turn", async () => {
    const http = (direction: "in" | "out", message: string): RecordedEntry => ({
      ...{ at: start, connection: 1, direction, bytes: Buffer.from(message) },
    });
    const entries = [
      http("out", "GET /a HTTP/1.1\r\n\r\n"),
      http("in", "HTTP/1.1 200 OK\r\nX-Tag: 1\r\nContent-Length: 5\r\n\r\none"),
      http("out", "GET /a HTTP/1.1\r\n\r\n"),
      http("in", "HTTP/1.1 404 Gone\r\n\r\ntwo"),
    ];
    await playing(entries, {}, async (device) => {
      const ask = async (target: string): Promise<readonly unknown[]> => {
        const answer = await fetch(`http://127.0.0.1:${String(device.port)}${target}`);
        return [answer.status, answer.headers.get("x-tag"), await answer.text()];
      };
      expect(await ask("/a")).to.deep.equal([200, "1", "one"]);
      expect(await ask("/a")).to.deep.equal([404, null, "two"]);
      expect((await ask("/b"))[0]).to.equal(404);
      expect(device.unmatched).to.deep.equal(["The recording does not answer GET /b. It has: GET /a."]);
    });
  });

  it("a secret matches with any value, and everything around it has to be the same", () => {
    const bytes = Buffer.from("login *** now ***");
    const command = {
      bytes,
      masked: [
        [6, 3, 10],
        [14, 3, 4],
      ] as const,
    };
    for (const [sent, fits] of [
      ["login secret now 1", true],
      ["login  now ", true],
      ["login secret then 1", false],
      ["logon secret now 1", false],
      ["login now", false],
    ] as const)
      expect(matches(command, Buffer.from(sent)), sent).to.equal(fits);
    expect(matches({ bytes }, bytes)).to.equal(true);
    expect(
      nearest([{ bytes: Buffer.from("abc") }, { bytes: Buffer.from("get x") }], Buffer.from("get y"))?.bytes,
    ).to.deep.equal(Buffer.from("get x"));
  });

  it("tells the time between messages, for who wants to keep it", () => {
    const part = new DevicePart(session, "order");
    expect(part.greeting.map(({ afterMs }) => afterMs)).to.deep.equal([0]);
    const answer = part.answer(Buffer.from("get a"));
    expect("messages" in answer && answer.messages.map(({ afterMs }) => afterMs)).to.deep.equal([10]);
  });
});
