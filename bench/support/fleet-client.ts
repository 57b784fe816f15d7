/** A process of its own: many clients of one server, elements or bare `ws`, and what they cost. */
import { WebSocket } from "ws";
import { Element, parseProtocol, type SLProtocol } from "../../src/index.ts";

/** What the parent hears. */
export interface FleetReport {
  /** Bytes that the process holds for one client more, after a collection: heap, sockets, everything. */
  readonly bytes: number;
  /** Bytes of these on the heap. */
  readonly heapBytes: number;
  /** ms until all sockets were open. */
  readonly startMs: number;
  /** Processor ms a second while nothing happens. */
  readonly idleMs: number;
}

/** What has been received so far. */
export interface FleetCount {
  readonly received: number;
  readonly disorder: number;
  /** Processor time of the process so far, ms. */
  readonly cpuMs: number;
}

const [kind = "", port = "", count = ""] = process.argv.slice(2);
const { protocol } =
  parseProtocol(`<Protocol xmlns="http://www.skyline.be/protocol"><Name>Fleet</Name><Version>1.0.0.1</Version>
  <Options><Encoding>unicode</Encoding></Options>
  <Connections><Connection id="0" name="Events"><Http><CommunicationOptions><WebSocket>true</WebSocket>
    <NotifyConnectionPIDs><Connections>7</Connections></NotifyConnectionPIDs><MakeCommandByProtocol>true</MakeCommandByProtocol></CommunicationOptions></Http></Connection></Connections>
  <Params><Param id="7"><Name>Status</Name><Type>read</Type><Interprete><RawType>numeric text</RawType><Type>double</Type><LengthType>next param</LengthType></Interprete></Param>
    <Param id="11"><Name>Message</Name><Type>read</Type><Interprete><RawType>other</RawType><Type>string</Type><LengthType>next param</LengthType></Interprete></Param>
    <Param id="21"><Name>Number</Name><Type>read</Type><Interprete><RawType>numeric text</RawType><Type>double</Type><LengthType>next param</LengthType></Interprete></Param></Params>
  <Responses><Response id="1" options="Connection:0"><Name>any</Name><Content><Param>11</Param></Content></Response></Responses>
  <Triggers><Trigger id="1"><On id="each">response</On><Time>before</Time><Type>action</Type><Content><Id>1</Id></Content></Trigger></Triggers>
  <Actions><Action id="1"><On>response</On><Type>read</Type></Action></Actions>
  <QActions><QAction id="1" name="take" encoding="csharp" triggers="11" inputParameters="11" options="binary"/></QActions></Protocol>`);

let received = 0;
let disorder = 0;
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const memory = async (): Promise<NodeJS.MemoryUsage> => {
  for (let turn = 0; turn < 4; turn++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return process.memoryUsage();
};

/** Takes the number of a message: the next one, or it counts as disorder. */
function taker(): (number: number) => void {
  let next = 0;
  return (number) => {
    received++;
    if (number !== next) disorder++;
    next = number + 1;
  };
}

async function element(): Promise<Element> {
  const take = taker();
  const Run = (slp: SLProtocol): void => {
    const { number } = JSON.parse(Buffer.from(slp.GetInputBytes(0) ?? []).toString()) as { number: number };
    slp.SetParameter(21, number);
    take(number);
  };
  const made = new Element(protocol, { host: "ws://127.0.0.1", port: Number(port), scripts: { 1: { Run } } });
  let opened: () => void = () => undefined;
  const open = new Promise<void>((resolve) => (opened = resolve));
  const end = made.subscribe((event) => {
    if (event.type === "connection" && event.phase === "open") opened();
  });
  await made.start();
  await open;
  end();
  return made;
}

function bare(): Promise<{ stop(): unknown }> {
  const take = taker();
  const values = new Map<number, unknown>();
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/`, { perMessageDeflate: false });
    socket.on("message", (data: Buffer) => {
      const { number } = JSON.parse(data.toString()) as { number: number };
      values.set(21, number);
      take(number);
    });
    const gone = new Promise<void>((left) => {
      socket.on("close", () => {
        left();
      });
    });
    socket.on("open", () => {
      resolve({
        stop: () => {
          socket.close(1000);
          return gone;
        },
      });
    });
  });
}

const make = kind === "element" ? element : bare;
const clients: { stop(): unknown }[] = [];
async function grow(to: number): Promise<void> {
  while (clients.length < to) {
    const batch = Array.from({ length: Math.min(50, to - clients.length) }, make);
    clients.push(...(await Promise.all(batch)));
  }
}

const wanted = Number(count);
const began = performance.now();
await grow(wanted);
const startMs = performance.now() - began;
// Compiled code, and room that the heap keeps, are there by now: what three times as many take on top is the clients' own.
const before = await memory();
await grow(4 * wanted);
const after = await memory();
const bytes = (after.rss - before.rss) / (3 * wanted);
const heapBytes = (after.heapUsed - before.heapUsed) / (3 * wanted);
await Promise.all(clients.splice(wanted).map((client) => client.stop()));
const idleFrom = cpuMs();
await new Promise((resolve) => setTimeout(resolve, 2000));
const report: FleetReport = { bytes, heapBytes, startMs, idleMs: (cpuMs() - idleFrom) / 2 };
process.send?.(report);
process.on("message", () => {
  const now: FleetCount = { received, disorder, cpuMs: cpuMs() };
  process.send?.(now);
});
process.on("disconnect", () => process.exit());
