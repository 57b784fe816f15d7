/**
 * A process of its own: receives messages in one of the ways that `route` compares, and says what each round took. It stays open for
 * all rounds, as a connector does, and has its heap for itself: what another way leaves behind is not collected in its time.
 */
import { once } from "node:events";
import { WebSocket } from "ws";
import { Encoding, type ByteStream } from "../../src/encoding/index.ts";
import { Element, savedOnDisk, type ElementOptions, type SLProtocol } from "../../src/index.ts";
import type { DeviceMessage } from "./message.ts";
import { routeProtocol, store } from "./route-connector.ts";
import { processorMs } from "./ratio.ts";

/** Which script or loop: see the head of `route`. */
export type WayName = "a" | "b" | "c";
/**
 * Through an element, through one whose stream log forgets each message with the next, through one that saves a parameter of
 * each message in a file, or by hand.
 */
export type Side =
  "element" | "forgetful element" | "number saved" | "text saved" | "message saved" | "by hand";

const [port = "", count = "", wayName = "", side = "", savedFile = ""] = process.argv.slice(2);

/** The parameter that a side saves: a number, a short text, or the message itself. */
const savedPid: Readonly<Record<string, number>> = {
  "number saved": 21,
  "text saved": 24,
  "message saved": 11,
};

const protocol = routeProtocol(savedPid[side]);

interface Way {
  /** Decodes what the script is given. */
  readonly script: (done: () => void) => (slp: SLProtocol, bytes: ByteStream) => void;
  readonly hand: (data: Buffer) => string;
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

const ways: Readonly<Record<WayName, Way>> = {
  a: {
    script: (done) =>
      function Run(slp) {
        store(slp, JSON.parse(Encoding.UTF8.GetString(slp.GetInputBytes(0) ?? [])) as DeviceMessage);
        done();
      },
    hand: (data) => data.toString(),
  },
  b: {
    script: (done) =>
      function Run(slp, bytes) {
        store(slp, JSON.parse(Encoding.UTF8.GetString(bytes)) as DeviceMessage);
        done();
      },
    hand: boxedAndConverted,
  },
  c: {
    script: (done) =>
      function Run(slp, bytes) {
        store(slp, JSON.parse(Encoding.UTF8.GetString(convert(bytes))) as DeviceMessage);
        done();
      },
    hand: boxedAndConverted,
  },
};

/** Takes the time of a round, which ends with its last message. */
class Stopwatch {
  readonly #count: number;
  #left = 0;
  #start = 0;
  #finished: (time: number) => void = () => undefined;

  constructor(count: number) {
    this.#count = count;
  }

  /** Processor time in ms from the first message to the last. */
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
async function throughElement(stream: NonNullable<ElementOptions["stream"]>): Promise<() => void> {
  const Run = way.script(() => {
    watch.message();
  });
  // A script that does not declare the argument is not given it: the array is never made.
  const script =
    wayName === "a"
      ? (slp: SLProtocol) => Run(slp, [])
      : (slp: SLProtocol, bytes: ByteStream) => Run(slp, bytes);
  const element = new Element(protocol, {
    host: "ws://127.0.0.1",
    port: Number(port),
    stream,
    scripts: { 1: { Run: script } },
    ...(savedPid[side] === undefined ? {} : { savedValues: savedOnDisk(savedFile) }),
  });
  const open = element.when((event) => event.type === "connection" && event.phase === "open");
  await element.start();
  await open;
  let rounds = 0;
  return () => {
    element.slProtocol.SetParameter(7, ++rounds);
  };
}

/** The same by hand: `ws`, decode, parse, a Map. */
async function byHand(): Promise<() => void> {
  const values = new Map<number, unknown>();
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`, { perMessageDeflate: false });
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
  return () => {
    socket.send("G");
  };
}

const way = ways[wayName as WayName];
const watch = new Stopwatch(Number(count));
const ask =
  side === "by hand"
    ? await byHand()
    : await throughElement(side === "forgetful element" ? { entries: 1 } : {});
process.on("message", () => {
  const all = watch.begin();
  ask();
  void all.then((time) => process.send?.(time));
});
// Nobody is left to ask.
process.on("disconnect", () => process.exit());
process.send?.("open");
