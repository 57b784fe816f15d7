/** A WebSocket connection of an element: connects, retries, retargets, closes. */
import type { Clock, Timer } from "../../base/clock.ts";
import { soon } from "../../base/turns.ts";
import type { ConnectionOptions } from "../../options/register.ts";
import type { ConnectionDefinition, Session } from "../../protocol/model.ts";
import type { QActionKitError } from "../../base/errors.ts";
import { closeCodeName, closings, endText } from "../close-codes.ts";
import type {
  Answer,
  ClosedBy,
  Connection,
  ConnectionEvents,
  ConnectionState,
  OutgoingMessage,
  ReadParameter,
  StreamLink,
} from "../connection.ts";
import type { ConnectionHost } from "../connection-host.ts";
import { shownHandshake } from "./handshake-entry.ts";
import { handshakeOf, type HandshakePlan } from "./handshake.ts";
import { Inbox } from "../inbox.ts";
import { KeepAlive } from "./keep-alive.ts";
import { Outbox } from "../outbox.ts";
import { Report } from "../connection-report.ts";
import { ShownHeaders } from "../../protocol/secrets.ts";
import type { TlsSettings } from "../secure.ts";
import {
  connectionSettings,
  type ConnectionSettings,
  type OperatorSettings,
} from "../connection-settings.ts";
import {
  ClientSocket,
  type ClosedSocket,
  type FailedSocket,
  type OpenedSocket,
  type SocketEvents,
} from "./socket.ts";
import { composeOpening } from "./socket-request.ts";

/** What a WebSocket needs of the element. */
export type WebSocketHost = Pick<ConnectionHost, "clock" | "options" | "readParameter" | "dynamicAddress">;

/** One opening: attempts until a socket is open, all have failed, or the opening is aborted. */
interface Opening {
  /** From 1. */
  attempt: number;
  readonly attempts: number;
  socket?: ClientSocket;
  retry?: Timer;
}

/** A WebSocket connection, not opened yet. A lost socket is never opened again by itself. */
export class WebSocketConnection implements Connection, SocketEvents {
  readonly id: number;
  /** Settings in use: operator, else protocol, else option. */
  readonly settings: ConnectionSettings;
  readonly #clock: Clock;
  readonly #options: ConnectionOptions;
  readonly #events: ConnectionEvents;
  readonly #readParameter: ReadParameter;
  readonly #tls: TlsSettings;
  readonly #report: Report;
  readonly #plan: HandshakePlan;
  readonly #inbox: Inbox;
  readonly #outbox: Outbox;
  /** Sockets that are not gone yet: the present one, one that is opening, and openings that were given up. */
  #sockets: readonly ClientSocket[] = [];
  /** Who waits in {@link close}. */
  #gone: (() => void)[] | undefined;
  #state: ConnectionState = "idle";
  #opening: Opening | undefined;
  /** The open socket. */
  #socket: ClientSocket | undefined;
  #keepAlive: KeepAlive | undefined;
  /** Value of the `dynamic ip` parameter, `""` when there is none. */
  #address: string;
  #lastPort: number | undefined;
  /** Our own reason for ending the open socket; missing while we do not want that. */
  #ending: "retarget" | "stop" | "keepAlive" | undefined;
  /** Open again when the present socket is gone. */
  #reopen = false;
  #stopped = false;

  /** @param handshake the session that `WebSocketHandshake` names, when the protocol has it */
  constructor(
    definition: ConnectionDefinition,
    handshake: Session | undefined,
    operator: OperatorSettings,
    host: WebSocketHost,
    events: ConnectionEvents,
  ) {
    const { clock, options, readParameter } = host;
    this.#clock = clock;
    this.#options = options;
    this.#events = events;
    this.#readParameter = readParameter;
    this.#tls = operator.tls ?? {};
    this.id = definition.id;
    this.settings = connectionSettings(definition, operator, options);
    this.#address = host.dynamicAddress(definition.id).trim();
    const report = new Report(definition.id, clock, events, new ShownHeaders(options));
    this.#report = report;
    this.#plan = handshakeOf(definition, handshake, options, report);
    this.#inbox = new Inbox(report, options, events);
    this.#outbox = new Outbox(report, options, Infinity);
    const text = "RedundantPolling does not exist for a WebSocket and is ignored.";
    if (definition.redundantPolling) report.notice("REDUNDANT_POLLING", "warning", text);
  }

  get state(): ConnectionState {
    return this.#state;
  }

  get unsentBytes(): number {
    return this.#socket?.unsentBytes ?? 0;
  }

  open(): void {
    if (this.#state !== "idle" && this.#state !== "closed") return;
    this.#stopped = false;
    this.#begin();
  }

  send(message: OutgoingMessage, about: StreamLink = {}): boolean {
    if (this.#state === "connecting" && this.#options.sendWhileConnecting === "queue")
      return this.#outbox.keep(message, about);
    if (this.#socket !== undefined && this.#state === "open")
      return this.#outbox.send(this.#socket, message, about);
    return this.#outbox.refuse(message, about, `it is ${this.#state}`);
  }

  retarget(value: string): void {
    const address = value.trim();
    const { dynamicEmpty } = this.#options;
    if (this.#stopped || (address === "" && dynamicEmpty === "ignore")) return;
    this.#address = address;
    if (this.#state !== "idle") this.#leave(address !== "" || dynamicEmpty === "configured");
  }

  pause(): void {
    this.#inbox.pause();
  }

  resume(): void {
    this.#inbox.resume();
  }

  close(): Promise<void> {
    this.#stopped = true;
    this.#reopen = false;
    if (this.#state === "open") this.#end("stop");
    else if (this.#state === "connecting") this.#giveUp();
    else if (this.#state === "idle") this.#state = "closed";
    if (this.#sockets.length === 0) return Promise.resolve();
    return new Promise((resolve) => {
      (this.#gone ??= []).push(resolve);
    });
  }

  /** Leaves the present address, in whatever state we are, and opens again if asked to. */
  #leave(reopen: boolean): void {
    this.#reopen = reopen;
    if (this.#state === "open") this.#end("retarget");
    if (this.#state === "closing") return;
    if (this.#state === "connecting") this.#giveUp();
    if (reopen) this.#begin();
  }

  /** Ends the open socket with code 1000; it is read to its end, or the other side's close frame would not be seen. */
  #end(why: "retarget" | "stop"): void {
    this.#ending = why;
    this.#state = "closing";
    this.#inbox.detach();
    this.#socket?.resume();
    this.#socket?.close();
  }

  /** Aborts the opening; nothing is reported about it. */
  #giveUp(): void {
    const { socket, retry } = this.#opening ?? {};
    this.#opening = undefined;
    retry?.cancel();
    socket?.close();
    this.#notOpened();
  }

  #begin(): void {
    const { connectAttempts } = this.#options;
    this.#reopen = false;
    this.#ending = undefined;
    this.#state = "connecting";
    const further = connectAttempts === "retries" ? this.settings.retries : connectAttempts;
    const opening: Opening = { attempt: 0, attempts: 1 + Math.max(0, further) };
    this.#opening = opening;
    this.#try(opening);
  }

  /** Reads address and handshake and connects. Nothing is reported from inside the call that began the opening. */
  #try(opening: Opening): void {
    opening.attempt++;
    const composed = composeOpening({
      settings: this.settings,
      plan: this.#plan,
      dynamicValue: this.#address,
      ...(this.#lastPort === undefined ? {} : { lastPort: this.#lastPort }),
      tls: this.#tls,
      options: this.#options,
      readParameter: this.#readParameter,
      report: this.#report,
    });
    if ("request" in composed) {
      const socket = new ClientSocket(composed.request, this.#clock, this);
      opening.socket = socket;
      this.#sockets = this.#sockets.concat(socket);
      return;
    }
    if ("empty" in composed)
      this.#report.notice(
        "ADDRESS_EMPTY",
        "warning",
        "it has no address, so nothing is tried. Fill in its address, or its dynamic ip parameter.",
      );
    else this.#report.notice("ADDRESS_INVALID", "error", composed.error.message);
    soon(() => {
      if (opening !== this.#opening) return;
      this.#opening = undefined;
      this.#notOpened();
      if ("error" in composed) this.#failed(opening, true, composed.error);
    });
  }

  /** Nothing is tried any more. */
  #notOpened(): void {
    this.#state = "closed";
    this.#outbox.drop("the connection did not open");
  }

  /** Reports the answer of the server after sending what was kept. */
  opened(socket: ClientSocket, { offered, request, ...negotiated }: OpenedSocket): void {
    const opening = this.#opening;
    if (opening?.socket !== socket) return;
    this.#opening = undefined;
    this.#state = "open";
    this.#socket = socket;
    this.#lastPort = socket.port;
    if (offered.length > 0 && negotiated.subprotocol === "") {
      const list = this.#report.shown.value("Sec-WebSocket-Protocol", offered.join(", "));
      const text = `the server picked none of the subprotocols offered (${list}).`;
      this.#report.notice("HANDSHAKE_SUBPROTOCOL", "information", text);
    }
    this.#inbox.attach(socket);
    this.#keepAlive = this.#startPings(socket);
    const { url } = socket;
    const heads = shownHandshake(request, negotiated.answer, this.#report.shown);
    this.#report.stream({
      ...{ direction: "state", note: `open ${url}` },
      change: { phase: "open", url, ...heads },
    });
    this.#outbox.sendKept(socket);
    this.#events.opened({ at: this.#clock.now(), url, attempt: opening.attempt, ...negotiated });
  }

  message(socket: ClientSocket, bytes: Uint8Array, binary: boolean, at: number): void {
    this.#keepAlive?.alive();
    if (socket === this.#socket && this.#ending === undefined) {
      this.#inbox.frame(bytes, binary, at);
      return;
    }
    const text = `a message of ${String(bytes.length)} bytes came from a socket that is being left.`;
    this.#report.notice("MESSAGE_DROPPED", "information", text);
  }

  alive(socket: ClientSocket): void {
    this.#keepAlive?.alive();
    if (socket === this.#socket) this.#events.alive?.(this.#clock.now());
  }

  closing(socket: ClientSocket): void {
    if (socket === this.#socket) this.#state = "closing";
    this.#keepAlive?.stop();
  }

  ended(socket: ClientSocket, end: FailedSocket | ClosedSocket): void {
    const opening = this.#opening;
    if (end.opened) {
      if (socket === this.#socket) this.#closed(socket, end);
    } else if (opening?.socket === socket) this.#attemptFailed(opening, socket, end);
    this.#sockets = this.#sockets.filter((other) => other !== socket);
    if (this.#sockets.length > 0) return;
    const waiting = this.#gone ?? [];
    this.#gone = undefined;
    for (const resolve of waiting) resolve();
  }

  #attemptFailed(opening: Opening, { url }: ClientSocket, { error, request, answer }: FailedSocket): void {
    const { attempt, attempts } = opening;
    const final = attempt >= attempts;
    if (final) this.#opening = undefined;
    else {
      opening.retry = this.#clock.after(this.settings.timeoutMs, () => {
        this.#try(opening);
      });
    }
    const which = `attempt ${String(attempt)} of ${String(attempts)}`;
    this.#report.notice("CONNECTION_FAILED", "warning", `${which}: ${error.message}`, { cause: error.code });
    const heads = shownHandshake(request, answer, this.#report.shown);
    this.#report.stream({
      ...{ direction: "state", note: `failed ${url} (${which}): ${error.message}` },
      change: { phase: "failed", url, final, ...heads },
    });
    if (final) this.#notOpened();
    this.#failed(opening, final, error, url, answer);
  }

  #failed(
    { attempt, attempts }: Opening,
    final: boolean,
    error: QActionKitError,
    url?: string,
    answer?: Answer,
  ): void {
    this.#events.failed({
      ...{ at: this.#clock.now(), attempt, attempts, final, error },
      ...(url === undefined ? {} : { url }),
      ...(answer === undefined ? {} : { answer }),
    });
  }

  #startPings(socket: ClientSocket): KeepAlive | undefined {
    const { keepAlivePingMs } = this.#options;
    if (keepAlivePingMs <= 0) return undefined;
    return new KeepAlive(this.#clock, keepAlivePingMs, {
      ping: () => {
        // A socket that is not read cannot see a pong.
        if (this.#inbox.reads) socket.ping();
        else this.#keepAlive?.alive();
      },
      dead: () => {
        this.#ending = "keepAlive";
        socket.cut();
      },
    });
  }

  #closed({ url }: ClientSocket, { code, reason, fault, frame }: ClosedSocket): void {
    const by: ClosedBy = this.#ending ?? (fault !== undefined ? "fault" : frame ? "peer" : "line");
    const name = closeCodeName(code);
    this.#keepAlive?.stop();
    this.#keepAlive = undefined;
    this.#inbox.detach();
    this.#socket = undefined;
    this.#state = "closed";
    const kind = by === "retarget" || by === "stop" ? "information" : "warning";
    const message = `${url} ${endText(by, code, reason)}.`;
    this.#report.notice("CONNECTION_CLOSED", kind, message, { by, code, reason });
    this.#report.stream({
      ...{ direction: "state", code, reason, note: closings[by] },
      change: { phase: "closed", url, by, clean: frame },
    });
    const at = this.#clock.now();
    this.#events.closed({ at, url, by, code, name, reason, clean: frame });
    if (this.#reopen && this.state === "closed") this.#begin();
  }
}
