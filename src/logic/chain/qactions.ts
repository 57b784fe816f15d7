/** Which QActions run when a parameter changes, in what order, and when queued ones start. */
import { andThen, inOrder, isPending, type MaybePromise } from "../../base/maybe-promise.ts";
import { oncePer } from "../../base/once-per.ts";
import type { Options } from "../../options/register.ts";
import type { Protocol, QAction } from "../../protocol/model.ts";
import type { Failures } from "../failures.ts";
import type { LogicHost, QActionRequest } from "../logic-host.ts";
import type { Conditions } from "./condition.ts";
import { copyOf, ScriptScope, type ChainContext, type RowRun } from "./context.ts";

/** A QAction and the position of the parameter in its `triggers`. */
export interface LinkedQAction {
  readonly qaction: QAction;
  readonly triggerIndex: number;
  /** It has no condition and is not `queued`, as nearly all: it runs whenever it is triggered. */
  readonly plain: boolean;
}

/** QActions by the parameters that trigger them. */
export type LinkedQActions = ReadonlyMap<number, readonly LinkedQAction[]>;

const linkedIn = {
  file: oncePer((protocol: Pick<Protocol, "qactions">) => link(protocol, "file")),
  id: oncePer((protocol: Pick<Protocol, "qactions">) => link(protocol, "id")),
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
  readonly #conditions: Conditions;
  readonly #host: LogicHost;
  readonly #failures: Failures;
  readonly #linked: LinkedQActions;

  constructor(
    protocol: Protocol,
    options: Pick<Options, "qactionOrder">,
    conditions: Conditions,
    host: LogicHost,
    failures: Failures,
  ) {
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
    const triggerIndex = Math.max(0, qaction.triggers.indexOf(pid));
    const scope = new ScriptScope();
    const request = requestOf({ qaction, triggerIndex, plain: true }, pid, context, scope, row);
    return this.#run(request, scope);
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
    return this.#run(requestOf(link, pid, context, scope, row, choice), scope);
  }

  /** Its inputs are those of now; it runs beside the chain, after the outermost script that is running. */
  #startQueued(
    link: LinkedQAction,
    pid: number,
    context: ChainContext,
    row: RowRun | undefined,
    choice: readonly unknown[] | undefined,
  ): void {
    const scope = new ScriptScope();
    const request = requestOf(link, pid, context, scope, row, choice);
    const postponed = this.#host.postponeQAction(request);
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
    scope.enter();
    let running: MaybePromise;
    try {
      running = postponed === undefined ? this.#host.runQAction(request) : postponed();
    } catch (error) {
      scope.leave();
      throw error;
    }
    if (isPending(running)) {
      return running.finally(() => {
        scope.leave();
      });
    }
    scope.leave();
  }
}

/** What the host is asked to run. Only QActions with `row="true"` are told the row. */
function requestOf(
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
  return row !== undefined && qaction.row ? { ...request, row } : request;
}
