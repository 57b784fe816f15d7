/** The way of messages from a line to the element: each with its stream entry, in order, and not too many at a time. */
import type { ConnectionOptions } from "../options/connection-options.ts";
import { isPending } from "../base/maybe-promise.ts";
import { Backlog, type BacklogEvents } from "./backlog.ts";
import type { ConnectionEvents } from "./connection.ts";
import type { Report } from "./connection-report.ts";

/** What messages pass through. */
export interface MessageGateSetup {
  readonly options: Pick<ConnectionOptions, "backlogLimits">;
  readonly events: Pick<ConnectionEvents, "message">;
  readonly report: Report;
  /** Stops and starts reading. */
  pause(): void;
  resume(): void;
}

/** Hands messages on and counts those that wait; stops reading beyond the second of `backlogLimits` (`ConnectionsSmartSerialServer`). */
export class MessageGate implements BacklogEvents {
  readonly #setup: MessageGateSetup;
  readonly #backlog: Backlog;

  constructor(setup: MessageGateSetup) {
    this.#setup = setup;
    this.#backlog = new Backlog(setup.options.backlogLimits, this);
  }

  /** Says that much waits. */
  warn(bytes: number): void {
    const text = `${String(bytes)} bytes of messages wait to be processed.`;
    this.#setup.report.notice("BACKLOG", "warning", text, { bytes });
  }

  /** Stops reading. */
  stop(bytes: number): void {
    const text = `${String(bytes)} bytes of messages wait; reading stops until they are processed.`;
    this.#setup.report.notice("BACKLOG", "error", text, { bytes });
    this.#setup.pause();
  }

  /** Goes on reading. */
  go(): void {
    this.#setup.resume();
  }

  /** True while nothing may be read. */
  get stopped(): boolean {
    return this.#backlog.stopped;
  }

  /**
   * Enters a message into the stream and hands it on.
   * @param at arrival of its last byte, ms since 1970
   * @param opcode of a WebSocket message; without it the message is of a line without frames
   */
  hand(bytes: Uint8Array, at: number, opcode?: 1 | 2): void {
    const { report, events } = this.#setup;
    const info =
      opcode === undefined
        ? { binary: true, at, entry: this.enter(bytes) }
        : report.received(bytes, opcode, at);
    const done = events.message(bytes, info);
    if (!isPending(done)) return;
    this.#backlog.add(bytes.length);
    const over = (): void => {
      this.#backlog.done(bytes.length);
    };
    done.then(over, over);
  }

  /** Only the stream entry, with a note on what became of the bytes; gives its number. */
  enter(bytes: Uint8Array, note?: string): number | undefined {
    return this.#setup.report.stream({ direction: "in", bytes, ...(note !== undefined && { note }) });
  }
}
