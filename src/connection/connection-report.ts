/** How a connection writes its notices and stream entries: always with its own id. */
import type { Clock } from "../base/clock.ts";
import type { NoticeCode, Notice } from "../base/notices.ts";
import type { ConnectionEvents, ConnectionStreamEntry } from "./connection.ts";
import { ReceivedEntry } from "./received-entry.ts";
import { ShownHeaders } from "../protocol/secrets.ts";

/** The fields a caller fills in. */
export type StreamFields = Omit<ConnectionStreamEntry, "at" | "connection">;

/** Where lines go to. */
export type ReportEvents = Pick<ConnectionEvents, "stream" | "notice">;

/** Writes for one connection. */
export class Report {
  /** 0-based id of the connection. */
  readonly id: number;
  /** Headers as lines may show them. */
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

  /** One stream entry, if anybody wants it; gives its number. */
  stream(fields: StreamFields): number | undefined {
    return this.#events.stream?.({ at: this.#clock.now(), connection: this.id, ...fields });
  }

  /** Enters a message of a socket into the stream; `at` in ms since 1970. On the way of every message: nothing is copied. */
  received(bytes: Uint8Array, opcode: 1 | 2, at: number): ReceivedEntry {
    const received = new ReceivedEntry(at, this.id, bytes, opcode);
    received.entry = this.#events.stream?.(received);
    return received;
  }
}
