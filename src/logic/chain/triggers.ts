/** Triggers: which of them an event fires, whether their conditions hold, and the actions and triggers they run. */
import { andThen, lastInOrder, type MaybePromise } from "../../base/maybe-promise.ts";
import type { Options } from "../../options/register.ts";
import { hresults } from "../../parameter/hresult.ts";
import type { Protocol, Trigger } from "../../protocol/model.ts";
import type { ActionRunner } from "../actions/action-runner.ts";
import type { LogicHost } from "../logic-host.ts";
import type { Conditions, ConditionParameters } from "./condition.ts";
import { copyOf, type ChainContext, type ChainOutcome, type Draft, type Firing } from "./context.ts";
import type { ChainLimits } from "./limits.ts";
import { guardAccepts } from "./trigger-guard.ts";
import { firedOf, triggerIndex, type FoundTriggers, type TriggerIndex } from "./trigger-index.ts";

/** Fires the triggers of one element. */
export class Triggers {
  readonly #protocol: Protocol;
  readonly #parameters: ConditionParameters;
  readonly #conditions: Conditions;
  readonly #limits: ChainLimits;
  readonly #actions: ActionRunner;
  readonly #host: LogicHost;
  readonly #index: TriggerIndex;
  readonly #eachSuppressed: boolean;

  constructor(
    protocol: Protocol,
    options: Pick<Options, "triggerOrder" | "eachSuppressedByDefinition">,
    parameters: ConditionParameters,
    conditions: Conditions,
    limits: ChainLimits,
    actions: ActionRunner,
    host: LogicHost,
  ) {
    this.#protocol = protocol;
    this.#parameters = parameters;
    this.#conditions = conditions;
    this.#limits = limits;
    this.#actions = actions;
    this.#host = host;
    this.#index = triggerIndex(protocol, options.triggerOrder);
    this.#eachSuppressed = options.eachSuppressedByDefinition;
  }

  /**
   * Fires the triggers of an item: the specific ones, or `each` when none is defined for it. False when the last action
   * of the last trigger failed, which only a response cares about.
   */
  fire(on: string, time: string, id: number | undefined, context: ChainContext): MaybePromise<boolean> {
    const found = this.#index.find(on, time, id);
    return this.fireFound(found, id === undefined ? { on } : { on, id }, context);
  }

  /** As {@link fire}, for triggers that were looked up before. */
  fireFound(found: FoundTriggers, firing: Firing, context: ChainContext): MaybePromise<boolean> {
    const fired = firedOf(found, this.#eachSuppressed, this.#accepts, firing.id);
    if (fired.length === 0) return true;
    const inside = copyOf(context);
    inside.firing = firing;
    return lastInOrder(fired, (trigger) => this.#perform(trigger, inside));
  }

  /** Runs a trigger whatever its `On` and `Time` say; its condition counts. */
  run(id: number, context: ChainContext): MaybePromise<boolean> {
    const trigger = this.#protocol.triggers.get(id);
    if (trigger === undefined) {
      this.#reportMissing("trigger", id, context);
      return false;
    }
    const inside = this.#limits.deeper(context, "trigger", id);
    if (inside === undefined) return false;
    const { on, onId } = trigger;
    const fired = copyOf(inside);
    if (on !== undefined && typeof onId === "number") fired.firing = { on, id: onId };
    return this.#limits.ending(context, inside, this.#perform(trigger, fired));
  }

  /**
   * `CheckTrigger`: 0x80040239 for an unknown id, 0x800402A4 when the chain is too deep, else 0. A trigger on the
   * timeout of a parameter is not run (`SLProtocol.CheckTrigger`).
   */
  check(id: number, context: ChainContext): ChainOutcome {
    const trigger = this.#protocol.triggers.get(id);
    if (trigger === undefined) return { code: hresults.notFound, done: undefined };
    if (trigger.on === "parameter" && trigger.time?.startsWith("timeout") === true)
      return { code: hresults.ok, done: undefined };
    if (this.#limits.refuses(context, "trigger", id)) return { code: hresults.notPerformed, done: undefined };
    return { code: hresults.ok, done: andThen(this.run(id, context), () => undefined) };
  }

  /** Its condition, or its old guard, decides between the contents with and without `else`. */
  #perform(trigger: Trigger, context: Draft): MaybePromise<boolean> {
    context.via = trigger;
    const accepted = this.#accepts(trigger, context.firing?.id);
    const content = this.#index.contentOf(trigger, accepted);
    if (content.length === 0) return true;
    if (this.#host.listening) {
      const { on, id: onId } = context.firing ?? {};
      this.#host.event({
        type: "trigger",
        id: trigger.id,
        ...(on !== undefined && { on }),
        ...(onId !== undefined && { onId }),
        ...(trigger.time !== undefined && { time: trigger.time }),
      });
    }
    return lastInOrder(content, ({ id }) =>
      trigger.type === "trigger" ? this.run(id, context) : this.#runAction(id, context, trigger.id),
    );
  }

  readonly #accepts = (trigger: Trigger, item: number | undefined): boolean => {
    if (trigger.condition === undefined && trigger.guard === undefined) return true;
    return (
      guardAccepts(trigger, item, this.#parameters) &&
      this.#conditions.holds(trigger.condition, `trigger ${String(trigger.id)}`)
    );
  };

  #runAction(id: number, context: ChainContext, trigger: number): MaybePromise<boolean> {
    const action = this.#protocol.actions.get(id);
    if (action !== undefined) return this.#actions.run(action, context);
    this.#reportMissing("action", id, context, ` of trigger ${String(trigger)}`);
    return false;
  }

  #reportMissing(kind: "action" | "trigger", id: number, context: ChainContext, owner = ""): void {
    this.#host.notice({
      code: "NO_SUCH_ITEM",
      kind: "warning",
      message: `The protocol has no ${kind} ${String(id)}${owner}. Nothing was done.`,
      details: { kind, id, depth: context.depth },
    });
  }
}
