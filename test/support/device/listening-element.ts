/** An element with one WebSocket that keeps what it hears of a device, and how its connection went. */
import { Element } from "../../../src/element/element.ts";
import type { ElementEvent } from "../../../src/element/events.ts";
import type { Options } from "../../../src/options/register.ts";
import { sketchConnector } from "../../../src/testing/connector-sketch.ts";
import { ManualClock } from "../../../src/testing/manual-clock.ts";

/** What became of the connection. */
type ConnectionEvent = Extract<ElementEvent, { readonly type: "connection" }>;

/** The element. Its clock stands still unless the test moves it. */
export class ListeningElement implements AsyncDisposable {
  readonly clock = new ManualClock();
  readonly element: Element;
  /** Messages, one character a byte. */
  readonly heard: string[] = [];
  /** Opcodes of the messages. */
  readonly opcodes: (number | undefined)[] = [];
  readonly connection: ConnectionEvent[] = [];

  constructor(host: string, options: Partial<Options> = {}) {
    const protocol = sketchConnector({ message: 10, params: { 10: "text" } });
    this.element = new Element(protocol, { host, retries: 0, clock: this.clock, options });
    this.element.subscribe((event) => {
      if (event.type === "connection") this.connection.push(event);
      if (event.type !== "stream" || event.entry.direction !== "in" || event.entry.bytes === undefined)
        return;
      this.heard.push(Buffer.from(event.entry.bytes).toString("latin1"));
      this.opcodes.push(event.entry.opcode);
    });
  }

  /** Starts; settles when the connection has come to this phase. */
  async start(phase: ConnectionEvent["phase"] = "open"): Promise<ConnectionEvent> {
    const reached = this.phase(phase);
    await this.element.start();
    return reached;
  }

  /** Settles when the connection comes to a phase. */
  async phase(phase: ConnectionEvent["phase"]): Promise<ConnectionEvent> {
    const event = await this.element.when((one) => one.type === "connection" && one.phase === phase);
    return event as ConnectionEvent;
  }

  /** Settles when a message has come that is, or holds, the text. */
  async hears(text: string): Promise<void> {
    if (this.heard.some((message) => message.includes(text))) return;
    await this.element.when(
      (event) =>
        event.type === "stream" &&
        event.entry.direction === "in" &&
        Buffer.from(event.entry.bytes ?? [])
          .toString("latin1")
          .includes(text),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const stopped = this.element.stop();
    await this.clock.advance(60_000);
    await stopped;
  }
}
