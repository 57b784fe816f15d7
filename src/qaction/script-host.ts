/** What scripts need from the rest of the element: the port that the composition root fills. */
import type { Clock } from "../clock.ts";
import type { NoticeSink } from "../log.ts";
import type { MaybePromise } from "../maybe-promise.ts";
import type { RowChange } from "../parameter/table-model.ts";
import type { Table } from "../parameter/table.ts";
import type { QAction } from "../protocol/model.ts";
import type { DataMinerHost, ElementReference } from "./data-miner-host.ts";
import type { ElementLog } from "./log.ts";
import type { CellInfo, Value } from "./values.ts";

/** Who caused a chain. */
export interface User {
  /** Account name. */
  readonly name: string;
  /** Login cookie, opaque. */
  readonly cookie: string;
  /** Full name; `UserInfo` gives it when it is there. */
  readonly fullName?: string;
}

/** The facts of an element that scripts can ask for. */
export interface ElementFacts {
  /** Agent on which the element was created. */
  readonly dataMinerId: number;
  readonly elementId: number;
  readonly name: string;
  /** Protocol version the element is configured with, for example `Production`. */
  readonly protocolVersion: string;
}

/** The row that fired a `row="true"` run. */
export interface RowContext {
  /** Table parameter id. */
  readonly table: number;
  /** 1-based position. */
  readonly index: number;
  readonly key: string;
  /** Details of each cell by idx (`null`: not changed), or the status text of a multithreaded timer. */
  readonly newRow?: readonly (CellInfo | null)[] | string;
  /** As `newRow`, before the change; only with the table option `preserve state`. */
  readonly oldRow?: readonly (CellInfo | null)[] | readonly unknown[];
  /** Ping of a multithreaded timer: round trip in ms. */
  readonly roundTripMs?: number;
  /** Ping of a multithreaded timer: its time as text. */
  readonly pingTimestamp?: string;
}

/** One run of a QAction. */
export interface RunRequest<C> {
  readonly qaction: QAction;
  /** Position in `triggers`, which picks the entry point. */
  readonly triggerIndex: number;
  /** Parameter (or group) that triggered. */
  readonly triggerId: number;
  /** Opaque: goes along with every set and trigger call of the run. */
  readonly context: C;
  readonly row?: RowContext;
  /** Arguments after the protocol object instead of the input parameters (choice of a context menu). */
  readonly arguments?: readonly unknown[];
}

/** A script that threw. */
export interface ScriptFailure<C> {
  readonly request: RunRequest<C>;
  /** What it threw, untouched. */
  readonly error: unknown;
  /** The script's own stack, source-mapped, without the frames of the kit. */
  readonly stack: string;
  /** Where in the script, when the stack tells. */
  readonly file?: string;
  readonly line?: number;
}

/** Something a script did that leaves the element: kept for tests and shown by tools. */
export type ScriptReport =
  | {
      readonly type: "display";
      readonly pid: number;
      readonly inputs: readonly number[];
      readonly outputs: readonly number[];
    }
  | { readonly type: "message"; readonly message: string; readonly caption: string; readonly user: string }
  | {
      readonly type: "notify";
      readonly call: "NotifyProtocol" | "NotifyDataMiner" | "NotifyClient";
      readonly number: number;
      readonly value1: unknown;
      readonly value2: unknown;
    };

/** What became of a call into the logic of the protocol. */
export interface CallOutcome {
  /** HRESULT in unsigned form, 0 when done. */
  readonly code: number;
  /** What is still under way of it. */
  readonly done: MaybePromise;
}

/** What the qaction floor asks of the rest of the element; `C` is the context of a chain. */
export interface ScriptHost<C> {
  readonly facts: ElementFacts;
  /** False from the first step of a stop. */
  readonly active: boolean;
  /** True while the element has started: notify 377. */
  readonly started: boolean;
  readonly clock: Clock;
  readonly log: ElementLog;
  readonly notice: NoticeSink;
  /** The system around the element, when there is one. */
  readonly dataMiner?: DataMinerHost | undefined;
  /** Who caused the chain. */
  user(context: C): User | undefined;
  /** True when a client set off the chain directly: no set or trigger call of a script in between. */
  fromClient(context: C): boolean;
  /** True when the chain is so deep that a further set has to be refused; the host reports it. */
  refusesSet(pid: number, context: C): boolean;
  /** Runs a trigger that exists, whatever its `On` and `Time` say. */
  checkTrigger(id: number, context: C): CallOutcome;
  /** Runs an action that exists. */
  runAction(id: number, context: C): CallOutcome;
  /** Rows of a table were written by a script: raises the events of their columns, in order, when there is anybody to tell. */
  tableChanged?(table: Table, changes: readonly RowChange[], context: C): MaybePromise;
  /** Notify 249: a connection counts as failing, or as responding again. */
  communication(connection: number, responding: boolean): void;
  /** Notify 50 and 167: a set from outside on a parameter of this element, queued or in place. */
  externalSet(pid: number, value: unknown, place: "queued" | "now", context: C): void;
  /** Runs `work` after the script that is running and everything it caused. */
  afterRun(work: () => void): void;
  /** Notify 115 on this element: 1 active, 3 pause, 4 stop, 6 delete, 11 restart. */
  setElementState?(state: number): void;
  /** A standalone parameter was cleared, and what is saved of it goes, too (`NT_CLEAR_PARAMETER`). */
  forgetSaved?(pid: number): void;
  /** Reads and names of other elements for `NotifyDataMiner`. */
  readonly elements?: ElementDirectory | undefined;
  /** A script threw. It is in the log already; the chain goes on. */
  scriptFailed?(failure: ScriptFailure<C>): void;
  /** Told about everything in {@link ScriptReport}. */
  report?(report: ScriptReport): void;
}

/** Other elements, as far as a test or program wants them to exist. */
export interface ElementDirectory {
  /** Name of an element; `undefined` when there is none. */
  nameOf(element: ElementReference): string | undefined;
  /** Element of a name. */
  find(name: string): ElementReference | undefined;
  /** Value of a standalone parameter; `undefined` when there is none. */
  read(element: ElementReference, pid: number): Value | undefined;
  /** Sets a parameter as notify 50 does. */
  write(element: ElementReference, pid: number, value: unknown): void;
}
