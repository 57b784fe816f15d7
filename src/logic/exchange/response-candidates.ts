/** Which responses a message without a waiting pair is tried on, worked out once for each connection (D-50, D-51). */
import { oncePer } from "../../base/once-per.ts";
import type { Options } from "../../options/register.ts";
import type { Protocol, Response } from "../../protocol/model.ts";
import type { NoticeSink } from "../../base/notices.ts";
import { chainStart } from "../chain/chain-limits.ts";
import type { Links } from "./connection-rules.ts";
import type { AttemptPlace } from "./responses.ts";
import type { Threads } from "../schedule/threads.ts";

/** The candidates of one connection, and the circumstances of every attempt on it. */
export interface PushPlan {
  readonly candidates: readonly Response[];
  /** They say no connection, and serve this one because none says it. */
  readonly lent: boolean;
  readonly place: AttemptPlace;
}

/** The options that decide about a plan. */
type PushOptions = Pick<Options, "catchAllFirst" | "pushToUnboundResponses" | "pushMismatchLeavesTrace">;

/** What {@link PushPlans} needs. */
export interface PushPlanParts {
  readonly protocol: Protocol;
  readonly options: PushOptions;
  readonly links: Links;
  readonly notice: NoticeSink;
  readonly threads: Pick<Threads, "servingThread">;
}

/** Plans by connection; elements of one protocol with the same options share them. */
const plansOf = oncePer((_protocol: Protocol) =>
  oncePer((_options: PushOptions) => new Map<number, PushPlan>()),
);

/** The plans of one protocol. */
export class PushPlans {
  readonly #parts: PushPlanParts;
  readonly #plans: Map<number, PushPlan>;

  /** Works out the plan of every connection; says which ones have to borrow responses. */
  constructor(parts: PushPlanParts) {
    this.#parts = parts;
    this.#plans = plansOf(parts.protocol)(parts.options);
    for (const { id, webSocket } of parts.protocol.connections) {
      const { lent, candidates } = this.of(id);
      if (lent && webSocket) this.#lent(id, candidates);
    }
  }

  /** The plan of a connection, also of one that the protocol does not declare. */
  of(connection: number): PushPlan {
    let plan = this.#plans.get(connection);
    if (plan === undefined) this.#plans.set(connection, (plan = this.#plan(connection)));
    return plan;
  }

  #plan(connection: number): PushPlan {
    const { options, links, threads } = this.#parts;
    const { thread } = threads.servingThread(connection);
    return {
      ...this.#candidates(connection),
      place: {
        connection,
        context: chainStart({ connection, thread }),
        equal: links.equalMode(connection, false),
        leavesTraces: options.pushMismatchLeavesTrace,
      },
    };
  }

  #candidates(connection: number): Pick<PushPlan, "candidates" | "lent"> {
    const { protocol, options } = this.#parts;
    const all = [...protocol.responses.values()];
    const own = all.filter((response) => (response.connection ?? 0) === connection);
    const borrows = own.length === 0 && options.pushToUnboundResponses === "whenNoneBound";
    const chosen = borrows ? all.filter((response) => response.connection === undefined) : own;
    const lent = borrows && chosen.length > 0;
    if (!options.catchAllFirst) return { candidates: chosen, lent };
    const catchAll = (response: Response): boolean => this.#takesAll(response);
    const others = chosen.filter((response) => !catchAll(response));
    return { candidates: [...chosen.filter(catchAll), ...others], lent };
  }

  /** True for a response of one single `next param`. */
  #takesAll({ content: [pid, ...others] }: Response): boolean {
    if (pid === undefined || others.length > 0) return false;
    return this.#parts.protocol.params.get(pid)?.interprete.lengthType === "next param";
  }

  #lent(connection: number, responses: readonly Response[]): void {
    this.#parts.notice({
      code: "RESPONSE_LENT",
      kind: "warning",
      message:
        `No response says Connection:${connection}, so that messages on it go to those without the option, which ` +
        `belong to connection 0 (${responses.map(({ id }) => id).join(", ")}). Add options="Connection:${connection}".`,
      details: { connection, responses: responses.map(({ id }) => id) },
    });
  }
}
