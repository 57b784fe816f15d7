/** Delivers the messages of a line to the element: in order, each with its stream entry, and not too many at a time. */
import { isUtf8 } from "node:buffer";
import { isPending } from "../base/maybe-promise.ts";
import type { ConnectionOptions } from "../options/register.ts";
import { Backlog, type BacklogChange } from "./backlog.ts";
import type { ConnectionEvents } from "./connection.ts";
import type { Report } from "./connection-report.ts";

/** A line that can be paused: what arrives stays with the operating system. */
export interface ReadableLine {
  pause(): void;
  resume(): void;
}

/** The options an inbox obeys. */
export type InboxOptions = Pick<ConnectionOptions, "backlogLimits" | "maxMessageBytes">;

/**
 * Delivers messages and counts the bytes of those that are not processed yet. The line is not read beyond the second of
 * `backlogLimits`, nor while the element is paused (`ConnectionsSmartSerialServer`).
 */
export class Inbox {
  readonly #report: Report;
  readonly #options: InboxOptions;
  readonly #events: Pick<ConnectionEvents, "message" | "listening">;
  /** Made for the first message that has to wait. */
  #backlog: Backlog | undefined;
  #line: ReadableLine | undefined;
  #paused = false;

  constructor(
    report: Report,
    options: InboxOptions,
    events: Pick<ConnectionEvents, "message" | "listening">,
  ) {
    this.#report = report;
    this.#options = options;
    this.#events = events;
  }

  /** False while nothing is read. */
  get reads(): boolean {
    return !this.#paused && this.#backlog?.stopped !== true;
  }

  /** Messages come from this line from now on. */
  attach(line: ReadableLine): void {
    this.#line = line;
    if (!this.reads) line.pause();
  }

  /** The line has ended, or is being closed and must be read to its end. */
  detach(): void {
    this.#line = undefined;
  }

  /** Nothing is read until {@link resume}. */
  pause(): void {
    this.#paused = true;
    this.#line?.pause();
  }

  resume(): void {
    this.#paused = false;
    if (this.reads) this.#line?.resume();
  }

  /** A WebSocket message; one longer than `maxMessageBytes` is delivered in pieces. `at`: its arrival, ms since 1970. */
  frame(bytes: Uint8Array, binary: boolean, at: number): void {
    if (!binary && this.#events.listening !== false && !isUtf8(bytes)) {
      const text = `a text frame of ${String(bytes.length)} bytes is not UTF-8.`;
      this.#report.notice("TEXT_NOT_UTF8", "warning", text);
    }
    const opcode = binary ? 2 : 1;
    const most = Math.max(1, this.#options.maxMessageBytes);
    if (bytes.length <= most) {
      this.#hand(bytes, this.#report.received(bytes, opcode, at));
      return;
    }
    const parts = Math.ceil(bytes.length / most);
    this.#report.notice(
      "MESSAGE_SPLIT",
      "warning",
      `a message of ${String(bytes.length)} bytes is handed on in ${String(parts)} pieces of at most ${String(most)}.`,
    );
    for (let start = 0; start < bytes.length; start += most) {
      const piece = bytes.subarray(start, start + most);
      this.#hand(piece, this.#report.received(piece, opcode, at));
    }
  }

  /** A message of any other line; `at`: arrival of its last byte, ms since 1970. */
  message(bytes: Uint8Array, at: number): void {
    this.#hand(bytes, { binary: true, at, entry: this.enter(bytes) });
  }

  /** Adds only the stream entry, with a note on what happened to the bytes. @returns its number */
  enter(bytes: Uint8Array, note?: string): number | undefined {
    return this.#report.stream({ direction: "in", bytes, ...(note !== undefined && { note }) });
  }

  #hand(bytes: Uint8Array, info: Parameters<ConnectionEvents["message"]>[1]): void {
    const done = this.#events.message(bytes, info);
    if (!isPending(done)) return;
    const backlog = (this.#backlog ??= this.#makeBacklog());
    backlog.add(bytes.length);
    const over = (): void => {
      backlog.done(bytes.length);
    };
    done.then(over, over);
  }

  #makeBacklog(): Backlog {
    return new Backlog(this.#options.backlogLimits, (level, bytes) => {
      this.#changed(level, bytes);
    });
  }

  #changed(level: BacklogChange, bytes: number): void {
    if (level === "go") {
      if (!this.#paused) this.#line?.resume();
      return;
    }
    const [kind, then] =
      level === "warn"
        ? (["warning", " to be processed"] as const)
        : (["error", "; reading stops until they are processed"] as const);
    const text = `${String(bytes)} bytes of messages wait${then}.`;
    this.#report.notice("BACKLOG", kind, text, { bytes });
    if (level === "stop") this.#line?.pause();
  }
}
