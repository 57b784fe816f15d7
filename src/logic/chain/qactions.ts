/** Which QActions run when a parameter changes, in what order, and when queued ones start. */
import type { Clock } from "../../base/clock.ts";
import { andThen, inOrder, isPending, type MaybePromise } from "../../base/maybe-promise.ts";
import { memoize } from "../../base/memo.ts";
import type { Options } from "../../options/register.ts";
import type { ParameterStore } from "../../parameter/store.ts";
import { rowContextOf } from "../../parameter/table/row-context.ts";
import type { Protocol, QAction } from "../../protocol/model.ts";
import type { Failures } from "../failures.ts";
import type { LogicHost, QActionRequest } from "../logic-host.ts";
import type { Conditions } from "./condition.ts";
import { copyOf, ScriptScope, type ChainContext, type RowRun } from "./context.ts";

/** A QAction and the position of the parameter in its `triggers`. */
export interface LinkedQAction {
  readonly qaction: QAction;
  readonly triggerIndex: number;
  /** No condition and not `queued`, like nearly all: it runs whenever it is triggered. */
  readonly plain: boolean;
}

/** QActions by the parameters that trigger them. */
export type LinkedQActions = ReadonlyMap<number, readonly LinkedQAction[]>;

const linkedIn = {
  file: memoize((protocol: Pick<Protocol, "qactions">) => link(protocol, "file")),
  id: memoize((protocol: Pick<Protocol, "qactions">) => link(protocol, "id")),
};

/** The QActions of each parameter that has any, in the order in which they run (`LogicParameters`); shared by all elements. */
export function linkQActions(
  protocol: Pick<Protocol, "qactions">,
  order: Options["qactionOrder"],
): LinkedQActions {
  return linkedIn[order](protocol);
}

function link(protocol: Pick<Protocol, "qactions">, qactionOrder: Options["qactionOrder"]): LinkedQActions {
  const linked = new Map<number, LinkedQAction[]>();
  const qactions = [...protocol.qactions.values()].filter((qaction) => !qaction.group);
  if (qactionOrder === "id") qactions.sort((a, b) => a.id - b.id);
  for (const qaction of qactions) {
    const plain = qaction.condition === undefined && !qaction.queued;
    qaction.triggers.forEach((pid, triggerIndex) => {
      const list = linked.get(pid);
      if (list === undefined) linked.set(pid, [{ qaction, triggerIndex, plain }]);
      else list.push({ qaction, triggerIndex, plain });
    });
  }
  return linked;
}

function isByRow({ qaction }: LinkedQAction): boolean {
  return qaction.row;
}

/** Runs the QActions of one element. */
export class QActions {
  readonly #parameters: ParameterStore<ChainContext>;
  readonly #clock: Clock;
  readonly #conditions: Conditions;
  readonly #host: LogicHost;
  readonly #failures: Failures;
  readonly #linked: LinkedQActions;

  constructor(
    protocol: Protocol,
    options: Pick<Options, "qactionOrder">,
    parameters: ParameterStore<ChainContext>,
    clock: Clock,
    conditions: Conditions,
    host: LogicHost,
    failures: Failures,
  ) {
    this.#parameters = parameters;
    this.#clock = clock;
    this.#conditions = conditions;
    this.#host = host;
    this.#failures = failures;
    this.#linked = linkQActions(protocol, options.qactionOrder);
  }

  /** The QActions that have the parameter among their triggers; undefined when none has. */
  linkedTo(pid: number): readonly LinkedQAction[] | undefined {
    return this.#linked.get(pid);
  }

  /** Runs the QActions of a parameter: the action *run actions*. */
  runOf(pid: number, context: ChainContext): MaybePromise {
    const linked = this.#linked.get(pid);
    if (linked !== undefined) return this.run(linked, pid, context);
  }

  /**
   * Runs the QActions of a parameter one after the other; queued ones only enter the chain's list. Those with
   * `row="true"` are told the row, if the event is about one.
   */
  run(linked: readonly LinkedQAction[], pid: number, context: ChainContext, row?: RowRun): MaybePromise {
    const first = linked[0];
    if (first !== undefined && linked.length === 1) return this.#start(first, pid, context, row);
    return inOrder(linked, (link) => this.#start(link, pid, context, row));
  }

  /** Runs the QActions of a context menu, which are told the choice instead of their input parameters. */
  choose(menu: number, choice: readonly string[], context: ChainContext): MaybePromise {
    const linked = this.#linked.get(menu) ?? [];
    return inOrder(linked, (link) => this.#start(link, menu, context, undefined, [choice]));
  }

  /** Runs the QActions of a table after a write: those with `row="true"` for each row, then each of the others once. */
  runTable(table: number, rows: readonly RowRun[], context: ChainContext): MaybePromise {
    const linked = this.#linked.get(table) ?? [];
    const [byRow, whole] = [linked.filter(isByRow), linked.filter((link) => !isByRow(link))];
    const perRow = inOrder(rows, (row) => inOrder(byRow, (link) => this.#start(link, table, context, row)));
    return andThen(perRow, () => inOrder(whole, (link) => this.#start(link, table, context, undefined)));
  }

  /** Runs one QAction, whatever its condition says; a queued one is waited for like any other. */
  runOne(qaction: QAction, pid: number, context: ChainContext, row?: RowRun): MaybePromise {
    const link = { qaction, triggerIndex: Math.max(0, qaction.triggers.indexOf(pid)), plain: true };
    const scope = new ScriptScope();
    return this.#run(this.#requestOf(link, pid, context, scope, qaction.row ? row : undefined), scope);
  }

  /** Runs a QAction for one row, as a multi-threaded timer does. */
  runRow(qaction: QAction, row: RowRun, context: ChainContext): MaybePromise {
    const scope = new ScriptScope();
    const link = { qaction, triggerIndex: 0, plain: true };
    return this.#run(this.#requestOf(link, row.table, context, scope, row), scope);
  }

  #start(
    link: LinkedQAction,
    pid: number,
    context: ChainContext,
    row: RowRun | undefined,
    choice?: readonly unknown[],
  ): MaybePromise {
    if (!link.plain) {
      if (link.qaction.queued) {
        this.#startQueued(link, pid, context, row, choice);
        return;
      }
      if (!this.#holds(link.qaction)) return;
    }
    const scope = context.scripts ?? new ScriptScope();
    const about = link.qaction.row ? row : undefined;
    return this.#run(this.#requestOf(link, pid, context, scope, about, choice), scope);
  }

  /** Takes the inputs now; the QAction runs beside the chain, after the outermost script that is running. */
  #startQueued(
    link: LinkedQAction,
    pid: number,
    context: ChainContext,
    row: RowRun | undefined,
    choice: readonly unknown[] | undefined,
  ): void {
    const scope = new ScriptScope();
    const about = link.qaction.row ? row : undefined;
    const request = this.#requestOf(link, pid, context, scope, about, choice);
    const postponed = this.#host.scripts.postpone(request);
    const { id } = link.qaction;
    const start = (): void => {
      void this.#failures.contain(
        () => (this.#holds(link.qaction) ? this.#run(request, scope, postponed) : undefined),
        () => ({ what: `QAction ${String(id)}`, details: { qaction: id } }),
      );
    };
    if (context.scripts === undefined) start();
    else context.scripts.queue(start);
  }

  #holds({ condition, id }: QAction): boolean {
    return condition === undefined || this.#conditions.holds(condition, `QAction ${String(id)}`);
  }

  #run(request: QActionRequest, scope: ScriptScope, postponed?: () => MaybePromise): MaybePromise {
    const { context, qaction } = request;
    const entry = context.response?.entry;
    if (entry !== undefined) this.#host.stream?.ran(entry, qaction.id);
    this.#report(request, "started");
    scope.enter();
    let running: MaybePromise;
    try {
      running = postponed === undefined ? this.#host.scripts.run(request) : postponed();
    } catch (error) {
      scope.leave();
      throw error;
    }
    if (isPending(running)) {
      return running.finally(() => {
        this.#report(request, "finished");
        scope.leave();
      });
    }
    this.#report(request, "finished");
    scope.leave();
  }

  #report({ qaction, triggerId }: QActionRequest, phase: "started" | "finished"): void {
    if (this.#host.listening)
      this.#host.event({ type: "qaction", id: qaction.id, phase, trigger: triggerId });
  }

  /** What the scripts of the element are asked to run. */
  #requestOf(
    { qaction, triggerIndex }: LinkedQAction,
    triggerId: number,
    context: ChainContext,
    scripts: ScriptScope,
    row: RowRun | undefined,
    choice?: readonly unknown[],
  ): QActionRequest {
    const inside = copyOf(context);
    inside.scripts = scripts;
    inside.via = qaction;
    const request = { qaction, triggerIndex, triggerId, context: inside };
    if (choice !== undefined) return { ...request, arguments: choice };
    const table = row === undefined ? undefined : this.#parameters.table(row.table);
    if (row === undefined || table === undefined) return request;
    const user = context.user?.name ?? "";
    return { ...request, row: rowContextOf(table, row.change, this.#clock.now(), user) };
  }
}
