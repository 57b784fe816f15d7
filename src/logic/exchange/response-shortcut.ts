/** What stands around a response, worked out once: most responses are only read, and nothing follows them. */
import { oncePer } from "../../base/once-per.ts";
import type { Options } from "../../options/register.ts";
import type { Protocol, Trigger } from "../../protocol/model.ts";
import { layoutOf } from "../../wire/response/layout.ts";
import { triggerIndex, type TriggerIndex } from "../chain/triggers.ts";

/** See the file. It holds whatever the values are: conditions are looked at when something happens. */
export interface ResponsePlan {
  /** Its before-response triggers do nothing but *read* all of it. */
  readonly onlyRead: boolean;
  /** No after-response trigger, and none on a change after any response. */
  readonly nothingFollows: boolean;
  /** The one parameter that takes any message, when all that happens besides is that it is read. */
  readonly takesAll: number | undefined;
}

/** The options that decide about a plan. */
type PlanOptions = Pick<Options, "triggerOrder" | "rawTypeRefusal">;

/** True for a trigger without condition whose actions all read the response that fired it. */
function onlyReads(trigger: Trigger, response: number, { actions }: Pick<Protocol, "actions">): boolean {
  const { condition, guard, type, content } = trigger;
  if (condition !== undefined || guard !== undefined || type === "trigger") return false;
  if (content.length === 0) return false;
  return content.every(({ id, otherwise }) => {
    const action = actions.get(id);
    if (otherwise || action?.on !== "response" || action.type !== "read") return false;
    return action.condition === undefined && action.onIds.every((onId) => onId === response);
  });
}

function planOf(
  protocol: Protocol,
  triggers: TriggerIndex,
  response: number,
  { rawTypeRefusal }: PlanOptions,
): ResponsePlan {
  const { specific, each } = triggers.find("response", "before", response);
  // Triggers without conditions suppress those of each.
  const before = specific.length > 0 ? specific : each;
  const after = triggers.find("response", "after", response);
  const onlyRead = before.length > 0 && before.every((trigger) => onlyReads(trigger, response, protocol));
  const nothingFollows =
    after.specific.length + after.each.length === 0 && !triggers.has("parameter", "change after response");
  const definition = protocol.responses.get(response);
  const any = onlyRead && nothingFollows && rawTypeRefusal !== "mismatch" && definition !== undefined;
  return { onlyRead, nothingFollows, takesAll: any ? layoutOf(definition, protocol).takesAll : undefined };
}

/** The plans of one protocol. */
export class ResponsePlans {
  readonly #protocol: Protocol;
  readonly #options: PlanOptions;
  readonly #triggers: TriggerIndex;
  readonly #plans = new Map<number, ResponsePlan>();

  constructor(protocol: Protocol, options: PlanOptions) {
    this.#protocol = protocol;
    this.#options = options;
    this.#triggers = triggerIndex(protocol, options.triggerOrder);
  }

  /** The plan of a response. */
  of(response: number): ResponsePlan {
    let plan = this.#plans.get(response);
    if (plan === undefined) {
      plan = planOf(this.#protocol, this.#triggers, response, this.#options);
      this.#plans.set(response, plan);
    }
    return plan;
  }
}

/** The plans of a protocol, shared by its elements that have the same options. */
export const responsePlans = oncePer((protocol: Protocol) =>
  oncePer((options: PlanOptions) => new ResponsePlans(protocol, options)),
);
