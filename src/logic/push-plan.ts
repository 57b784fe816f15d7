/** Which responses a message without a waiting pair is tried on, worked out once for each connection (D-50, D-51). */
import type { Options } from "../options.ts";
import type { Protocol, Response } from "../protocol/model.ts";
import type { NoticeSink } from "../log.ts";
import { copyOf } from "./chain.ts";
import type { Links } from "./links.ts";
import type { AttemptPlace } from "./responses.ts";

/** The candidates of one connection, and the circumstances of every attempt on it. */
export interface PushPlan {
  readonly candidates: readonly Response[];
  readonly place: AttemptPlace;
}

/** What {@link PushPlans} needs. */
export interface PushPlanParts {
  readonly protocol: Protocol;
  readonly options: Pick<Options, "catchAllFirst" | "pushToUnboundResponses" | "pushMismatchLeavesTrace">;
  readonly links: Links;
  readonly notice: NoticeSink;
  /** Number of the thread that serves a connection. */
  threadOf(connection: number): number;
}

/** The plans of one protocol. */
export class PushPlans {
  readonly #parts: PushPlanParts;
  readonly #plans = new Map<number, PushPlan>();

  /** Works out the plan of every connection; says which ones have to borrow responses. */
  constructor(parts: PushPlanParts) {
    this.#parts = parts;
    for (const { id } of parts.protocol.connections) this.#plans.set(id, this.#plan(id));
  }

  /** The plan of a connection, also of one that the protocol does not declare. */
  of(connection: number): PushPlan {
    let plan = this.#plans.get(connection);
    if (plan === undefined) this.#plans.set(connection, (plan = this.#plan(connection)));
    return plan;
  }

  #plan(connection: number): PushPlan {
    const { options, links } = this.#parts;
    return {
      candidates: this.#candidates(connection),
      place: {
        connection,
        context: copyOf({ depth: 0, connection, thread: this.#parts.threadOf(connection) }),
        equal: links.equalMode(connection, false),
        leavesTraces: options.pushMismatchLeavesTrace,
      },
    };
  }

  #candidates(connection: number): readonly Response[] {
    const { protocol, options } = this.#parts;
    const all = [...protocol.responses.values()];
    let chosen = all.filter((response) => (response.connection ?? 0) === connection);
    if (chosen.length === 0 && options.pushToUnboundResponses === "whenNoneBound") {
      chosen = all.filter((response) => response.connection === undefined);
      if (chosen.length > 0) this.#lent(connection, chosen);
    }
    if (!options.catchAllFirst) return chosen;
    const catchAll = (response: Response): boolean => this.#takesAll(response);
    return [...chosen.filter(catchAll), ...chosen.filter((response) => !catchAll(response))];
  }

  /** True for a response of one single `next param`. */
  #takesAll({ content: [pid, ...others] }: Response): boolean {
    if (pid === undefined || others.length > 0) return false;
    return this.#parts.protocol.params.get(pid)?.interprete.lengthType === "next param";
  }

  #lent(connection: number, responses: readonly Response[]): void {
    const { protocol, notice } = this.#parts;
    const kind = protocol.connections.find(({ id }) => id === connection);
    if (kind?.webSocket !== true) return;
    notice({
      code: "RESPONSE_LENT",
      kind: "warning",
      message:
        `No response says Connection:${connection}, so that messages on it go to those without the option, which ` +
        `belong to connection 0 (${responses.map(({ id }) => id).join(", ")}). Add options="Connection:${connection}".`,
      details: { connection, responses: responses.map(({ id }) => id) },
    });
  }
}
