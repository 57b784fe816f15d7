/** Commands on their way out over TCP: sent at once, kept until the line is open, or refused. */
import type { ConnectionOptions } from "../../options/connection-options.ts";
import { stuffBytes, type Stuffing } from "../../wire/stuffing.ts";
import { Backlog, SendBacklogReport } from "../backlog.ts";
import type { OutgoingMessage, StreamLink } from "../connection.ts";
import type { Report } from "../connection-report.ts";

/** Who takes bytes. */
export interface TcpSink {
  readonly unsentBytes: number;
  send(bytes: Uint8Array): void;
}

interface Kept {
  readonly message: OutgoingMessage;
  readonly about: StreamLink;
  /** Openings that have failed since. */
  failures: number;
}

/** Commands of one connection. */
export class TcpOutgoing {
  readonly #report: Report;
  readonly #retries: number;
  readonly #stuffing: Stuffing | undefined;
  readonly #backlog: Backlog;
  #kept: Kept[] = [];
  #keptBytes = 0;

  /**
   * @param retries openings that may fail before a command that waits for one is given up, without the first
   * @param stuffing what the port itself puts into commands (`Protocol.Advanced-stuffing`)
   */
  constructor(
    options: Pick<ConnectionOptions, "backlogLimits">,
    report: Report,
    retries: number,
    stuffing?: Stuffing,
  ) {
    this.#stuffing = stuffing;
    this.#report = report;
    this.#retries = retries;
    this.#backlog = new Backlog(options.backlogLimits, new SendBacklogReport(report));
  }

  /** True while a command waits for the line to open. */
  get waits(): boolean {
    return this.#kept.length > 0;
  }

  /** Hands a command to an open line. */
  send(sink: TcpSink, message: OutgoingMessage, about: StreamLink): boolean {
    this.#backlog.set(sink.unsentBytes);
    if (this.#backlog.stopped) {
      this.refuse(message, about, "the other side does not read");
      return false;
    }
    const bytes = this.#stuffing === undefined ? message.bytes : stuffBytes(message.bytes, this.#stuffing);
    this.#report.stream({ ...about, direction: "out", bytes });
    sink.send(bytes);
    this.#backlog.set(sink.unsentBytes);
    return true;
  }

  /** Keeps a command for the line that is being opened. */
  keep(message: OutgoingMessage, about: StreamLink): boolean {
    this.#backlog.set(this.#keptBytes);
    if (this.#backlog.stopped) {
      this.refuse(message, about, "too much waits for the line to open");
      return false;
    }
    this.#kept.push({ message, about, failures: 0 });
    this.#keptBytes += message.bytes.length;
    this.#backlog.set(this.#keptBytes);
    return true;
  }

  /** The line is open: what was kept goes out, in order. */
  sendKept(sink: TcpSink): void {
    for (const { message, about } of this.#take()) this.send(sink, message, about);
  }

  /** An opening failed: commands that have waited through too many are given up. */
  failed(): void {
    const kept = this.#take();
    for (const one of kept) one.failures += 1;
    this.#kept = kept.filter(({ failures }) => failures <= this.#retries);
    for (const { message } of this.#kept) this.#keptBytes += message.bytes.length;
    for (const { message, about, failures } of kept)
      if (failures > this.#retries) this.refuse(message, about, "the connection did not open");
  }

  /** The connection is closed: nothing that was kept goes out. */
  drop(): void {
    for (const { message, about } of this.#take()) this.refuse(message, about, "the connection was closed");
  }

  /** The entry stands in the stream without bytes. */
  refuse(message: OutgoingMessage, about: StreamLink, why: string): void {
    this.#report.stream({ ...about, direction: "out", note: "not sent" });
    const text = `a command of ${String(message.bytes.length)} bytes is not sent: ${why}.`;
    this.#report.notice("COMMAND_NOT_SENT", "information", text, { ...about });
  }

  #take(): Kept[] {
    const kept = this.#kept;
    this.#kept = [];
    this.#keptBytes = 0;
    return kept;
  }
}
