/** The devices of `qaction simulate`: started, asked by lines, loaded again when their script changes, stopped. */
import { QActionKitError } from "../../base/errors.ts";
import { checkScript } from "../../device/check-script.ts";
import { createDevice, type Device, type DeviceOptions } from "../../device/device.ts";
import type { DeviceEvent } from "../../device/device-events.ts";
import type { DeviceScript } from "../../device/device-script.ts";
import { describeFailure } from "../exit.ts";
import { loadDeviceFile } from "./device-file.ts";
import { DeviceRequestMistake, performLine } from "./device-requests.ts";

/** What a simulation tells. */
export interface SimulationReports {
  line(text: string): void;
  complain(text: string): void;
  /** Missing: events are not made. */
  readonly event?: (event: DeviceEvent) => void;
}

/** Devices of one file. */
export class Simulation {
  readonly #file: string;
  readonly #options: DeviceOptions;
  readonly #reports: SimulationReports;
  #devices: Device[] = [];

  constructor(file: string, options: DeviceOptions, reports: SimulationReports) {
    this.#file = file;
    this.#options = {
      ...options,
      failed: (error) => {
        reports.complain(`A function of the device threw. ${describeFailure(error).message}`);
      },
    };
    this.#reports = reports;
  }

  get devices(): readonly Device[] {
    return this.#devices;
  }

  /** Loads the file and starts its devices, each on ports of its own. @throws what cannot be loaded or started */
  async start(): Promise<void> {
    await this.#begin(await loadDeviceFile(this.#file));
  }

  async #begin(scripts: readonly DeviceScript[]): Promise<void> {
    let { port = 0 } = this.#options;
    for (const script of scripts) {
      const device = await createDevice(script, { ...this.#options, port });
      this.#devices.push(device);
      if (this.#reports.event !== undefined) device.subscribe(this.#reports.event);
      for (const face of device.faces) this.#reports.line(`${device.name}/${face} ${device.url(face)}`);
      const given = device.faces.filter((face) => script.faces[face]?.port === undefined);
      if (port !== 0) port += new Set(given.map((face) => device.port(face))).size;
    }
  }

  /** Does what a line asks. */
  answer(text: string): void {
    try {
      for (const line of performLine(this.#devices, text)) this.#reports.line(line);
    } catch (error) {
      if (!(error instanceof DeviceRequestMistake) && !(error instanceof QActionKitError)) throw error;
      this.#reports.line(error.message);
    }
  }

  /** The script has changed. One that cannot be used leaves the devices as they are. */
  async reload(): Promise<void> {
    let scripts: readonly DeviceScript[];
    try {
      scripts = await loadDeviceFile(this.#file);
      for (const script of scripts) checkScript(script);
    } catch (error) {
      this.#reports.complain(`The devices stay as they were. ${describeFailure(error).message}`);
      return;
    }
    if (scripts.length === this.#devices.length)
      for (const [at, script] of scripts.entries()) await this.#devices[at]?.load(script);
    else {
      await this.stop();
      await this.#begin(scripts);
    }
    this.#reports.complain(`${this.#file} was loaded again.`);
  }

  async stop(): Promise<void> {
    const devices = this.#devices.splice(0);
    await Promise.all(devices.map((device) => device.stop()));
  }
}
