/** Counts what waits, and says when a limit is passed and when it is over. */
import type { Report } from "./connection-report.ts";

/** Called once each time a limit is passed, and when the backlog has fallen below the first limit again. */
export interface BacklogEvents {
  /** The first limit was passed. */
  warn(bytes: number): void;
  /** The second limit was passed. */
  stop(bytes: number): void;
  /** Below the first limit again, after {@link stop}. */
  go(): void;
}

/** Bytes of work that is not done yet. */
export class Backlog {
  readonly #limits: readonly [warn: number, stop: number];
  readonly #events: BacklogEvents;
  #bytes = 0;
  #level: "low" | "warned" | "stopped" = "low";

  /** @param limits Bytes at which to warn and to stop. */
  constructor(limits: readonly [warn: number, stop: number], events: BacklogEvents) {
    this.#limits = limits;
    this.#events = events;
  }

  /** Bytes that wait now. */
  get bytes(): number {
    return this.#bytes;
  }

  /** True from the second limit until the backlog has fallen below the first. */
  get stopped(): boolean {
    return this.#level === "stopped";
  }

  /** Adds work. */
  add(bytes: number): void {
    this.#bytes += bytes;
    if (this.#level === "low" && this.#bytes > this.#limits[0]) {
      this.#level = "warned";
      this.#events.warn(this.#bytes);
    }
    if (this.#level === "warned" && this.#bytes > this.#limits[1]) {
      this.#level = "stopped";
      this.#events.stop(this.#bytes);
    }
  }

  /** Takes work off that is done. */
  done(bytes: number): void {
    this.#bytes -= bytes;
    if (this.#bytes > this.#limits[0] || this.#level === "low") return;
    const stopped = this.stopped;
    this.#level = "low";
    if (stopped) this.#events.go();
  }

  /** Sets the amount, where somebody else counts. */
  set(bytes: number): void {
    if (bytes > this.#bytes) this.add(bytes - this.#bytes);
    else this.done(this.#bytes - bytes);
  }
}

/** Says in the element log what waits to be sent. */
export class SendBacklogReport implements BacklogEvents {
  readonly #report: Report;

  constructor(report: Report) {
    this.#report = report;
  }

  warn(bytes: number): void {
    this.#say("warning", bytes, " to be taken by the other side");
  }

  stop(bytes: number): void {
    this.#say("error", bytes, "; commands are refused until they are taken");
  }

  go(): void {
    // The next command is sent: nothing to say.
  }

  #say(kind: "warning" | "error", bytes: number, what: string): void {
    const text = `${String(bytes)} bytes of commands wait${what}.`;
    this.#report.notice("SEND_BACKLOG", kind, text, { bytes });
  }
}
