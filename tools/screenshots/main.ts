/**
 * `npm run screenshots [FOLDER]`: pictures of the viewer, taken of two examples in Chromium, in both themes and widths. Without
 * a folder the pictures of README and docs are written to `docs/images`.
 */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Element, loadProtocol, createViewer, type ElementEvent } from "qaction-kit";
import { EventDevice } from "qaction-kit/testing";
import type { Page } from "playwright-core";
import { TestBrowser } from "../../test/support/viewer/browser.ts";

const [given] = process.argv.slice(2);
const folder = given ?? fileURLToPath(new URL("../../docs/images", import.meta.url));
mkdirSync(folder, { recursive: true });

const sizes = { wide: { width: 1280, height: 800 }, narrow: { width: 390, height: 844 } } as const;

/** Pictures of README and docs; with a folder all are taken. */
const kept: ReadonlySet<string> = new Set([
  "stream-encodings-light-wide",
  "element-table-dark-wide",
  "events-light-wide",
  "encoding-light-wide",
]);

/** Starts an example against a device, until it has heard `count` events. */
async function startExample(
  name: string,
  device: EventDevice,
  elementName: string,
  host: string,
): Promise<Element> {
  const connector = new URL(`../../examples/${name}/`, import.meta.url);
  const { protocol } = await loadProtocol(fileURLToPath(new URL("protocol.xml", connector)));
  const element = new Element(protocol, { host, port: device.port, scripts: connector, name: elementName });
  const heard = element.when((event) => event.type === "stream" && event.entry.direction === "in");
  await element.start();
  await heard;
  return element;
}

/** Pushes events of the device, and waits until the element has worked on them. */
async function push(device: EventDevice, element: Element, count: number): Promise<void> {
  let left = count;
  const done = element.when(
    (event: ElementEvent) => event.type === "qaction" && event.phase === "finished" && --left === 0,
  );
  device.push(count);
  await done;
}

await using device = await EventDevice.start();
await using eventSocket = await EventDevice.start({ path: "/events/ws" });
await using rows = await startExample("table-editor", device, "Sources", "ws://127.0.0.1");
await using events = await startExample(
  "websocket/dynamic-ip-and-handshake",
  eventSocket,
  "Events",
  "ws://127.0.0.1",
);
await using viewer = await createViewer([events, rows]);
await using browser = await TestBrowser.start();

const page = await browser.context.newPage();
page.setDefaultTimeout(20_000);

async function picture(name: string, theme: "light" | "dark", size: keyof typeof sizes): Promise<void> {
  const file = `${name}-${theme}-${size}`;
  if (given === undefined && !kept.has(file)) return;
  await page.screenshot({ path: path.join(folder, `${file}.png`) });
}

/** Opens panes, with an element that has something to show. */
async function open(page: Page, panes: string): Promise<void> {
  await page.goto(`${viewer.url}#${panes}`);
  await page.reload();
  await page.locator(".state .badge").first().waitFor();
}

for (const theme of ["light", "dark"] as const) {
  for (const size of ["wide", "narrow"] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize(sizes[size]);

    await open(page, "0.stream");
    await push(eventSocket, events, 6);
    await page.locator(".row").last().waitFor();
    await picture("stream", theme, size);
    await page.locator(".row").filter({ hasText: "Preis" }).last().click();
    await picture("stream-links", theme, size);
    await page.getByRole("tab", { name: "Encodings" }).click();
    await page.getByText("GetParameter gives").waitFor();
    await picture("stream-encodings", theme, size);
    await page.getByRole("tab", { name: "Hex" }).click();
    await page.locator(".hex").waitFor();
    await picture("stream-hex", theme, size);
    await page.getByRole("tab", { name: "Tree" }).click();
    await picture("stream-tree", theme, size);
    await page.getByRole("tab", { name: "Match" }).click();
    await page.locator(".match").first().waitFor();
    await picture("stream-match", theme, size);
    await page.getByRole("tab", { name: "Set off" }).click();
    await picture("stream-set-off", theme, size);

    await open(page, "0.element");
    await push(eventSocket, events, 2);
    await picture("element", theme, size);
    await page.getByRole("button", { name: "Value of the last event" }).click();
    await push(eventSocket, events, 9);
    await page.waitForTimeout(600);
    await push(eventSocket, events, 3);
    await page.waitForTimeout(600);
    await picture("element-detail", theme, size);

    await open(page, "1.element");
    await push(device, rows, 12);
    await page.locator(".row").nth(3).waitFor();
    await rows.setCell(1104, "Café Zoé", "Büro €", { name: "operator" });
    await page.getByText("Büro €").waitFor();
    await picture("element-table", theme, size);

    await open(page, "1.events");
    await push(device, rows, 2);
    await rows.setCell(1104, "日本語", "Label", { name: "operator" });
    await page.locator(".events li").first().waitFor();
    await picture("events", theme, size);

    await open(page, "0.encoding");
    await page.getByRole("textbox").fill("7b 22 73 22 3a 22 5a c3 bc 72 69 63 68 22 7d");
    await page.getByRole("button", { name: "Decode" }).click();
    await page.locator(".verdict").waitFor();
    await picture("encoding", theme, size);
    await page.getByRole("textbox").fill("ZÃ¼rich, 5 â‚¬");
    await page.getByRole("button", { name: "Decode" }).click();
    await page.locator(".damage").waitFor();
    await picture("encoding-text", theme, size);

    await open(page, "1.log");
    await rows.setCell(1105, "Café Zoé", "reset", { name: "operator" });
    await page.locator(".log-line").first().waitFor();
    await picture("log", theme, size);
    await open(page, "0.stream+1.element");
    await push(eventSocket, events, 2);
    await page.waitForTimeout(400);
    await picture("panes", theme, size);
  }
}
