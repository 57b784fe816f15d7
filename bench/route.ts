/**
 * From the frame to five `SetParameter` calls, against the loop a user would write by hand. Another process sends; both
 * ways receive on a real socket. (a) the script takes `GetInputBytes`; the hand-written loop decodes the Buffer.
 * (b) the script takes the `object[]` argument and hands it to `GetString`, as README does; the other side is the loop of
 * DataMiner's own page (`ConnectionsWebSocketsImplementation`), which makes a byte array of it first.
 * (c) the script converts with the loop of that page, too, as one that is brought over from C# does.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { WebSocket } from "ws";
import { Encoding, type ByteStream } from "../src/encoding/index.ts";
import { Element, parseProtocol, type SLProtocol, type StreamLimits } from "../src/index.ts";
import type { DeviceMessage } from "./support/message.ts";
import { compare, head, processorMs, row, type Comparison } from "./support/ratio.ts";

const param = (id: number, type: string, raw: string): string =>
  `<Param id="${String(id)}"><Name>P${String(id)}</Name><Type>read</Type><Interprete><RawType>${raw}</RawType><Type>${type}</Type>
  <LengthType>next param</LengthType></Interprete></Param>`;
const { protocol } =
  parseProtocol(`<Protocol xmlns="http://www.skyline.be/protocol"><Name>Route</Name><Version>1.0.0.1</Version>
  <Options><Encoding>unicode</Encoding></Options>
  <Connections><Connection id="0" name="Events"><Http><CommunicationOptions><WebSocket>true</WebSocket>
    <MakeCommandByProtocol>true</MakeCommandByProtocol></CommunicationOptions></Http></Connection></Connections>
  <Params>${param(7, "double", "numeric text")}${param(11, "string", "other")}${param(21, "double", "numeric text")}${param(22, "double", "numeric text")}
    ${param(23, "string", "other")}${param(24, "string", "other")}${param(25, "string", "other")}
    <Param id="30"><Name>Go</Name><Type>fixed</Type><Interprete><RawType>other</RawType><Type>string</Type><LengthType>fixed</LengthType><Value>0x47</Value></Interprete></Param></Params>
  <Commands><Command id="1"><Name>go</Name><Content><Param>30</Param></Content></Command></Commands>
  <Responses><Response id="1" options="Connection:0"><Name>any</Name><Content><Param>11</Param></Content></Response></Responses>
  <Pairs><Pair id="1"><Name>go</Name><Content><Command>1</Command></Content></Pair></Pairs>
  <Groups><Group id="1"><Name>go</Name><Content><Pair>1</Pair></Content></Group></Groups>
  <Triggers><Trigger id="1"><On id="each">response</On><Time>before</Time><Type>action</Type><Content><Id>1</Id></Content></Trigger>
    <Trigger id="2"><On id="7">parameter</On><Time>change</Time><Type>action</Type><Content><Id>2</Id></Content></Trigger>
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

/** One way to receive. It stays open for all rounds, as a connector does: what is new has to be compiled anew. */
interface Receiver {
  /** Asks for the messages; processor time in ms from the first to the last. */
  round(): Promise<number>;
  end(): Promise<void> | void;
}

/** Takes the time of a round, which ends with its last message. */
class Stopwatch {
  readonly #count: number;
  #left = 0;
  #start = 0;
  #finished: (time: number) => void = () => undefined;

  constructor(count: number) {
    this.#count = count;
  }

  /** Settles with the last message. */
  begin(): Promise<number> {
    this.#left = this.#count;
    return new Promise((resolve) => (this.#finished = resolve));
  }

  message(): void {
    if (this.#left-- === this.#count) this.#start = processorMs();
    else if (this.#left === 0) this.#finished(processorMs() - this.#start);
  }
}

/** Through an element, with its stream log or another. */
async function throughElement(
  port: number,
  count: number,
  way: Way,
  stream: StreamLimits = {},
): Promise<Receiver> {
  const watch = new Stopwatch(count);
  const Run = way.script(() => {
    watch.message();
  });
  // A script that does not declare the argument is not given it: the array is never made.
  const script = way.name.startsWith("(a)")
    ? (slp: SLProtocol) => Run(slp, [])
    : (slp: SLProtocol, bytes: ByteStream) => Run(slp, bytes);
  const element = new Element(protocol, {
    host: "ws://127.0.0.1",
    port,
    stream,
    scripts: { 1: { Run: script } },
  });
  const open = element.when((event) => event.type === "connection" && event.phase === "open");
  await element.start();
  await open;
  let rounds = 0;
  return {
    round() {
      const all = watch.begin();
      element.slProtocol.SetParameter(7, ++rounds);
      return all;
    },
    end: () => element.stop(),
  };
}

/** The same by hand: `ws`, decode, parse, a Map. */
async function byHand(port: number, count: number, way: Way): Promise<Receiver> {
  const watch = new Stopwatch(count);
  const values = new Map<number, unknown>();
  const socket = new WebSocket(`ws://127.0.0.1:${String(port)}/`, { perMessageDeflate: false });
  await once(socket, "open");
  socket.on("message", (data: Buffer) => {
    const { number, level, source, state, text } = JSON.parse(way.hand(data)) as DeviceMessage;
    values.set(21, number);
    values.set(22, level);
    values.set(23, source);
    values.set(24, state);
    values.set(25, text);
    watch.message();
  });
  return {
    round() {
      const all = watch.begin();
      socket.send("G");
      return all;
    },
    end() {
      socket.terminate();
    },
  };
}

/** Compares two ways of receiving. */
async function compareReceivers(
  ours: Receiver,
  theirs: Receiver,
  rounds: number,
  warmUp: number,
): Promise<Comparison> {
  try {
    return await compare(
      () => ours.round(),
      () => theirs.round(),
      rounds,
      warmUp,
    );
  } finally {
    await ours.end();
    await theirs.end();
  }
}

/** What the stream log takes of a message when nobody listens: against one that forgets each message with the next. */
async function streamCost(port: number, count: number, way: Way, rounds: number): Promise<string> {
  const { ratio } = await compareReceivers(
    await throughElement(port, count, way),
    await throughElement(port, count, way, { entries: 1 }),
    rounds,
    2,
  );
  return `       of that the stream log: ${(100 * (1 - ratio)).toFixed(1)} % (aim under 3)`;
}

/**
 * What is sent, and how. Of short messages each side reads as many together: were they sent as fast as they go, whoever is
 * faster would be ahead of the sender, read more often, and pay for it. The more come together, the less the hand-written loop
 * pays for reading. Code that handles short messages has to be compiled first, and that takes some rounds.
 */
const series = [
  { size: 200, count: 20_000, how: "1", rounds: 9, warmUp: 4 },
  { size: 200, count: 30_000, how: "10", rounds: 15, warmUp: 4 },
  { size: 200, count: 50_000, how: "bulk", rounds: 15, warmUp: 4 },
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
      const comparison = await compareReceivers(
        await throughElement(port, count, way),
        await byHand(port, count, way),
        rounds,
        warmUp,
      );
      console.log(row(`${String(size)} B, ${spoken[how]}: ${way.name}`, comparison, count / 1000, "us"));
      if (way === ways[0] && (how === "bulk" || size === 10_000))
        console.log(await streamCost(port, count, way, 3 * rounds));
    }
    sender.kill();
  }
}

if (process.argv[1] === import.meta.filename) await route();
