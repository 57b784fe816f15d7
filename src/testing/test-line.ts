/** A connection without a device: always ready to send, keeps what goes out, opens and closes when a test says so. */
import type { Clock } from "../base/clock.ts";
import type {
  Connection,
  ConnectionEvents,
  ConnectionState,
  OutgoingMessage,
  StreamLink,
} from "../connection/connection.ts";

/** A command that went out. */
export interface SentMessage extends StreamLink {
  readonly connection: number;
  readonly bytes: Uint8Array;
  /** The bytes read as UTF-8. */
  readonly text: string;
  /** WebSocket: 1 text frame, 2 binary frame. */
  readonly opcode: 1 | 2;
}

const address = "test:";

/** See the file. */
export class TestLine implements Connection {
  readonly id: number;
  readonly unsentBytes = 0;
  readonly sent: SentMessage[] = [];
  readonly #events: ConnectionEvents;
  readonly #clock: Clock;
  #state: ConnectionState = "open";

  constructor(id: number, events: ConnectionEvents, clock: Clock) {
    this.id = id;
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

  /** A message of the device; pending until everything linked to it has run. */
  async receive(bytes: Uint8Array, opcode: 1 | 2): Promise<void> {
    const at = this.#clock.now();
    const entry = this.#events.stream?.({ at, connection: this.id, direction: "in", bytes, opcode });
    await this.#events.message(bytes, { binary: opcode === 2, at, entry });
  }

  /** The line opens: status 1. */
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

  /** The other side closes the line: status 0. */
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
    // Messages come when the test gives them: there is nothing to hold back.
  }

  resume(): void {
    // See pause.
  }

  close(): Promise<void> {
    this.#state = "closed";
    return Promise.resolve();
  }
}
