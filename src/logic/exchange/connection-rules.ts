/** How the connections of a protocol are treated by pairs and deliveries. */
import { memoize } from "../../base/memo.ts";
import type { Options } from "../../options/register.ts";
import type { ConnectionDefinition, Protocol } from "../../protocol/model.ts";
import type { EqualMode } from "./responses.ts";

/** Connections of a protocol by id. */
const definitionsOf = memoize(
  ({ connections }: Protocol): ReadonlyMap<number, ConnectionDefinition> =>
    new Map(connections.map((definition) => [definition.id, definition])),
);

/** The rules of one protocol and its options. */
export class ConnectionRules {
  readonly #definitions: ReadonlyMap<number, ConnectionDefinition>;
  readonly #ignoresEqualResponse: boolean;
  readonly #options: Pick<Options, "equalResponse" | "ignoreEqualOnWebSocket">;

  constructor(protocol: Protocol, options: Pick<Options, "equalResponse" | "ignoreEqualOnWebSocket">) {
    this.#definitions = definitionsOf(protocol);
    this.#ignoresEqualResponse = protocol.ignoreEqualResponse;
    this.#options = options;
  }

  /** Undefined for an id that the protocol does not declare. */
  definition(connection: number): ConnectionDefinition | undefined {
    return this.#definitions.get(connection);
  }

  isWebSocket(connection: number): boolean {
    return this.definition(connection)?.webSocket === true;
  }

  /** Commands are composed when their group is queued. */
  makesByProtocol(connection: number): boolean {
    return this.definition(connection)?.makeCommandByProtocol === true;
  }

  /** What equal data does: to the answer of a pair, or to a message that nothing waits for. */
  equalMode(connection: number, answersPair: boolean): EqualMode {
    const webSocket = this.isWebSocket(connection);
    const { ignoreEqualOnWebSocket, equalResponse } = this.#options;
    const ignores = this.#ignoresEqualResponse && (!webSocket || ignoreEqualOnWebSocket);
    if (answersPair && ignores) return "drop";
    if (equalResponse !== "byConnection") return equalResponse;
    return webSocket ? "off" : "skipParams";
  }
}
