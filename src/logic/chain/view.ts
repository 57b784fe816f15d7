/** What actions may use of the engine: everything else of it is closed to them. */
import type { Clock } from "../../base/clock.ts";
import type { MaybePromise } from "../../base/maybe-promise.ts";
import type { Options } from "../../options/register.ts";
import type { ParameterStore } from "../../parameter/store.ts";
import type { RowChange } from "../../parameter/table/table-model.ts";
import type { Table } from "../../parameter/table/table.ts";
import type { Protocol } from "../../protocol/model.ts";
import type { WireValues } from "../exchange/wire-values.ts";
import type { LogicHost } from "../logic-host.ts";
import type { ConnectionLocks } from "../schedule/connection-locks.ts";
import type { QueueInsertion } from "../schedule/queue.ts";
import type { Conditions } from "./condition.ts";
import type { ChainContext, CommandWork } from "./context.ts";
import type { ChainLimits } from "./limits.ts";

/** The view that actions have of the engine. It is complete before the first action runs. */
export interface ActionEngine {
  readonly protocol: Protocol;
  readonly parameters: ParameterStore<ChainContext>;
  readonly options: Options;
  /** Stands still while the element is paused. */
  readonly clock: Clock;
  readonly host: LogicHost;
  readonly limits: ChainLimits;
  readonly conditions: Conditions;
  readonly values: WireValues;
  /** Locks that actions have taken on connections. */
  readonly locks: ConnectionLocks;
  readonly changes: {
    /** Runs the chains of what a write to a table changed. */
    rowsChanged(table: Table, changes: readonly RowChange[], context: ChainContext): MaybePromise;
  };
  readonly qactions: {
    /** *run actions*: runs the QActions of a parameter. */
    runOf(pid: number, context: ChainContext): MaybePromise;
  };
  readonly commands: {
    /** *make*: reassembles a command from the parameters' current bytes. False when there is no such command. */
    make(command: number, context: ChainContext): boolean;
    /** The command under way if the context has it, else as last made. */
    work(command: number, context: ChainContext): CommandWork | undefined;
  };
  readonly responses: {
    /** *clear* of a response: its previous data is forgotten. */
    clear(response: number): void;
  };
  readonly pairs: {
    /** *timeout* of a pair, ms. */
    setTimeout(pair: number, ms: number): void;
  };
  readonly groups: {
    /** *set next*: 1-based pair positions of a group; ms. */
    setNext(group: number, positions: readonly number[], ms: number): void;
  };
  readonly timers: {
    start(id: number): void;
    stop(id: number): void;
    /** *restart timer*: its queued groups are dropped. */
    restart(id: number, reschedule: boolean): void;
    reschedule(id: number): void;
  };
  readonly threads: {
    /** *stop current group*: the remaining pairs of the group that the main thread executes are skipped. */
    stopCurrentGroup(): void;
  };
  readonly enqueue: {
    /** Puts a group in its queue. Its commands are composed first on a connection with MakeCommandByProtocol. */
    group(group: number, how: QueueInsertion, context: ChainContext): MaybePromise;
  };
}
