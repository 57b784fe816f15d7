/** Reports openings and ends of a serial client's line as events, stream entries and notices. */
import type { Clock } from "../../base/clock.ts";
import type { QActionKitError } from "../../base/errors.ts";
import { closeCodeName } from "../close-codes.ts";
import type { ClosedBy, ConnectionEvents } from "../connection.ts";
import type { Report } from "../connection-report.ts";

/** How a serial line can end. */
export type LineEnd = Extract<ClosedBy, "peer" | "line" | "retarget" | "stop">;

/** In words, and as the WebSocket codes of ends without a close frame (RFC 6455 section 7.4.1). */
const ends: Readonly<Record<LineEnd, { readonly text: string; readonly code: number }>> = {
  peer: { text: "closed by the other side", code: 1005 },
  line: { text: "lost", code: 1006 },
  retarget: { text: "left for another address", code: 1005 },
  stop: { text: "closed on this side", code: 1005 },
};

const noHandshake = { answer: { statusLine: "", status: 0, headers: [] }, subprotocol: "", extensions: "" };

/** Reports of one serial client. */
export class SerialReport {
  readonly #report: Report;
  readonly #clock: Clock;
  readonly #events: ConnectionEvents;

  constructor(report: Report, clock: Clock, events: ConnectionEvents) {
    this.#report = report;
    this.#clock = clock;
    this.#events = events;
  }

  /** The stream entry of an opening; its event follows once the kept commands have been sent. */
  open(url: string): void {
    this.#report.stream({ direction: "state", note: `open ${url}`, change: { phase: "open", url } });
  }

  /** @param attempt the one that succeeded, from 1 */
  opened(url: string, attempt: number): void {
    this.#events.opened({ at: this.#clock.now(), url, attempt, ...noHandshake });
  }

  /** Only the first of successive failures causes a notice. @param goesOn another attempt follows automatically */
  failed(url: string, error: QActionKitError, attempt: number, goesOn: boolean): void {
    const { message, code } = error;
    this.#report.stream({
      ...{ direction: "state", note: `failed ${url}`, reason: message },
      change: { phase: "failed", url, final: !goesOn },
    });
    if (attempt === 1) this.#report.notice("CONNECTION_FAILED", "warning", message, { code });
    const attempts = goesOn ? Infinity : attempt;
    this.#events.failed({ at: this.#clock.now(), url, attempt, attempts, final: !goesOn, error });
  }

  closed(url: string, by: LineEnd, reason: string): void {
    const { text, code } = ends[by];
    const kind = by === "retarget" || by === "stop" ? "information" : "warning";
    const because = reason === "" ? "" : ` (${reason})`;
    this.#report.notice("CONNECTION_CLOSED", kind, `${url} ${text}${because}.`, { by, reason });
    this.#report.stream({
      ...{ direction: "state", note: text, ...(reason === "" ? {} : { reason }) },
      change: { phase: "closed", url, by },
    });
    const name = closeCodeName(code);
    this.#events.closed({ at: this.#clock.now(), url, by, code, name, reason, clean: by !== "line" });
  }
}
