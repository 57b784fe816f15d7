/** Received datagrams. A datagram socket of Node cannot be paused, so they wait here while the inbox reads nothing. */
import type { RemoteInfo, Socket } from "node:dgram";
import { nextTurn } from "../../base/turns.ts";
import type { Report } from "../connection-report.ts";
import type { ReadableLine } from "../inbox.ts";

/** Most bytes that wait; the buffer of an operating system is smaller. */
export const mostWaiting = 1 << 20;

/** Bytes of the longest datagram: 65535 without the headers of UDP (RFC 768) and, with IPv4, of IP (RFC 791). */
export const longestDatagram = { 4: 65_507, 6: 65_527 } as const;

/** Closes a socket, also one that is being bound: when binding fails, Node forgets a close that was requested before. */
export function closeSocket(socket: Socket, done: () => void): void {
  socket.once("close", done);
  socket.once("error", () => {
    void nextTurn().then(() => {
      try {
        socket.close();
      } catch {
        // It is closed already.
      }
    });
  });
  socket.close();
}

/** Takes one datagram. */
export type DatagramReceiver = (bytes: Buffer, sender: RemoteInfo) => void;

/** The datagrams of one socket, in order. Beyond {@link mostWaiting} they are dropped, as an operating system would. */
export class Datagrams implements ReadableLine {
  readonly #report: Report;
  readonly #receive: DatagramReceiver;
  #waiting: (readonly [bytes: Buffer, sender: RemoteInfo])[] = [];
  #waitingBytes = 0;
  #paused = false;
  #dropped = 0;

  constructor(report: Report, receive: DatagramReceiver) {
    this.#report = report;
    this.#receive = receive;
  }

  /** One datagram; an empty one carries no data. */
  push(bytes: Buffer, sender: RemoteInfo): void {
    if (bytes.length === 0) return;
    if (!this.#paused) {
      this.#receive(bytes, sender);
      return;
    }
    if (this.#waitingBytes + bytes.length <= mostWaiting) {
      this.#waiting.push([bytes, sender]);
      this.#waitingBytes += bytes.length;
      return;
    }
    this.#dropped += 1;
    if (this.#dropped > 1) return;
    const text = `a datagram of ${String(bytes.length)} bytes came while nothing is read and too much waits; it was dropped, and so are those that follow it.`;
    this.#report.notice("MESSAGE_DROPPED", "warning", text, { bytes: bytes.length });
  }

  pause(): void {
    this.#paused = true;
  }

  /** Delivers what waits, until a message pauses again. */
  resume(): void {
    this.#paused = false;
    this.#dropped = 0;
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#waitingBytes = 0;
    for (const [bytes, sender] of waiting) this.push(bytes, sender);
  }
}
