/** The example connector of the event device with other QActions, and what it shows of the events of a real device. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Element } from "../../../src/element/element.ts";
import type { ElementOptions } from "../../../src/element/element-settings.ts";
import { loadProtocol } from "../../../src/protocol/load-protocol.ts";
import { EventDevice, eventSources } from "../../../src/testing/event-device.ts";
import { sets } from "../element/opened.ts";

const example = new URL("../../../examples/websocket/plain/protocol.xml", import.meta.url);

/** Parameters of the example. */
const [status, source, eventCount] = [7, 22, 24];

/** The protocol of the example, byte order mark included, with these QActions in place of its own. */
export function eventProtocol(qactions: string): string {
  return readFileSync(example, "utf8").replace(
    /<QActions>[\s\S]*<\/QActions>/,
    `<QActions>\n    ${qactions}\n  </QActions>`,
  );
}

/**
 * Runs the connector of a folder against the event device until it has counted an event of each source.
 * @returns what it showed as the source of each
 */
export async function shownSources(
  folder: string,
  options: ElementOptions = {},
): Promise<readonly unknown[]> {
  await using device = await EventDevice.start();
  const { protocol } = await loadProtocol(path.join(folder, "protocol.xml"));
  await using element = new Element(protocol, {
    host: "ws://127.0.0.1",
    port: device.port,
    scripts: folder,
    ...options,
  });
  const shown: unknown[] = [];
  const [open, first] = [element.when(sets(status, 1)), element.when(sets(eventCount, 1))];
  await element.start();
  await open;
  await first;
  shown.push(element.get(source));
  for (let count = 2; count <= eventSources.length; count++) {
    const next = element.when(sets(eventCount, count));
    device.push();
    await next;
    shown.push(element.get(source));
  }
  return shown;
}

/** Writes what fixing gave. */
export function writeFixed(
  files: readonly { readonly file: string; readonly after: { readonly bytes: Uint8Array } }[],
): void {
  for (const { file, after } of files) writeFileSync(file, after.bytes);
}
