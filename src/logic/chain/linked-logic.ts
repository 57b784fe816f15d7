/** The heart of the logic layer: listens to the parameters, fires triggers, runs actions and QActions. */
import type { Clock } from "../../base/clock.ts";
import { andThen, isPending, type MaybePromise } from "../../base/maybe-promise.ts";
import type { Options } from "../../options/register.ts";
import type { Action, Param, Protocol, QAction, Trigger } from "../../protocol/model.ts";
import { NOT_PERFORMED, NO_SUCH_ACTION, UNKNOWN_PARAMETER } from "../../parameter/result-codes.ts";
import type { ParameterStore, SetOutcome, SetSource } from "../../parameter/store.ts";
import type { RowChange } from "../../parameter/table/table-model.ts";
import type { Table } from "../../parameter/table/table.ts";
import type { NumberOf } from "../../wire/response/match-model.ts";
import { noBytes, type BytesOf } from "../../wire/segments.ts";
import { ActionRunner } from "../actions/action-runner.ts";
import { ChainLimit, chainStart, copyOf, lastInOrder, type Draft } from "./chain-limits.ts";
import { Conditions } from "./condition.ts";
import type { ConnectionLocks } from "../schedule/connection-locks.ts";
import type { LogicCore, Scheduler } from "../engine-model.ts";
import type { Failures } from "../failures.ts";
import { numberReader } from "../exchange/number-forms.ts";
import { Pipeline, type PipelineCore } from "./change-event.ts";
import type { ChainContext, Firing, LogicPorts, RowRun } from "../logic-host.ts";
import { Scripts } from "./linked-qactions.ts";
import { guardAccepts } from "./trigger-guard.ts";
import { triggerIndex, type FoundTriggers, type TriggerIndex } from "./triggers.ts";

/** What the core is made of. */
export interface CoreParts {
  readonly protocol: Protocol;
  readonly parameters: ParameterStore<ChainContext>;
  readonly clock: Clock;
  readonly options: Options;
  readonly ports: LogicPorts;
  readonly failures: Failures;
}

/** How {@link Core.checkTrigger} went: an HRESULT, and the chain that the trigger set off. */
export interface CheckOutcome {
  readonly code: number;
  readonly done: MaybePromise;
}

/** {@link LogicCore} with what the element and its scripts ask of it. */
export interface Core extends LogicCore {
  /**
   * `CheckTrigger`: 0x80040239 for an unknown id, 0x800402A4 when the chain is too deep, else 0. A trigger on the
   * timeout of a parameter is not run (`SLProtocol.CheckTrigger`).
   */
  checkTrigger(id: number, context: ChainContext): CheckOutcome;
  /** `NT_RUN_ACTION`: 0x800402A3 for an unknown id, 0x800402A4 when the action failed at once, else 0. */
  runActionById(id: number, context: ChainContext): CheckOutcome;
  /** True, and reported, when a set in this chain would nest too deep; it must answer 0x800402A4 and store nothing. */
  refusesSet(pid: number, context: ChainContext): boolean;
  /** Locks that actions have taken on connections; the element frees them when it stops. */
  readonly locks: ConnectionLocks;
  /** Columns of a table that something hangs on, by parameter id: what `Table.watch` wants to know. */
  linkedColumns(table: Table): readonly number[];
  /**
   * Sets one cell by its column parameter, or by the write parameter of a column, with all that follows: 0x80040221
   * without such a row or column. `script` and `external` sets of write columns fire even when equal.
   */
  setCell(column: number, key: string, value: unknown, source: SetSource, context: ChainContext): SetOutcome;
  /** Runs one QAction as if a parameter had triggered it, whatever its condition says; a `queued` one is waited for. */
  runQAction(qaction: QAction, triggerId: number, row?: RowRun): MaybePromise;
  /** An item of a context menu was chosen: its QActions run at once, and nothing is set (`UIComponentsCustomTableContextMenu`). */
  chooseMenuItem(menu: number, choice: readonly string[], context: ChainContext): MaybePromise;
  /** To be told of a set that changed nothing and fired nothing: an address may be wished again (D-26). */
  settled(param: Param, source: SetSource): void;
}

class CoreImpl implements Core, PipelineCore {
  readonly protocol: Protocol;
  readonly parameters: ParameterStore<ChainContext>;
  readonly clock: Clock;
  readonly options: Options;
  readonly ports: LogicPorts;
  readonly failures: Failures;
  readonly bytesOf: BytesOf;
  readonly numberOf: NumberOf;
  readonly scheduler: Scheduler;
  readonly #conditions: Conditions;
  readonly #triggers: TriggerIndex;
  readonly limit: ChainLimit;
  readonly #scripts: Scripts;
  readonly #pipeline: Pipeline;
  readonly #actions: ActionRunner;

  constructor(parts: CoreParts, makeScheduler: (core: LogicCore) => Scheduler) {
    const { protocol, parameters, clock, options, ports, failures } = parts;
    this.protocol = protocol;
    this.parameters = parameters;
    this.clock = clock;
    this.options = options;
    this.ports = ports;
    this.failures = failures;
    this.bytesOf = (pid) => parameters.bytes(pid) ?? noBytes;
    this.numberOf = numberReader(this);
    this.#conditions = new Conditions(protocol, parameters, options, ports.notice);
    this.#triggers = triggerIndex(protocol, options.triggerOrder);
    this.limit = new ChainLimit(options, ports.notice);
    this.#scripts = new Scripts(this);
    this.#pipeline = new Pipeline(this, this.limit, this.#scripts);
    this.#actions = new ActionRunner(this, this.limit);
    parameters.onChange = this.#pipeline.changed;
    this.scheduler = makeScheduler(this);
  }

  get locks(): ConnectionLocks {
    return this.#actions.locks;
  }

  holds(condition: Trigger["condition"], owner: string): boolean {
    return this.#conditions.holds(condition, owner);
  }

  fire(on: string, time: string, id: number | undefined, context: ChainContext): MaybePromise<boolean> {
    const found = this.#triggers.find(on, time, id);
    return this.#fire(found, id === undefined ? { on } : { on, id }, context);
  }

  fireChange(found: FoundTriggers, id: number, context: ChainContext): MaybePromise<boolean> {
    return this.#fire(found, { on: "parameter", id }, context);
  }

  #fire(found: FoundTriggers, firing: Firing, context: ChainContext): MaybePromise<boolean> {
    const chosen = this.#chosen(found, firing.id);
    if (chosen.length === 0) return true;
    const fired = copyOf(context);
    fired.firing = firing;
    return lastInOrder(chosen, (trigger) => this.#perform(trigger, fired));
  }

  #chosen({ specific, each }: FoundTriggers, id: number | undefined): readonly Trigger[] {
    if (specific.length === 0) return each;
    if (each.length === 0 || this.options.eachSuppressedByDefinition) return specific;
    return specific.some((trigger) => this.#accepts(trigger, id)) ? specific : [...specific, ...each];
  }

  runTrigger(id: number, context: ChainContext): MaybePromise<boolean> {
    const trigger = this.protocol.triggers.get(id);
    if (trigger === undefined) {
      this.#missing("trigger", id, context);
      return false;
    }
    const inside = this.limit.deeper(context, "trigger", id);
    if (inside === undefined) return false;
    const { on, onId } = trigger;
    const fired = copyOf(inside);
    if (on !== undefined && typeof onId === "number") fired.firing = { on, id: onId };
    return this.limit.ending(context, inside, this.#perform(trigger, fired));
  }

  checkTrigger(id: number, context: ChainContext): CheckOutcome {
    const trigger = this.protocol.triggers.get(id);
    if (trigger === undefined) return { code: UNKNOWN_PARAMETER, done: undefined };
    if (trigger.on === "parameter" && trigger.time?.startsWith("timeout") === true)
      return { code: 0, done: undefined };
    if (this.limit.refuses(context, "trigger", id)) return { code: NOT_PERFORMED, done: undefined };
    return { code: 0, done: andThen(this.runTrigger(id, context), () => undefined) };
  }

  /** Its condition, or its old guard, decides between the contents with and without `else`. */
  #perform(trigger: Trigger, context: Draft): MaybePromise<boolean> {
    context.via = trigger;
    const accepted = this.#accepts(trigger, context.firing?.id);
    const content = this.#triggers.contentOf(trigger, accepted);
    if (content.length === 0) return true;
    if (this.ports.listening) {
      const { on, id: onId } = context.firing ?? {};
      this.ports.event({
        type: "trigger",
        id: trigger.id,
        ...(on !== undefined && { on }),
        ...(onId !== undefined && { onId }),
        ...(trigger.time !== undefined && { time: trigger.time }),
      });
    }
    return lastInOrder(content, ({ id }) =>
      trigger.type === "trigger" ? this.runTrigger(id, context) : this.#runContent(id, context, trigger.id),
    );
  }

  #accepts(trigger: Trigger, item: number | undefined): boolean {
    if (trigger.condition === undefined && trigger.guard === undefined) return true;
    return (
      guardAccepts(trigger, item, this.parameters) &&
      this.holds(trigger.condition, `trigger ${String(trigger.id)}`)
    );
  }

  #runContent(id: number, context: ChainContext, trigger: number): MaybePromise<boolean> {
    const action = this.protocol.actions.get(id);
    if (action !== undefined) return this.runAction(action, context);
    this.#missing("action", id, context, ` of trigger ${String(trigger)}`);
    return false;
  }

  #missing(kind: "action" | "trigger", id: number, context: ChainContext, owner = ""): void {
    this.ports.notice({
      code: "NO_SUCH_ITEM",
      kind: "warning",
      message: `The protocol has no ${kind} ${String(id)}${owner}. Nothing was done.`,
      details: { kind, id, depth: context.depth },
    });
  }

  runAction(action: Action, context: ChainContext): MaybePromise<boolean> {
    return this.#actions.run(action, context);
  }

  runActionById(id: number, context: ChainContext): CheckOutcome {
    const action = this.protocol.actions.get(id);
    if (action === undefined) return { code: NO_SUCH_ACTION, done: undefined };
    const result = this.runAction(action, context);
    if (isPending(result)) return { code: 0, done: result.then(() => undefined) };
    return { code: result ? 0 : NOT_PERFORMED, done: undefined };
  }

  runQActions(pid: number, context: ChainContext): MaybePromise {
    const linked = this.#scripts.linkedTo(pid);
    if (linked !== undefined) return this.#scripts.run(linked, pid, context);
  }

  runQAction(qaction: QAction, triggerId: number, row?: RowRun): MaybePromise {
    return this.#scripts.runOne(qaction, triggerId, chainStart(), row);
  }

  refusesSet(pid: number, context: ChainContext): boolean {
    return this.limit.refuses(context, "parameter", pid);
  }

  linkedColumns(table: Table): readonly number[] {
    return this.#pipeline.linkedColumns(table);
  }

  rowsChanged(table: Table, changes: readonly RowChange[], context: ChainContext): MaybePromise {
    return this.#pipeline.rowsChanged(table, changes, context);
  }

  setCell(column: number, key: string, value: unknown, source: SetSource, context: ChainContext): SetOutcome {
    return this.#pipeline.setCell(column, key, value, source, context);
  }

  chooseMenuItem(menu: number, choice: readonly string[], context: ChainContext): MaybePromise {
    const inside = this.limit.deeper(context, "parameter", menu);
    if (inside === undefined) return;
    return this.limit.ending(context, inside, this.#scripts.choose(menu, choice, inside));
  }

  settled(param: Param, source: SetSource): void {
    this.#pipeline.settled(param, source);
  }
}

/**
 * The core of one element. It becomes the listener of `parameters`.
 * @param makeScheduler makes the other half of the layer; it may keep the core but not call it yet
 */
export function createCore(parts: CoreParts, makeScheduler: (core: LogicCore) => Scheduler): Core {
  return new CoreImpl(parts, makeScheduler);
}
