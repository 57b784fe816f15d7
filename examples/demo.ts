/**
 * `npm start`: the problem this kit exists for, and its cure, on a real WebSocket.
 *
 * A small device speaks UTF-8; a connector of a Unicode protocol stores what it hears. Read with `GetParameter` the
 * text is damaged, read through the binary input it is right. Then the device closes the socket, and the connector
 * shows what DataMiner does: status 0, timeout, commands that go nowhere, and the way back by the dynamic address.
 * `npm start -- --keep` stays until Ctrl+C.
 */
import { fileURLToPath } from "node:url";
import { Element, loadProtocol, type ElementEvent } from "qaction-kit";
import { EventDevice } from "qaction-kit/testing";
import { coloured, paint } from "../src/cli/paint.ts";
import { humanLine, valueText } from "../src/cli/run/human-lines.ts";

const connector = new URL("./websocket/dynamic-ip-and-handshake/", import.meta.url);
const shown: ReadonlySet<ElementEvent["type"]> = new Set([
  "state",
  "connection",
  "stream",
  "parameter",
  "log",
]);
const pids = { address: 1, asRead: 20, decoded: 21, count: 24 };
const keep = process.argv.includes("--keep");
const colours = coloured();

function say(text: string): void {
  console.log(`\n${paint("bold", `=== ${text}`, colours)}`);
}

/** The text that the element stores, beside the text that the device meant. */
function compare(element: Element): void {
  say("The same message, read in two ways");
  const gives = (pid: number): string => valueText(element.get(pid) ?? null);
  console.log(`  GetParameter gives      ${paint("red", gives(pids.asRead), colours)}`);
  console.log(`  the binary input gives  ${paint("green", gives(pids.decoded), colours)}`);
}

/** Resolves when the device's next events have been decoded. */
async function pushEvents(device: EventDevice, element: Element, count: number): Promise<void> {
  const before = Number(element.get(pids.count));
  const decoded = element.when(
    (event) => event.type === "parameter" && event.pid === pids.count && event.value === before + count,
  );
  device.push(count);
  await decoded;
}

const device = await EventDevice.start({ path: "/events/ws" });
const { protocol } = await loadProtocol(fileURLToPath(new URL("protocol.xml", connector)));
const element = new Element(protocol, { host: "ws://127.0.0.1", port: device.port, scripts: connector });
element.subscribe((event) => {
  if (shown.has(event.type)) console.log(humanLine(event, colours));
});

say(`A device speaks UTF-8 at ${device.url}; the connector (set-up 4, Unicode) starts`);
const snapshot = element.when((event) => event.type === "parameter" && event.pid === pids.count);
await element.start();
await snapshot;
await pushEvents(device, element, 3);
compare(element);

say(
  "The device closes the socket: status 0, and after the element's timeout time (2 s) the element is in timeout",
);
const inTimeout = element.when((event) => event.type === "state" && event.timeout);
const notSent = element.when((event) => event.type === "stream" && event.entry.note === "not sent");
device.closeAll(1001, "maintenance");
await inTimeout;
await notSent;
console.log("  The heartbeat shows in the stream, but nothing was sent, and nothing reconnects by itself.");

say("The dynamic address is set again: the socket opens, the connector subscribes, everything runs");
const subscribed = element.when((event) => event.type === "parameter" && event.pid === pids.count);
await element.set(pids.address, device.url, { name: "operator" });
await subscribed;
await pushEvents(device, element, 2);
compare(element);

if (keep) {
  const told = new Promise<void>((resolve) => process.once("SIGINT", () => resolve()));
  const pushing = setInterval(() => device.push(1), 2000);
  say("It keeps running; Ctrl+C ends it");
  await told;
  clearInterval(pushing);
}
say("The element stops: close code 1000");
await element.stop();
await device.stop();
