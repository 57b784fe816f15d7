/** What an element sends: handed to the socket, kept during a handshake if an option says so, or refused. */
import type { ConnectionOptions } from "../../options/connection-options.ts";
import { Backlog, SendBacklogReport } from "../backlog.ts";
import type { ClientSocket } from "./client-socket.ts";
import type { ConnectionState, OutgoingMessage, StreamLink } from "../connection.ts";
import type { Report } from "../connection-report.ts";

/** The options this file obeys. */
export type OutgoingOptions = Pick<ConnectionOptions, "sendWhileConnecting" | "backlogLimits">;

/** Commands of one connection on their way out. */
export class Outgoing {
  readonly #options: OutgoingOptions;
  readonly #report: Report;
  readonly #backlog: Backlog;
  #kept: { readonly message: OutgoingMessage; readonly about: StreamLink }[] | undefined;
  #keptBytes = 0;

  constructor(options: OutgoingOptions, report: Report) {
    this.#options = options;
    this.#report = report;
    this.#backlog = new Backlog(options.backlogLimits, new SendBacklogReport(report));
  }

  /** Sends on an open socket. True when the message was handed over, or is kept for the end of the handshake. */
  send(
    socket: ClientSocket | undefined,
    state: ConnectionState,
    message: OutgoingMessage,
    about: StreamLink,
  ): boolean {
    if (state === "connecting" && this.#options.sendWhileConnecting === "queue") {
      return this.#keep(message, about);
    }
    if (socket === undefined || state !== "open") {
      this.#refuse(message, about, `it is ${state}`);
      return false;
    }
    this.#backlog.set(socket.unsentBytes);
    if (this.#backlog.stopped) {
      this.#refuse(message, about, "the other side does not read");
      return false;
    }
    this.#report.stream({ ...about, direction: "out", bytes: message.bytes, opcode: message.text ? 1 : 2 });
    socket.send(message.bytes, message.text);
    this.#backlog.set(socket.unsentBytes);
    return true;
  }

  /** What is kept waits as well, so it has the same limits. */
  #keep(message: OutgoingMessage, about: StreamLink): boolean {
    this.#backlog.set(this.#keptBytes);
    if (this.#backlog.stopped) {
      this.#refuse(message, about, "too much waits for the end of the handshake");
      return false;
    }
    (this.#kept ??= []).push({ message, about });
    this.#keptBytes += message.bytes.length;
    this.#backlog.set(this.#keptBytes);
    return true;
  }

  #takeKept(): readonly { readonly message: OutgoingMessage; readonly about: StreamLink }[] {
    const kept = this.#kept ?? [];
    this.#kept = undefined;
    this.#keptBytes = 0;
    return kept;
  }

  /** The handshake is done: sends what was kept for it, in order. */
  sendKept(socket: ClientSocket): void {
    for (const { message, about } of this.#takeKept()) this.send(socket, "open", message, about);
  }

  /** The opening failed for good, or the address changed: what was kept is not sent. */
  dropKept(): void {
    for (const { message, about } of this.#takeKept())
      this.#refuse(message, about, "the connection did not open");
  }

  /** The entry stands in the stream without bytes, as for any command of a closed connection. */
  #refuse(message: OutgoingMessage, about: StreamLink, why: string): void {
    this.#report.stream({ ...about, direction: "out", note: "not sent" });
    this.#report.notice(
      "COMMAND_NOT_SENT",
      "information",
      `a command of ${String(message.bytes.length)} bytes is not sent: ${why}.`,
      { ...about },
    );
  }
}
