/** Runs one action: condition, items, result, and a line for what went wrong. */
import { allInOrder, andThen, isPending, type MaybePromise } from "../../base/maybe-promise.ts";
import { hresults } from "../../parameter/hresult.ts";
import type { SetOutcome } from "../../parameter/store.ts";
import type { Action } from "../../protocol/model.ts";
import type { ChainContext, ChainOutcome } from "../chain/context.ts";
import type { ActionEngine } from "../chain/view.ts";
import type { ActionWork, ItemAction, SingleAction } from "./action.ts";
import { findAction } from "./action-registry.ts";

/** UTF-16 units of the longest value that an action makes: as many as the longest message has bytes, by default. */
const mostUnits = 67_108_864;

class Work implements ActionWork {
  readonly engine: ActionEngine;
  readonly action: Action;
  readonly context: ChainContext;

  constructor(engine: ActionEngine, action: Action, context: ChainContext) {
    this.engine = engine;
    this.action = action;
    this.context = context;
  }

  fail(reason: string): false {
    const { id, type } = this.action;
    const message = `Action ${String(id)} (${type}) was not done: ${reason}.`;
    this.engine.host.notice({
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
    this.engine.host.notice({
      code: "ACTION_OPTION_IGNORED",
      kind: "warning",
      message,
      details: { action: id, type },
    });
  }

  unsupported(reason: string, page: string): false {
    const { id, on, type } = this.action;
    const message = `Action ${String(id)} (${type} on ${on}) does nothing here: ${reason}. See ${page}.`;
    this.engine.host.notice({
      code: "ACTION_NOT_HERE",
      kind: "warning",
      message,
      details: { action: id, type, page },
    });
    return false;
  }

  set(pid: number, value: string | number): MaybePromise<boolean> {
    const { limits, parameters } = this.engine;
    if (typeof value === "string" && value.length > mostUnits) return this.#tooLong(pid, 2 * value.length);
    if (limits.refuses(this.context, "parameter", pid)) return false;
    return this.#done(pid, parameters.set(pid, value, "construct", this.context));
  }

  copy(source: number, target: number): MaybePromise<boolean> {
    const { limits, parameters } = this.engine;
    if (limits.refuses(this.context, "parameter", target)) return false;
    return this.#done(target, parameters.copy(source, target, "construct", this.context));
  }

  setBytes(pid: number, bytes: Uint8Array): MaybePromise<boolean> {
    const { limits, parameters } = this.engine;
    if (bytes.length > 2 * mostUnits) return this.#tooLong(pid, bytes.length);
    if (limits.refuses(this.context, "parameter", pid)) return false;
    return this.#done(pid, parameters.setBytes(pid, bytes, "construct", this.context));
  }

  /** An action that appends a value to itself, and runs at each change, doubles it each time. */
  #tooLong(pid: number, bytes: number): false {
    return this.fail(
      `parameter ${String(pid)} would have ${String(bytes)} bytes, and actions make at most ${String(2 * mostUnits)}`,
    );
  }

  #done(pid: number, { code, done }: SetOutcome): MaybePromise<boolean> {
    if (code < 0x80000000) return isPending(done) ? done.then(() => true) : true;
    return this.fail(
      `parameter ${String(pid)} did not take the value (0x${code.toString(16).toUpperCase()})`,
    );
  }
}

/** Runs the actions of one element. */
export class ActionRunner {
  readonly #engine: ActionEngine;

  /** @param engine used when an action runs, not before */
  constructor(engine: ActionEngine) {
    this.#engine = engine;
  }

  /** True when the action was done, or skipped by its condition. */
  run(action: Action, context: ChainContext): MaybePromise<boolean> {
    const { condition, id, on, type } = action;
    const { limits, conditions, host } = this.#engine;
    if (limits.spends(context, "action", id)) return false;
    if (condition !== undefined && !conditions.holds(condition, `action ${String(id)}`)) return true;
    const entry = findAction(on, type);
    if (entry === undefined) return this.#invalid(action, `there is no action '${type}' on ${on}`);
    const result = this.#perform(entry, new Work(this.#engine, action, context));
    if (!host.listening) return result;
    return andThen(result, (ok) => {
      host.event({ type: "action", id, action: type, ok });
      return ok;
    });
  }

  /** `NT_RUN_ACTION`: 0x800402A3 for an unknown id, 0x800402A4 when the action failed at once, else 0. */
  runById(id: number, context: ChainContext): ChainOutcome {
    const action = this.#engine.protocol.actions.get(id);
    if (action === undefined) return { code: hresults.noAction, done: undefined };
    const result = this.run(action, context);
    if (isPending(result)) return { code: hresults.ok, done: result.then(() => undefined) };
    return { code: result ? hresults.ok : hresults.notPerformed, done: undefined };
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
    this.#engine.host.notice({
      code: "ACTION_INVALID",
      kind: "warning",
      message,
      details: { action: id, type },
    });
    return false;
  }
}
