/** The connections of one element run: made from the protocol, tied to the engine, the stream and the timeout state. */
import type { Clock } from "../clock.ts";
import type {
  Connection,
  ConnectionEvents,
  HttpAnswerer,
  OutgoingMessage,
  ReadParameter,
  StreamLink,
} from "../connection/connection.ts";
import { connectionSettings, type ConnectionSettings } from "../connection/settings.ts";
import { createSerialConnection, isSerialKind, type SerialConnection } from "../connection/serial.ts";
import { createWebSocketConnection } from "../connection/web-socket.ts";
import type { NoticeSink } from "../log.ts";
import { andThen } from "../maybe-promise.ts";
import type { Engine } from "../logic/engine.ts";
import type { ChainContext, CollectedAnswer, PreparedSession } from "../logic/ports.ts";
import type { Options } from "../options.ts";
import type { ParameterStore } from "../parameter/store.ts";
import type { ConnectionDefinition, Protocol, Session } from "../protocol/model.ts";
import type { CommunicationState } from "./communication.ts";
import type { ElementEventBody } from "./events.ts";
import { HttpConnections } from "./http-connections.ts";
import { parameterReader } from "./parameter-reader.ts";
import type { ConnectionFactory, ConnectionInput } from "./settings.ts";
import type { NewStreamEntry, StreamLog } from "./stream-log.ts";

/** What the connections of a run need. */
export interface ConnectionsParts {
  readonly protocol: Protocol;
  readonly inputs: ReadonlyMap<number, ConnectionInput>;
  readonly parameters: ParameterStore<ChainContext>;
  readonly options: Options;
  readonly clock: Clock;
  readonly communication: CommunicationState;
  readonly engine: () => Engine;
  readonly emit: (event: ElementEventBody) => void;
  /** A line opened, or was lost. */
  readonly line: (connection: number, open: boolean) => void;
  readonly stream: (entry: NewStreamEntry) => number;
  readonly streamLog: StreamLog;
  readonly notice: NoticeSink;
  /** Makes connections in place of the kit's own. */
  readonly make?: ConnectionFactory | undefined;
  /** Answers HTTP requests in place of servers. */
  readonly answerHttp?: HttpAnswerer | undefined;
}

/** All connections of one run. */
export class Connections {
  readonly #parts: ConnectionsParts;
  readonly #connections = new Map<number, Connection>();
  readonly #serial = new Map<number, SerialConnection>();
  readonly #http: HttpConnections;
  readonly #readParameter: ReadParameter;
  readonly #settings = new Map<number, ConnectionSettings>();
  /** The element stops: nothing goes out any more, and what ends is no event of the device. */
  #stopped = false;

  constructor(parts: ConnectionsParts) {
    this.#parts = parts;
    const { options, clock } = parts;
    this.#readParameter = parameterReader(parts.parameters);
    this.#http = new HttpConnections({
      ...{ options, clock, readParameter: this.#readParameter, answerer: parts.answerHttp },
    });
    for (const definition of parts.protocol.connections) {
      const input = parts.inputs.get(definition.id) ?? {};
      this.#settings.set(definition.id, connectionSettings(definition, input, parts.options));
      const connection = this.#make(definition, input);
      if (connection !== undefined) this.#connections.set(definition.id, connection);
    }
  }

  /** TimeoutTime and retries in use; the options' defaults for an id without a connection. */
  settings(id: number): Pick<ConnectionSettings, "timeoutMs" | "retries"> {
    return this.#settings.get(id) ?? this.#parts.options;
  }

  /** Settings of all declared connections, by id. */
  get allSettings(): ReadonlyMap<number, ConnectionSettings> {
    return this.#settings;
  }

  isOpen(id: number): boolean {
    return this.#connections.get(id)?.state === "open";
  }

  get(id: number): Connection | undefined {
    return this.#connections.get(id);
  }

  /** Begins to open all of them; nobody waits for it (D-57). */
  open(): void {
    for (const connection of this.#connections.values()) this.openOne(connection.id);
  }

  /** Begins to open one. */
  openOne(id: number): void {
    const connection = this.#connections.get(id);
    if (connection === undefined) return;
    this.#parts.emit({ type: "connection", connection: id, phase: "connecting" });
    connection.open();
  }

  /** Sends, or leaves an entry without bytes in the stream when it cannot (WS-63). */
  send(id: number, message: OutgoingMessage, about: StreamLink): boolean {
    const connection = this.#connections.get(id);
    if (connection !== undefined && !this.#stopped) return connection.send(message, about);
    const at = this.#parts.clock.now();
    this.#parts.stream({ at, connection: id, direction: "out", note: "not sent", ...about });
    return false;
  }

  /** The `dynamic ip` parameter of a connection got a value (WS-31). */
  retarget(id: number, pid: number): void {
    const value = this.#parts.parameters.text(pid) ?? "";
    this.#connections.get(id)?.retarget(value);
    this.#http.retarget(id, value);
  }

  /** Fixes the requests of an HTTP session as they are now; undefined when the connection is not HTTP. */
  prepareSession(id: number, session: Session, group: number): PreparedSession | undefined {
    return this.#http.prepare(id, session, group);
  }

  /** Takes what a serial connection has collected of an answer whose time is over. */
  collected(id: number): CollectedAnswer | undefined {
    return this.#serial.get(id)?.collected?.();
  }

  /** The action *close*: of a connection, or of one client (`ip:port`) when this side is the server. */
  closeOne(id: number, client: string | undefined): void {
    if (client === undefined) void this.#connections.get(id)?.close();
    else this.#serial.get(id)?.closeClient?.(client);
  }

  /** Closes all; settled when no socket is left. */
  async close(): Promise<void> {
    this.#stopped = true;
    const all = [...this.#connections.values(), this.#http];
    await Promise.all(all.map((connection) => connection.close()));
  }

  #make(definition: ConnectionDefinition, input: ConnectionInput): Connection | undefined {
    const { protocol, parameters, options, clock, notice, make } = this.#parts;
    const events = this.#events(definition);
    const other = make?.(definition, events);
    if (other !== undefined) return other;
    const address = [...protocol.params.values()].find((param) => param.dynamicIp === definition.id);
    const dynamicValue = address === undefined ? undefined : parameters.text(address.id);
    if (isSerialKind(definition.kind)) return this.#makeSerial(definition, input, events, dynamicValue);
    if (!definition.webSocket) {
      if (definition.kind === "http") this.#http.add({ definition, input, events, dynamicValue });
      else if (definition.kind !== "virtual") notice(notHere(definition));
      return undefined;
    }
    const { handshakeSession } = definition;
    const handshake = handshakeSession === undefined ? undefined : protocol.sessions.get(handshakeSession);
    return createWebSocketConnection({
      ...input,
      definition,
      clock,
      options,
      ...(handshake === undefined ? {} : { handshake }),
      ...(dynamicValue === undefined ? {} : { dynamicValue }),
      readParameter: this.#readParameter,
      events,
    });
  }

  #makeSerial(
    definition: ConnectionDefinition,
    input: ConnectionInput,
    events: ConnectionEvents,
    dynamicValue: string | undefined,
  ): Connection {
    const { protocol, parameters, options, clock, engine, emit } = this.#parts;
    const { id } = definition;
    const connection = createSerialConnection({
      ...input,
      ...{ definition, protocol, clock, options, events },
      ...(dynamicValue === undefined ? {} : { dynamicValue }),
      bytesOf: (pid) => parameters.bytes(pid) ?? new Uint8Array(),
      watch: (data) => engine().answerProgress(id, data),
      server: {
        listening: (url) => {
          emit({ type: "connection", connection: id, phase: "open", url });
        },
        joined: (client) => void engine().clientChanged(id, client, true),
        left: (client) => void engine().clientChanged(id, client, false),
      },
    });
    this.#serial.set(id, connection);
    return connection;
  }

  #events({ id, kind }: ConnectionDefinition): ConnectionEvents {
    const { communication, engine, emit, stream, streamLog, notice, options, line, clock } = this.#parts;
    return {
      notice,
      stream,
      opened: ({ url, answer }) => {
        emit({ type: "connection", connection: id, phase: "open", url });
        communication.report(id, true);
        line(id, true);
        void engine().connectionOpened(id, answer);
      },
      failed: ({ url, error, answer }) => {
        emit({
          type: "connection",
          connection: id,
          phase: "failed",
          reason: error.message,
          ...(url && { url }),
        });
        communication.report(id, false);
        line(id, false);
        if (options.statusFirstClosed) void engine().connectionClosed(id, answer);
      },
      closed: ({ url, code, reason, by }) => {
        emit({ type: "connection", connection: id, phase: "closed", url, code, reason });
        // The status is not written when the element stops, and leaving an address on purpose is no failure.
        if (by === "stop" && (this.#stopped || !isSerialKind(kind))) return;
        line(id, false);
        // A serial device may close the line after each answer: the next command opens it again.
        const passing = by === "retarget" || by === "stop" || kind.startsWith("serial");
        if (!passing) communication.report(id, false);
        void engine().connectionClosed(id);
      },
      message: (bytes, { at, entry }) => {
        if (options.anyMessageIsLife) communication.report(id, true);
        return andThen(engine().deliver({ connection: id, data: bytes, at, entry }), () => {
          if (entry !== undefined) streamLog.done(entry, clock.now());
        });
      },
      alive: () => {
        if (options.anyMessageIsLife) communication.report(id, true);
      },
    };
  }
}

function notHere({ id, name, kind, position }: ConnectionDefinition): Parameters<NoticeSink>[0] {
  return {
    code: "CONNECTION_NOT_HERE",
    kind: "warning",
    message:
      `Connection ${String(id)} (${name}) is ${kind}, line ${String(position.line)}. Only WebSocket, HTTP, serial and ` +
      "smart-serial connections over TCP are opened here; its commands are not sent, and the rest of the element runs.",
    details: { connection: id, kind },
  };
}
