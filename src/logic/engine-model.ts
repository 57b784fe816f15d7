/** The inner interfaces of the logic layer: what actions, triggers, groups, pairs and timers ask of each other. */
import type { MaybePromise } from "../base/maybe-promise.ts";
import type { Clock } from "../base/clock.ts";
import type { Options } from "../options/register.ts";
import type { Action, Condition, Protocol } from "../protocol/model.ts";
import type { ParameterStore } from "../parameter/store.ts";
import type { RowChange } from "../parameter/table/table-model.ts";
import type { Table } from "../parameter/table/table.ts";
import type { NumberOf } from "../wire/response/match-model.ts";
import type { BytesOf } from "../wire/segments.ts";
import type { ChainLimit } from "./chain/chain-limits.ts";
import type { CommandWork } from "./exchange/commands.ts";
import type { Failures } from "./failures.ts";
import type { ChainContext, LogicPorts } from "./logic-host.ts";
import type { ResponseWork } from "./exchange/response-fields.ts";

/** How a group enters a queue (`InnerWorkingsSLProtocol`); the names are those of the actions, plus the timer's. */
export type QueueInsertion =
  | "timer"
  | "add to execute"
  | "execute one"
  | "execute"
  | "execute one now"
  | "execute next"
  | "execute one top"
  | "force execute";

/** What everything on the layer shares. */
export interface LogicCore {
  readonly protocol: Protocol;
  readonly parameters: ParameterStore<ChainContext>;
  readonly clock: Clock;
  readonly options: Options;
  readonly ports: LogicPorts;
  /** How deep and how often things may set each other off. */
  readonly limit: ChainLimit;
  /** Where what nobody expected is reported. */
  readonly failures: Failures;
  /** Stored bytes and numbers of parameters, as the wire layer asks for them. */
  readonly bytesOf: BytesOf;
  readonly numberOf: NumberOf;
  /** Set by the engine before anything runs. */
  readonly scheduler: Scheduler;
  /**
   * Fires the triggers of an item: the specific ones, or `each` when none is defined for it.
   * False when the last action of the last trigger failed (which only a response cares about).
   */
  fire(on: string, time: string, id: number | undefined, context: ChainContext): MaybePromise<boolean>;
  /** Runs a trigger whatever its `On` and `Time`; its condition counts. */
  runTrigger(id: number, context: ChainContext): MaybePromise<boolean>;
  runAction(action: Action, context: ChainContext): MaybePromise<boolean>;
  /** Runs the QActions of a parameter (step 6 of a change event, and the action *run actions*). */
  runQActions(pid: number, context: ChainContext): MaybePromise;
  /** Runs the chains of what a write to a table changed, row after row, in each column after column (D-27). */
  rowsChanged(table: Table, changes: readonly RowChange[], context: ChainContext): MaybePromise;
  /** True without a condition; an invalid one is false and reported once. `owner` names it, for example `group 5`. */
  holds(condition: Condition | undefined, owner: string): boolean;
}

/** The side that knows queues, threads, timers, pairs, commands and responses: what actions ask for. */
export interface Scheduler {
  /** Puts a group in its queue (composing its commands first when the connection says MakeCommandByProtocol). */
  enqueue(group: number, how: QueueInsertion, context: ChainContext): MaybePromise;
  /** *stop current group*: the remaining pairs of the running group of the main thread are skipped. */
  stopCurrentGroup(): void;
  startTimer(id: number): void;
  stopTimer(id: number): void;
  restartTimer(id: number, reschedule: boolean): void;
  rescheduleTimer(id: number): void;
  /** The base of relative timers was set (`Protocol.Timers`). */
  timerBaseChanged(): void;
  /** *set next*: 1-based pair positions of a group; ms. */
  setNext(group: number, positions: readonly number[], ms: number): void;
  /** *timeout* of a pair, ms. */
  setPairTimeout(pair: number, ms: number): void;
  /** *make*: reassembles a command from the parameters' current bytes; the work under way if the context has it. */
  makeCommand(command: number, context: ChainContext): boolean;
  /** A command for actions to work on: the one under way if the context has it, else as last made. */
  commandWork(command: number, context: ChainContext): CommandWork | undefined;
  /** A response for actions to work on; only while it is being processed. */
  responseWork(response: number, context: ChainContext): ResponseWork | undefined;
  /** *read* of a response, or of one of its parameters. */
  readResponse(response: number, context: ChainContext, parameter?: number): boolean;
  /** *clear* of a response: its previous data is forgotten. */
  clearResponse(response: number): void;
}
