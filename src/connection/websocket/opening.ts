/** One opening: tries an address until a socket is open, all attempts have failed, or nobody wants it any more. */
import type { Clock, Timer } from "../../base/clock.ts";
import type { QActionKitError } from "../../base/errors.ts";
import { ClientSocket } from "./client-socket.ts";
import type { OpenedSocket, SocketEnd, SocketEvents, SocketRequest } from "./client-socket-model.ts";
import type { Answer, FailedInfo, OpenedInfo } from "../connection.ts";
import type { Report } from "../connection-report.ts";
import type { OpeningResult } from "./socket-request.ts";
import type { Target } from "./websocket-url.ts";

/** What an opening reports, and where what its socket does later goes. */
export interface OpeningEvents {
  /** Reads address and handshake; called for every attempt. */
  compose(): OpeningResult;
  opened(socket: ClientSocket, target: Target, info: OpenedInfo): void;
  /** An attempt failed. Not called after {@link Opening.giveUp}. */
  failed(info: FailedInfo): void;
  /** There is no address, so nothing was tried. */
  nothing(): void;
  /** Of an open socket. */
  message(socket: ClientSocket, bytes: Uint8Array, binary: boolean, at: number): void;
  alive(socket: ClientSocket): void;
  closing(socket: ClientSocket): void;
  closed(socket: ClientSocket, target: Target, end: SocketEnd & { readonly opened: true }): void;
  /** A socket was made, or is gone for good, whatever it was for. */
  made(socket: ClientSocket): void;
  gone(socket: ClientSocket): void;
}

/** What an opening is made of. */
export interface OpeningSetup {
  /** Attempts in all, 1 or more. */
  readonly attempts: number;
  /** ms from a failure to the next attempt. */
  readonly pauseMs: number;
  readonly clock: Clock;
  readonly report: Report;
  readonly events: OpeningEvents;
}

/** See the file's first line. */
export class Opening implements SocketEvents {
  readonly #setup: OpeningSetup;
  #socket: ClientSocket | undefined;
  /** Where the present attempt, or the open socket, leads to. */
  #target: Target | undefined;
  #retry: Timer | undefined;
  #attempt = 0;
  #wanted = true;

  /** Begins with the first attempt. */
  constructor(setup: OpeningSetup) {
    this.#setup = setup;
    this.#try();
  }

  /** Stops trying; nothing more is reported but that the socket under way is gone. */
  giveUp(): void {
    this.#wanted = false;
    this.#retry?.cancel();
    this.#socket?.close();
  }

  #try(): void {
    this.#attempt++;
    const opening = this.#setup.events.compose();
    if ("request" in opening) {
      this.#connect(opening.request, opening.target);
    } else if ("empty" in opening) {
      this.#setup.report.notice("ADDRESS_EMPTY", "warning", "there is no address; no connect is tried.");
      this.#later(() => {
        this.#setup.events.nothing();
      });
    } else {
      this.#setup.report.notice("ADDRESS_INVALID", "error", opening.error.message);
      this.#later(() => {
        this.#fail(opening.error, true);
      });
    }
  }

  /** Nothing is reported from inside the call that began the opening. */
  #later(report: () => void): void {
    queueMicrotask(() => {
      if (this.#wanted) report();
    });
  }

  #connect(request: SocketRequest, target: Target): void {
    const { clock, events } = this.#setup;
    this.#target = target;
    this.#socket = new ClientSocket(request, clock, this);
    events.made(this.#socket);
  }

  open(socket: ClientSocket, opened: OpenedSocket): void {
    if (!this.#wanted || this.#target === undefined) return;
    const { clock, events, report } = this.#setup;
    const { offered, ...negotiated } = opened;
    if (offered.length > 0 && opened.subprotocol === "") {
      const list = report.shown.value("Sec-WebSocket-Protocol", offered.join(", "));
      const text = `the server picked none of the subprotocols offered (${list}).`;
      report.notice("HANDSHAKE_SUBPROTOCOL", "information", text);
    }
    const { url } = this.#target;
    events.opened(socket, this.#target, { at: clock.now(), url, attempt: this.#attempt, ...negotiated });
  }

  message(socket: ClientSocket, bytes: Buffer, binary: boolean, at: number): void {
    this.#setup.events.message(socket, bytes, binary, at);
  }

  alive(socket: ClientSocket): void {
    this.#setup.events.alive(socket);
  }

  closing(socket: ClientSocket): void {
    this.#setup.events.closing(socket);
  }

  end(socket: ClientSocket, end: SocketEnd): void {
    const { events } = this.#setup;
    this.#socket = undefined;
    if (this.#target !== undefined) {
      if (end.opened) events.closed(socket, this.#target, end);
      else if (this.#wanted) this.#attemptFailed(this.#target, end);
    }
    events.gone(socket);
  }

  #attemptFailed(target: Target, end: SocketEnd & { readonly opened: false }): void {
    const { attempts, pauseMs, clock, report } = this.#setup;
    const final = this.#attempt >= attempts;
    if (!final) {
      this.#retry = clock.after(pauseMs, () => {
        this.#try();
      });
    }
    const attempt = `attempt ${String(this.#attempt)} of ${String(attempts)}`;
    const { error } = end;
    report.notice("CONNECTION_FAILED", "warning", `${attempt}: ${error.message}`, { cause: error.code });
    report.stream({ direction: "state", note: `failed ${target.url} (${attempt}): ${error.message}` });
    this.#fail(error, final, target.url, end.answer);
  }

  #fail(error: QActionKitError, final: boolean, url?: string, answer?: Answer): void {
    this.#setup.events.failed({
      at: this.#setup.clock.now(),
      attempt: this.#attempt,
      attempts: this.#setup.attempts,
      final,
      error,
      ...(url === undefined ? {} : { url }),
      ...(answer === undefined ? {} : { answer }),
    });
  }
}
