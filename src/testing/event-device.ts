/** A small device for demos and tests: a real WebSocket server that speaks JSON in UTF-8, with names from all over. */
import { checkOptionKeys, type OptionKeys } from "../base/option-keys.ts";
import { anyNumber, anyText } from "../base/value-kinds.ts";
import { createDevice, type Device } from "../device/device.ts";
import type { FaceScript } from "../device/device-script.ts";

/** Names of the device's sources: accents, a currency sign, an emoji, Japanese, Russian. */
export const eventSources = ["Café Zoé", "Preis in €", "Lächeln 😀", "日本語", "Привет"] as const;

/** What the device sends. */
export type EventMessage =
  | { readonly type: "event"; readonly number: number; readonly source: string; readonly value: number }
  | { readonly type: "pong" };

/** A message that the device received. */
export interface ReceivedMessage {
  readonly text: string;
  /** WebSocket opcode: 1 text, 2 binary. */
  readonly opcode: 1 | 2;
}

/** Options of {@link EventDevice.start}. */
export interface EventDeviceOptions {
  /** Path it answers on; a handshake for another path is refused with 404. Default: any. */
  readonly path?: string;
  /** Path on which a GET by plain HTTP is answered with `{"events":"ws://..."}`, the device's {@link EventDevice.url}. Default: none. */
  readonly discovery?: string;
  /** TCP port, default 0: chosen by the system. */
  readonly port?: number;
}

const deviceKeys: OptionKeys<EventDeviceOptions> = {
  path: anyText,
  discovery: anyText,
  port: anyNumber,
};

/** Tag of the lines that have subscribed. */
const subscribed = "events";

/**
 * The device, made with {@link createDevice}. It answers a `subscribe` command (`{"type":"subscribe"}`, in a text or binary frame)
 * with one event and sends that socket every later event; `{"type":"ping"}` is always answered by the same `{"type":"pong"}`.
 * Events alternate between text and binary frames, go through `eventSources` in turn, and their values change.
 */
export class EventDevice implements AsyncDisposable {
  /** Everything received, oldest first. */
  readonly received: ReceivedMessage[] = [];
  /** Paths requested by plain HTTP, oldest first. */
  readonly asked: string[] = [];
  #device: Device | undefined;
  #number = 0;

  private constructor() {
    // Only start() makes one.
  }

  /** Starts a device on loopback; resolves when it listens. */
  static async start(options: EventDeviceOptions = {}): Promise<EventDevice> {
    checkOptionKeys("EventDevice", options, deviceKeys);
    const { path, discovery, port = 0 } = options;
    const made = new EventDevice();
    const faces: Record<string, FaceScript> = {
      events: {
        kind: "websocket",
        ...(path !== undefined && path !== "" && { path }),
        on: [
          [{ type: "ping" }, { type: "pong" }],
          [
            { type: "subscribe" },
            ({ line }) => {
              line.tags.add(subscribed);
              const event = made.#next();
              line.send(event, frameOf(event));
              return undefined;
            },
          ],
        ],
      },
      discovery: {
        kind: "http",
        on: [
          ...(discovery === undefined
            ? []
            : [[`GET ${discovery}`, () => ({ body: { events: made.url } })] as const]),
          () => ({ status: 426, body: "Upgrade Required" }),
        ],
      },
    };
    const device = await createDevice({ name: "event device", faces }, { port });
    device.subscribe((event) => {
      if (event.type !== "in") return;
      if (event.face === "events") made.received.push({ text: event.text, opcode: event.opcode });
      else made.asked.push(event.text.replace(/^\S+ /, ""));
    });
    made.#device = device;
    return made;
  }

  get port(): number {
    return this.#running.port();
  }

  /** Complete address, with the path. */
  get url(): string {
    return this.#running.url("events");
  }

  /** Open sockets. */
  get connections(): number {
    return this.#running.lines().length;
  }

  /** Sends the next events to every subscriber. @returns the events */
  push(count = 1): EventMessage[] {
    return Array.from({ length: count }, () => {
      const event = this.#next();
      this.#running.push(event, { tag: subscribed, ...frameOf(event) });
      return event;
    });
  }

  /** Closes every socket with a close frame (RFC 6455 section 7.4), as a server that shuts down does. */
  closeAll(code = 1001, reason = ""): void {
    this.#running.closeAll(code, reason);
  }

  /** Cuts every connection without a close frame, as a crash does. */
  cut(): void {
    this.#running.resetAll();
  }

  /** Ends every socket and stops listening. */
  async stop(): Promise<void> {
    await this.#running.stop();
  }

  /** {@link stop}. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  get #running(): Device {
    if (this.#device === undefined) throw new Error("The device has not started.");
    return this.#device;
  }

  #next(): EventMessage & { readonly type: "event" } {
    const number = ++this.#number;
    const source = eventSources[(number - 1) % eventSources.length] ?? "";
    return { type: "event", number, source, value: ((number * 37) % 1000) / 10 };
  }
}

/** Every second event goes out in a binary frame. */
function frameOf({ number }: { readonly number: number }): { readonly binary: boolean } {
  return { binary: number % 2 === 0 };
}
