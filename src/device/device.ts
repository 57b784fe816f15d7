/** A device that listens on real sockets: its faces, its state, its faults. */
import { systemClock, type Clock, type Timer } from "../base/clock.ts";
import { QActionKitError } from "../base/errors.ts";
import { Listeners, warnOfProcess } from "../base/listeners.ts";
import { nearestName } from "../base/known-names.ts";
import { checkOptionKeys, type OptionKeys } from "../base/option-keys.ts";
import { anyNumber, anyText, functionOf, objectOf } from "../base/value-kinds.ts";
import type { DeviceEvent, LineEvent } from "./device-events.ts";
import type { DeviceLine } from "./device-line.ts";
import { checkScript } from "./check-script.ts";
import type { Content, DeviceScript, PushOptions, PushScript } from "./device-script.ts";
import { DeviceState } from "./device-state.ts";
import { Face, type FaceHost } from "./face.ts";
import { faceKind, type FaceKind } from "./face-kinds.ts";
import { Faults, type FaultSettings } from "./faults.ts";
import type { DeviceCertificate, DeviceListener, ListenAddress } from "./listener.ts";
import { TcpListener } from "./tcp-listener.ts";
import { UdpListener } from "./udp-listener.ts";
import { WebListener } from "./web-listener.ts";

/** Options of {@link createDevice}. */
export interface DeviceOptions {
  /** Address to listen on; default 127.0.0.1. */
  readonly host?: string;
  /**
   * Port of the first face that names none; the next such face has the next port, and WebSocket and HTTP share one. Default 0: chosen by
   * the system.
   */
  readonly port?: number;
  /** WebSocket, HTTP and TCP with TLS, by this certificate and key in PEM form. */
  readonly tls?: DeviceCertificate;
  /** Seed of everything random: faults, generators. Default 1. */
  readonly seed?: number;
  /** Faults on top of those of the script. */
  readonly faults?: FaultSettings;
  /** Default: the clock of the system. */
  readonly clock?: Clock;
  /** Told what a function of the script throws. Default: {@link Device.stop} throws the first. */
  readonly failed?: (error: unknown) => void;
}

const optionKeys: OptionKeys<DeviceOptions> = {
  host: anyText,
  port: anyNumber,
  tls: objectOf<DeviceCertificate>("a certificate and a key in PEM form", "cert", "key"),
  seed: anyNumber,
  faults: objectOf<FaultSettings>("an object with faults by name"),
  clock: objectOf<Clock>("a clock", "now", "after"),
  failed: functionOf<(error: unknown) => void>(),
};

/** Faces that share a listener. */
interface ListenerPlan {
  readonly faces: [Face, ...Face[]];
  /** Undefined: the device chooses. */
  readonly port: number | undefined;
}

/** One device. */
export class Device implements FaceHost, AsyncDisposable {
  readonly clock: Clock;
  readonly seed: number;
  /** Turns faults on and off while it runs. */
  readonly faults: Faults;
  readonly #options: DeviceOptions;
  readonly #state: DeviceState;
  readonly #listeners = new Listeners<DeviceEvent>(warnOfProcess);
  #script: DeviceScript;
  #faces = new Map<string, Face>();
  /** The listener of each face. */
  #ports = new Map<string, DeviceListener>();
  #timers = new Set<Timer>();
  readonly #failures: unknown[] = [];

  private constructor(script: DeviceScript, options: DeviceOptions) {
    this.#script = script;
    this.#options = options;
    this.clock = options.clock ?? systemClock;
    this.seed = options.seed ?? 1;
    this.#state = new DeviceState(() => this.clock.now(), this.seed);
    this.faults = new Faults(() => {
      for (const face of this.#faces.values()) for (const line of face.lines) line.obeyFaults();
    });
  }

  /** Use {@link createDevice}. */
  static async start(script: DeviceScript, options: DeviceOptions): Promise<Device> {
    checkOptionKeys("createDevice", options, optionKeys);
    checkScript(script);
    const device = new Device(script, options);
    device.faults.setAll({ ...script.faults, ...options.faults });
    await device.#begin();
    return device;
  }

  get name(): string {
    return this.#script.name ?? "device";
  }

  /** Names of the faces. */
  get faces(): readonly string[] {
    return [...this.#faces.keys()];
  }

  /** Names of the values of the state. */
  get values(): readonly string[] {
    return this.#state.names;
  }

  get watched(): boolean {
    return this.#listeners.any;
  }

  /** Port of a face; of the first when none is named. @throws QActionKitError `ERR_DEVICE` without such a face */
  port(face: string = this.faces[0] ?? ""): number {
    this.#face(face);
    return this.#ports.get(face)?.port ?? 0;
  }

  /** Address of a face, as a connector takes it: `ws://127.0.0.1:8050/events`. @throws QActionKitError `ERR_DEVICE` without such a face */
  url(face: string = this.faces[0] ?? ""): string {
    const { script, kind } = this.#face(face);
    const { host = "127.0.0.1", tls } = this.#options;
    const path = "path" in script ? (script.path ?? "") : "";
    return `${kind.schemes[tls === undefined ? 0 : 1]}://${host}:${String(this.port(face))}${path}`;
  }

  get<T = unknown>(name: string): T {
    return this.#state.get(name) as T;
  }

  set(name: string, value: unknown): void {
    this.#state.set(name, value);
  }

  lines(face?: string): readonly DeviceLine[] {
    if (face !== undefined) return this.#face(face).lines;
    return [...this.#faces.values()].flatMap(({ lines }) => lines);
  }

  push(content: Content, { face, tag, ...options }: PushOptions = {}): number {
    const lines = this.lines(face).filter(({ tags }) => tag === undefined || tags.has(tag));
    for (const line of lines) line.send(content, options);
    return lines.length;
  }

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.#after(ms, resolve));
  }

  /** Closes every open line: WebSocket with this code, TCP by its end. */
  closeAll(code = 1001, reason = ""): void {
    for (const line of this.lines()) line.close(code, reason);
  }

  /** Breaks every open line: the other side sees a reset. */
  resetAll(): void {
    for (const line of this.lines()) line.reset();
  }

  /** Calls `listener` for every event. @returns a function that removes it */
  subscribe(listener: (event: DeviceEvent) => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Resolves with the next event that matches. */
  when(fits: (event: DeviceEvent) => boolean): Promise<DeviceEvent> {
    return new Promise((resolve) => {
      const remove = this.subscribe((event) => {
        if (!fits(event)) return;
        remove();
        resolve(event);
      });
    });
  }

  /**
   * Takes another version of its script. Values that were set, and faults, stay. Lines stay open when the faces have the same names,
   * kinds and ports; otherwise all are closed, and the device listens anew, on the ports that it had.
   * @throws QActionKitError `ERR_OPTION` or `ERR_DEVICE` for a script that cannot be used: the device stays as it is
   */
  async load(script: DeviceScript): Promise<void> {
    checkScript(script);
    const before = shapeOf(this.#script);
    this.#script = script;
    if (shapeOf(script) !== before) {
      const ports = new Map([...this.#ports].map(([name, { port }]) => [name, port]));
      await this.#end();
      await this.#begin(ports);
      return;
    }
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
    for (const [name, face] of this.#faces) {
      const changed = script.faces[name];
      if (changed !== undefined) face.replace(changed, script.encoding ?? defaultEncoding);
    }
    this.#beginScript();
  }

  /** Ends every line and listens no more. @throws what a function of the script has thrown first, unless `failed` was told */
  async stop(): Promise<void> {
    await this.#end();
    const [first] = this.#failures.splice(0);
    if (first !== undefined)
      throw first instanceof Error
        ? first
        : new Error("A function of the device threw something that is no Error.", { cause: first });
  }

  /** {@link stop}. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  report(face: string, line: number, event: LineEvent): void {
    this.#listeners.tell({ at: this.clock.now(), device: this.name, face, line, ...event });
  }

  failed(error: unknown): void {
    if (this.#options.failed === undefined) this.#failures.push(error);
    else this.#options.failed(error);
  }

  async #begin(ports: ReadonlyMap<string, number> = new Map()): Promise<void> {
    const { faces, encoding = defaultEncoding } = this.#script;
    this.#faces = new Map(
      Object.entries(faces).flatMap(([name, face]) => {
        const kind = faceKind(face);
        return kind === undefined ? [] : [[name, new Face(name, kind, face, this, encoding)] as const];
      }),
    );
    const { host = "127.0.0.1", port: first = 0, tls } = this.#options;
    let next = first;
    try {
      for (const { faces: together, port } of plans([...this.#faces.values()])) {
        const [{ name, kind }] = together;
        const chosen = port ?? ports.get(name) ?? (next === 0 ? 0 : next++);
        const listener = await listeners[kind.listener](together, { host, port: chosen, tls });
        for (const face of together) this.#ports.set(face.name, listener);
      }
    } catch (error) {
      await this.#end();
      throw error;
    }
    this.#beginScript();
  }

  #beginScript(): void {
    this.#state.declare(this.#script.state ?? {});
    for (const push of this.#script.pushes ?? []) this.#repeat(push);
  }

  #repeat(push: PushScript): void {
    this.#after(push.everyMs, () => {
      this.#repeat(push);
      try {
        const { send, everyMs: _, ...options } = push;
        const content =
          typeof send === "function" ? (send as (device: Device) => Content | undefined)(this) : send;
        if (content !== undefined) this.push(content, options);
      } catch (error) {
        this.failed(error);
      }
    });
  }

  #after(ms: number, work: () => void): void {
    const timer = this.clock.after(ms, () => {
      this.#timers.delete(timer);
      work();
    });
    this.#timers.add(timer);
  }

  async #end(): Promise<void> {
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
    const listeners = new Set(this.#ports.values());
    this.#ports = new Map();
    await Promise.all([...listeners].map((listener) => listener.close()));
    for (const face of this.#faces.values()) for (const line of face.lines) face.ended(line);
  }

  #face(name: string): Face {
    const face = this.#faces.get(name);
    if (face !== undefined) return face;
    const near = nearestName(name, this.faces);
    const hint = near === undefined ? `It has: ${this.faces.join(", ")}.` : `Did you mean '${near}'?`;
    throw new QActionKitError("ERR_DEVICE", `The device has no face '${name}'. ${hint}`);
  }
}

const defaultEncoding = "utf-8";

/** What of a script decides whether it can take the place of another while lines are open. */
function shapeOf({ faces }: DeviceScript): string {
  return JSON.stringify(Object.entries(faces).map(([name, { kind, port }]) => [name, kind, port]));
}

/** Which faces share a listener: those of the web on the same port, or without one. */
function plans(faces: readonly Face[]): ListenerPlan[] {
  const web = new Map<number | undefined, ListenerPlan["faces"]>();
  const all: ListenerPlan[] = [];
  for (const face of faces) {
    const { port } = face.script;
    const isWeb = face.kind.listener === "web";
    const shared = isWeb ? web.get(port) : undefined;
    if (shared !== undefined) {
      shared.push(face);
      continue;
    }
    const own: ListenerPlan["faces"] = [face];
    if (isWeb) web.set(port, own);
    all.push({ faces: own, port });
  }
  return all;
}

/** What opens each kind of listener. */
const listeners: Readonly<
  Record<
    FaceKind["listener"],
    (faces: readonly [Face, ...Face[]], address: ListenAddress) => Promise<DeviceListener>
  >
> = {
  web: (faces, address) => WebListener.open(faces, address),
  tcp: ([face], address) => TcpListener.open(face, address),
  udp: ([face], address) => UdpListener.open(face, address),
};

/**
 * Starts a device; resolves when it listens on all its ports.
 * @throws QActionKitError `ERR_OPTION` or `ERR_DEVICE` for a script or options that cannot be used, `ERR_DEVICE_LISTEN` when a port
 *   is in use
 */
export function createDevice(script: DeviceScript, options: DeviceOptions = {}): Promise<Device> {
  return Device.start(script, options);
}
