/** What a socket received, on its way to the element: looked at, cut if too long, counted while it waits. */
import { isUtf8 } from "node:buffer";
import type { ConnectionOptions } from "../../options/connection-options.ts";
import type { ConnectionEvents } from "../connection.ts";
import { MessageGate } from "../message-gate.ts";
import type { Report } from "../connection-report.ts";

/** What the messages of one connection pass through. */
export interface IncomingSetup {
  readonly options: Pick<ConnectionOptions, "maxMessageBytes" | "backlogLimits">;
  readonly events: ConnectionEvents;
  readonly report: Report;
  /** Stops and starts reading from the socket. */
  pause(): void;
  resume(): void;
}

/** Cuts what is too long, and tells of text that is none. */
export class Incoming {
  readonly #setup: IncomingSetup;
  readonly #gate: MessageGate;

  constructor(setup: IncomingSetup) {
    this.#setup = setup;
    this.#gate = new MessageGate(setup);
  }

  /** True while nothing may be read. */
  get stopped(): boolean {
    return this.#gate.stopped;
  }

  /** One whole message of the device; `at` is the arrival of its last byte, ms since 1970. */
  receive(bytes: Uint8Array, binary: boolean, at: number): void {
    if (!binary && this.#setup.events.listening !== false && !isUtf8(bytes)) {
      this.#setup.report.notice(
        "TEXT_NOT_UTF8",
        "warning",
        `a text frame of ${String(bytes.length)} bytes is not UTF-8.`,
      );
    }
    const most = Math.max(1, this.#setup.options.maxMessageBytes);
    if (bytes.length <= most) {
      this.#gate.hand(bytes, at, binary ? 2 : 1);
      return;
    }
    const parts = Math.ceil(bytes.length / most);
    this.#setup.report.notice(
      "MESSAGE_SPLIT",
      "warning",
      `a message of ${String(bytes.length)} bytes is handed on in ${String(parts)} pieces of at most ${String(most)}.`,
    );
    for (let start = 0; start < bytes.length; start += most)
      this.#gate.hand(bytes.subarray(start, start + most), at, binary ? 2 : 1);
  }
}
