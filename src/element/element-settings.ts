/** The options of an element, and their checks: fields of its connections, values, scripts, named options. */
import type { Clock } from "../base/clock.ts";
import type { Connection, ConnectionEvents, HttpAnswerer } from "../connection/connection.ts";
import type { OperatorSettings } from "../connection/connection-settings.ts";
import { QActionKitError } from "../base/errors.ts";
import type { Options } from "../options/register.ts";
import type { SavedStore, SavedValues } from "../parameter/saved/saved-values.ts";
import type { ConnectionDefinition, Protocol } from "../protocol/model.ts";
import type { DataMinerHost } from "../qaction/data-miner-host.ts";
import type { LogLevels } from "../qaction/log.ts";
import type { ElementFacts, ScriptFailure } from "../qaction/qaction-host.ts";
import type { ScriptSource } from "../qaction/script/script-loader.ts";
import type { ChainContext } from "../logic/chain/context.ts";
import type { OtherElements } from "./other-elements.ts";
import type { CSharpSettings } from "./csharp-qactions.ts";
import type { StreamLimits } from "./stream/stream-log.ts";

/** Makes a connection in place of the kit's own; `undefined` leaves it to the kit. */
export type ConnectionFactory = (
  definition: ConnectionDefinition,
  events: ConnectionEvents,
) => Connection | undefined;

/** Fields of the element wizard for one connection. What is left out comes from the protocol (`UserSettings`). */
export interface ConnectionInput extends OperatorSettings {
  /** Whether the connection counts for the element's timeout state, default true. */
  readonly includeTimeout?: boolean;
}

/** The options of an element. The fields of `ConnectionInput` at the top belong to connection 0. */
export interface ElementOptions extends ConnectionInput {
  /** Named options by their names: `{ codePage: 1251 }`. `docs/options.md` lists them. */
  readonly options?: Partial<Options>;
  /** ms that a connection may fail before the element is in timeout. Default: what the protocol sets, else the named option. */
  readonly elementTimeoutMs?: number;
  /** Fields of each connection by its id. */
  readonly connections?: Readonly<Record<number, ConnectionInput>>;
  /** Folder of the scripts, or the scripts themselves by QAction id. Default: no scripts. */
  readonly scripts?: ScriptSource;
  /** Runs C# QActions that no script stands in for. Default: they do not run. */
  readonly csharp?: boolean | CSharpSettings;
  /** Values that are there at the start, as if they had been saved; nothing fires. PID to text or number. */
  readonly values?: Readonly<Record<number, string | number>>;
  /**
   * Where saved parameters and rows are kept: `savedOnDisk`, `savedInMemory` or a program's own. Default: in
   * memory, for as long as the element object lives.
   */
  readonly savedValues?: SavedValues | SavedStore;
  /** Default `Element`. */
  readonly name?: string;
  /** Default 1. */
  readonly elementId?: number;
  /** Default 1. */
  readonly dataMinerId?: number;
  /** Default the system's clock. */
  readonly clock?: Clock;
  /** Limits of the stream log. */
  readonly stream?: StreamLimits;
  /** Log levels of the element, each 0..6; default 0. */
  readonly logLevels?: Partial<LogLevels>;
  /** Connections of a program's own: a simulated line, a recording. */
  readonly makeConnection?: ConnectionFactory;
  /** Answers HTTP requests in place of servers: nothing is connected to. */
  readonly answerHttp?: HttpAnswerer;
  /** The DataMiner system around the element, for members that need one. */
  readonly dataMiner?: DataMinerHost;
  /** Other elements, for `NotifyDataMiner` and the action *merge*; see `createElementDirectory`. */
  readonly elements?: OtherElements;
  /** Called for every script that throws, with the error as it was thrown. */
  readonly scriptFailed?: (failure: ScriptFailure<ChainContext>) => void;
}

/** Refuses a number outside its range, naming the field. */
function inRange(field: string, value: number | undefined, low: number, high: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= low && value <= high)) return;
  throw new QActionKitError(
    "ERR_ELEMENT_OPTION",
    `${field} is ${String(value)}. Use a whole number from ${String(low)} to ${String(high)}.`,
  );
}

/** The error for a connection that the protocol does not have. */
export function noConnection({ connections }: Pick<Protocol, "connections">, id: string): QActionKitError {
  const known = connections.map((connection) => connection.id).join(", ");
  return new QActionKitError(
    "ERR_ELEMENT_OPTION",
    `The protocol has no connection ${id}. Its connections are: ${known || "none"}.`,
  );
}

/**
 * The fields of every connection of a protocol.
 * @throws QActionKitError `ERR_ELEMENT_OPTION` for a connection the protocol does not have, or a number out of range
 */
export function connectionInputs(
  protocol: Protocol,
  given: ElementOptions,
): ReadonlyMap<number, ConnectionInput> {
  const { connections = {} } = given;
  inRange("The timeout of the element in ms", given.elementTimeoutMs, 0, 86_400_000);
  const known = protocol.connections.map(({ id }) => id);
  const stray = Object.keys(connections).filter((id) => !known.includes(Number(id)));
  if (stray.length > 0) throw noConnection(protocol, stray.join(", "));
  return new Map(
    known.map((id) => {
      const input = id === 0 ? { ...given, ...connections[0] } : (connections[id] ?? {});
      inRange(`The port of connection ${String(id)}`, input.port, 0, 65_535);
      inRange(`The local port of connection ${String(id)}`, input.localPort, 0, 65_535);
      inRange(`The timeout of connection ${String(id)} in ms`, input.timeoutMs, 1, 120_000);
      inRange(`The number of retries of connection ${String(id)}`, input.retries, 0, 10);
      return [id, input];
    }),
  );
}

/** Whether a connection counts for the timeout state of the element; made-up ids (notify 249) do. */
export function countsForTimeout(
  { includeTimeout, connections = {} }: Pick<ElementOptions, "includeTimeout" | "connections">,
  id: number,
): boolean {
  return (connections[id]?.includeTimeout ?? (id === 0 ? includeTimeout : undefined)) !== false;
}

/** Rejects values for parameters that the protocol does not have, before anything starts. */
export function checkValues(protocol: Protocol, values: Readonly<Record<number, unknown>>): void {
  const stray = Object.keys(values).filter((pid) => !protocol.params.has(Number(pid)));
  if (stray.length === 0) return;
  throw new QActionKitError(
    "ERR_ELEMENT_OPTION",
    `The protocol has no parameter ${stray.join(", ")} to give a value to.`,
  );
}

/** The facts of the element that scripts can ask for. */
export function factsOf(given: ElementOptions, protocolVersion: string): ElementFacts {
  const { dataMinerId = 1, elementId = 1, name = "Element" } = given;
  return { dataMinerId, elementId, name, protocolVersion };
}
