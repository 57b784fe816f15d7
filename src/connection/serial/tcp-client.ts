/** A serial or smart-serial connection as client: its line, its losses, its way to another address, its end. */
import type { Clock, Timer } from "../../base/clock.ts";
import type { ConnectionOptions } from "../../options/connection-options.ts";
import type { QActionKitError } from "../../base/errors.ts";
import { withoutCredentials } from "../address.ts";
import type {
  CollectedAnswer,
  Connection,
  ConnectionEvents,
  ConnectionState,
  OutgoingMessage,
  StreamLink,
} from "../connection.ts";
import type { KindRow } from "../../protocol/connection-kinds.ts";
import type { Stuffing } from "../../wire/stuffing.ts";
import type { Report } from "../connection-report.ts";
import type { SerialInput } from "./serial-input.ts";
import type { ConnectionSettings } from "../connection-settings.ts";
import { tcpPlace, tcpUrl, type TcpTarget } from "./tcp-address.ts";
import { TcpLine } from "./tcp-line.ts";
import { TcpOutgoing } from "./tcp-outgoing.ts";
import { TcpReport, type TcpEnd } from "./tcp-report.ts";

/** What a client is made of. */
export interface TcpClientSetup {
  readonly id: number;
  /** When the line is opened again, and how long a command waits for it. */
  readonly kind: Pick<KindRow, "opensOnCommand" | "reopens" | "openingsPerCommand" | "listens">;
  readonly settings: ConnectionSettings;
  /** Value of the `dynamic ip` parameter at the start, `""` when there is none. */
  readonly dynamicValue: string;
  readonly clock: Clock;
  readonly options: ConnectionOptions;
  readonly events: ConnectionEvents;
  readonly report: Report;
  /** What the port puts into commands, smart-serial only. */
  readonly stuffing?: Stuffing | undefined;
  /** Takes what comes in by a new line. */
  readonly input: (target: TcpTarget, outlet: { pause(): void; resume(): void }) => SerialInput;
}

/** See the file. */
export class TcpClient implements Connection {
  readonly id: number;
  readonly #setup: TcpClientSetup;
  readonly #outgoing: TcpOutgoing;
  readonly #tell: TcpReport;
  /** Lines that are not gone yet. */
  readonly #lines = new Set<TcpLine>();
  #gone: (() => void)[] = [];
  #state: ConnectionState = "idle";
  #line: TcpLine | undefined;
  #input: SerialInput | undefined;
  /** The line that is being left on purpose. */
  #leaving: { readonly line: TcpLine; readonly by: TcpEnd } | undefined;
  #value: string;
  #lastPort: number | undefined;
  #attempt = 0;
  #again: Timer | undefined;
  /** Open a line again when the one that is being left is gone. */
  #reopen = false;
  #paused = false;
  #full = false;

  constructor(setup: TcpClientSetup) {
    this.#setup = setup;
    this.id = setup.id;
    this.#value = setup.dynamicValue;
    this.#tell = new TcpReport(setup.report, setup.clock, setup.events);
    const { openingsPerCommand } = setup.kind;
    this.#outgoing = new TcpOutgoing(setup.options, setup.report, openingsPerCommand - 1, setup.stuffing);
  }

  get state(): ConnectionState {
    return this.#state;
  }

  get unsentBytes(): number {
    return this.#line?.unsentBytes ?? 0;
  }

  open(): void {
    if (this.#state === "closing") this.#reopen = true;
    if (this.#state === "idle" || this.#state === "closed") this.#begin();
  }

  /** The action *open*: an open line is closed, and then another one opened (RN 31512). */
  reopen(): void {
    if (this.#state === "open") this.#leave("stop", true);
    else this.open();
  }

  send(message: OutgoingMessage, about: StreamLink = {}): boolean {
    if (this.#state === "open" && this.#line !== undefined) {
      this.#input?.sending();
      return this.#outgoing.send(this.#line, message, about);
    }
    const closed = this.#state === "closed" || this.#state === "idle";
    if (closed && !this.#setup.kind.opensOnCommand) {
      this.#outgoing.refuse(message, about, `it is ${this.#state}`);
      return false;
    }
    const kept = this.#outgoing.keep(message, about);
    if (this.#again !== undefined || closed) this.#begin();
    else if (this.#state === "closing") this.#reopen = true;
    return kept && this.#outgoing.waits;
  }

  /** Serial: what has come of the answer whose time is over, once. */
  collected(): CollectedAnswer | undefined {
    return this.#input?.collected?.();
  }

  retarget(value: string): void {
    const { dynamicEmpty } = this.#setup.options;
    const address = value.trim();
    if (address === "" && dynamicEmpty === "ignore") return;
    if (this.#place(address).kind === "server") {
      const shown = withoutCredentials(address);
      const text = `'${shown}' makes a server, which is not possible while the element runs. The line stays.`;
      this.#setup.report.notice("ADDRESS_INVALID", "error", text, { address: shown });
      return;
    }
    this.#value = address;
    if (this.#state === "idle") return;
    const opens = address !== "" || dynamicEmpty === "configured";
    if (this.#state === "closing") this.#reopen = opens;
    else if (this.#state === "open") this.#leave("retarget", opens);
    else {
      this.#giveUp();
      if (opens) this.#begin();
    }
  }

  pause(): void {
    this.#paused = true;
    this.#line?.pause();
  }

  resume(): void {
    this.#paused = false;
    if (!this.#full) this.#line?.resume();
  }

  close(): Promise<void> {
    if (this.#state === "open") this.#leave("stop", false);
    else if (this.#state === "closing") this.#reopen = false;
    else this.#giveUp();
    this.#outgoing.drop();
    if (this.#lines.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#gone.push(resolve);
    });
  }

  #place(dynamicValue: string): ReturnType<typeof tcpPlace> {
    const { kind, settings, options } = this.#setup;
    const { listens } = kind;
    const { host, port } = settings;
    const last = this.#lastPort === undefined ? {} : { lastPort: this.#lastPort };
    return tcpPlace({ listens, host, port, dynamicValue, options, ...last });
  }

  #begin(): void {
    const { report, clock, settings, options } = this.#setup;
    this.#stopWaiting();
    this.#reopen = false;
    const place = this.#place(this.#value);
    if (place.kind !== "client") {
      this.#state = "closed";
      const [code, problem] =
        place.kind === "none"
          ? ([place.code, place.problem] as const)
          : (["ADDRESS_INVALID", "it cannot become a server while the element runs"] as const);
      report.notice(code, "warning", `${problem}.`);
      this.#outgoing.drop();
      return;
    }
    const { target } = place;
    this.#state = "connecting";
    this.#attempt += 1;
    const line: TcpLine = new TcpLine({
      ...{ target, clock, timeoutMs: settings.timeoutMs, graceMs: options.closeGraceMs },
      events: {
        opened: () => {
          this.#opened(line, target);
        },
        failed: (error) => {
          this.#failed(target, error);
        },
        data: (bytes) => {
          this.#input?.data(bytes);
        },
        ended: (by, reason) => {
          this.#ended(target, by, reason);
        },
        gone: () => {
          this.#lines.delete(line);
          if (line === this.#leaving?.line) this.#left(this.#leaving.by, target);
          if (this.#lines.size > 0) return;
          const waiting = this.#gone;
          this.#gone = [];
          for (const resolve of waiting) resolve();
        },
      },
    });
    this.#line = line;
    this.#lines.add(line);
  }

  #opened(line: TcpLine, target: TcpTarget): void {
    const { input } = this.#setup;
    const url = tcpUrl(target);
    const attempt = this.#attempt;
    this.#attempt = 0;
    this.#state = "open";
    this.#lastPort = target.port;
    this.#full = false;
    this.#input = input(target, {
      pause: () => {
        this.#full = true;
        line.pause();
      },
      resume: () => {
        this.#full = false;
        if (!this.#paused) line.resume();
      },
    });
    if (this.#paused) line.pause();
    this.#tell.open(url);
    this.#outgoing.sendKept(line);
    this.#tell.opened(url, attempt);
  }

  #failed(target: TcpTarget, error: QActionKitError): void {
    const goesOn = this.#setup.kind.reopens;
    this.#line = undefined;
    this.#outgoing.failed();
    if (goesOn) this.#waitAndBegin();
    else this.#state = "closed";
    this.#tell.failed(tcpUrl(target), error, this.#attempt, goesOn);
  }

  /** The other side, or the line, ended it. */
  #ended(target: TcpTarget, by: TcpEnd, reason: string): void {
    this.#input?.end();
    this.#input = undefined;
    this.#line = undefined;
    this.#state = "closed";
    this.#tell.closed(tcpUrl(target), by, reason);
    if (this.#setup.kind.reopens && this.state === "closed") this.#waitAndBegin();
  }

  /** Ends the open line on purpose. */
  #leave(by: TcpEnd, reopen: boolean): void {
    this.#input?.drop();
    this.#input = undefined;
    this.#state = "closing";
    this.#reopen = reopen;
    const line = this.#line;
    this.#line = undefined;
    if (line === undefined) return;
    this.#leaving = { line, by };
    line.leave();
  }

  #left(by: TcpEnd, target: TcpTarget): void {
    this.#leaving = undefined;
    this.#state = "closed";
    this.#tell.closed(tcpUrl(target), by, "");
    if (this.#reopen && this.state === "closed") this.#begin();
  }

  /** An opening that has not succeeded is given up; nothing is reported about it. */
  #giveUp(): void {
    this.#stopWaiting();
    this.#line?.leave();
    this.#line = undefined;
    this.#attempt = 0;
    this.#state = "closed";
  }

  #waitAndBegin(): void {
    this.#state = "connecting";
    this.#again = this.#setup.clock.after(this.#setup.settings.timeoutMs, () => {
      this.#begin();
    });
  }

  #stopWaiting(): void {
    this.#again?.cancel();
    this.#again = undefined;
  }
}
