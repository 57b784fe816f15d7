/** Redundant polling: of two connections of one kind, one is polled until it fails (`ConnectionsRedundantPolling`). */
import { isOlder } from "../../base/dataminer-version.ts";
import type { NoticeSink } from "../../base/notices.ts";
import { kindOf } from "../../protocol/connection-kinds.ts";
import type { Protocol } from "../../protocol/model.ts";
import type { ChainContext } from "../chain/context.ts";

/** Two connections, each the substitute of the other. */
export type RedundantPair = readonly [main: number, other: number];

/**
 * The main connection and the first other one of its kind, when the protocol asks for redundant polling. Before 10.4.4
 * it has to be connection 1 (RN 39114).
 */
export function redundantPair(protocol: Protocol, dataMinerVersion: string): RedundantPair | undefined {
  const [main, ...others] = protocol.connections;
  if (!protocol.connections.some(({ redundantPolling, webSocket }) => redundantPolling && !webSocket))
    return undefined;
  const kind = main === undefined ? undefined : kindOf(main).redundancy;
  if (main === undefined || kind === undefined) return undefined;
  const choice = isOlder(dataMinerVersion, "10.4.4") ? others.slice(0, 1) : others;
  const other = choice.find((candidate) => kindOf(candidate).redundancy === kind);
  return other && [main.id, other.id];
}

/** Records in the group under way that the connection it is polled on has failed. */
export function markFailed({ group }: ChainContext, connection: number): void {
  if (group?.polled === connection) group.failed = true;
}

/** Which of two connections is polled. Without redundant polling it is always the main one. */
export class Redundancy {
  readonly pair: RedundantPair | undefined;
  readonly #notice: NoticeSink;
  #active: 0 | 1 = 0;

  constructor(pair: RedundantPair | undefined, notice: NoticeSink) {
    this.pair = pair;
    this.#notice = notice;
  }

  /** The connection that groups without one of their own are polled on. */
  get active(): number {
    return this.pair?.[this.#active] ?? 0;
  }

  /** True for the main connection and its substitute. */
  polls(connection: number): boolean {
    return this.pair?.includes(connection) ?? connection === 0;
  }

  /** True for the same connection, and for two that are substitutes of each other. */
  same(one: number, other: number): boolean {
    return one === other || (this.pair?.includes(one) === true && this.pair.includes(other));
  }

  /** The connection failed: when it is the polled one, the next group is polled on the other. */
  leave(connection: number): void {
    if (this.pair === undefined || connection !== this.active) return;
    this.#active = this.#active === 0 ? 1 : 0;
    this.#notice({
      code: "REDUNDANT_SWITCH",
      kind: "information",
      message: `RedundantPolling, change connection, leaving ${String(connection)}, entering ${String(this.active)}.`,
      details: { leaving: connection, entering: this.active },
    });
  }
}
