/** A serial or smart-serial connection as client: opens its line, retries, retargets, closes. */
import type { Timer } from "../../base/clock.ts";
import type { QActionKitError } from "../../base/errors.ts";
import { withoutCredentials } from "../address.ts";
import type {
  CollectedAnswer,
  Connection,
  ConnectionState,
  OutgoingMessage,
  StreamLink,
} from "../connection.ts";
import type { Inbox } from "../inbox.ts";
import type { Outbox } from "../outbox.ts";
import { serialUrl, type SerialTarget } from "./serial-address.ts";
import type { SerialInput } from "./serial-input.ts";
import type { SerialLine, SerialPort } from "./serial-port.ts";
import { SerialReport, type LineEnd } from "./serial-report.ts";

/**
 * Serial: one attempt at the start and one for each command given while the line is not open. Smart-serial: the line is
 * opened again whenever it is lost, TimeoutTime apart, because the device may speak at any time; a command waits for up
 * to five further attempts (`Protocol.Type`).
 */
export class SerialClient implements Connection {
  readonly id: number;
  readonly #port: SerialPort;
  readonly #inbox: Inbox;
  readonly #outbox: Outbox;
  readonly #tell: SerialReport;
  /** Lines that are not closed yet. */
  readonly #lines = new Set<SerialLine>();
  #gone: (() => void)[] = [];
  #state: ConnectionState = "idle";
  #line: SerialLine | undefined;
  #input: SerialInput | undefined;
  /** The line that we are closing. */
  #leaving: { readonly line: SerialLine; readonly by: LineEnd } | undefined;
  /** Value of the `dynamic ip` parameter, `""` when there is none. */
  #address: string;
  #lastPort: number | undefined;
  #attempt = 0;
  #again: Timer | undefined;
  /** Open a new line when the one that we are closing is gone. */
  #reopen = false;

  constructor(port: SerialPort, dynamicValue: string) {
    this.id = port.id;
    this.#port = port;
    this.#inbox = port.makeInbox();
    this.#outbox = port.makeOutbox();
    this.#tell = new SerialReport(port.report, port.clock, port.events);
    this.#address = dynamicValue;
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

  /** The action *open*: an open line is closed, and then a new one opened (RN 31512). */
  reopen(): void {
    if (this.#state === "open") this.#leave("stop", true);
    else this.open();
  }

  send(message: OutgoingMessage, about: StreamLink = {}): boolean {
    if (this.#state === "open" && this.#line !== undefined) {
      this.#input?.sending();
      return this.#outbox.send(this.#line, message, about);
    }
    const closed = this.#state === "closed" || this.#state === "idle";
    if (closed && !this.#port.kind.opensOnCommand)
      return this.#outbox.refuse(message, about, `it is ${this.#state}`);
    const kept = this.#outbox.keep(message, about);
    if (this.#again !== undefined || closed) this.#begin();
    else if (this.#state === "closing") this.#reopen = true;
    return kept && this.#outbox.waits;
  }

  /** Serial: takes what has arrived of an answer that timed out. */
  collected(): CollectedAnswer | undefined {
    return this.#input?.collected?.();
  }

  retarget(value: string): void {
    const { dynamicEmpty } = this.#port.options;
    const address = value.trim();
    if (address === "" && dynamicEmpty === "ignore") return;
    if (this.#port.place(address).kind === "server") {
      const shown = withoutCredentials(address);
      const text = `'${shown}' makes a server, which is not possible while the element runs. The line stays.`;
      this.#port.report.notice("ADDRESS_INVALID", "error", text, { address: shown });
      return;
    }
    this.#address = address;
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
    this.#inbox.pause();
  }

  resume(): void {
    this.#inbox.resume();
  }

  close(): Promise<void> {
    if (this.#state === "open") this.#leave("stop", false);
    else if (this.#state === "closing") this.#reopen = false;
    else this.#giveUp();
    this.#outbox.drop("the connection was closed");
    if (this.#lines.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#gone.push(resolve);
    });
  }

  #begin(): void {
    this.#stopWaiting();
    this.#reopen = false;
    const place = this.#port.place(this.#address, this.#lastPort);
    if (place.kind !== "client") {
      this.#state = "closed";
      const [code, problem] =
        place.kind === "none"
          ? ([place.code, place.problem] as const)
          : (["ADDRESS_INVALID", "it cannot become a server while the element runs"] as const);
      this.#port.report.notice(code, "warning", `${problem}.`);
      this.#outbox.drop("the connection was closed");
      return;
    }
    const { target } = place;
    this.#state = "connecting";
    this.#attempt += 1;
    const line: SerialLine = this.#port.transport.connect(target, this.#port, {
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
    });
    this.#line = line;
    this.#lines.add(line);
  }

  #opened(line: SerialLine, target: SerialTarget): void {
    const url = this.#url(target);
    const attempt = this.#attempt;
    this.#attempt = 0;
    this.#state = "open";
    this.#lastPort = target.port;
    this.#input = this.#port.makeInput(target, this.#inbox);
    this.#inbox.attach(line);
    this.#tell.open(url);
    this.#outbox.sendKept(line);
    this.#tell.opened(url, attempt);
  }

  #url(target: SerialTarget): string {
    return serialUrl(this.#port.transport.scheme, target);
  }

  #failed(target: SerialTarget, error: QActionKitError): void {
    const goesOn = this.#port.kind.reopens;
    this.#line = undefined;
    this.#outbox.failed();
    if (goesOn) this.#waitAndBegin();
    else this.#state = "closed";
    this.#tell.failed(this.#url(target), error, this.#attempt, goesOn);
  }

  /** The other side closed the line, or it broke. */
  #ended(target: SerialTarget, by: LineEnd, reason: string): void {
    this.#input?.end();
    this.#input = undefined;
    this.#inbox.detach();
    this.#line = undefined;
    this.#state = "closed";
    this.#tell.closed(this.#url(target), by, reason);
    if (this.#port.kind.reopens && this.state === "closed") this.#waitAndBegin();
  }

  /** Closes the open line. */
  #leave(by: LineEnd, reopen: boolean): void {
    this.#input?.drop();
    this.#input = undefined;
    this.#inbox.detach();
    this.#state = "closing";
    this.#reopen = reopen;
    const line = this.#line;
    this.#line = undefined;
    if (line === undefined) return;
    this.#leaving = { line, by };
    line.leave();
  }

  #left(by: LineEnd, target: SerialTarget): void {
    this.#leaving = undefined;
    this.#state = "closed";
    this.#tell.closed(this.#url(target), by, "");
    if (this.#reopen && this.state === "closed") this.#begin();
  }

  /** Aborts an opening; nothing is reported about it. */
  #giveUp(): void {
    this.#stopWaiting();
    this.#line?.leave();
    this.#line = undefined;
    this.#attempt = 0;
    this.#state = "closed";
  }

  #waitAndBegin(): void {
    this.#state = "connecting";
    this.#again = this.#port.clock.after(this.#port.settings.timeoutMs, () => {
      this.#begin();
    });
  }

  #stopWaiting(): void {
    this.#again?.cancel();
    this.#again = undefined;
  }
}
