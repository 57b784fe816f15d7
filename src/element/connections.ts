/** The connections of one element run: made from the protocol, tied to the engine, the stream and the timeout state. */
import type {
  CollectedAnswer,
  Connection,
  OutgoingMessage,
  ReadParameter,
  StreamLink,
} from "../connection/connection.ts";
import { ReceivedEntry } from "../connection/received-entry.ts";
import { connectionSettings, type ConnectionSettings } from "../connection/connection-settings.ts";
import { makeConnection, type MadeConnection } from "../connection/kinds.ts";
import type { NoticeSink } from "../base/notices.ts";
import type { ChainContext } from "../logic/chain/context.ts";
import type { PreparedSession } from "../logic/logic-host.ts";
import type { ParameterStore } from "../parameter/store.ts";
import { kindOf } from "../protocol/connection-kinds.ts";
import type { ConnectionDefinition, Protocol, Session } from "../protocol/model.ts";
import { ConnectionReports, takenApart, type Reporters, type ReportParts } from "./connection-reports.ts";
import { parameterReader, snapshotOf } from "./parameter-reader.ts";
import { connectionInputs, type ConnectionInput, type ElementOptions } from "./element-settings.ts";
import type { NewStreamEntry } from "./stream/stream-log.ts";

/** What the connections of a run need. */
export interface ConnectionsParts extends ReportParts {
  readonly protocol: Protocol;
  /** With connections of a program's own, and what answers HTTP requests in place of servers. */
  readonly given: ElementOptions;
  readonly run: ReportParts["run"] & { readonly parameters: ParameterStore<ChainContext> };
}

/** One connection; the kinds that are not opened here have settings alone. */
interface Held extends MadeConnection {
  readonly settings: ConnectionSettings;
}

/** All connections of one run. */
export class Connections implements Reporters {
  readonly #parts: ConnectionsParts;
  readonly #held = new Map<number, Held>();
  readonly #readParameter: ReadParameter;
  #stopped = false;

  constructor(parts: ConnectionsParts) {
    this.#parts = parts;
    this.#readParameter = parameterReader(parts.run.parameters);
    const inputs = connectionInputs(parts.protocol, parts.given);
    for (const definition of parts.protocol.connections) {
      const input = inputs.get(definition.id) ?? {};
      this.#held.set(definition.id, this.#make(definition, input));
    }
  }

  /** The element stops: nothing goes out any more, and what ends is no event of the device. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** Enters what happened on a line into the stream, a command with its parameters. */
  record(entry: NewStreamEntry): number {
    const { stream, hub } = this.#parts;
    const number = stream.add(entry instanceof ReceivedEntry ? entry : this.#withParameters(entry));
    const newest = hub.listening ? stream.newest : undefined;
    if (newest !== undefined) hub.emit({ type: "stream", entry: newest });
    return number;
  }

  #withParameters(entry: NewStreamEntry): NewStreamEntry {
    const command =
      entry.command === undefined ? undefined : this.#parts.protocol.commands.get(entry.command);
    return command === undefined ? entry : { ...entry, params: command.content };
  }

  /** TimeoutTime and retries in use; the options' defaults for an id without a connection. */
  settings(id: number): Pick<ConnectionSettings, "timeoutMs" | "retries"> {
    return this.#held.get(id)?.settings ?? this.#parts.options;
  }

  /** Settings of all declared connections, in their order. */
  get allSettings(): readonly ConnectionSettings[] {
    return Array.from(this.#held.values(), ({ settings }) => settings);
  }

  isOpen(id: number): boolean {
    return this.get(id)?.state === "open";
  }

  get(id: number): Connection | undefined {
    return this.#held.get(id)?.line;
  }

  /** Begins to open all of them; nobody waits for it (D-57). */
  open(): void {
    for (const id of this.#held.keys()) this.openOne(id);
  }

  /** Begins to open one; an open serial line is closed first, an open WebSocket stays (`LogicActionOpen`, RN 31512). */
  openOne(id: number): void {
    const connection = this.get(id);
    if (connection === undefined || this.#stopped) return;
    if (connection.state === "open") {
      connection.reopen?.();
      return;
    }
    this.#parts.hub.emit({ type: "connection", connection: id, phase: "connecting" });
    connection.open();
  }

  /** Sends, or leaves an entry without bytes in the stream when it cannot (WS-63). */
  send(id: number, message: OutgoingMessage, about: StreamLink): boolean {
    const connection = this.get(id);
    if (connection !== undefined && !this.#stopped) return connection.send(message, about);
    const at = this.#parts.clock.now();
    this.record({ at, connection: id, direction: "out", note: "not sent", ...about });
    return false;
  }

  /** The `dynamic ip` parameter of a connection got a value (WS-31). */
  retarget(id: number, pid: number): void {
    const value = this.#parts.run.parameters.text(pid) ?? "";
    const { line, requests } = this.#held.get(id) ?? {};
    line?.retarget(value);
    requests?.retarget(value);
  }

  /** Fixes the requests of an HTTP session as they are now; undefined when the connection is not HTTP. */
  prepareSession(id: number, session: Session, group: number): PreparedSession | undefined {
    const requests = this.#held.get(id)?.requests;
    if (requests === undefined) return undefined;
    const read = snapshotOf(session, this.#readParameter);
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
  closeOne(id: number, client: string | undefined): void {
    if (client === undefined) void this.get(id)?.close();
    else this.get(id)?.closeClient?.(client);
  }

  /** Closes all; settled when no socket is left. */
  async close(): Promise<void> {
    this.#stopped = true;
    const closing = Array.from(this.#held.values(), async ({ line, requests }) =>
      (line ?? requests)?.close(),
    );
    const ends = await Promise.allSettled(closing);
    const failed = ends.find((end) => end.status === "rejected");
    if (failed !== undefined) throw failed.reason;
  }

  #make(definition: ConnectionDefinition, input: ConnectionInput): Held {
    const { protocol, options, clock, hub, given, run } = this.#parts;
    const { id } = definition;
    const events = new ConnectionReports(definition, this, this.#parts);
    const settings = connectionSettings(definition, input, options);
    const other = given.makeConnection?.(definition, takenApart(events));
    if (other !== undefined) return { settings, line: other };
    const address = [...protocol.params.values()].find((param) => param.dynamicIp === id);
    const dynamicValue = address === undefined ? undefined : run.parameters.text(address.id);
    const made = makeConnection({
      ...input,
      ...{ definition, protocol, clock, options, events, answerer: given.answerHttp },
      ...(dynamicValue === undefined ? {} : { dynamicValue }),
      readParameter: this.#readParameter,
      bytesOf: (pid) => run.parameters.bytes(pid) ?? new Uint8Array(),
      watch: (data) => run.engine.pairs.progress(id, data),
      server: {
        listening: (url) => {
          hub.emit({ type: "connection", connection: id, phase: "open", url });
        },
        joined: (client) => void run.engine.status.client(id, client, true),
        left: (client) => void run.engine.status.client(id, client, false),
      },
    });
    if (made === undefined && kindOf(definition).carries !== "nothing") hub.notice(notHere(definition));
    return { settings, ...made };
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
