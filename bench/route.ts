/**
 * From the frame to five `SetParameter` calls, against the loop a user would write by hand. Another process sends; both
 * ways receive on a real socket. (a) the script takes `GetInputBytes`; the hand-written loop decodes the Buffer.
 * (b) the script takes the `object[]` argument and hands it to `GetString`, as README does; the other side is the loop of
 * DataMiner's own page (`ConnectionsWebSocketsImplementation`), which makes a byte array of it first.
 * (c) the script converts with the loop of that page, too, as one that is brought over from C# does.
 */
import { fork } from "node:child_process";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { WebSocket } from "ws";
import { ReceivedEntry } from "../src/connection/received-entry.ts";
import { Encoding, type ByteStream } from "../src/encoding/index.ts";
import { Element, parseProtocol, StreamLog, type SLProtocol } from "../src/index.ts";
import type { DeviceMessage } from "./support/message.ts";
import { compare, head, processorMs, row } from "./support/ratio.ts";

const param = (id: number, type: string, raw: string): string =>
  `<Param id="${String(id)}"><Name>P${String(id)}</Name><Type>read</Type><Interprete><RawType>${raw}</RawType><Type>${type}</Type>
  <LengthType>next param</LengthType></Interprete></Param>`;
const { protocol } =
  parseProtocol(`<Protocol xmlns="http://www.skyline.be/protocol"><Name>Route</Name><Version>1.0.0.1</Version>
  <Options><Encoding>unicode</Encoding></Options>
  <Connections><Connection id="0" name="Events"><Http><CommunicationOptions><WebSocket>true</WebSocket>
    <NotifyConnectionPIDs><Connections>7</Connections></NotifyConnectionPIDs><MakeCommandByProtocol>true</MakeCommandByProtocol></CommunicationOptions></Http></Connection></Connections>
  <Params>${param(7, "double", "numeric text")}${param(11, "string", "other")}${param(21, "double", "numeric text")}${param(22, "double", "numeric text")}
    ${param(23, "string", "other")}${param(24, "string", "other")}${param(25, "string", "other")}
    <Param id="30"><Name>Go</Name><Type>fixed</Type><Interprete><RawType>other</RawType><Type>string</Type><LengthType>fixed</LengthType><Value>0x47</Value></Interprete></Param></Params>
  <Commands><Command id="1"><Name>go</Name><Content><Param>30</Param></Content></Command></Commands>
  <Responses><Response id="1" options="Connection:0"><Name>any</Name><Content><Param>11</Param></Content></Response></Responses>
  <Pairs><Pair id="1"><Name>go</Name><Content><Command>1</Command></Content></Pair></Pairs>
  <Groups><Group id="1"><Name>go</Name><Content><Pair>1</Pair></Content></Group></Groups>
  <Triggers><Trigger id="1"><On id="each">response</On><Time>before</Time><Type>action</Type><Content><Id>1</Id></Content></Trigger>
    <Trigger id="2"><On id="7">parameter</On><Time>change</Time><Condition>id:7 == 1</Condition><Type>action</Type><Content><Id>2</Id></Content></Trigger>
    <Trigger id="3"><On id="each">command</On><Time>before</Time><Type>action</Type><Content><Id>3</Id></Content></Trigger></Triggers>
  <Actions><Action id="1"><On>response</On><Type>read</Type></Action><Action id="2"><On id="1">group</On><Type>execute</Type></Action>
    <Action id="3"><On>command</On><Type>make</Type></Action></Actions>
  <QActions><QAction id="1" name="parse" encoding="csharp" triggers="11" inputParameters="11" options="binary"/></QActions></Protocol>`);

interface Way {
  readonly name: string;
  /** Decodes what the script is given. */
  readonly script: (done: () => void) => (slp: SLProtocol, bytes: ByteStream) => void;
  readonly hand: (data: Buffer) => string;
}

function store(slp: SLProtocol, { number, level, source, state, text }: DeviceMessage): void {
  slp.SetParameter(21, number);
  slp.SetParameter(22, level);
  slp.SetParameter(23, source);
  slp.SetParameter(24, state);
  slp.SetParameter(25, text);
}

/** The conversion of the documentation's sample: an array of bytes, copied one by one, then decoded. */
function convert(stream: ByteStream): Uint8Array {
  const response = new Uint8Array(stream.length);
  for (let i = 0; i < response.length; i++) response[i] = stream[i] ?? 0;
  return response;
}

/** The bytes as the array that a QAction is given, and the page's loop over it. */
function boxedAndConverted(data: Buffer): string {
  const boxed: number[] = [];
  for (const byte of data) boxed.push(byte);
  return Buffer.from(convert(boxed).buffer).toString();
}

const ways: readonly Way[] = [
  {
    name: "(a) GetInputBytes",
    script: (done) =>
      function Run(slp) {
        store(slp, JSON.parse(Encoding.UTF8.GetString(slp.GetInputBytes(0) ?? [])) as DeviceMessage);
        done();
      },
    hand: (data) => data.toString(),
  },
  {
    name: "(b) object[], GetString",
    script: (done) =>
      function Run(slp, bytes) {
        store(slp, JSON.parse(Encoding.UTF8.GetString(bytes)) as DeviceMessage);
        done();
      },
    hand: boxedAndConverted,
  },
  {
    name: "(c) object[], page's loop",
    script: (done) =>
      function Run(slp, bytes) {
        store(slp, JSON.parse(Encoding.UTF8.GetString(convert(bytes))) as DeviceMessage);
        done();
      },
    hand: boxedAndConverted,
  },
];

/** Processor time in ms from the first message to the last, through an element. */
async function throughElement(port: number, count: number, way: Way): Promise<number> {
  let left = count;
  let start = 0;
  let finished: () => void = () => undefined;
  const all = new Promise<void>((resolve) => (finished = resolve));
  const Run = way.script(() => {
    if (left-- === count) start = processorMs();
    else if (left === 0) finished();
  });
  // A script that does not declare the argument is not given it: the array is never made.
  const script = way.name.startsWith("(a)")
    ? (slp: SLProtocol) => Run(slp, [])
    : (slp: SLProtocol, bytes: ByteStream) => Run(slp, bytes);
  const element = new Element(protocol, {
    host: "ws://127.0.0.1",
    port,
    scripts: { 1: { Run: script } },
  });
  await element.start();
  await all;
  const time = processorMs() - start;
  await element.stop();
  return time;
}

/** The same by hand: `ws`, decode, parse, a Map. */
async function byHand(port: number, count: number, way: Way): Promise<number> {
  const values = new Map<number, unknown>();
  let start = 0;
  const socket = new WebSocket(`ws://127.0.0.1:${String(port)}/`, { perMessageDeflate: false });
  await new Promise<void>((resolve) => {
    let left = count;
    socket.on("open", () => socket.send("G"));
    socket.on("message", (data: Buffer) => {
      const { number, level, source, state, text } = JSON.parse(way.hand(data)) as DeviceMessage;
      values.set(21, number);
      values.set(22, level);
      values.set(23, source);
      values.set(24, state);
      values.set(25, text);
      if (left-- === count) start = processorMs();
      else if (left === 0) resolve();
    });
  });
  const time = processorMs() - start;
  socket.terminate();
  return time;
}

/** What the stream log takes of a message when nobody listens, ns of processor time: its entry, and what is linked to it. */
function streamCost(): number {
  const count = 1_000_000;
  const bytes = Buffer.alloc(200);
  const params = [11];
  const entry = (at: number): ReceivedEntry => new ReceivedEntry(at, 0, bytes, 1);
  const [log, kept] = [new StreamLog(), new Array<object>(1000)];
  const times = { ours: Infinity, theirs: Infinity };
  for (let round = 0; round < 5; round++) {
    const began = processorMs();
    for (let at = 0; at < count; at++) {
      const number = log.add(entry(at));
      log.match(number, { response: 1, params });
      log.ran(number, 1);
      log.done(number, at);
    }
    const between = processorMs();
    for (let at = 0; at < count; at++) kept[at % 1000] = entry(at);
    times.ours = Math.min(times.ours, between - began);
    times.theirs = Math.min(times.theirs, processorMs() - between);
  }
  return ((times.ours - times.theirs) / count) * 1e6;
}

/**
 * What is sent, and how. Of short messages each side reads as many together: were they sent as fast as they go, whoever is
 * faster would be ahead of the sender, read more often, and pay for it. The more come together, the less the hand-written loop
 * pays for reading. Code that handles short messages has to be compiled first, and that takes some rounds.
 */
const series = [
  { size: 200, count: 20_000, how: "1", rounds: 7, warmUp: 4 },
  { size: 200, count: 30_000, how: "10", rounds: 7, warmUp: 4 },
  { size: 200, count: 50_000, how: "bulk", rounds: 7, warmUp: 4 },
  { size: 10_000, count: 10_000, how: "stream", rounds: 7, warmUp: 1 },
  { size: 1_000_000, count: 150, how: "stream", rounds: 7, warmUp: 1 },
] as const;

/** Each way of sending in the table. */
const spoken = { 1: "one", 10: "ten", bulk: "bulk", stream: "stream" } as const;

/** Prints the table. */
export async function route(): Promise<void> {
  console.log(head("route: frame to five sets, processor time per message"));
  for (const { size, count, how, rounds, warmUp } of series) {
    const sender = fork(
      fileURLToPath(new URL(`./support/sender${extname(import.meta.url)}`, import.meta.url)),
      [String(size), String(count), how],
    );
    const port = await new Promise<number>((resolve) =>
      sender.once("message", (said) => resolve(Number(said))),
    );
    for (const way of ways) {
      const comparison = await compare(
        () => throughElement(port, count, way),
        () => byHand(port, count, way),
        rounds,
        warmUp,
      );
      console.log(row(`${String(size)} B, ${spoken[how]}: ${way.name}`, comparison, count));
      if (how === "bulk" && way === ways[0]) {
        const [cost, message] = [streamCost(), (comparison.ours / count) * 1e6];
        const part = ((100 * cost) / message).toFixed(1);
        console.log(`       of that the stream log: ${cost.toFixed(0)} ns, ${part} % (aim under 3)`);
      }
    }
    sender.kill();
  }
}

if (process.argv[1] === import.meta.filename) await route();
