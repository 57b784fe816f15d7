/** The change event of a parameter: triggers, address, save, setter, QActions, in that order (`LogicParameters`). */
import { andThen, inOrder, type MaybePromise } from "../../base/maybe-promise.ts";
import { oncePer } from "../../base/once-per.ts";
import type { Param, Protocol } from "../../protocol/model.ts";
import { TIMER_BASE, TIMER_BASE_WRITE } from "../../parameter/general-parameters.ts";
import { NOT_THERE } from "../../parameter/result-codes.ts";
import type { ChangeListener, SetOutcome, SetSource, Value } from "../../parameter/store.ts";
import type { RowChange } from "../../parameter/table/table-model.ts";
import type { Table } from "../../parameter/table/table.ts";
import type { ColumnPlace } from "../../parameter/table/tables.ts";
import { BitFields } from "./bit-fields.ts";
import type { ChainLimit } from "./chain-limits.ts";
import type { LogicCore } from "../engine-model.ts";
import type { ChainContext, RowRun } from "../logic-host.ts";
import { ScriptScope, type Scripts } from "./linked-qactions.ts";
import { triggerIndex, type FoundTriggers } from "./triggers.ts";

/** One step of a change event; with the row when it is about a cell. */
type Step = (context: ChainContext, row: RowRun | undefined) => MaybePromise;

/** What hangs on a parameter. */
interface Plan {
  readonly steps: readonly Step[];
  /** The step, where there is but one. */
  readonly only: Step | undefined;
  /** One of them runs scripts. */
  readonly scripts: boolean;
}

/** What the pipeline asks of the core. */
export interface PipelineCore extends Pick<
  LogicCore,
  "protocol" | "parameters" | "clock" | "options" | "ports" | "scheduler"
> {
  /** Fires the triggers that were found for a parameter. */
  fireChange(found: FoundTriggers, pid: number, context: ChainContext): MaybePromise<boolean>;
}

/** Types of parameters that a write of the same name is copied to. */
const readTypes: ReadonlySet<string> = new Set(["read", "read bit"]);

/** The read parameters of a protocol by name, the first of each. */
const readsOf = oncePer((protocol: Protocol): ReadonlyMap<string, Param> => {
  const reads = new Map<string, Param>();
  for (const param of protocol.params.values()) {
    if (readTypes.has(param.type) && !reads.has(param.name)) reads.set(param.name, param);
  }
  return reads;
});

/** Runs the change events of one element. */
export class Pipeline {
  readonly #core: PipelineCore;
  readonly #limit: ChainLimit;
  readonly #scripts: Scripts;
  /** Of each parameter that has had an event; null when nothing hangs on it. */
  #plans: Map<number, Plan | null> | undefined;
  /** The row of a write parameter that is being set, for the event that the store raises inside. */
  #row: RowRun | undefined;

  constructor(core: PipelineCore, limit: ChainLimit, scripts: Scripts) {
    this.#core = core;
    this.#limit = limit;
    this.#scripts = scripts;
  }

  /** Runs the chain of one event; it is over when the returned value has settled. The store calls it. */
  readonly changed: ChangeListener<ChainContext> = (parameter, source, changed, context) => {
    const { param } = parameter;
    const row = this.#row;
    if (row !== undefined) this.#row = undefined;
    if (changed) {
      parameter.changedAt = this.#core.clock.now();
      parameter.changedBy = context.user?.name ?? "";
    }
    if (this.#core.ports.listening) this.#report(param, source, changed);
    let plan = parameter.linked as Plan | null | undefined;
    if (plan === undefined) parameter.linked = plan = this.#planOf(param);
    if (plan === null) return;
    if (!changed && source === "construct" && !this.#core.options.actionOnWriteRaisesEqual) return;
    return this.#run(param.id, plan, context, row);
  };

  /**
   * An equal value came by `setter` or from outside: on a `dynamic ip` parameter that can be a wish to connect
   * again, and nothing else happens (D-26).
   */
  settled(param: Param, source: SetSource): void {
    if (param.dynamicIp === undefined || (source !== "setter" && source !== "external")) return;
    const { options, ports } = this.#core;
    const { setterReappliesAddress: when } = options;
    if (when === "never" || (when === "whenNotOpen" && ports.isOpen(param.dynamicIp))) return;
    ports.retarget(param.dynamicIp, param.id);
  }

  /** The columns of a table whose changes something hangs on, by parameter id. */
  linkedColumns(table: Table): readonly number[] {
    return table.columns.flatMap((column) => {
      const param = column?.param;
      return param === undefined || this.#planOf(param) === null ? [] : [param.id];
    });
  }

  /** Runs the chains of what a write to a table changed: row after row, in each column after column (D-27). */
  rowsChanged(table: Table, changes: readonly RowChange[], context: ChainContext): MaybePromise {
    const { options } = this.#core;
    const [limit, scripts] = [this.#limit, this.#scripts];
    if (changes.length === 0 || limit.refuses(context, "parameter", table.pid)) return;
    const cells = inOrder(changes, (change) =>
      inOrder(change.columns, (idx) => this.#cellChanged(table, change, idx, context)),
    );
    if (!options.tableQActionsOnWrite) return cells;
    const runs = changes.map((change) => ({ table: table.pid, column: table.pid, change }));
    return andThen(cells, () => {
      const inside = limit.deeper(context, "parameter", table.pid);
      if (inside !== undefined) return scripts.runTable(table.pid, runs, inside);
    });
  }

  /**
   * Sets one cell by its column parameter: a column with a ColumnOption, or the write parameter of one. Such a write
   * keeps the value under its own id, always fires, and by `setter` goes on into the cell.
   */
  setCell(column: number, key: string, value: unknown, source: SetSource, context: ChainContext): SetOutcome {
    const { parameters } = this.#core;
    const place = parameters.columnPlace(column);
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
    const outcome = parameters.set(column, value, source, context);
    this.#row = undefined;
    return outcome;
  }

  #cellChanged(table: Table, change: RowChange, idx: number, context: ChainContext): MaybePromise {
    const param = table.columns[idx]?.param;
    const plan = param === undefined ? null : this.#planOf(param);
    if (param === undefined || plan === null) return;
    if (table.columns[idx]?.firesAlways === true) this.#keep(param.id, change.newRow[idx], context);
    return this.#run(param.id, plan, context, { table: table.pid, column: param.id, change });
  }

  /**
   * What was set on a write column can be read by its own id while its QActions and triggers run, whether it has a
   * ColumnOption or not (`ConnectionsSnmpAlteringATableCell`).
   */
  #keep(write: number, value: Value | undefined, context: ChainContext): void {
    const { parameters } = this.#core;
    if (value === null || value === undefined) parameters.clear(write);
    else parameters.set(write, value, "platform", context);
  }

  /** Tells of a value before anything linked to it runs. */
  #report({ id, name }: Param, source: SetSource, changed: boolean): void {
    const { ports, parameters } = this.#core;
    const value = parameters.get(id) ?? null;
    ports.event({ type: "parameter", pid: id, name, value, source, changed });
  }

  #run(pid: number, plan: Plan, context: ChainContext, row: RowRun | undefined): MaybePromise {
    const inside = this.#limit.deeper(context, "parameter", pid);
    if (inside === undefined) return;
    if (plan.scripts && inside.scripts === undefined) inside.scripts = new ScriptScope();
    const done =
      plan.only !== undefined ? plan.only(inside, row) : inOrder(plan.steps, (step) => step(inside, row));
    return this.#limit.ending(context, inside, done);
  }

  #planOf(param: Param): Plan | null {
    this.#plans ??= new Map();
    let plan = this.#plans.get(param.id);
    if (plan === undefined) this.#plans.set(param.id, (plan = this.#plan(param)));
    return plan;
  }

  #plan(param: Param): Plan | null {
    const core = this.#core;
    const { protocol, parameters, ports } = core;
    const scripts = this.#scripts;
    const { id, dynamicIp } = param;
    const bitStep = new BitFields(core).stepOf(param);
    const steps: Step[] = bitStep === undefined ? [] : [bitStep];
    const base = this.#timerBaseStep(id);
    if (base !== undefined) steps.push(base);
    const found = triggerIndex(protocol, core.options.triggerOrder).find("parameter", "change", id);
    if (found.specific.length + found.each.length > 0) {
      steps.push((context) => ignoreResult(core.fireChange(found, id, context)));
    }
    if (dynamicIp !== undefined) {
      steps.push(() => {
        ports.retarget(dynamicIp, id);
      });
    }
    if (param.save && parameters.columnPlace(id) === undefined) {
      steps.push(() => {
        ports.save(id);
      });
    }
    const read = param.setter ? readsOf(protocol).get(param.name) : undefined;
    if (read !== undefined) steps.push((context, row) => this.#copyToRead(id, read, context, row));
    const linked = scripts.linkedTo(id);
    if (linked !== undefined) steps.push((context, row) => scripts.run(linked, id, context, row));
    if (steps.length === 0) return null;
    return { steps, only: steps.length === 1 ? steps[0] : undefined, scripts: linked !== undefined };
  }

  /** A set of the timer base's write goes to its read, and a new base to the timers (`Protocol.Timers`). */
  #timerBaseStep(pid: number): Step | undefined {
    const { protocol, parameters, scheduler } = this.#core;
    if (protocol.relativeTimers === "false") return undefined;
    if (pid === TIMER_BASE_WRITE)
      return (context) => parameters.copy(TIMER_BASE_WRITE, TIMER_BASE, "setter", context).done;
    if (pid === TIMER_BASE) {
      return () => {
        scheduler.timerBaseChanged();
      };
    }
    return undefined;
  }

  #copyToRead(write: number, read: Param, context: ChainContext, row: RowRun | undefined): MaybePromise {
    const { parameters, options } = this.#core;
    const cell = parameters.columnPlace(read.id);
    if (cell !== undefined) return row && this.#copyToCell(write, cell, context, row);
    const outcome = parameters.copy(write, read.id, "setter", context);
    if (outcome.code !== 0 || outcome.fired) return outcome.done;
    if (!options.setterRaisesEqual) {
      this.settled(read, "setter");
      return;
    }
    const plan = this.#planOf(read);
    if (plan !== null) return this.#run(read.id, plan, context, undefined);
  }

  /** The value that was set on the write column, into the cell of the read column in the same row. */
  #copyToCell(write: number, { table, idx }: ColumnPlace, context: ChainContext, row: RowRun): MaybePromise {
    const { key, newRow } = row.change;
    const own = table.column(write);
    const value = own === undefined ? this.#core.parameters.get(write) : newRow[own.idx];
    const { changes } = table.setCell(key, idx, value);
    return this.rowsChanged(table, changes, context);
  }
}

/** There is no such row or column (`ErrorCodeTable`). */
const noCell: SetOutcome = { code: NOT_THERE, changed: false, fired: false, done: undefined };

function ignoreResult(result: MaybePromise<unknown>): MaybePromise {
  return result instanceof Promise ? result.then(() => undefined) : undefined;
}
