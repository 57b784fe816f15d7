/** What the logic layer knows of connections: their settings, and how they are treated. */
import { oncePer } from "../../base/once-per.ts";
import type { Options } from "../../options/register.ts";
import type { ConnectionDefinition, Protocol } from "../../protocol/model.ts";
import type { EntryLock } from "../schedule/lock.ts";
import type { EqualMode } from "./responses.ts";

/** What an operator has filled in for a connection. */
export interface CommunicationSettings {
  /** TimeoutTime: ms to wait for one answer. */
  readonly timeoutMs: number;
  /** Further sends after the first. */
  readonly retries: number;
}

/** What pairs and deliveries ask about connections. */
export interface Links {
  settings(connection: number): CommunicationSettings;
  isWebSocket(connection: number): boolean;
  /** Commands are composed when their group is queued. */
  makesByProtocol(connection: number): boolean;
  definition(connection: number): ConnectionDefinition | undefined;
  /** Lock of the thread that serves the connection. */
  lockOf(connection: number): EntryLock;
  /** What equal data does: to the answer of a pair, or to a push. */
  equalMode(connection: number, answersPair: boolean): EqualMode;
}

/** What {@link ProtocolLinks} need. */
export interface LinkParts {
  readonly protocol: Protocol;
  readonly options: Pick<Options, "equalResponse" | "ignoreEqualOnWebSocket">;
  readonly connections: Pick<Links, "settings">;
  readonly threads: Pick<Links, "lockOf">;
}

/** Connections of a protocol by id. */
const definitionsOf = oncePer(
  ({ connections }: Protocol): ReadonlyMap<number, ConnectionDefinition> =>
    new Map(connections.map((definition) => [definition.id, definition])),
);

/** {@link Links} over a protocol, the settings of its element and its threads. */
export class ProtocolLinks implements Links {
  readonly #definitions: ReadonlyMap<number, ConnectionDefinition>;
  readonly #parts: LinkParts;

  constructor(parts: LinkParts) {
    this.#parts = parts;
    this.#definitions = definitionsOf(parts.protocol);
  }

  settings(connection: number): CommunicationSettings {
    return this.#parts.connections.settings(connection);
  }

  isWebSocket(connection: number): boolean {
    return this.definition(connection)?.webSocket === true;
  }

  makesByProtocol(connection: number): boolean {
    return this.definition(connection)?.makeCommandByProtocol === true;
  }

  definition(connection: number): ConnectionDefinition | undefined {
    return this.#definitions.get(connection);
  }

  lockOf(connection: number): EntryLock {
    return this.#parts.threads.lockOf(connection);
  }

  equalMode(connection: number, answersPair: boolean): EqualMode {
    const webSocket = this.isWebSocket(connection);
    const { protocol, options } = this.#parts;
    const { ignoreEqualOnWebSocket, equalResponse } = options;
    const ignores = protocol.ignoreEqualResponse && (!webSocket || ignoreEqualOnWebSocket);
    if (answersPair && ignores) return "drop";
    if (equalResponse !== "byConnection") return equalResponse;
    return webSocket ? "off" : "skipParams";
  }
}
