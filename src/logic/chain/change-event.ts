/** The change event of a parameter: triggers, address, save, setter, QActions, in that order (`LogicParameters`). */
import type { Clock } from "../../base/clock.ts";
import { andThen, inOrder, isPending, type MaybePromise } from "../../base/maybe-promise.ts";
import { memoize } from "../../base/memo.ts";
import type { Options } from "../../options/register.ts";
import { TIMER_BASE, TIMER_BASE_WRITE } from "../../parameter/general-parameters.ts";
import { hresults } from "../../parameter/hresult.ts";
import type { ChangeListener, ParameterStore, SetOutcome, SetSource } from "../../parameter/store.ts";
import type { Value } from "../../parameter/value.ts";
import type { RowChange } from "../../parameter/table/table-model.ts";
import type { Table } from "../../parameter/table/table.ts";
import type { ColumnPlace } from "../../parameter/table/tables.ts";
import type { Param, Protocol } from "../../protocol/model.ts";
import type { LogicHost } from "../logic-host.ts";
import type { Timers } from "../schedule/timers.ts";
import { bitStep } from "./bit-fields.ts";
import { ScriptScope, type ChainContext, type RowRun } from "./context.ts";
import type { ChainLimits } from "./limits.ts";
import type { QActions } from "./qactions.ts";
import { triggerIndex } from "./trigger-index.ts";
import type { Triggers } from "./triggers.ts";

/** One step of a change event; with the row when it is about a cell. */
type Step = (context: ChainContext, row: RowRun | undefined) => MaybePromise;

/** What is linked to a parameter. */
interface Steps {
  readonly all: readonly Step[];
  /** The step, when there is only one. */
  readonly only: Step | undefined;
  /** One of them runs scripts. */
  readonly scripts: boolean;
}

/** Types of parameters that a write of the same name is copied to. */
const readTypes: ReadonlySet<string> = new Set(["read", "read bit"]);

/** The read parameters of a protocol by name, the first of each. */
const readsOf = memoize((protocol: Protocol): ReadonlyMap<string, Param> => {
  const reads = new Map<string, Param>();
  for (const param of protocol.params.values()) {
    if (readTypes.has(param.type) && !reads.has(param.name)) reads.set(param.name, param);
  }
  return reads;
});

/** Runs the change events of one element. */
export class ChangeEvents {
  readonly #protocol: Protocol;
  readonly #options: Options;
  readonly #parameters: ParameterStore<ChainContext>;
  readonly #clock: Clock;
  readonly #limits: ChainLimits;
  readonly #triggers: Triggers;
  readonly #qactions: QActions;
  readonly #timers: Pick<Timers, "baseChanged">;
  readonly #host: LogicHost;
  /** Of each parameter that has had an event; null when nothing is linked to it. */
  #steps: Map<number, Steps | null> | undefined;
  /** The row of a write parameter that is being set, for the event that the store raises inside. */
  #row: RowRun | undefined;

  constructor(
    protocol: Protocol,
    options: Options,
    parameters: ParameterStore<ChainContext>,
    clock: Clock,
    limits: ChainLimits,
    triggers: Triggers,
    qactions: QActions,
    timers: Pick<Timers, "baseChanged">,
    host: LogicHost,
  ) {
    this.#protocol = protocol;
    this.#options = options;
    this.#parameters = parameters;
    this.#clock = clock;
    this.#limits = limits;
    this.#triggers = triggers;
    this.#qactions = qactions;
    this.#timers = timers;
    this.#host = host;
  }

  /** Runs the chain of one event; the store calls it. The chain is over when the returned value settles. */
  readonly changed: ChangeListener<ChainContext> = (parameter, source, changed, context) => {
    const { param } = parameter;
    const row = this.#row;
    if (row !== undefined) this.#row = undefined;
    if (changed) {
      parameter.changedAt = this.#clock.now();
      parameter.changedBy = context.user?.name ?? "";
    }
    if (this.#host.listening) this.#report(param, source, changed);
    let steps = parameter.linked as Steps | null | undefined;
    if (steps === undefined) parameter.linked = steps = this.#stepsOf(param);
    if (steps === null) return;
    if (!changed && source === "construct" && !this.#options.actionOnWriteRaisesEqual) return;
    return this.#run(param.id, steps, context, row);
  };

  /**
   * A set by `setter` or from outside brought an equal value, and nothing fired. On a `dynamic ip` parameter it can mean
   * to connect again (option `setterReappliesAddress`).
   */
  equalSet(param: Param, source: SetSource): void {
    if (param.dynamicIp === undefined || (source !== "setter" && source !== "external")) return;
    const { setterReappliesAddress: when } = this.#options;
    if (when === "never" || (when === "whenNotOpen" && this.#host.connections.isOpen(param.dynamicIp)))
      return;
    this.#host.connections.retarget(param.dynamicIp, param.id);
  }

  /** The column parameters of a table that something is linked to: what `Table.watch` wants to know. */
  linkedColumns(table: Table): readonly number[] {
    return table.columns.flatMap((column) => {
      const param = column?.param;
      return param === undefined || this.#stepsOf(param) === null ? [] : [param.id];
    });
  }

  /** Runs the chains of what a write to a table changed: row after row, in each row column after column. */
  rowsChanged(table: Table, changes: readonly RowChange[], context: ChainContext): MaybePromise {
    if (changes.length === 0 || this.#limits.refuses(context, "parameter", table.pid)) return;
    const cells = inOrder(changes, (change) =>
      inOrder(change.columns, (idx) => this.#cellChanged(table, change, idx, context)),
    );
    if (!this.#options.tableQActionsOnWrite) return cells;
    const runs = changes.map((change) => ({ table: table.pid, column: table.pid, change }));
    return andThen(cells, () => {
      const inside = this.#limits.deeper(context, "parameter", table.pid);
      if (inside !== undefined) return this.#qactions.runTable(table.pid, runs, inside);
    });
  }

  /**
   * Sets one cell by its column parameter (a column with a ColumnOption) or by the write parameter of a column, with all
   * that follows: 0x80040221 without such a row or column. A write parameter keeps the value under its own id, fires even
   * when it is equal, and with `setter` passes it on to the cell.
   */
  setCell(column: number, key: string, value: unknown, source: SetSource, context: ChainContext): SetOutcome {
    const place = this.#parameters.columnPlace(column);
    if (place === undefined) return noCell;
    const { table, idx } = place;
    if (table.columns[idx]?.pid === column) {
      const { code, changed, changes } = table.setCell(key, idx, value);
      return { code, changed, fired: changes.length > 0, done: this.rowsChanged(table, changes, context) };
    }
    const oldRow = table.row(key);
    if (oldRow === undefined) return noCell;
    const change: RowChange = { key, position: table.position(key), oldRow, newRow: oldRow, columns: [] };
    this.#row = { table: table.pid, column, change };
    const outcome = this.#parameters.set(column, value, source, context);
    this.#row = undefined;
    return outcome;
  }

  #cellChanged(table: Table, change: RowChange, idx: number, context: ChainContext): MaybePromise {
    const param = table.columns[idx]?.param;
    const steps = param === undefined ? null : this.#stepsOf(param);
    if (param === undefined || steps === null) return;
    if (table.columns[idx]?.firesAlways === true) this.#keep(param.id, change.newRow[idx], context);
    return this.#run(param.id, steps, context, { table: table.pid, column: param.id, change });
  }

  /**
   * What was set on a write column can be read by its own id while its QActions and triggers run, whether it has a
   * ColumnOption or not (`ConnectionsSnmpAlteringATableCell`).
   */
  #keep(write: number, value: Value | undefined, context: ChainContext): void {
    if (value === null || value === undefined) this.#parameters.clear(write);
    else this.#parameters.set(write, value, "platform", context);
  }

  /** Reports a value before anything linked to it runs. */
  #report({ id, name }: Param, source: SetSource, changed: boolean): void {
    const value = this.#parameters.get(id) ?? null;
    this.#host.event({ type: "parameter", pid: id, name, value, source, changed });
  }

  #run(pid: number, steps: Steps, context: ChainContext, row: RowRun | undefined): MaybePromise {
    const inside = this.#limits.deeper(context, "parameter", pid);
    if (inside === undefined) return;
    if (steps.scripts && inside.scripts === undefined) inside.scripts = new ScriptScope();
    const done =
      steps.only !== undefined ? steps.only(inside, row) : inOrder(steps.all, (step) => step(inside, row));
    return this.#limits.ending(context, inside, done);
  }

  #stepsOf(param: Param): Steps | null {
    this.#steps ??= new Map();
    let steps = this.#steps.get(param.id);
    if (steps === undefined) this.#steps.set(param.id, (steps = this.#makeSteps(param)));
    return steps;
  }

  #makeSteps(param: Param): Steps | null {
    const { id, dynamicIp } = param;
    const protocol = this.#protocol;
    const triggers = this.#triggers;
    const qactions = this.#qactions;
    const host = this.#host;
    const bits = bitStep(param, protocol, this.#parameters, host.notice);
    const all: Step[] = bits === undefined ? [] : [bits];
    const base = this.#timerBaseStep(id);
    if (base !== undefined) all.push(base);
    const found = triggerIndex(protocol, this.#options.triggerOrder).find("parameter", "change", id);
    if (found.specific.length + found.each.length > 0) {
      const firing = { on: "parameter", id };
      all.push((context) => ignoreResult(triggers.fireFound(found, firing, context)));
    }
    if (dynamicIp !== undefined) {
      all.push(() => {
        host.connections.retarget(dynamicIp, id);
      });
    }
    if (param.save && this.#parameters.columnPlace(id) === undefined) {
      all.push(() => {
        host.save(id);
      });
    }
    const read = param.setter ? readsOf(protocol).get(param.name) : undefined;
    if (read !== undefined) all.push((context, row) => this.#copyToRead(id, read, context, row));
    const linked = qactions.linkedTo(id);
    if (linked !== undefined) all.push((context, row) => qactions.run(linked, id, context, row));
    if (all.length === 0) return null;
    return { all, only: all.length === 1 ? all[0] : undefined, scripts: linked !== undefined };
  }

  /** Copies a set of the timer base's write parameter to its read, and tells the timers of a new base (`Protocol.Timers`). */
  #timerBaseStep(pid: number): Step | undefined {
    if (this.#protocol.relativeTimers === "false") return undefined;
    if (pid === TIMER_BASE_WRITE)
      return (context) => this.#parameters.copy(TIMER_BASE_WRITE, TIMER_BASE, "setter", context).done;
    if (pid === TIMER_BASE) {
      return () => {
        this.#timers.baseChanged();
      };
    }
    return undefined;
  }

  #copyToRead(write: number, read: Param, context: ChainContext, row: RowRun | undefined): MaybePromise {
    const cell = this.#parameters.columnPlace(read.id);
    if (cell !== undefined) return row && this.#copyToCell(write, cell, context, row);
    const outcome = this.#parameters.copy(write, read.id, "setter", context);
    if (outcome.code !== 0 || outcome.fired) return outcome.done;
    if (!this.#options.setterRaisesEqual) {
      this.equalSet(read, "setter");
      return;
    }
    const steps = this.#stepsOf(read);
    if (steps !== null) return this.#run(read.id, steps, context, undefined);
  }

  /** Copies the value set on the write column to the cell of the read column in the same row. */
  #copyToCell(write: number, { table, idx }: ColumnPlace, context: ChainContext, row: RowRun): MaybePromise {
    const { key, newRow } = row.change;
    const own = table.column(write);
    const value = own === undefined ? this.#parameters.get(write) : newRow[own.idx];
    const { changes } = table.setCell(key, idx, value);
    return this.rowsChanged(table, changes, context);
  }
}

/** There is no such row or column (`ErrorCodeTable`). */
const noCell: SetOutcome = { code: hresults.invalidCall, changed: false, fired: false, done: undefined };

function ignoreResult(result: MaybePromise<unknown>): MaybePromise {
  return isPending(result) ? result.then(() => undefined) : undefined;
}
