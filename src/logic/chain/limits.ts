/** The limits of a chain: how deep and how often change events and triggers may set each other off. */
import { isPending, type MaybePromise } from "../../base/maybe-promise.ts";
import type { NoticeSink } from "../../base/notices.ts";
import type { Options } from "../../options/register.ts";
import { copyOf, type ChainCause, type ChainContext, type ChainLink, type Draft } from "./context.ts";

/** How many links of a chain are named when it is too deep. */
const linksNamed = 12;

function nameOf(cause: ChainCause): string {
  return `${"triggers" in cause ? "QAction" : "trigger"} ${String(cause.id)}`;
}

/**
 * `parameter 10 < trigger 3 < parameter 12 < parameter 10`, innermost first, up to where the circle closes: each was set off by
 * the one after it.
 */
export function describeChain(link: ChainLink | undefined, limit = linksNamed): string {
  const names: string[] = [];
  for (let at = link; at !== undefined; at = at.from) {
    if (names.length >= limit) return `${names.join(" < ")} < ...`;
    names.push(`${at.kind} ${String(at.id)}`);
    if (at !== link && at.kind === link?.kind && at.id === link.id) break;
    const { via, from } = at;
    // A trigger that another trigger or a script calls is a link itself.
    const named = via !== undefined && !("triggers" in via) && from?.kind === "trigger" && from.id === via.id;
    if (via !== undefined && !named) names.push(nameOf(via));
  }
  return names.join(" < ");
}

/** The limits on chains. */
export class ChainLimits {
  readonly #options: Pick<Options, "maxChainDepth" | "maxChainSteps">;
  readonly #notice: NoticeSink;
  #ended = false;

  constructor(options: Pick<Options, "maxChainDepth" | "maxChainSteps">, notice: NoticeSink) {
    this.#options = options;
    this.#notice = notice;
  }

  /** From now on every chain ends at its next link: the engine has stopped. */
  endAll(): void {
    this.#ended = true;
  }

  /** True, and reported once for the chain, when it is at its limit of depth or of steps; true after {@link endAll}. */
  refuses(context: ChainContext, kind: ChainLink["kind"], id: number): boolean {
    if (this.#ended) return true;
    const { depth, steps, chain, via } = context;
    // An SLProtocol object that is used after its chain has ended begins a new one.
    if (steps?.over === true) return false;
    const { maxChainDepth, maxChainSteps } = this.#options;
    const deep = depth >= maxChainDepth;
    if (steps !== undefined) steps.count++;
    if (!deep && (steps === undefined || steps.count <= maxChainSteps)) return false;
    if (steps?.reported === true) return true;
    if (steps !== undefined) steps.reported = true;
    const much = deep
      ? `more than ${String(maxChainDepth)} change events and triggers set each other off`
      : `${String(maxChainSteps)} change events, triggers and actions of one chain set each other off`;
    const [option, name] = deep
      ? (["maxChainDepth", "depth"] as const)
      : (["maxChainSteps", "steps"] as const);
    this.#notice({
      code: "CHAIN_TOO_DEEP",
      kind: "error",
      message:
        `${kind} ${String(id)} was refused, and so is all that follows in this chain: ${much} (${option}). ` +
        `Break the circle: ${describeChain({ kind, id, via, from: chain })}.`,
      details: { kind, id, [name]: deep ? depth : steps?.count },
    });
    return true;
  }

  /** Counts an action. True, and reported once, when the chain is at its limit of steps; true after {@link endAll}. */
  spends(context: ChainContext, kind: ChainLink["kind"], id: number): boolean {
    if (this.#ended) return true;
    const { steps } = context;
    if (steps === undefined || ++steps.count <= this.#options.maxChainSteps) return false;
    return this.refuses(context, kind, id);
  }

  /** The context one level deeper, or undefined (and reported) when that is too deep. */
  deeper(context: ChainContext, kind: ChainLink["kind"], id: number): Draft | undefined {
    if (this.refuses(context, kind, id)) return undefined;
    const inside = copyOf(context);
    if (inside.steps?.over === true) {
      inside.depth = 0;
      inside.chain = undefined;
      inside.scripts = undefined;
      inside.steps = undefined;
    }
    inside.steps ??= { count: 0, reported: false, over: false };
    inside.depth += 1;
    inside.chain = { kind, id, via: inside.via, from: inside.chain };
    inside.via = undefined;
    if (kind === "parameter") inside.parameter = id;
    return inside;
  }

  /** Records the end of a chain that {@link deeper} began. Returns `done`. */
  ending<T>(outside: ChainContext, { steps }: ChainContext, done: MaybePromise<T>): MaybePromise<T> {
    if (steps === undefined || steps === outside.steps) return done;
    if (!isPending(done)) {
      steps.over = true;
      return done;
    }
    return done.finally(() => {
      steps.over = true;
    });
  }
}
