/** What scripts need from the rest of the element; `src/element` implements it. */
import type { Clock } from "../base/clock.ts";
import type { User } from "../base/user.ts";
import type { NoticeSink } from "../base/notices.ts";
import type { MaybePromise } from "../base/maybe-promise.ts";
import type { RowContext } from "../parameter/table/row-context.ts";
import type { RowChange } from "../parameter/table/table-model.ts";
import type { Table } from "../parameter/table/table.ts";
import type { QAction } from "../protocol/model.ts";
import type { DataMinerHost, ElementReference } from "./data-miner-host.ts";
import type { Input } from "./inputs.ts";
import type { ElementLog } from "./log.ts";
import type { Value } from "./script-values.ts";

/** The facts of an element that scripts can ask for. */
export interface ElementFacts {
  /** Agent on which the element was created. */
  readonly dataMinerId: number;
  readonly elementId: number;
  readonly name: string;
  /** Protocol version the element is configured with, for example `Production`. */
  readonly protocolVersion: string;
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
  /** What its input parameters held when it was triggered; taken at the start of the run when missing. */
  readonly inputs?: readonly Input[];
  /** Arguments after the protocol object instead of the input parameters (choice of a context menu). */
  readonly arguments?: readonly unknown[];
}

/** A script that threw. */
export interface ScriptFailure<C> {
  readonly request: RunRequest<C>;
  /** What it threw, unchanged. */
  readonly error: unknown;
  /** The script's own stack, source-mapped, without the frames of the kit. */
  readonly stack: string;
  /** Place in the script, when the stack has it. */
  readonly file?: string;
  readonly line?: number;
}

/** Something a script did that has its effect outside the element. It is an event of the element. */
export type ScriptReport =
  /** `SendToDisplay`; no inputs and outputs: the whole parameter or matrix. */
  | {
      readonly type: "display";
      readonly cleared?: undefined;
      readonly pid: number;
      /** 1-based. */
      readonly inputs: readonly number[];
      /** 1-based. */
      readonly outputs: readonly number[];
    }
  /** `ShowInformationMessage`. */
  | { readonly type: "message"; readonly message: string; readonly caption: string; readonly user: string }
  /** `NotifyClient`, or a notify number that is recorded (`docs/slprotocol.md`). */
  | {
      readonly type: "notify";
      readonly call: "NotifyProtocol" | "NotifyDataMiner" | "NotifyClient";
      readonly number: number;
      readonly value1: unknown;
      readonly value2: unknown;
    };

/** Result of a call into the logic of the protocol. */
export interface CallOutcome {
  /** Unsigned HRESULT, 0 when done. */
  readonly code: number;
  /** Settles when everything that it set off is done. */
  readonly done: MaybePromise;
}

/** A set from outside, of a parameter, or with `key` of the cell of a column in that row. */
export interface ExternalSet {
  readonly pid: number;
  readonly key?: string;
  readonly value: unknown;
}

/** Result of an {@link ExternalSet}. */
export interface ExternalOutcome {
  /** Unsigned HRESULT, 0 when done; a promise when the set waits for its turn. */
  readonly code: MaybePromise<number>;
  /** Settles when everything is done that a set inside the running chain set off. */
  readonly done: MaybePromise;
}

/** A `NotifyDataMiner` call about an element, without the ids of the element. */
export interface ElementCall {
  readonly number: number;
  /** What follows agent and element id in the first value. */
  readonly ids: readonly unknown[];
  readonly value2: unknown;
  /** Called with the HRESULT of a failure: at once, or later when a set had to wait for its turn. */
  readonly failed: (code: number) => void;
}

/** An {@link ElementCall} that comes from another element. */
export interface ForeignCall extends ElementCall {
  readonly user?: User | undefined;
  /** How deep the calling chain is nested. */
  readonly depth: number;
  /** How much that chain has done so far; what it causes here is added. */
  readonly steps?: { count: number; reported: boolean; over: boolean } | undefined;
}

/** Answer of an element to a {@link ForeignCall}. */
export interface ElementAnswer {
  /** Result of `NotifyDataMiner`. */
  readonly result: unknown;
  /** Settles when everything that the call set off is done. */
  readonly done: MaybePromise<unknown>;
}

/** What the qaction layer asks of the rest of the element; `C` is the context of a chain. */
export interface ScriptHost<C> {
  readonly facts: ElementFacts;
  /** False from the first step of a stop. */
  readonly active: boolean;
  /** True while the element has started: notify 377. */
  readonly started: boolean;
  readonly clock: Clock;
  readonly log: ElementLog;
  readonly notice: NoticeSink;
  /** The system around the element, if any. */
  readonly dataMiner?: DataMinerHost | undefined;
  /** Who caused the chain. */
  user(context: C): User | undefined;
  /** True when a client started the chain directly, without a set or trigger call of a script in between. */
  fromClient(context: C): boolean;
  /** True when the chain is so deep that another set has to be refused; the host reports it. */
  refusesSet(pid: number, context: C): boolean;
  /** Runs an existing trigger, regardless of its `On` and `Time`. */
  checkTrigger(id: number, context: C): CallOutcome;
  /** Runs an existing action. */
  runAction(id: number, context: C): CallOutcome;
  /** A script wrote rows of a table: raises the events of their columns, in order. */
  tableChanged(table: Table, changes: readonly RowChange[], context: C): MaybePromise;
  /** Notify 249: a connection is marked as failing, or as responding again. */
  communication(connection: number, responding: boolean): void;
  /** Notify 50, 167 and 256: a set from outside on this element, when its turn comes (`queued`) or inside the running chain (`now`). */
  externalSet(set: ExternalSet, place: "queued" | "now", context: C): ExternalOutcome;
  /** Notify 287: chooses an item of a context menu when its turn comes; returns an unsigned HRESULT. */
  chooseMenuItem(menu: number, choice: readonly string[], context: C): MaybePromise<number>;
  /** Runs `work` after the script that is running and everything it caused. */
  afterRun(work: () => void): void;
  /** Notify 115 on this element: 1 active, 3 pause, 4 stop, 6 delete, 11 restart. */
  setElementState(state: number): void;
  /** A standalone parameter was cleared: deletes its saved value (`NT_CLEAR_PARAMETER`). */
  forgetSaved(pid: number): void;
  /** Reads and names of other elements for `NotifyDataMiner`. */
  readonly elements?: ElementDirectory | undefined;
  /** {@link ElementDirectory.notify} inside the chain of `context`; missing when the directory has no `notify`. */
  readonly notifyElement?:
    ((element: ElementReference, call: ElementCall, context: C) => ElementAnswer | undefined) | undefined;
  /** A script threw. It has been logged; the chain continues. */
  scriptFailed(failure: ScriptFailure<C>): void;
  /** Called for every {@link ScriptReport}. */
  report(report: ScriptReport): void;
}

/** Other elements, as far as a test or a program provides them. */
export interface ElementDirectory {
  /** Name of an element; `undefined` when there is none. */
  nameOf(element: ElementReference): string | undefined;
  /** Element of a name. */
  find(name: string): ElementReference | undefined;
  /** Value of a standalone parameter; `undefined` when there is none. */
  read(element: ElementReference, pid: number): Value | undefined;
  /** Sets a parameter as notify 50 does. */
  write(element: ElementReference, pid: number, value: unknown): void;
  /** True when an element has started (notify 377). Without it, every element with a name counts as started. */
  started?(element: ElementReference): boolean;
  /**
   * Answers any `NotifyDataMiner` number that is about one element (`docs/slprotocol.md`); `undefined` without such an
   * element. A directory without it serves 50, 69 and 73 of standalone parameters, 144, 167, 323 and 377 by its other
   * members.
   */
  notify?(element: ElementReference, call: ForeignCall): ElementAnswer | undefined;
}
