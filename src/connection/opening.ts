/** One opening: tries an address until a socket is open, all attempts have failed, or nobody wants it any more. */
import type { Clock, Timer } from "../clock.ts";
import type { QActionKitError } from "../errors.ts";
import { ClientSocket, type SocketEnd, type SocketRequest } from "./client-socket.ts";
import type { Answer, FailedInfo, OpenedInfo } from "./connection.ts";
import type { Report } from "./report.ts";
import type { OpeningResult } from "./socket-request.ts";
import type { Target } from "./url.ts";

/** What an opening reports, and where what its socket does later goes. */
export interface OpeningEvents {
  opened(socket: ClientSocket, target: Target, info: OpenedInfo): void;
  /** An attempt failed. Not called after {@link Opening.giveUp}. */
  failed(info: FailedInfo): void;
  /** There is no address, so nothing was tried. */
  nothing(): void;
  /** Of an open socket. */
  message(socket: ClientSocket, bytes: Uint8Array, binary: boolean): void;
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
  /** Reads address and handshake; called for every attempt. */
  compose(): OpeningResult;
  readonly events: OpeningEvents;
}

/** See the file's first line. */
export class Opening {
  readonly #setup: OpeningSetup;
  #socket: ClientSocket | undefined;
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
    const opening = this.#setup.compose();
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
    const socket: ClientSocket = new ClientSocket(request, clock, {
      open: (answer, subprotocol, extensions) => {
        if (!this.#wanted) return;
        if (request.subprotocols.length > 0 && subprotocol === "") {
          const offered = request.subprotocols.join(", ");
          this.#setup.report.notice(
            "HANDSHAKE_SUBPROTOCOL",
            "information",
            `the server picked none of the subprotocols offered (${offered}).`,
          );
        }
        const { url } = target;
        const info = { at: clock.now(), url, attempt: this.#attempt, answer, subprotocol, extensions };
        events.opened(socket, target, info);
      },
      message: (bytes, binary) => {
        events.message(socket, bytes, binary);
      },
      alive: () => {
        events.alive(socket);
      },
      closing: () => {
        events.closing(socket);
      },
      end: (end) => {
        this.#socket = undefined;
        if (end.opened) events.closed(socket, target, end);
        else if (this.#wanted) this.#attemptFailed(target, end);
        events.gone(socket);
      },
    });
    this.#socket = socket;
    events.made(socket);
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
