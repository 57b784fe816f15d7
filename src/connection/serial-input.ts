/** What becomes of the bytes that come in by a serial line: one way for serial, another for smart-serial. */
import type { Clock } from "../clock.ts";
import type { ConnectionOptions } from "../connection-options.ts";
import { isPending } from "../maybe-promise.ts";
import { Backlog } from "./backlog.ts";
import type { ConnectionEvents } from "./connection.ts";
import type { Report } from "./report.ts";

/** Takes the bytes of one line. */
export interface SerialInput {
  data(bytes: Uint8Array): void;
  /** A command is about to go out. */
  sending(): void;
  /** The line has ended: what can be handed on is handed on, the rest is forgotten. */
  end(): void;
  /** Serial: what has come of the answer whose time is over; undefined when nothing has. */
  collected?(): Uint8Array | undefined;
  /** We leave the line: nothing more is handed on. */
  drop(): void;
}

/** What data is handed on by. */
export interface SerialOutletSetup {
  readonly clock: Clock;
  readonly options: Pick<ConnectionOptions, "backlogLimits">;
  readonly events: Pick<ConnectionEvents, "message">;
  readonly report: Report;
  /** Stops and starts reading. */
  pause(): void;
  resume(): void;
}

/** Hands data on in order, with its stream entry; stops reading while too much waits (`ConnectionsSmartSerialServer`). */
export class SerialOutlet {
  readonly #setup: SerialOutletSetup;
  readonly #backlog: Backlog;

  constructor(setup: SerialOutletSetup) {
    this.#setup = setup;
    const { report } = setup;
    this.#backlog = new Backlog(setup.options.backlogLimits, {
      warn: (bytes) => {
        report.notice("BACKLOG", "warning", `${String(bytes)} bytes of messages wait to be processed.`, {
          bytes,
        });
      },
      stop: (bytes) => {
        const text = `${String(bytes)} bytes of messages wait; reading stops until they are processed.`;
        report.notice("BACKLOG", "error", text, { bytes });
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

  /** @param at arrival of its last byte, ms since 1970 */
  hand(bytes: Uint8Array, at: number): void {
    this.enter(bytes);
    const done = this.#setup.events.message(bytes, { binary: true, at });
    if (!isPending(done)) return;
    this.#backlog.add(bytes.length);
    const over = (): void => {
      this.#backlog.done(bytes.length);
    };
    done.then(over, over);
  }

  /** Only the stream entry. */
  enter(bytes: Uint8Array, note?: string): void {
    this.#setup.report.stream({ direction: "in", bytes, ...(note === undefined ? {} : { note }) });
  }
}
