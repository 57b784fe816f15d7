/** A device that floods faster than QActions run: reading stops, nothing is lost, order is kept. On real sockets. */
import { expect } from "chai";
import { Element } from "../../src/element/element.ts";
import type { ElementEvent } from "../../src/element/events.ts";
import type { SLProtocol } from "../../src/qaction/slprotocol/slprotocol.ts";
import { TcpDevice } from "../support/connection/tcp-device.ts";
import { connector } from "../support/element/connector.ts";
import { opened } from "../support/element/opened.ts";
import { TestServer } from "../support/element/server.ts";
import { parseProtocol } from "../../src/protocol/load-protocol.ts";

const size = 10_000;
const count = 2000;
const limits = [100_000, 300_000] as const;
/** What a socket may have read in one go before the pause takes effect. */
const oneRead = 1 << 16;

/** Message `index`: its number, then filling. */
const message = (index: number): string => `${String(index)};`.padEnd(size, ".");

/** A script that keeps the numbers of messages, and holds the first one up until it is let go. */
function holding(): { readonly numbers: number[]; readonly go: () => void; readonly Run: object } {
  const numbers: number[] = [];
  let go = (): void => undefined;
  const gate = new Promise<void>((resolve) => (go = resolve));
  const Run = (_protocol: SLProtocol, bytes: ArrayLike<number>): Promise<void> | undefined => {
    numbers.push(parseInt(Buffer.from(Array.from(bytes)).toString("latin1"), 10));
    return numbers.length === 1 ? gate : undefined;
  };
  return { numbers, go, Run };
}

/** Lets the first message go; all of them have to come, in order. */
async function letGo(element: Element, held: ReturnType<typeof holding>): Promise<void> {
  const all = element.when(
    (event) => event.type === "qaction" && event.phase === "finished" && held.numbers.length === count,
    60_000,
  );
  held.go();
  await all;
  expect(held.numbers).to.deep.equal(Array.from({ length: count }, (_, index) => index));
}

const backlog =
  (kind: string) =>
  (event: ElementEvent): boolean =>
    event.type === "log" && event.code === "BACKLOG" && event.kind === kind;

const script = (pid: number): string =>
  `<QAction id="1" name="count" encoding="csharp" triggers="${String(pid)}" inputParameters="${String(pid)}" options="binary"/>`;

const options = { asyncQActions: "allow", backlogLimits: limits, binaryInputs: "bytes" } as const;

describe("back-pressure", () => {
  it("WebSocket: reading stops at the second limit, the rest stays with the device, and everything comes in order", async () => {
    await using server = await TestServer.start();
    const held = holding();
    const protocol = connector({ qactions: script(11) });
    await using element = await opened(protocol, server, {
      options,
      scripts: { 1: { Run: held.Run } },
      // All that is read stays in the stream.
      stream: { bytes: limits[1] + 2 * oneRead },
    });
    const warned = element.when(backlog("warning"));
    const stopped = element.when(backlog("error"));
    for (let index = 0; index < count; index++) server.send(message(index));
    await warned;
    await stopped;
    // One message is being handled; the others that were read wait, and no more than the limit and one read.
    const read = element.stream.find({ direction: "in" }).length;
    expect(held.numbers).to.deep.equal([0]);
    expect(read * size).to.be.within(limits[1], limits[1] + oneRead + 2 * size);
    expect(server.socket.bufferedAmount).to.be.greaterThan(0);
    await letGo(element, held);
    // Each entry that is still kept is linked to its own run, however many waited behind it.
    expect(element.stream.find({ direction: "in", response: 31, qaction: 1 })).to.have.length(
      element.stream.find({ direction: "in" }).length,
    );
    expect(server.socket.bufferedAmount).to.equal(0);
  });

  it("smart-serial: the same for unasked data", async () => {
    await using device = await TcpDevice.start();
    const held = holding();
    const protocol =
      parseProtocol(`<Protocol><Name>A</Name><Version>1.0.0.1</Version><Type>smart-serial</Type>
      <Params><Param id="10"><Name>End</Name><Type>trailer</Type><Interprete><RawType>other</RawType><Type>string</Type><LengthType>fixed</LengthType><Value>!</Value></Interprete></Param>
        <Param id="11"><Name>Data</Name><Type>read</Type><Interprete><RawType>other</RawType><Type>string</Type><LengthType>next param</LengthType></Interprete></Param></Params>
      <Responses><Response id="1"><Name>All</Name><Content><Param>11</Param><Param>10</Param></Content></Response></Responses>
      <Triggers><Trigger id="1"><On id="each">response</On><Time>before</Time><Type>action</Type><Content><Id>1</Id></Content></Trigger></Triggers>
      <Actions><Action id="1"><On>response</On><Type>read</Type></Action></Actions><QActions>${script(11)}</QActions></Protocol>`).protocol;
    await using element = new Element(protocol, {
      ...{ options, host: "localhost", port: device.port, scripts: { 1: { Run: held.Run } } },
    });
    await element.start();
    await device.accepts();
    const stopped = element.when(backlog("error"));
    for (let index = 0; index < count; index++) device.say(`${message(index).slice(0, -1)}!`);
    await stopped;
    expect(held.numbers).to.deep.equal([0]);
    await letGo(element, held);
  });
});
