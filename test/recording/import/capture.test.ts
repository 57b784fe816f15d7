/** Captures: pcap and pcapng, IPv4, IPv6 and VLAN, TCP in any order, WebSocket and HTTP; and everything that is missing. */
import { deflateRawSync, gzipSync, constants } from "node:zlib";
import { expect } from "chai";
import fc from "fast-check";
import { importCapture } from "../../../src/recording/import/capture.ts";
import type { RecordedEntry, RecordingRemark } from "../../../src/recording/recorded-entry.ts";
import {
  ethernet,
  frame,
  ip,
  pcap,
  pcapng,
  TcpTalk,
  type Captured,
  type TcpPacket,
} from "../../support/recording/capture-file.ts";

const at = Date.UTC(2026, 0, 1);
const client = { address: "10.0.0.1", port: 50_000 };
const server = { address: "10.0.0.2", port: 8080 };

interface Imported {
  readonly entries: readonly RecordedEntry[];
  readonly remarks: readonly string[];
}

/** Imports a file, given in one chunk or in pieces. */
async function imported(file: Buffer, piece = file.length): Promise<Imported> {
  const entries: RecordedEntry[] = [];
  const remarks: RecordingRemark[] = [];
  const chunks = async function* (): AsyncGenerator<Uint8Array> {
    for (let start = 0; start < file.length; start += piece) yield file.subarray(start, start + piece);
  };
  for await (const some of importCapture(chunks(), "a.pcap", (remark) => remarks.push(remark)))
    entries.push(...some);
  return { entries, remarks: remarks.map(({ message }) => message) };
}

const captured = (packets: readonly TcpPacket[], form = ethernet): Captured[] =>
  packets.map((packet, index) => ({ at: at + 10 * index, bytes: form(packet) }));

/** Entries in short: `out text`, `in text`, `open`, `closed 1000`. */
const short = (entries: readonly RecordedEntry[]): string[] =>
  entries.map(({ direction, bytes, change, code }) =>
    direction === "state"
      ? [change?.phase, code].filter((part) => part !== undefined).join(" ")
      : `${direction} ${Buffer.from(bytes ?? []).toString("utf8")}`,
  );

const ask = (extra = ""): string =>
  `GET /events HTTP/1.1\r\nHost: device:8080\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nAuthorization: Basic abc=\r\n${extra}\r\n`;
const accept = (extra = ""): string =>
  `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n${extra}\r\n`;

const text = (message: string, masked = false): Buffer => frame(1, Buffer.from(message), { masked });
const close = (code: number, masked = false): Buffer =>
  frame(8, Buffer.from([code >> 8, code & 0xff, ...Buffer.from("bye")]), { masked });

/** A session with a message each way and a close frame of the server. */
const session = (from = client, to = server): TcpTalk =>
  new TcpTalk(from, to)
    .open()
    .says("client", ask())
    .says("server", accept())
    .says("client", text("subscribe é", true))
    .says("server", text("one"))
    .says("server", Buffer.concat([text("two"), text("three")]))
    .says("server", close(1001))
    .says("client", close(1001, true));
const expected = ["open", "out subscribe é", "in one", "in two", "in three", "closed 1001"];

describe("recording/import/capture", () => {
  for (const [what, file] of [
    ["pcap", pcap(captured(session().packets))],
    [
      "pcap of the other byte order, with nanoseconds",
      pcap(captured(session().packets), { little: false, nano: true }),
    ],
    ["pcapng", pcapng(captured(session().packets))],
    ["pcapng with nanoseconds", pcapng(captured(session().packets), { resolution: 9 })],
    ["two VLAN tags", pcap(captured(session().packets, (packet) => ethernet(packet, [7, 12])))],
    ["raw IP", pcap(captured(session().packets, ip), { link: 101 })],
    [
      "IPv6",
      pcap(
        captured(session({ address: "fd00::1", port: 50_000 }, { address: "fd00::2", port: 8080 }).packets),
      ),
    ],
  ] as const) {
    it(`takes a WebSocket out of ${what}, with times, handshake and close code`, async () => {
      for (const piece of [file.length, 1000, 7]) {
        const { entries, remarks } = await imported(file, piece);
        expect(remarks).to.deep.equal([]);
        expect(short(entries)).to.deep.equal(expected);
        expect(entries[0]).to.deep.include({ at: at + 40, connection: 0, place: 5 });
        expect(entries[0]?.change?.url).to.equal("ws://device:8080/events");
        expect(entries[0]?.change?.request?.text).to.include("Authorization: Basic ***");
        expect(entries[5]).to.include({ code: 1001, reason: "bye" });
        expect(entries[1]).to.include({ opcode: 1, at: at + 50 });
      }
    });
  }

  it("packets in any order, repeated, and across the wrap of the sequence numbers, give the same", async () => {
    const { packets } = session();
    const [syn, synAck, ...rest] = packets;
    if (syn === undefined || synAck === undefined) throw new Error("no packets");
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(rest, { minLength: rest.length }),
        fc.subarray(rest),
        async (shuffled, repeated) => {
          const { entries, remarks } = await imported(
            pcap(captured([syn, synAck, ...shuffled, ...repeated])),
          );
          expect(remarks).to.deep.equal([]);
          const one = (direction: string): string[] =>
            short(entries).filter((line) => line.startsWith(direction));
          expect(one("in")).to.deep.equal(["in one", "in two", "in three"]);
          expect(one("out")).to.deep.equal(["out subscribe é"]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("segments that overlap are cut to what is new", async () => {
    const { packets } = session();
    const overlapping = packets.flatMap((packet, index) =>
      index === 6 && packet.data !== undefined
        ? [{ ...packet, data: packet.data.subarray(0, 3) }, packet]
        : [packet],
    );
    expect(short((await imported(pcap(captured(overlapping)))).entries)).to.deep.equal(expected);
  });

  it("before a gap it has every whole message, and says where the gap is", async () => {
    const { packets } = session();
    // The packet with `one` is missing.
    const { entries, remarks } = await imported(pcap(captured(packets.filter((_, index) => index !== 6))));
    // The close frame is that of the client.
    expect(short(entries)).to.deep.equal(["open", "out subscribe é", "closed 1001"]);
    expect(remarks).to.deep.equal([
      "ws://device:8080/events: bytes of the server are missing behind packet 5. What came before is imported, and nothing that the server sent later.",
    ]);
  });

  it("a packet that a snapshot length has cut is a gap, too", async () => {
    const packets = captured(session().packets).map((packet, index) =>
      index === 7 ? { ...packet, kept: packet.bytes.length - 2 } : packet,
    );
    const { entries, remarks } = await imported(pcap(packets));
    expect(short(entries)).to.deep.equal(["open", "out subscribe é", "in one", "in two", "closed 1001"]);
    expect(remarks.join()).to.include("bytes of the server are missing behind packet 8");
  });

  it("without the opening handshake it invents nothing", async () => {
    const { entries, remarks } = await imported(pcap(captured(session().packets.slice(5))));
    expect(entries).to.deep.equal([]);
    expect(remarks[0]).to.include("the capture does not have its beginning");
  });

  it("names TLS, and what is neither HTTP nor a WebSocket", async () => {
    const tls = new TcpTalk(client, server).open().says("client", Buffer.from("16030100a5", "hex"));
    const other = new TcpTalk({ ...client, port: 1 }, server).open().says("server", "220 ready\r\n");
    const { remarks } = await imported(pcap(captured([...tls.packets, ...other.packets])));
    expect(remarks[0]).to.include(
      "The TCP connection 10.0.0.1:50000 to 10.0.0.2:8080: it is encrypted (TLS)",
    );
    expect(remarks[1]).to.include("it is neither HTTP nor a WebSocket");
  });

  it("permessage-deflate, with what came before and without, and fragments", async () => {
    for (const extension of ["permessage-deflate", "permessage-deflate; server_no_context_takeover"]) {
      const messages = ["Zürich ".repeat(20), "Zürich ".repeat(21), "ü"];
      let history = Buffer.alloc(0);
      const talk = new TcpTalk(client, server)
        .open()
        .says("client", ask("Sec-WebSocket-Extensions: permessage-deflate\r\n"))
        .says("server", accept(`Sec-WebSocket-Extensions: ${extension}\r\n`));
      for (const message of messages) {
        const packed = deflateRawSync(Buffer.from(message), {
          finishFlush: constants.Z_SYNC_FLUSH,
          ...(history.length > 0 ? { dictionary: history } : {}),
        }).subarray(0, -4);
        if (!extension.includes("no_context")) history = Buffer.concat([history, Buffer.from(message)]);
        const half = Math.floor(packed.length / 2);
        talk.says(
          "server",
          Buffer.concat([
            frame(1, packed.subarray(0, half), { fin: false, packed: true }),
            frame(9, Buffer.from("ping")),
            frame(0, packed.subarray(half)),
          ]),
        );
      }
      const { entries, remarks } = await imported(pcap(captured(talk.packets)));
      expect(remarks).to.deep.equal([]);
      expect(short(entries)).to.deep.equal(["open", ...messages.map((message) => `in ${message}`)]);
    }
  });

  it("a frame that breaks the protocol ends it, with a remark", async () => {
    const talk = new TcpTalk(client, server)
      .open()
      .says("client", ask())
      .says("server", accept())
      .says("server", Buffer.concat([text("one"), frame(3, Buffer.from("?")), text("two")]));
    const { entries, remarks } = await imported(pcap(captured(talk.packets)));
    expect(short(entries)).to.deep.equal(["open", "in one"]);
    expect(remarks[0]).to.include("a frame has the reserved opcode 3");
  });

  it("HTTP: requests and answers of all framings, unpacked, on one connection of the recording", async () => {
    const body = gzipSync("packed é");
    const talk = new TcpTalk(client, server)
      .open()
      .says("client", "GET /a HTTP/1.1\r\nHost: device\r\nCookie: sid=12\r\n\r\n")
      .says("server", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc")
      .says("client", "POST /b HTTP/1.1\r\nHost: device\r\nContent-Length: 2\r\n\r\nhi")
      .says(
        "server",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nde\r\n",
      )
      .says("server", "1;x\r\nf\r\n0\r\nTrailer: 1\r\n\r\n")
      .says("client", "HEAD /c HTTP/1.1\r\nHost: device\r\n\r\n")
      .says("server", "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n")
      .says("client", "GET /d HTTP/1.1\r\nHost: device\r\n\r\n")
      .says("server", Buffer.concat([Buffer.from("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"), body]))
      .closes("server");
    const { entries, remarks } = await imported(pcap(captured(talk.packets)));
    expect(remarks).to.deep.equal([]);
    expect(short(entries).map((line) => line.replace(/\r\n.*\r\n\r\n/s, " | "))).to.deep.equal([
      "out GET /a HTTP/1.1 | ",
      "in HTTP/1.1 200 OK | abc",
      "out POST /b HTTP/1.1 | hi",
      "in HTTP/1.1 200 OK | def",
      "out HEAD /c HTTP/1.1 | ",
      "in HTTP/1.1 200 OK | ",
      "out GET /d HTTP/1.1 | ",
      "in HTTP/1.1 200 OK | packed é",
    ]);
    expect(short(entries)[0]).to.include("Cookie: sid=***");
  });

  it("a refused handshake is a failed opening", async () => {
    const talk = new TcpTalk(client, server)
      .open()
      .says("client", ask())
      .says("server", "HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
    const { entries } = await imported(pcap(captured(talk.packets)));
    expect(short(entries)).to.deep.equal(["failed"]);
    expect(entries[0]?.change?.answer?.text).to.match(/403 Forbidden.*no$/s);
  });

  it("two sockets at once are two connections; one that is opened again is the same", async () => {
    const first = session();
    const second = session({ ...client, port: 50_001 });
    const third = session({ ...client, port: 50_002 });
    const { entries } = await imported(
      pcap(
        captured([
          ...first.packets.slice(0, 5),
          ...second.packets,
          ...first.packets.slice(5),
          ...third.packets,
        ]),
      ),
    );
    const opened = entries
      .filter(({ change }) => change?.phase === "open")
      .map(({ connection }) => connection);
    expect(opened).to.deep.equal([0, 1, 0]);
  });

  it("a file that ends within a packet, and files that are none", async () => {
    const file = pcap(captured(session().packets));
    const { entries, remarks } = await imported(file.subarray(0, file.length - 5));
    expect(short(entries)).to.deep.equal(expected);
    expect(remarks[0]).to.equal("a.pcap ends within packet 10, which is left out.");
    for (const broken of [Buffer.from("GIF89a"), file.subarray(0, 10)]) {
      let code: unknown;
      try {
        await imported(broken);
      } catch (error) {
        code = error instanceof Error && "code" in error ? error.code : error;
      }
      expect(code).to.equal("ERR_RECORDING");
    }
  });

  it("any bytes in place of a capture give entries or an error with a code, and nothing else", async () => {
    const file = pcap(captured(session().packets));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        async (changes) => {
          const damaged = Buffer.from(file);
          for (const [place, byte] of changes) damaged[place] = byte;
          try {
            await imported(damaged);
          } catch (error) {
            expect(error).to.have.property("code", "ERR_RECORDING");
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
