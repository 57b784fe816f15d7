/** A connection without a device: always ready to send; it records what is sent, and opens and closes when the test says so. */
import type { Clock } from "../base/clock.ts";
import type {
  Connection,
  ConnectionEvents,
  ConnectionState,
  OutgoingMessage,
  StreamLink,
} from "../connection/connection.ts";

/** A command that was sent. */
export interface SentMessage extends StreamLink {
  readonly connection: number;
  readonly bytes: Uint8Array;
  /** The bytes read as UTF-8. */
  readonly text: string;
  /** WebSocket: 1 text frame, 2 binary frame. */
  readonly opcode: 1 | 2;
}

const address = "test:";

/** A simulated connection. */
export class TestLine implements Connection {
  readonly id: number;
  readonly unsentBytes = 0;
  readonly sent: SentMessage[];
  readonly #events: ConnectionEvents;
  readonly #clock: Clock;
  #state: ConnectionState = "open";

  /** @param sent Where what goes out is kept. */
  constructor(id: number, events: ConnectionEvents, clock: Clock, sent: SentMessage[] = []) {
    this.id = id;
    this.sent = sent;
    this.#events = events;
    this.#clock = clock;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  send({ bytes, text }: OutgoingMessage, about: StreamLink = {}): boolean {
    const entry = { at: this.#clock.now(), connection: this.id, direction: "out", ...about } as const;
    if (this.#state !== "open") {
      this.#events.stream?.({ ...entry, note: "not sent" });
      return false;
    }
    const opcode = text ? 1 : 2;
    this.sent.push({
      connection: this.id,
      bytes,
      text: Buffer.from(bytes).toString("utf8"),
      opcode,
      ...about,
    });
    this.#events.stream?.({ ...entry, bytes, opcode });
    return true;
  }

  /** Delivers a message of the device; resolves when everything it causes has run. */
  async receive(bytes: Uint8Array, opcode: 1 | 2): Promise<void> {
    const at = this.#clock.now();
    const entry = this.#events.stream?.({ at, connection: this.id, direction: "in", bytes, opcode });
    await this.#events.message(bytes, { binary: opcode === 2, at, entry });
  }

  /** Opens the connection: status 1. */
  connect(): void {
    this.#state = "open";
    const answer = { statusLine: "HTTP/1.1 101 Switching Protocols", status: 101, headers: [] };
    this.#events.opened({
      at: this.#clock.now(),
      url: address,
      attempt: 1,
      answer,
      subprotocol: "",
      extensions: "",
    });
  }

  /** Closes the connection as the device does: status 0. */
  disconnect(code: number, reason: string): void {
    this.#state = "closed";
    const at = this.#clock.now();
    this.#events.closed({ at, url: address, by: "peer", code, name: "", reason, clean: true });
  }

  open(): void {
    this.#state = "open";
  }

  retarget(): void {
    this.#state = "open";
  }

  pause(): void {
    // Messages arrive only when the test delivers them: there is nothing to hold back.
  }

  resume(): void {
    // Nothing was held back.
  }

  close(): Promise<void> {
    this.#state = "closed";
    return Promise.resolve();
  }
}
