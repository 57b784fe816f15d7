/** A line over UDP: one connected socket, which hears only its device and learns when nothing listens there. */
import { createSocket, type Socket } from "node:dgram";
import { lookup } from "node:dns";
import { isIP } from "node:net";
import type { Clock, Timer } from "../../base/clock.ts";
import { soon } from "../../base/turns.ts";
import { QActionKitError } from "../../base/errors.ts";
import type { Report } from "../connection-report.ts";
import { connectionError, systemCode } from "../failure.ts";
import { serialUrl, type SerialTarget } from "../serial/serial-address.ts";
import type { LineBasis, LineEvents, SerialLine } from "../serial/serial-port.ts";
import { closeSocket, Datagrams, longestDatagram } from "./datagrams.ts";

/** A resolved host name. */
interface Address {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Resolves a host name; `family` 0 allows both. */
function resolve(
  host: string,
  family: 0 | 4 | 6,
  done: (error: Error | null, found?: Address) => void,
): void {
  lookup(host, { family }, (error, address, found) => {
    if (error === null) done(null, { address, family: found === 6 ? 6 : 4 });
    else done(error);
  });
}

/**
 * A line to one device. UDP has no connections: the line is open as soon as the address is known, and only a host on which
 * nothing listens says so (ICMP port unreachable, RFC 1122 section 4.1.3.3).
 */
export class UdpLine implements SerialLine {
  readonly #target: SerialTarget;
  readonly #url: string;
  readonly #clock: Clock;
  readonly #report: Report;
  readonly #graceMs: number;
  readonly #events: LineEvents;
  readonly #datagrams: Datagrams;
  #socket: Socket | undefined;
  /** Address that the socket is connected to. */
  #address: Address | undefined;
  #timer: Timer | undefined;
  /** Commands that are not sent yet, in order: the host name is resolved before each of them. */
  #queue: Uint8Array[] = [];
  #unsent = 0;
  #sending = false;
  #open = false;
  #left = false;
  /** It is reported already that nothing listens; a datagram of the device resets this. */
  #unreachable = false;

  constructor(target: SerialTarget, { clock, report, settings, options }: LineBasis, events: LineEvents) {
    const { timeoutMs, localPort } = settings;
    this.#target = target;
    this.#url = serialUrl("udp", target);
    this.#clock = clock;
    this.#report = report;
    this.#graceMs = options.closeGraceMs;
    this.#events = events;
    this.#datagrams = new Datagrams(report, (bytes) => {
      if (!this.#left) events.data(bytes);
    });
    this.#timer = clock.after(timeoutMs, () => {
      const waited = `${this.#url}: the host name was not resolved within ${String(timeoutMs)} ms.`;
      this.#fail(new QActionKitError("ERR_CONNECTION_TIMEOUT", waited));
    });
    resolve(target.host, 0, (error, found) => {
      if (this.#left) return;
      if (found === undefined) this.#fail(error ?? new Error("no address"));
      else this.#connect(found, localPort);
    });
  }

  get unsentBytes(): number {
    return this.#unsent;
  }

  get longest(): number {
    return longestDatagram[this.#address?.family ?? 4];
  }

  send(bytes: Uint8Array): void {
    this.#queue.push(bytes);
    this.#unsent += bytes.length;
    if (!this.#sending) this.#sendNext();
  }

  pause(): void {
    this.#datagrams.pause();
  }

  resume(): void {
    this.#datagrams.resume();
  }

  leave(): void {
    if (this.#left) return;
    this.#left = true;
    this.#stopTimer();
    if (!this.#sending) {
      soon(() => {
        this.#close();
      });
      return;
    }
    this.#timer = this.#clock.after(this.#graceMs, () => {
      this.#close();
    });
  }

  #connect({ address, family }: Address, localPort: number): void {
    const socket = createSocket(family === 6 ? "udp6" : "udp4");
    this.#socket = socket;
    socket.on("message", (bytes, sender) => {
      // Until it is connected anybody may send to it.
      if (!this.#open) return;
      this.#unreachable = false;
      this.#datagrams.push(bytes, sender);
    });
    socket.on("error", (error) => {
      if (this.#open) this.#trouble(error);
      else this.#fail(error);
    });
    socket.bind(localPort, () => {
      if (this.#left) return;
      socket.connect(this.#target.port, address, (error?: Error) => {
        if (error !== undefined) {
          this.#fail(error);
          return;
        }
        this.#stopTimer();
        if (this.#left) return;
        this.#address = { address, family };
        this.#open = true;
        this.#events.opened();
      });
    });
  }

  /** The line cannot be opened. */
  #fail(error: Error): void {
    if (this.#left || this.#open) return;
    this.#left = true;
    this.#stopTimer();
    this.#events.failed(connectionError(this.#url, error));
    this.#close();
  }

  /** A host name is resolved before every send (RN 33702); an address that has changed is followed. */
  #sendNext(): void {
    const [bytes] = this.#queue;
    const [socket, address] = [this.#socket, this.#address];
    if (bytes === undefined || socket === undefined || address === undefined) {
      this.#sending = false;
      if (this.#left) this.#close();
      return;
    }
    this.#sending = true;
    if (isIP(this.#target.host) !== 0) {
      this.#sendOn(socket, bytes, true);
      return;
    }
    resolve(this.#target.host, address.family, (error, found) => {
      if (this.#socket === undefined) return;
      if (found === undefined) this.#sent(bytes, error ?? new Error("no address"));
      else if (found.address === address.address) this.#sendOn(socket, bytes, true);
      else {
        socket.disconnect();
        socket.connect(this.#target.port, found.address, (failure?: Error) => {
          this.#address = found;
          if (failure === undefined) this.#sendOn(socket, bytes, true);
          else this.#sent(bytes, failure);
        });
      }
    });
  }

  /** The system reports the failure of an earlier datagram at the next send, and then sends nothing: try once more. */
  #sendOn(socket: Socket, bytes: Uint8Array, first: boolean): void {
    socket.send(bytes, (error) => {
      if (this.#socket === undefined) return;
      if (error !== null && first && systemCode(error) === "ECONNREFUSED") {
        this.#trouble(error);
        this.#sendOn(socket, bytes, false);
      } else this.#sent(bytes, error);
    });
  }

  /** A command was sent, or could not be. */
  #sent(bytes: Uint8Array, error: Error | null): void {
    this.#queue.shift();
    this.#unsent -= bytes.length;
    if (error !== null) {
      const { message } = connectionError(this.#url, error);
      const text = `a command of ${String(bytes.length)} bytes is not sent: ${message}`;
      this.#report.notice("COMMAND_NOT_SENT", "warning", text, { cause: systemCode(error) });
    }
    this.#sendNext();
  }

  /** Reports a failure after which the line stays open. */
  #trouble(error: Error): void {
    if (this.#left) return;
    const refused = systemCode(error) === "ECONNREFUSED";
    const { message, code } = refused
      ? new QActionKitError(
          "ERR_CONNECTION_UNREACHABLE",
          `${this.#url}: nobody listens on that port (ICMP port unreachable).`,
        )
      : connectionError(this.#url, error);
    this.#report.stream({ direction: "state", note: `failed ${this.#url}`, reason: message });
    if (!this.#unreachable) this.#report.notice("CONNECTION_FAILED", "warning", message, { code });
    this.#unreachable = refused;
  }

  #close(): void {
    this.#stopTimer();
    const socket = this.#socket;
    this.#socket = undefined;
    this.#queue = [];
    if (socket === undefined) {
      this.#events.gone();
      return;
    }
    closeSocket(socket, () => {
      this.#events.gone();
    });
  }

  #stopTimer(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }
}
