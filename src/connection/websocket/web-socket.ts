/** A WebSocket connection of an element: its attempts, its life, its way to another address, its end. */
import type { Clock } from "../../base/clock.ts";
import type { ConnectionOptions } from "../../options/connection-options.ts";
import type { ConnectionDefinition, Session } from "../../protocol/model.ts";
import type { ClientSocket } from "./client-socket.ts";
import type { SocketEnd } from "./client-socket-model.ts";
import { closeCodeName, closings, endText } from "../close-codes.ts";
import type {
  ClosedBy,
  Connection,
  ConnectionEvents,
  ConnectionState,
  FailedInfo,
  OpenedInfo,
  OutgoingMessage,
  ReadParameter,
  StreamLink,
} from "../connection.ts";
import { handshakeOf, type HandshakePlan } from "./handshake.ts";
import { Incoming } from "./incoming.ts";
import { KeepAlive } from "./keep-alive.ts";
import { Opening, type OpeningEvents } from "./opening.ts";
import { Outgoing } from "./outgoing.ts";
import { Report } from "../connection-report.ts";
import { ShownHeaders } from "../secrets.ts";
import type { TlsSettings } from "../secure.ts";
import {
  connectionSettings,
  type ConnectionSettings,
  type OperatorSettings,
} from "../connection-settings.ts";
import { composeOpening, type OpeningResult } from "./socket-request.ts";
import type { Target } from "./websocket-url.ts";

/** What a WebSocket connection is made of. */
export interface WebSocketSetup extends OperatorSettings {
  readonly definition: ConnectionDefinition;
  /** Session that `WebSocketHandshake` names, when the protocol has it. */
  readonly handshake?: Session;
  /** Value of the connection's `dynamic ip` parameter at the start. */
  readonly dynamicValue?: string;
  /** Certificates, for wss. */
  readonly tls?: TlsSettings;
  readonly readParameter: ReadParameter;
  readonly clock: Clock;
  readonly options: ConnectionOptions;
  readonly events: ConnectionEvents;
}

/** A WebSocket connection with its settings (operator, else protocol, else option), not opened yet. */
export function createWebSocketConnection(
  setup: WebSocketSetup,
): Connection & Pick<WebSocketConnection, "settings"> {
  return new WebSocketConnection(setup);
}

/** See {@link createWebSocketConnection}. A lost socket is never opened again by itself (WS-64). */
export class WebSocketConnection implements Connection, OpeningEvents {
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
  readonly #incoming: Incoming;
  readonly #outgoing: Outgoing;
  /** Sockets that are not gone yet: the present one, one that is opening, and openings that were given up. */
  #sockets: readonly ClientSocket[] = [];
  /** Who waits in {@link close}. */
  #gone: (() => void)[] | undefined;
  #state: ConnectionState = "idle";
  #socket: ClientSocket | undefined;
  #opening: Opening | undefined;
  #keepAlive: KeepAlive | undefined;
  #value: string;
  #lastPort: number | undefined;
  /** Our own reason for ending the open socket; missing while we do not want that. */
  #ending: "retarget" | "stop" | "keepAlive" | undefined;
  /** Open again when the present socket is gone. */
  #reopen = false;
  #stopped = false;
  #paused = false;

  constructor(setup: WebSocketSetup) {
    const { definition, options, events, clock } = setup;
    this.#clock = clock;
    this.#options = options;
    this.#events = events;
    this.#readParameter = setup.readParameter;
    this.#tls = setup.tls ?? {};
    this.id = definition.id;
    this.settings = connectionSettings(definition, setup, options);
    this.#value = setup.dynamicValue?.trim() ?? "";
    const report = new Report(definition.id, clock, events, new ShownHeaders(options));
    this.#report = report;
    this.#plan = handshakeOf(definition, setup.handshake, options, report);
    this.#outgoing = new Outgoing(options, report);
    this.#incoming = new Incoming({
      options,
      events,
      report,
      pause: () => this.#socket?.pause(),
      resume: () => {
        if (!this.#paused) this.#socket?.resume();
      },
    });
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
    return this.#outgoing.send(this.#socket, this.#state, message, about);
  }

  retarget(value: string): void {
    const address = value.trim();
    const { dynamicEmpty } = this.#options;
    if (this.#stopped || (address === "" && dynamicEmpty === "ignore")) return;
    this.#value = address;
    if (this.#state !== "idle") this.#leave(address !== "" || dynamicEmpty === "configured");
  }

  pause(): void {
    this.#paused = true;
    this.#socket?.pause();
  }

  resume(): void {
    this.#paused = false;
    if (!this.#incoming.stopped) this.#socket?.resume();
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

  /** Ends the open socket with code 1000; reading goes on, or the other side's close frame would not be seen. */
  #end(why: "retarget" | "stop"): void {
    this.#ending = why;
    this.#state = "closing";
    this.#socket?.resume();
    this.#socket?.close();
  }

  /** Gives the opening under way up; nothing is reported about it. */
  #giveUp(): void {
    this.#opening?.giveUp();
    this.#state = "closed";
    this.#outgoing.dropKept();
  }

  #begin(): void {
    const { connectAttempts } = this.#options;
    this.#reopen = false;
    this.#ending = undefined;
    this.#state = "connecting";
    this.#opening = new Opening({
      attempts: 1 + Math.max(0, connectAttempts === "retries" ? this.settings.retries : connectAttempts),
      pauseMs: this.settings.timeoutMs,
      clock: this.#clock,
      report: this.#report,
      events: this,
    });
  }

  compose(): OpeningResult {
    return composeOpening({
      settings: this.settings,
      plan: this.#plan,
      dynamicValue: this.#value,
      ...(this.#lastPort === undefined ? {} : { lastPort: this.#lastPort }),
      tls: this.#tls,
      options: this.#options,
      readParameter: this.#readParameter,
      report: this.#report,
    });
  }

  opened(socket: ClientSocket, target: Target, info: OpenedInfo): void {
    this.#state = "open";
    this.#socket = socket;
    this.#lastPort = target.port;
    if (this.#paused || this.#incoming.stopped) socket.pause();
    this.#keepAlive = this.#startPings(socket);
    this.#report.stream({ direction: "state", note: `open ${info.url}` });
    this.#outgoing.sendKept(socket);
    this.#events.opened(info);
  }

  failed(info: FailedInfo): void {
    if (info.final) this.nothing();
    this.#events.failed(info);
  }

  nothing(): void {
    this.#state = "closed";
    this.#outgoing.dropKept();
  }

  message(socket: ClientSocket, bytes: Uint8Array, binary: boolean, at: number): void {
    this.#keepAlive?.alive();
    if (socket === this.#socket && this.#ending === undefined) {
      this.#incoming.receive(bytes, binary, at);
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

  closed(socket: ClientSocket, target: Target, end: SocketEnd & { readonly opened: true }): void {
    if (socket === this.#socket) this.#closed(target, end);
  }

  made(socket: ClientSocket): void {
    this.#sockets = this.#sockets.concat(socket);
  }

  gone(socket: ClientSocket): void {
    this.#sockets = this.#sockets.filter((other) => other !== socket);
    if (this.#sockets.length > 0) return;
    const waiting = this.#gone ?? [];
    this.#gone = undefined;
    for (const resolve of waiting) resolve();
  }

  #startPings(socket: ClientSocket): KeepAlive | undefined {
    const { keepAlivePingMs } = this.#options;
    if (keepAlivePingMs <= 0) return undefined;
    return new KeepAlive(this.#clock, keepAlivePingMs, {
      ping: () => {
        // A socket that is not read cannot see a pong.
        if (this.#paused || this.#incoming.stopped) this.#keepAlive?.alive();
        else socket.ping();
      },
      dead: () => {
        this.#ending = "keepAlive";
        socket.cut();
      },
    });
  }

  #closed(target: Target, end: SocketEnd & { readonly opened: true }): void {
    const { code, reason } = end;
    const by: ClosedBy = this.#ending ?? (end.fault !== undefined ? "fault" : end.frame ? "peer" : "line");
    const name = closeCodeName(code);
    this.#keepAlive?.stop();
    this.#keepAlive = undefined;
    this.#socket = undefined;
    this.#state = "closed";
    const kind = by === "retarget" || by === "stop" ? "information" : "warning";
    const message = `${target.url} ${endText(by, code, reason)}.`;
    this.#report.notice("CONNECTION_CLOSED", kind, message, { by, code, reason });
    this.#report.stream({ direction: "state", code, reason, note: closings[by] });
    const at = this.#clock.now();
    this.#events.closed({ at, url: target.url, by, code, name, reason, clean: end.frame });
    if (this.#reopen && this.state === "closed") this.#begin();
  }
}
