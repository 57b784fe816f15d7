/** What every chain of linked logic carries: who began it, what it is about, and how far it has come. */
import type { User } from "../../base/user.ts";
import type { MaybePromise } from "../../base/maybe-promise.ts";
import type { RowChange } from "../../parameter/table/table-model.ts";
import type { Command, Group, QAction, Trigger } from "../../protocol/model.ts";
import type { MadeCommand } from "../../wire/command/make-command.ts";
import type { AggregateResult } from "../actions/merge-results.ts";
import type { ResponseWork } from "../exchange/response-work.ts";

/** The item a trigger was fired for. */
export interface Firing {
  /** `parameter`, `command`, `response`, `pair`, `group`, `session`, `timer`, `protocol`, `communication`. */
  readonly on: string;
  /** Id of that item, when it has one. */
  readonly id?: number;
}

/** A command that actions work on: *replace* changes `command`; *make*, *length*, *crc* and the like change `made`. */
export interface CommandWork {
  readonly id: number;
  command: Command;
  /** Segments in storage form, as last made. */
  made: MadeCommand;
}

/** One execution of a group. */
export interface GroupRun {
  readonly group: Group;
  /** True after *stop current group*: the remaining pairs are skipped. */
  stopped: boolean;
  /** Connection of the items that name none, in a group that names none; fixed for the whole run. */
  readonly polled?: number;
  /** The polled connection failed. */
  failed?: boolean;
}

/** What one chain knows about its origin. A context is never changed, only derived; missing fields are undefined. */
export interface ChainContext {
  /**
   * How many change events, CheckTrigger calls, trigger calls and groups whose commands are composed it is nested in (option
   * `maxChainDepth`).
   */
  readonly depth: number;
  readonly user?: User | undefined;
  /** The item whose trigger is running, for actions without `On@id`. */
  readonly firing?: Firing | undefined;
  /** Parameter whose change is being handled. */
  readonly parameter?: number | undefined;
  readonly connection?: number | undefined;
  /** The command being composed, with its segments; actions work on it. */
  readonly command?: CommandWork | undefined;
  /** The response being processed, with its data; actions work on it. */
  readonly response?: ResponseWork | undefined;
  /** The group being executed. */
  readonly group?: GroupRun | undefined;
  /** Thread the chain runs on; missing for sets from outside, start-up and timers. */
  readonly thread?: number | undefined;
  /** The trigger or QAction that is running, to name the circle when a chain does not end. */
  readonly via?: ChainCause | undefined;
  /** What the chain has done so far; missing at its beginning. */
  readonly steps?: ChainSteps | undefined;
  /** How the chain came here, innermost first; only what counts in {@link ChainContext.depth}. */
  readonly chain?: ChainLink | undefined;
  /** The scripts running in this chain; missing until one runs. */
  readonly scripts?: ScriptScope | undefined;
  /** Takes the results of *aggregate* in a chain that another element has asked for. */
  readonly aggregates?: ((result: AggregateResult) => void) | undefined;
}

/** The scripts running in one chain, and the queued ones that wait for them. */
export class ScriptScope {
  /** Scripts that have started and not finished. */
  #running = 0;
  #waiting: (() => void)[] | undefined;

  /** A script starts. */
  enter(): void {
    this.#running++;
  }

  /** A script is done. When it was the last one, the queued ones start. */
  leave(): void {
    this.#running--;
    while (this.#running === 0 && this.#waiting !== undefined) {
      const waiting = this.#waiting;
      this.#waiting = undefined;
      for (const start of waiting) start();
    }
  }

  /** Starts a queued script as soon as no other one is running. */
  queue(start: () => void): void {
    if (this.#running === 0) start();
    else (this.#waiting ??= []).push(start);
  }
}

/** A trigger or QAction that makes a chain go on. */
export type ChainCause = Trigger | QAction;

/** What all links of one chain have done together. Beside the scripts, this is the only part of a context that changes. */
export interface ChainSteps {
  count: number;
  /** Something was refused, and that was reported. */
  reported: boolean;
  /** Everything in it has run. */
  over: boolean;
}

/** One step of a chain that counts as nesting. */
export interface ChainLink {
  readonly kind: "parameter" | "trigger" | "response" | "action" | "group";
  readonly id: number;
  /** What was running when this was set off. */
  readonly via?: ChainCause | undefined;
  readonly from?: ChainLink | undefined;
}

/** The row that an event is about. */
export interface RowRun {
  /** Table parameter. */
  readonly table: number;
  /** Column parameter that changed or was set; the table parameter itself for QActions on the whole table. */
  readonly column: number;
  /** Key, position and cells, before and after. */
  readonly change: RowChange;
}

/** A context in the making. */
export type Draft = { -readonly [K in keyof ChainContext]: ChainContext[K] };

/** A copy of a context, to be changed. All copies have the same shape, which keeps reading and copying them cheap. */
export function copyOf(context: ChainContext): Draft {
  const { depth, user, firing, parameter, connection, command, response } = context;
  const { group, thread, via, steps, chain, scripts, aggregates } = context;
  return {
    depth,
    user,
    firing,
    parameter,
    connection,
    command,
    response,
    group,
    thread,
    via,
    steps,
    chain,
    scripts,
    aggregates,
  };
}

const outermost = copyOf({ depth: 0 });

/** The context of a chain that begins, in the same shape as its copies. */
export function chainStart(fields: Omit<Partial<ChainContext>, "depth"> = {}): Draft {
  return Object.assign(copyOf(outermost), fields);
}

/** How a call into the logic went. */
export interface ChainOutcome {
  /** HRESULT in unsigned form, 0 when done. */
  readonly code: number;
  /** The chain that the call set off. */
  readonly done: MaybePromise;
}
