/** Multi-threaded timers, taken sequentially: the rows of a table, a part of them at each pass (`AdvancedMultiThreadedTimers`). */
import { inOrder, type MaybePromise } from "../../base/maybe-promise.ts";
import type { ParameterStore } from "../../parameter/store.ts";
import type { Protocol, Timer } from "../../protocol/model.ts";
import type { Conditions } from "../chain/condition.ts";
import type { ChainContext } from "../chain/context.ts";
import type { QActions } from "../chain/qactions.ts";

/** What the options of such a timer say (`LogicTimersTimerOptions`). */
export interface TableTimer {
  /** Table whose rows are processed. */
  readonly table: number;
  /** ms in which every row is processed once; 0: all rows at every pass. */
  readonly eachMs: number;
  /** QActions of each row: those before and those after its request (ping, SNMP, serial, HTTP), which is not made here. */
  readonly qactions: readonly number[];
}

/** Length of one part of the rows, ms. */
const bucketMs = 1000;

/** Reads the options; undefined for an ordinary timer. */
export function tableTimer({ options }: Timer): TableTimer | undefined {
  const numbersOf = (name: string): readonly number[] | undefined => {
    const pattern = new RegExp(`^\\s*${name}\\s*:`, "i");
    const option = options.find((candidate) => pattern.test(candidate));
    return option === undefined
      ? undefined
      : Array.from(option.matchAll(/-?\d+(?:\.\d+)?/g), ([text]) => Number(text));
  };
  const table = numbersOf("ip")?.[0];
  if (table === undefined) return undefined;
  const qactions = ["qaction", "qactionBefore", "qactionAfter"].flatMap((name) => numbersOf(name) ?? []);
  return { table, eachMs: numbersOf("each")?.[0] ?? 0, qactions };
}

/** Goes over the rows of one table, a part at each pass. */
export class TableWalk {
  readonly #timer: TableTimer;
  readonly #protocol: Protocol;
  readonly #parameters: ParameterStore<ChainContext>;
  readonly #conditions: Conditions;
  readonly #qactions: QActions;
  /** Parts in all, and parts of one pass. */
  readonly #buckets: number;
  readonly #perPass: number;
  #next = 0;

  constructor(
    timer: TableTimer,
    periodMs: number,
    protocol: Protocol,
    parameters: ParameterStore<ChainContext>,
    conditions: Conditions,
    qactions: QActions,
  ) {
    this.#timer = timer;
    this.#protocol = protocol;
    this.#parameters = parameters;
    this.#conditions = conditions;
    this.#qactions = qactions;
    this.#buckets = Math.max(1, Math.round(timer.eachMs / bucketMs));
    this.#perPass = Math.min(this.#buckets, Math.max(1, Math.round(periodMs / bucketMs)));
  }

  /** Processes the rows whose turn it is, one after the other. */
  pass(context: ChainContext): MaybePromise {
    const table = this.#parameters.table(this.#timer.table);
    if (table === undefined) return;
    const first = this.#next;
    this.#next = (first + this.#perPass) % this.#buckets;
    const isDue = (position: number): boolean =>
      ((position % this.#buckets) - first + this.#buckets) % this.#buckets < this.#perPass;
    return inOrder(
      table.keys().filter((_key, position) => isDue(position)),
      (key) => inOrder(this.#timer.qactions, (id) => this.#run(id, key, context)),
    );
  }

  #run(id: number, key: string, context: ChainContext): MaybePromise {
    const { table: pid } = this.#timer;
    const qaction = this.#protocol.qactions.get(id);
    const table = this.#parameters.table(pid);
    const cells = table?.row(key);
    if (qaction === undefined || table === undefined || cells === undefined) return;
    if (!this.#conditions.holds(qaction.condition, `QAction ${id}`)) return;
    const change = { key, position: table.position(key), oldRow: cells, newRow: cells, columns: [] };
    return this.#qactions.runRow(qaction, { table: pid, column: pid, change }, context);
  }
}
