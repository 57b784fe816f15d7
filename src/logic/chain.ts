/** The nesting of a chain: how deep change events and trigger calls may set each other off (D-30), and in what order steps run. */
import { isPending, type MaybePromise } from "../maybe-promise.ts";
import type { NoticeSink } from "../log.ts";
import type { ChainContext, ChainLink } from "./ports.ts";

/** How many links of a chain are named when it is too deep. */
const linksNamed = 12;

/** `parameter 10 < trigger 3 < parameter 12`, innermost first. */
export function describeChain(link: ChainLink | undefined, limit = linksNamed): string {
  const names: string[] = [];
  for (let at = link; at !== undefined; at = at.from) {
    if (names.length === limit) return `${names.join(" < ")} < ...`;
    names.push(`${at.kind} ${String(at.id)}`);
  }
  return names.join(" < ");
}

/** A context in the making. */
export type Draft = { -readonly [K in keyof ChainContext]: ChainContext[K] };

/** A copy of a context to be changed; all copies have the same shape, which keeps reading and copying them cheap. */
export function copyOf(context: ChainContext): Draft {
  const { depth, user, firing, parameter, connection, command, response } = context;
  const { group, thread, chain, scripts, aggregates } = context;
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
    chain,
    scripts,
    aggregates,
  };
}

const outermost = copyOf({ depth: 0 });

/** The context of a chain that begins: of the one shape from the start, which code compiled for chains then relies on. */
export function chainStart(fields: Omit<Partial<ChainContext>, "depth"> = {}): Draft {
  return Object.assign(copyOf(outermost), fields);
}

/** The limit on the nesting of chains. */
export class ChainLimit {
  readonly #limit: number;
  readonly #notice: NoticeSink;

  constructor(maxChainDepth: number, notice: NoticeSink) {
    this.#limit = maxChainDepth;
    this.#notice = notice;
  }

  /** True, and reported, when a chain may not nest any deeper. */
  refuses(context: ChainContext, kind: ChainLink["kind"], id: number): boolean {
    if (context.depth < this.#limit) return false;
    this.#notice({
      code: "CHAIN_TOO_DEEP",
      kind: "error",
      message:
        `${kind} ${String(id)} was refused: more than ${String(this.#limit)} change events and triggers set each other off. ` +
        `Break the circle: ${describeChain({ kind, id, from: context.chain })}.`,
      details: { kind, id, depth: context.depth },
    });
    return true;
  }

  /** The context one level deeper, or undefined (and reported) when that is too deep. */
  deeper(context: ChainContext, kind: ChainLink["kind"], id: number): Draft | undefined {
    if (this.refuses(context, kind, id)) return undefined;
    const inside = copyOf(context);
    inside.depth += 1;
    inside.chain = { kind, id, from: context.chain };
    if (kind === "parameter") inside.parameter = id;
    return inside;
  }
}

/** Runs `step` for each item in order, like `inOrder`; the result is that of the last one, `empty` when there is none. */
export function lastInOrder<T>(
  items: readonly T[],
  step: (item: T) => MaybePromise<boolean>,
  empty = true,
): MaybePromise<boolean> {
  let last = empty;
  for (let i = 0; i < items.length; i++) {
    const result = step(items[i] as T);
    if (isPending(result)) return lastOfRest(result, items, step, i + 1);
    last = result;
  }
  return last;
}

async function lastOfRest<T>(
  pending: Promise<boolean>,
  items: readonly T[],
  step: (item: T) => MaybePromise<boolean>,
  from: number,
): Promise<boolean> {
  let last = await pending;
  for (let i = from; i < items.length; i++) {
    const result = step(items[i] as T);
    last = isPending(result) ? await result : result;
  }
  return last;
}

/** Runs `step` for each item in order; true when every one was. */
export function allInOrder<T>(
  items: readonly T[],
  step: (item: T) => MaybePromise<boolean>,
): MaybePromise<boolean> {
  let all = true;
  const last = lastInOrder(items, (item) => {
    const result = step(item);
    if (isPending(result)) {
      return result.then((settled) => {
        all &&= settled;
        return settled;
      });
    }
    all &&= result;
    return result;
  });
  return isPending(last) ? last.then(() => all) : all;
}
