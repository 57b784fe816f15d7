/** Runs one action: condition, items, result, and a line for what went wrong. */
import { andThen, isPending, type MaybePromise } from "../../base/maybe-promise.ts";
import type { Action } from "../../protocol/model.ts";
import type { SetOutcome } from "../../parameter/store.ts";
import { allInOrder, type ChainLimit } from "../chain/chain-limits.ts";
import { ConnectionLocks } from "../schedule/connection-locks.ts";
import type { LogicCore } from "../engine-model.ts";
import type { ChainContext } from "../logic-host.ts";
import type { ActionWork, ItemAction, SingleAction } from "./action.ts";
import { findAction } from "./action-registry.ts";

/** UTF-16 units of the longest value that an action makes: as many as the longest message has bytes, by default. */
const mostUnits = 67_108_864;

class Work implements ActionWork {
  readonly core: LogicCore;
  readonly action: Action;
  readonly context: ChainContext;
  readonly locks: ConnectionLocks;
  readonly #limit: ChainLimit;

  constructor(
    core: LogicCore,
    action: Action,
    context: ChainContext,
    locks: ConnectionLocks,
    limit: ChainLimit,
  ) {
    this.core = core;
    this.action = action;
    this.context = context;
    this.locks = locks;
    this.#limit = limit;
  }

  fail(reason: string): false {
    const { id, type } = this.action;
    const message = `Action ${String(id)} (${type}) was not done: ${reason}.`;
    this.core.ports.notice({
      code: "ACTION_FAILED",
      kind: "warning",
      message,
      details: { action: id, type },
    });
    return false;
  }

  remark(text: string): void {
    const { id, type } = this.action;
    const message = `Action ${String(id)} (${type}): ${text}.`;
    this.core.ports.notice({
      code: "ACTION_OPTION_IGNORED",
      kind: "warning",
      message,
      details: { action: id, type },
    });
  }

  notHere(reason: string, page: string): false {
    const { id, on, type } = this.action;
    const message = `Action ${String(id)} (${type} on ${on}) does nothing here: ${reason}. See ${page}.`;
    this.core.ports.notice({
      code: "ACTION_NOT_HERE",
      kind: "warning",
      message,
      details: { action: id, type, page },
    });
    return false;
  }

  set(pid: number, value: string | number): MaybePromise<boolean> {
    if (typeof value === "string" && value.length > mostUnits) return this.#tooLong(pid, 2 * value.length);
    if (this.#limit.refuses(this.context, "parameter", pid)) return false;
    return this.#settled(pid, this.core.parameters.set(pid, value, "construct", this.context));
  }

  copy(source: number, target: number): MaybePromise<boolean> {
    if (this.#limit.refuses(this.context, "parameter", target)) return false;
    return this.#settled(target, this.core.parameters.copy(source, target, "construct", this.context));
  }

  setBytes(pid: number, bytes: Uint8Array): MaybePromise<boolean> {
    if (bytes.length > 2 * mostUnits) return this.#tooLong(pid, bytes.length);
    if (this.#limit.refuses(this.context, "parameter", pid)) return false;
    return this.#settled(pid, this.core.parameters.setBytes(pid, bytes, "construct", this.context));
  }

  /** An action that appends a value to itself, and runs at each change, doubles it each time. */
  #tooLong(pid: number, bytes: number): false {
    return this.fail(
      `parameter ${String(pid)} would have ${String(bytes)} bytes, and actions make at most ${String(2 * mostUnits)}`,
    );
  }

  #settled(pid: number, { code, done }: SetOutcome): MaybePromise<boolean> {
    if (code < 0x80000000) return isPending(done) ? done.then(() => true) : true;
    return this.fail(
      `parameter ${String(pid)} did not take the value (0x${code.toString(16).toUpperCase()})`,
    );
  }
}

/** Runs the actions of one element. */
export class ActionRunner {
  readonly #core: LogicCore;
  readonly #limit: ChainLimit;
  /** Locks that actions have taken on connections. */
  readonly locks = new ConnectionLocks();

  constructor(core: LogicCore, limit: ChainLimit) {
    this.#core = core;
    this.#limit = limit;
  }

  /** True when the action was done, or skipped by its condition. */
  run(action: Action, context: ChainContext): MaybePromise<boolean> {
    const { condition, id, on, type } = action;
    const core = this.#core;
    if (this.#limit.spends(context, "action", id)) return false;
    if (condition !== undefined && !core.holds(condition, `action ${String(id)}`)) return true;
    const entry = findAction(on, type);
    if (entry === undefined) return this.#invalid(action, `there is no action '${type}' on ${on}`);
    const result = this.#perform(entry, new Work(core, action, context, this.locks, this.#limit));
    if (!core.ports.listening) return result;
    return andThen(result, (ok) => {
      core.ports.event({ type: "action", id, action: type, ok });
      return ok;
    });
  }

  #perform(entry: ItemAction | SingleAction, work: ActionWork): MaybePromise<boolean> {
    if ("once" in entry) return entry.once(work);
    const { action, context } = work;
    const { onIds } = action;
    const { firing } = context;
    if (onIds.length > 0) {
      const ids = entry.order?.(work, onIds) ?? onIds;
      return ids.length === 1 && ids[0] !== undefined
        ? entry.each(work, ids[0])
        : allInOrder(ids, (id) => entry.each(work, id));
    }
    if (firing?.on === action.on && firing.id !== undefined) return entry.each(work, firing.id);
    return this.#invalid(action, `it names no ${action.on}, and it was not a ${action.on} that fired it`);
  }

  #invalid({ id, type }: Action, reason: string): false {
    const message = `Action ${String(id)} does nothing: ${reason}.`;
    this.#core.ports.notice({
      code: "ACTION_INVALID",
      kind: "warning",
      message,
      details: { action: id, type },
    });
    return false;
  }
}
