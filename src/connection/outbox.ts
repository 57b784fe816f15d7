/** Sends the commands of a connection: at once, or when its line opens; those that cannot be sent are refused. */
import type { ConnectionOptions } from "../options/register.ts";
import { stuffBytes, type Stuffing } from "../wire/stuffing.ts";
import { Backlog, type BacklogChange } from "./backlog.ts";
import type { OutgoingMessage, StreamLink } from "./connection.ts";
import type { Report } from "./connection-report.ts";

/** An open line that takes bytes. */
export interface WritableLine {
  /** Bytes that the other side has not taken yet. */
  readonly unsentBytes: number;
  /** Bytes of the longest command that it can carry; missing: no limit. */
  readonly longest?: number;
  /** Commands are sent as text or binary frames, and the stream says as which. */
  readonly framed?: boolean;
  send(bytes: Uint8Array, text: boolean): void;
}

/** The options an outbox obeys. */
export type OutboxOptions = Pick<ConnectionOptions, "backlogLimits">;

interface KeptCommand {
  readonly message: OutgoingMessage;
  readonly about: StreamLink;
  /** Openings that have failed meanwhile. */
  failures: number;
}

/** Commands of one connection. They are refused while more than the second of `backlogLimits` waits. */
export class Outbox {
  readonly #report: Report;
  readonly #openings: number;
  readonly #stuffing: Stuffing | undefined;
  readonly #options: OutboxOptions;
  /** Made for the first command. */
  #backlog: Backlog | undefined;
  #kept: KeptCommand[] | undefined;
  #keptBytes = 0;

  /**
   * @param openings that may fail before a command that waits for one is given up
   * @param stuffing that the port itself applies to commands (`Protocol.Advanced-stuffing`)
   */
  constructor(report: Report, options: OutboxOptions, openings: number, stuffing?: Stuffing) {
    this.#report = report;
    this.#openings = openings;
    this.#stuffing = stuffing;
    this.#options = options;
  }

  /** True while a command waits for the line to open. */
  get waits(): boolean {
    return this.#kept !== undefined;
  }

  /** Sends a command on an open line. @returns false when it was refused */
  send(line: WritableLine, message: OutgoingMessage, about: StreamLink): boolean {
    const backlog = (this.#backlog ??= this.#makeBacklog());
    backlog.set(line.unsentBytes);
    if (backlog.stopped) return this.refuse(message, about, "the other side does not read");
    const bytes = this.#stuffing === undefined ? message.bytes : stuffBytes(message.bytes, this.#stuffing);
    const { longest = Infinity } = line;
    if (bytes.length > longest)
      return this.refuse(message, about, `a datagram holds at most ${String(longest)} bytes`);
    const entry = { ...about, direction: "out", bytes } as const;
    this.#report.stream(line.framed === true ? { ...entry, opcode: message.text ? 1 : 2 } : entry);
    line.send(bytes, message.text);
    backlog.set(line.unsentBytes);
    return true;
  }

  /** Keeps a command for the line that is being opened. @returns false when it was refused */
  keep(message: OutgoingMessage, about: StreamLink): boolean {
    const backlog = (this.#backlog ??= this.#makeBacklog());
    backlog.set(this.#keptBytes);
    if (backlog.stopped) return this.refuse(message, about, "too much waits for the connection to open");
    (this.#kept ??= []).push({ message, about, failures: 0 });
    this.#keptBytes += message.bytes.length;
    backlog.set(this.#keptBytes);
    return true;
  }

  /** The line is open: sends what was kept, in order. */
  sendKept(line: WritableLine): void {
    for (const { message, about } of this.#take()) this.send(line, message, about);
  }

  /** An opening failed: refuses commands that have waited through too many. */
  failed(): void {
    for (const kept of this.#take()) {
      kept.failures += 1;
      if (kept.failures >= this.#openings)
        this.refuse(kept.message, kept.about, "the connection did not open");
      else {
        (this.#kept ??= []).push(kept);
        this.#keptBytes += kept.message.bytes.length;
      }
    }
  }

  /** Refuses everything that was kept. */
  drop(why: string): void {
    for (const { message, about } of this.#take()) this.refuse(message, about, why);
  }

  /** Reports that a command is not sent, also by a stream entry without bytes. @returns false */
  refuse(message: OutgoingMessage, about: StreamLink, why: string): false {
    this.#report.stream({ ...about, direction: "out", note: "not sent" });
    const text = `a command of ${String(message.bytes.length)} bytes is not sent: ${why}.`;
    this.#report.notice("COMMAND_NOT_SENT", "information", text, { ...about });
    return false;
  }

  #take(): readonly KeptCommand[] {
    const kept = this.#kept ?? [];
    this.#kept = undefined;
    this.#keptBytes = 0;
    return kept;
  }

  #makeBacklog(): Backlog {
    return new Backlog(this.#options.backlogLimits, (level, bytes) => {
      this.#changed(level, bytes);
    });
  }

  #changed(level: BacklogChange, bytes: number): void {
    if (level === "go") return;
    const [kind, then] =
      level === "warn"
        ? (["warning", " to be taken by the other side"] as const)
        : (["error", "; commands are refused until they are taken"] as const);
    this.#report.notice("SEND_BACKLOG", kind, `${String(bytes)} bytes of commands wait${then}.`, { bytes });
  }
}
