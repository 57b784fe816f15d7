/** The connections of one element run: made from the protocol, tied to the engine, the stream and the timeout state. */
import type { Clock } from "../base/clock.ts";
import type { Notice } from "../base/notices.ts";
import { connectionSettings, type ConnectionSettings } from "../connection/connection-settings.ts";
import type { ConnectionHost } from "../connection/connection-host.ts";
import type { Connection, HttpAnswerer, ReadParameter, StreamLink } from "../connection/connection.ts";
import { makeConnection, type MadeConnection } from "../connection/kinds.ts";
import type { ChainContext } from "../logic/chain/context.ts";
import type { Engine } from "../logic/engine.ts";
import type { LogicConnections, PreparedSession } from "../logic/logic-host.ts";
import type { Options } from "../options/register.ts";
import type { ParameterStore } from "../parameter/store.ts";
import { kindOf } from "../protocol/connection-kinds.ts";
import type { ConnectionDefinition, Protocol, Session } from "../protocol/model.ts";
import type { OutgoingMessage } from "../wire/command/finish-command.ts";
import type { AnswerProgress, CollectedAnswer } from "../wire/response/collected-answer.ts";
import { noBytes } from "../wire/segments.ts";
import type { CommunicationState } from "./communication.ts";
import { boundEvents, ConnectionReports } from "./connection-reports.ts";
import {
  connectionInputs,
  type ConnectionFactory,
  type ConnectionInput,
  type ElementOptions,
} from "./element-settings.ts";
import type { EventHub } from "./event-hub.ts";
import { parameterReader, snapshotOf } from "./parameter-reader.ts";
import type { StreamRecorder } from "./stream/stream-recorder.ts";

/** One connection; a kind that is not opened here has settings alone. */
interface Made extends MadeConnection {
  readonly settings: ConnectionSettings;
  readonly reports: ConnectionReports;
}

/** All connections of one run. */
export class Connections implements LogicConnections, ConnectionHost {
  readonly protocol: Protocol;
  readonly options: Options;
  readonly clock: Clock;
  readonly readParameter: ReadParameter;
  readonly answerHttp: HttpAnswerer | undefined;
  /** Connections of a program's own. */
  readonly #ownConnection: ConnectionFactory | undefined;
  readonly #hub: EventHub;
  readonly #recorder: StreamRecorder;
  readonly #parameters: ParameterStore<ChainContext>;
  readonly #communication: CommunicationState;
  readonly #engine: Engine;
  readonly #made = new Map<number, Made>();
  #stopped = false;

  /** Makes every connection that the protocol declares; none is opened yet. */
  constructor(
    protocol: Protocol,
    given: ElementOptions,
    options: Options,
    clock: Clock,
    hub: EventHub,
    recorder: StreamRecorder,
    parameters: ParameterStore<ChainContext>,
    communication: CommunicationState,
    engine: Engine,
  ) {
    this.protocol = protocol;
    this.options = options;
    this.clock = clock;
    this.readParameter = parameterReader(parameters);
    this.answerHttp = given.answerHttp;
    this.#ownConnection = given.makeConnection;
    this.#hub = hub;
    this.#recorder = recorder;
    this.#parameters = parameters;
    this.#communication = communication;
    this.#engine = engine;
    const inputs = connectionInputs(protocol, given);
    for (const definition of protocol.connections) {
      this.#made.set(definition.id, this.#make(definition, inputs.get(definition.id) ?? {}));
    }
  }

  /** TimeoutTime and retries in use; the options' defaults for an id without a connection. */
  settings(id: number): Pick<ConnectionSettings, "timeoutMs" | "retries"> {
    return this.#made.get(id)?.settings ?? this.options;
  }

  /** Settings of all declared connections, in their order. */
  get allSettings(): readonly ConnectionSettings[] {
    return Array.from(this.#made.values(), ({ settings }) => settings);
  }

  isOpen(id: number): boolean {
    return this.get(id)?.state === "open";
  }

  get(id: number): Connection | undefined {
    return this.#made.get(id)?.line;
  }

  /** Begins to open all of them; nobody waits for it. */
  openAll(): void {
    for (const id of this.#made.keys()) this.open(id);
  }

  /** Begins to open one; an open serial line is closed first, an open WebSocket stays (`LogicActionOpen`, RN 31512). */
  open(id: number): void {
    const connection = this.get(id);
    if (connection === undefined || this.#stopped) return;
    if (connection.state === "open") {
      connection.reopen?.();
      return;
    }
    this.#hub.emit({ type: "connection", connection: id, phase: "connecting" });
    connection.open();
  }

  /** Sends, or leaves an entry without bytes in the stream when it cannot. */
  send(id: number, message: OutgoingMessage, about: StreamLink): boolean {
    const connection = this.get(id);
    if (connection !== undefined && !this.#stopped) return connection.send(message, about);
    const at = this.clock.now();
    this.#recorder.record({ at, connection: id, direction: "out", note: "not sent", ...about });
    return false;
  }

  /** The `dynamic ip` parameter of a connection got a value. */
  retarget(id: number, pid: number): void {
    const value = this.#parameters.text(pid) ?? "";
    const { line, requests } = this.#made.get(id) ?? {};
    line?.retarget(value);
    requests?.retarget(value);
  }

  /** Fixes the requests of an HTTP session as they are now; undefined when the connection is not HTTP. */
  prepareSession(id: number, session: Session, group: number): PreparedSession | undefined {
    const requests = this.#made.get(id)?.requests;
    if (requests === undefined) return undefined;
    const read = snapshotOf(session, this.readParameter);
    const about = { group, session: session.id };
    return () => {
      const run = requests.begin(session, read);
      return {
        send: (step) => run.send(step, about),
        end: () => {
          run.end();
        },
      };
    };
  }

  /** Takes what a serial connection has collected of an answer whose time is over. */
  collected(id: number): CollectedAnswer | undefined {
    return this.get(id)?.collected?.();
  }

  /** The action *close*: of a connection, or of one client (`ip:port`) when this side is the server. */
  close(id: number, client: string | undefined): void {
    if (client === undefined) void this.get(id)?.close();
    else this.get(id)?.closeClient?.(client);
  }

  /** Closes all; done when no socket is left. Nothing goes out any more. */
  async closeAll(): Promise<void> {
    this.#stopped = true;
    const closing = Array.from(this.#made.values(), async ({ reports, line, requests }) => {
      reports.stopped = true;
      return (line ?? requests)?.close();
    });
    const ends = await Promise.allSettled(closing);
    const failed = ends.find((end) => end.status === "rejected");
    if (failed !== undefined) throw failed.reason;
  }

  bytesOf = (pid: number): Uint8Array => this.#parameters.bytes(pid) ?? noBytes;

  dynamicAddress(connection: number): string {
    const address = [...this.protocol.params.values()].find((param) => param.dynamicIp === connection);
    return (address && this.#parameters.text(address.id)) ?? "";
  }

  progress(connection: number, data: Uint8Array): AnswerProgress {
    return this.#engine.pairs.progress(connection, data);
  }

  listening(connection: number, url: string): void {
    this.#hub.emit({ type: "connection", connection, phase: "open", url });
  }

  joined(connection: number, client: string): void {
    void this.#engine.status.client(connection, client, true);
  }

  left(connection: number, client: string): void {
    void this.#engine.status.client(connection, client, false);
  }

  #make(definition: ConnectionDefinition, input: ConnectionInput): Made {
    const reports = new ConnectionReports(
      definition,
      this.options,
      this.#hub,
      this.#recorder,
      this.#communication,
      this.#engine,
    );
    const settings = connectionSettings(definition, input, this.options);
    const other = this.#ownConnection?.(definition, boundEvents(reports));
    if (other !== undefined) return { settings, reports, line: other };
    const made = makeConnection(definition, input, this, reports);
    if (made === undefined && kindOf(definition).carries !== "nothing")
      this.#hub.notice(notOpened(definition));
    return { settings, reports, ...made };
  }
}

function notOpened({ id, name, kind, position }: ConnectionDefinition): Notice {
  return {
    code: "CONNECTION_NOT_HERE",
    kind: "warning",
    message:
      `Connection ${String(id)} (${name}) is ${kind}, line ${String(position.line)}. Only WebSocket, HTTP, serial and ` +
      "smart-serial connections are opened here; its commands are not sent, and the rest of the element runs.",
    details: { connection: id, kind },
  };
}
