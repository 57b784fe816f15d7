/** A line over TCP: one socket from connect to close. */
import { connect, type Socket } from "node:net";
import type { Clock, Timer } from "../../base/clock.ts";
import { QActionKitError } from "../../base/errors.ts";
import { connectionError, systemCode } from "../failure.ts";
import { serialUrl, type SerialTarget } from "../serial/serial-address.ts";
import type { LineBasis, LineEvents, SerialLine } from "../serial/serial-port.ts";

/** A line to one device. */
export class TcpLine implements SerialLine {
  readonly #clock: Clock;
  readonly #graceMs: number;
  readonly #socket: Socket;
  #timer: Timer | undefined;
  #open = false;
  #left = false;

  constructor(target: SerialTarget, { clock, settings, options }: LineBasis, events: LineEvents) {
    this.#clock = clock;
    this.#graceMs = options.closeGraceMs;
    const url = serialUrl("tcp", target);
    const { timeoutMs, localPort } = settings;
    let fault: Error | undefined;
    let finished = false;
    const socket = connect({ ...target, noDelay: true, ...(localPort > 0 && { localPort }) });
    this.#socket = socket;
    this.#timer = clock.after(timeoutMs, () => {
      const waited = `${url} did not answer within ${String(timeoutMs)} ms.`;
      socket.destroy(new QActionKitError("ERR_CONNECTION_TIMEOUT", waited));
    });
    socket.on("connect", () => {
      this.#stopTimer();
      if (this.#left) return;
      this.#open = true;
      events.opened();
    });
    socket.on("data", (bytes) => {
      if (!this.#left) events.data(bytes);
    });
    socket.on("end", () => {
      finished = true;
    });
    socket.on("error", (error) => {
      fault = error;
    });
    socket.on("close", () => {
      this.#stopTimer();
      if (!this.#left) {
        if (!this.#open) events.failed(connectionError(url, fault ?? new Error("closed")));
        else if (finished && fault === undefined) events.ended("peer", "");
        else events.ended("line", fault === undefined ? "" : systemCode(fault) || fault.message);
      }
      events.gone();
    });
  }

  /** Bytes that the system has not taken yet. */
  get unsentBytes(): number {
    return this.#socket.writableLength;
  }

  send(bytes: Uint8Array): void {
    this.#socket.write(bytes);
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  leave(): void {
    if (this.#left) return;
    this.#left = true;
    this.#stopTimer();
    if (!this.#open) {
      this.#socket.destroy();
      return;
    }
    this.#timer = this.#clock.after(this.#graceMs, () => {
      this.#socket.destroy();
    });
    // A paused socket must be resumed, or it never sees its end.
    this.#socket.resume();
    this.#socket.destroySoon();
  }

  #stopTimer(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }
}
