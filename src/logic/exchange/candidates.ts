/** Which responses a message is tried on when no pair waits for it, worked out once for each connection. */
import type { NoticeSink } from "../../base/notices.ts";
import { memoize } from "../../base/memo.ts";
import type { Options } from "../../options/register.ts";
import type { Protocol, Response } from "../../protocol/model.ts";
import { chainStart } from "../chain/context.ts";
import type { Threads } from "../schedule/threads.ts";
import type { ConnectionRules } from "./connection-rules.ts";
import type { AttemptPlace } from "./responses.ts";

/** The candidates of one connection, and the circumstances of every attempt on it. */
export interface ConnectionCandidates {
  /** In the order in which they are tried. */
  readonly responses: readonly Response[];
  /** These responses name no connection; they are used because no response names this one. */
  readonly borrowed: boolean;
  readonly place: AttemptPlace;
}

/** The options that decide about candidates. */
type CandidateOptions = Pick<Options, "catchAllFirst" | "pushToUnboundResponses" | "pushMismatchLeavesTrace">;

/** Candidates by connection; elements of one protocol with the same options share them. */
const candidatesOf = memoize((_protocol: Protocol) =>
  memoize((_options: CandidateOptions) => new Map<number, ConnectionCandidates>()),
);

/** The candidates of one element. */
export class Candidates {
  readonly #protocol: Protocol;
  readonly #options: CandidateOptions;
  readonly #rules: ConnectionRules;
  readonly #threads: Threads;
  readonly #candidates: Map<number, ConnectionCandidates>;

  /** Works out the candidates of every connection; reports which ones have to borrow responses. */
  constructor(
    protocol: Protocol,
    options: CandidateOptions,
    rules: ConnectionRules,
    threads: Threads,
    notice: NoticeSink,
  ) {
    this.#protocol = protocol;
    this.#options = options;
    this.#rules = rules;
    this.#threads = threads;
    this.#candidates = candidatesOf(protocol)(options);
    for (const { id, webSocket } of protocol.connections) {
      const { borrowed, responses } = this.of(id);
      if (borrowed && webSocket) notice(borrowedNotice(id, responses));
    }
  }

  /** The candidates of a connection, also of one that the protocol does not declare. */
  of(connection: number): ConnectionCandidates {
    let candidates = this.#candidates.get(connection);
    if (candidates === undefined)
      this.#candidates.set(connection, (candidates = this.#candidatesOf(connection)));
    return candidates;
  }

  #candidatesOf(connection: number): ConnectionCandidates {
    const { thread } = this.#threads.servingThread(connection);
    return {
      ...this.#choose(connection),
      place: {
        connection,
        context: chainStart({ connection, thread }),
        equal: this.#rules.equalMode(connection, false),
        leavesTraces: this.#options.pushMismatchLeavesTrace,
      },
    };
  }

  #choose(connection: number): Pick<ConnectionCandidates, "responses" | "borrowed"> {
    const all = [...this.#protocol.responses.values()];
    const own = all.filter((response) => (response.connection ?? 0) === connection);
    const borrows = own.length === 0 && this.#options.pushToUnboundResponses === "whenNoneBound";
    const chosen = borrows ? all.filter((response) => response.connection === undefined) : own;
    const borrowed = borrows && chosen.length > 0;
    if (!this.#options.catchAllFirst) return { responses: chosen, borrowed };
    const catchAll = (response: Response): boolean => this.#takesAll(response);
    const others = chosen.filter((response) => !catchAll(response));
    return { responses: [...chosen.filter(catchAll), ...others], borrowed };
  }

  /** True for a response of one single `next param`. */
  #takesAll({ content: [pid, ...others] }: Response): boolean {
    if (pid === undefined || others.length > 0) return false;
    return this.#protocol.params.get(pid)?.interprete.lengthType === "next param";
  }
}

function borrowedNotice(connection: number, responses: readonly Response[]): Parameters<NoticeSink>[0] {
  return {
    code: "RESPONSE_LENT",
    kind: "warning",
    message:
      `No response says Connection:${connection}, so that messages on it go to those without the option, which ` +
      `belong to connection 0 (${responses.map(({ id }) => id).join(", ")}). Add options="Connection:${connection}".`,
    details: { connection, responses: responses.map(({ id }) => id) },
  };
}
