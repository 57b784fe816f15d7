/** A process of its own: an element with a viewer, and a page that another process has open or not; says what each round took. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { createViewer, Element, parseProtocol, type SLProtocol } from "../../src/index.ts";
import { processorMs } from "./ratio.ts";

/** Events that one message sets off while somebody listens: stream, trigger, action, parameter, QAction twice, five sets, response. */
const eventsOfMessage = 12;
/** Messages of a round, which takes a second, and how many come together. */
const messages = Math.round(50_000 / eventsOfMessage);
const together = 42;

const param = (id: number, type: string, raw: string): string =>
  `<Param id="${String(id)}"><Name>P${String(id)}</Name><Type>read</Type><Interprete><RawType>${raw}</RawType><Type>${type}</Type>
  <LengthType>next param</LengthType></Interprete></Param>`;
const { protocol } =
  parseProtocol(`<Protocol xmlns="http://www.skyline.be/protocol"><Name>Viewed</Name><Version>1.0.0.1</Version>
  <Options><Encoding>unicode</Encoding></Options>
  <Connections><Connection id="0" name="Events"><Http><CommunicationOptions><WebSocket>true</WebSocket></CommunicationOptions></Http></Connection></Connections>
  <Params>${param(11, "string", "other")}${[21, 22, 23].map((id) => param(id, "double", "numeric text")).join("")}${param(24, "string", "other")}${param(25, "string", "other")}</Params>
  <Responses><Response id="1" options="Connection:0"><Name>any</Name><Content><Param>11</Param></Content></Response></Responses>
  <Triggers><Trigger id="1"><On id="each">response</On><Time>before</Time><Type>action</Type><Content><Id>1</Id></Content></Trigger></Triggers>
  <Actions><Action id="1"><On>response</On><Type>read</Type></Action></Actions>
  <QActions><QAction id="1" name="parse" encoding="csharp" triggers="11" inputParameters="11" options="binary"/></QActions></Protocol>`);

interface DeviceMessage {
  readonly number: number;
  readonly level: number;
  readonly source: string;
}

const element = new Element(protocol, {
  scripts: {
    1: {
      Run: (slp: SLProtocol) => {
        const text = Buffer.from(slp.GetInputBytes(0) ?? []).toString("utf8");
        const { number, level, source } = JSON.parse(text) as DeviceMessage;
        slp.SetParameter(21, number);
        slp.SetParameter(22, level);
        slp.SetParameter(23, number % 7);
        slp.SetParameter(24, source);
        slp.SetParameter(25, text);
      },
    },
  },
});
await element.start();
const viewer = await createViewer(element);
if (process.argv[2] === "page") {
  // The page is another process, as a browser is.
  const file = fileURLToPath(new URL(`./viewer-page${extname(import.meta.url)}`, import.meta.url));
  const page = fork(file, [viewer.url]);
  await once(page, "message");
  process.on("disconnect", () => page.kill());
  process.on("exit", () => page.kill());
}

let number = 0;

/** One message, as the socket of the device would hand it on. */
function message(): Buffer {
  number++;
  return Buffer.from(
    JSON.stringify({
      number,
      level: (number * 37) % 1000,
      source: `Café ${String(number % 50)}`,
      text: "x".repeat(120),
    }),
  );
}

/** A second of messages at a steady pace; gives the processor time. */
async function round(): Promise<number> {
  const begin = processorMs();
  const start = performance.now();
  for (let sent = 0; sent < messages; sent += together) {
    for (let index = 0; index < together; index++) await element.receive(0, message());
    const due = start + (1000 * (sent + together)) / messages;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  }
  return processorMs() - begin;
}

process.on("message", () => {
  void round().then((time) => process.send?.(time));
});
process.on("disconnect", () => process.exit());
process.send?.("open");
