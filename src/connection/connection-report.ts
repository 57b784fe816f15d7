/** Writes the notices and stream entries of a connection, each with its id. */
import type { Clock } from "../base/clock.ts";
import type { NoticeCode, Notice } from "../base/notices.ts";
import type { ConnectionEvents, ConnectionStreamEntry } from "./connection.ts";
import { ReceivedEntry } from "./received-entry.ts";
import { ShownHeaders } from "../protocol/secrets.ts";

/** The fields a caller fills in. */
export type StreamFields = Omit<ConnectionStreamEntry, "at" | "connection">;

/** Receives stream entries and notices. */
export type ReportEvents = Pick<ConnectionEvents, "stream" | "notice">;

/** Reports of one connection. */
export class Report {
  /** 0-based id of the connection. */
  readonly id: number;
  /** Masks secrets in headers that are shown. */
  readonly shown: ShownHeaders;
  readonly #clock: Clock;
  readonly #events: ReportEvents;

  constructor(id: number, clock: Clock, events: ReportEvents, shown = new ShownHeaders()) {
    this.id = id;
    this.shown = shown;
    this.#clock = clock;
    this.#events = events;
  }

  /** One notice; `message` is a sentence without the connection. */
  notice(
    code: NoticeCode,
    kind: Notice["kind"],
    message: string,
    details: Record<string, unknown> = {},
  ): void {
    const connection = this.id;
    this.#events.notice({
      code,
      kind,
      message: `Connection ${String(connection)}: ${message}`,
      details: { connection, ...details },
    });
  }

  /** Adds a stream entry when there is a stream. @returns its number */
  stream(fields: StreamFields): number | undefined {
    return this.#events.stream?.({ at: this.#clock.now(), connection: this.id, ...fields });
  }

  /** Adds a WebSocket message to the stream; `at` in ms since 1970. Runs for every message, so nothing is copied. */
  received(bytes: Uint8Array, opcode: 1 | 2, at: number): ReceivedEntry {
    const received = new ReceivedEntry(at, this.id, bytes, opcode);
    received.entry = this.#events.stream?.(received);
    return received;
  }
}
