/** What the logic floor knows of connections: their settings, and how they are treated. */
import type { Options } from "../options.ts";
import type { ConnectionDefinition, Protocol } from "../protocol/model.ts";
import type { EntryLock } from "./lock.ts";
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

/** What {@link createLinks} needs. */
export interface LinkParts {
  readonly protocol: Protocol;
  readonly options: Pick<Options, "equalResponse" | "ignoreEqualOnWebSocket">;
  settings(connection: number): CommunicationSettings;
  lockOf(connection: number): EntryLock;
}

/** The connections of one protocol. */
export function createLinks(parts: LinkParts): Links {
  const { protocol, options } = parts;
  const definitions = new Map(protocol.connections.map((definition) => [definition.id, definition]));
  const isWebSocket = (connection: number): boolean => definitions.get(connection)?.webSocket === true;
  return {
    settings: (connection) => parts.settings(connection),
    lockOf: (connection) => parts.lockOf(connection),
    isWebSocket,
    makesByProtocol: (connection) => definitions.get(connection)?.makeCommandByProtocol === true,
    definition: (connection) => definitions.get(connection),
    equalMode(connection, answersPair) {
      const webSocket = isWebSocket(connection);
      const ignores = protocol.ignoreEqualResponse && (!webSocket || options.ignoreEqualOnWebSocket);
      if (answersPair && ignores) return "drop";
      if (options.equalResponse !== "byConnection") return options.equalResponse;
      return webSocket ? "off" : "skipParams";
    },
  };
}
