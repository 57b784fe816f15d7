/** One TCP line, from its connect to its last sign: no attempts, no rules, no meaning of the bytes. */
import { connect, type Socket } from "node:net";
import type { Clock, Timer } from "../../base/clock.ts";
import { QActionKitError } from "../../base/errors.ts";
import { connectionError, systemCode } from "../failure.ts";
import { tcpUrl, type TcpTarget } from "./tcp-address.ts";

/** What a line reports; never from inside the constructor. After {@link TcpLine.leave} only `gone` comes. */
export interface TcpLineEvents {
  opened(): void;
  /** It did not open. */
  failed(error: QActionKitError): void;
  data(bytes: Buffer): void;
  /** It was open and is not any more: `peer` said so (FIN), or the line broke. */
  ended(by: "peer" | "line", reason: string): void;
  /** Last of all: no socket and no timer is left. */
  gone(): void;
}

/** How a line is made. */
export interface TcpLineSetup {
  readonly target: TcpTarget;
  /** ms for the connect. */
  readonly timeoutMs: number;
  /** ms for bytes that the other side has not taken, when the line is left. */
  readonly graceMs: number;
  readonly clock: Clock;
  readonly events: TcpLineEvents;
}

/** See the file. The host name is resolved at each connect (`ConnectionsSerialHostnameResolution`). */
export class TcpLine {
  readonly #setup: TcpLineSetup;
  readonly #socket: Socket;
  #timer: Timer | undefined;
  #open = false;
  #left = false;

  constructor(setup: TcpLineSetup) {
    const { target, timeoutMs, clock, events } = setup;
    this.#setup = setup;
    let fault: Error | undefined;
    let finished = false;
    const socket = connect({ host: target.host, port: target.port, noDelay: true });
    this.#socket = socket;
    this.#timer = clock.after(timeoutMs, () => {
      const waited = `${tcpUrl(target)} did not answer within ${String(timeoutMs)} ms.`;
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
        if (!this.#open) events.failed(connectionError(tcpUrl(target), fault ?? new Error("closed")));
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

  /** Ends the line on purpose: what was sent still goes out, as far as that takes no longer than `graceMs`. */
  leave(): void {
    if (this.#left) return;
    this.#left = true;
    this.#stopTimer();
    if (!this.#open) {
      this.#socket.destroy();
      return;
    }
    this.#timer = this.#setup.clock.after(this.#setup.graceMs, () => {
      this.#socket.destroy();
    });
    // A paused socket must be read on, or it never sees its end.
    this.#socket.resume();
    this.#socket.destroySoon();
  }

  #stopTimer(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }
}
