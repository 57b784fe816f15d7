/** What a socket received, on its way to the element: looked at, cut if too long, counted while it waits. */
import { isUtf8 } from "node:buffer";
import type { Clock } from "../clock.ts";
import type { ConnectionOptions } from "../connection-options.ts";
import { isPending } from "../maybe-promise.ts";
import { Backlog } from "./backlog.ts";
import type { ConnectionEvents } from "./connection.ts";
import type { Report } from "./report.ts";

/** What the messages of one connection pass through. */
export interface IncomingSetup {
  readonly clock: Clock;
  readonly options: Pick<ConnectionOptions, "maxMessageBytes" | "backlogLimits">;
  readonly events: ConnectionEvents;
  readonly report: Report;
  /** Stops and starts reading from the socket. */
  pause(): void;
  resume(): void;
}

/** Hands messages on in the order of their arrival; stops reading while too much waits. */
export class Incoming {
  readonly #setup: IncomingSetup;
  readonly #backlog: Backlog;

  constructor(setup: IncomingSetup) {
    this.#setup = setup;
    const { report } = setup;
    this.#backlog = new Backlog(setup.options.backlogLimits, {
      warn: (bytes) => {
        report.notice("BACKLOG", "warning", `${String(bytes)} bytes of messages wait to be processed.`, {
          bytes,
        });
      },
      stop: (bytes) => {
        report.notice(
          "BACKLOG",
          "error",
          `${String(bytes)} bytes of messages wait; reading stops until they are processed.`,
          { bytes },
        );
        setup.pause();
      },
      go: () => {
        setup.resume();
      },
    });
  }

  /** True while nothing may be read. */
  get stopped(): boolean {
    return this.#backlog.stopped;
  }

  /** One whole message of the device. */
  receive(bytes: Uint8Array, binary: boolean): void {
    if (!binary && !isUtf8(bytes)) {
      this.#setup.report.notice(
        "TEXT_NOT_UTF8",
        "warning",
        `a text frame of ${String(bytes.length)} bytes is not UTF-8.`,
      );
    }
    const most = Math.max(1, this.#setup.options.maxMessageBytes);
    if (bytes.length <= most) {
      this.#hand(bytes, binary);
      return;
    }
    const parts = Math.ceil(bytes.length / most);
    this.#setup.report.notice(
      "MESSAGE_SPLIT",
      "warning",
      `a message of ${String(bytes.length)} bytes is handed on in ${String(parts)} pieces of at most ${String(most)}.`,
    );
    for (let start = 0; start < bytes.length; start += most)
      this.#hand(bytes.subarray(start, start + most), binary);
  }

  #hand(bytes: Uint8Array, binary: boolean): void {
    const { clock, events } = this.#setup;
    const at = clock.now();
    events.stream?.({
      at,
      connection: this.#setup.report.id,
      direction: "in",
      bytes,
      opcode: binary ? 2 : 1,
    });
    const done = events.message(bytes, { binary, at });
    if (!isPending(done)) return;
    this.#backlog.add(bytes.length);
    const over = (): void => {
      this.#backlog.done(bytes.length);
    };
    done.then(over, over);
  }
}
