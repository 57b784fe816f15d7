/** An example of `examples/devices`: its device and its connector, run against each other on real sockets. */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { checkConnector } from "../../../src/check/check-connector.ts";
import { createDevice, type Device, type DeviceOptions } from "../../../src/device/device.ts";
import type { DeviceScript } from "../../../src/device/device-script.ts";
import { Element } from "../../../src/element/element.ts";
import type { ElementOptions } from "../../../src/element/element-settings.ts";
import type { ElementEvent } from "../../../src/element/events.ts";
import { loadDeviceFile } from "../../../src/cli/simulate/device-file.ts";
import { loadProtocol } from "../../../src/protocol/load-protocol.ts";
import type { Value } from "../../../src/parameter/value.ts";

const examples = new URL("../../../examples/devices/", import.meta.url);

/** One of the examples. */
export class DeviceExample {
  /** Folders of all examples. */
  static names(): readonly string[] {
    return readdirSync(examples, { withFileTypes: true }).flatMap((one) =>
      one.isDirectory() ? [one.name] : [],
    );
  }

  readonly folder: string;

  /** @param name Its folder. */
  constructor(name: string) {
    this.folder = fileURLToPath(new URL(`${name}/`, examples));
  }

  /** Findings of `qaction check`. */
  async findings(): Promise<readonly string[]> {
    const { findings } = await checkConnector(`${this.folder}protocol.xml`);
    return findings.map(({ ruleId, message, range }) => `${String(range.start.line)} ${ruleId} ${message}`);
  }

  async script(): Promise<DeviceScript> {
    const [script] = await loadDeviceFile(`${this.folder}device.ts`);
    if (script === undefined) throw new Error("the file has no device");
    return script;
  }

  /** Starts the device. A smart-serial connection to 127.0.0.1 would listen: the name is for a device on the same machine. */
  async device(options: DeviceOptions = {}): Promise<Device> {
    return createDevice(await this.script(), { host: "localhost", ...options });
  }

  /** Makes the element; it is not started yet. */
  async element(options: ElementOptions): Promise<Element> {
    const { protocol } = await loadProtocol(`${this.folder}protocol.xml`);
    return new Element(protocol, { scripts: this.folder, ...options });
  }
}

/** Connections of a connector to the faces of a device, in their order. */
export function exampleConnections(device: Device): Record<number, { host: string; port: number }> {
  return Object.fromEntries(
    device.faces.map((face, id) => [id, { host: "localhost", port: device.port(face) }]),
  );
}

/** Resolves when a parameter has a value: now, or when it is set to it. */
export async function holds(element: Element, pid: number, value: Value): Promise<void> {
  if (element.get(pid) === value) return;
  await element.when((event) => event.type === "parameter" && event.pid === pid && event.value === value);
}

/** Resolves when a condition holds: now, or after an event. */
export async function until(element: Element, condition: () => boolean): Promise<void> {
  if (condition()) return;
  await element.when((_event: ElementEvent) => condition());
}
