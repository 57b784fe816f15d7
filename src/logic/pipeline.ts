/** The change event of a parameter: triggers, address, save, setter, QActions, in that order (`LogicParameters`). */
import { inOrder, type MaybePromise } from "../maybe-promise.ts";
import type { Options } from "../options.ts";
import type { Param, Protocol } from "../protocol/model.ts";
import type { ChangeEvent, ParameterStore, SetSource } from "../parameter/store.ts";
import type { ChainLimit } from "./chain.ts";
import type { ChainContext, LogicPorts } from "./ports.ts";
import type { Scripts } from "./scripts.ts";
import type { FoundTriggers, TriggerIndex } from "./triggers.ts";

type Step = (context: ChainContext) => MaybePromise;

/** What the pipeline needs. */
export interface PipelineParts {
  readonly protocol: Protocol;
  readonly parameters: ParameterStore<ChainContext>;
  readonly options: Pick<
    Options,
    "actionOnWriteRaisesEqual" | "setterRaisesEqual" | "setterReappliesAddress"
  >;
  readonly ports: Pick<LogicPorts, "isOpen" | "retarget" | "save">;
  readonly limit: ChainLimit;
  readonly triggers: TriggerIndex;
  readonly scripts: Scripts;
  /** Fires the triggers that were found for a parameter. */
  readonly fireChange: (found: FoundTriggers, pid: number, context: ChainContext) => MaybePromise<boolean>;
}

/** Types of parameters that a write of the same name is copied to. */
const readTypes: ReadonlySet<string> = new Set(["read", "read bit"]);

/** Runs the change events of one element. */
export class Pipeline {
  readonly #parts: PipelineParts;
  readonly #reads = new Map<string, Param>();
  /** Steps of each parameter that has had an event; null when nothing hangs on it. */
  readonly #plans = new Map<number, readonly Step[] | null>();

  constructor(parts: PipelineParts) {
    this.#parts = parts;
    for (const param of parts.protocol.params.values()) {
      if (readTypes.has(param.type) && !this.#reads.has(param.name)) this.#reads.set(param.name, param);
    }
  }

  /** Runs the chain of one event; it is over when the returned value has settled. */
  changed(event: ChangeEvent<ChainContext>): MaybePromise {
    const { param, source, changed, context } = event;
    let plan = this.#plans.get(param.id);
    if (plan === undefined) this.#plans.set(param.id, (plan = this.#plan(param)));
    if (plan === null) return;
    if (!changed && source === "construct" && !this.#parts.options.actionOnWriteRaisesEqual) return;
    return this.#run(param.id, plan, context);
  }

  /**
   * An equal value came by `setter` or from outside: on a `dynamic ip` parameter that can be a wish to connect
   * again, and nothing else happens (D-26).
   */
  settled(param: Param, source: SetSource): void {
    if (param.dynamicIp === undefined || (source !== "setter" && source !== "external")) return;
    const { options, ports } = this.#parts;
    const { setterReappliesAddress: when } = options;
    if (when === "never" || (when === "whenNotOpen" && ports.isOpen(param.dynamicIp))) return;
    ports.retarget(param.dynamicIp, param.id);
  }

  #run(pid: number, plan: readonly Step[], context: ChainContext): MaybePromise {
    const inside = this.#parts.limit.deeper(context, "parameter", pid);
    if (inside === undefined) return;
    return inOrder(plan, (step) => step(inside));
  }

  #plan(param: Param): readonly Step[] | null {
    const { ports, triggers, scripts, fireChange } = this.#parts;
    const { id, dynamicIp } = param;
    const steps: Step[] = [];
    const found = triggers.find("parameter", "change", id);
    if (found.specific.length + found.each.length > 0) {
      steps.push((context) => ignoreResult(fireChange(found, id, context)));
    }
    if (dynamicIp !== undefined) {
      steps.push(() => {
        ports.retarget(dynamicIp, id);
      });
    }
    if (param.save) {
      steps.push(() => {
        ports.save(id);
      });
    }
    const read = param.setter ? this.#reads.get(param.name) : undefined;
    if (read !== undefined) steps.push((context) => this.#copyToRead(id, read, context));
    if (scripts.has(id)) steps.push((context) => scripts.run(id, context));
    return steps.length === 0 ? null : steps;
  }

  #copyToRead(write: number, read: Param, context: ChainContext): MaybePromise {
    const { parameters, options } = this.#parts;
    const outcome = parameters.copy(write, read.id, "setter", context);
    if (outcome.code !== 0 || outcome.fired) return outcome.done;
    if (!options.setterRaisesEqual) {
      this.settled(read, "setter");
      return;
    }
    const plan = this.#plans.get(read.id) ?? this.#plan(read);
    if (plan !== null) return this.#run(read.id, plan, context);
  }
}

function ignoreResult(result: MaybePromise<unknown>): MaybePromise {
  return result instanceof Promise ? result.then(() => undefined) : undefined;
}
