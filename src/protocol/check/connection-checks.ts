/** Checks of connections, of what is bound to them, and of the threads that serve them. */
import type { Check, Checks, Report } from "./check.ts";
import { kindOf } from "../connection-kinds.ts";
import { elementAt, elementInside, fixOf, removeElement, setOption } from "./edits.ts";
import type { Fix } from "../fix.ts";
import type { ConnectionDefinition, Protocol } from "../model.ts";
import type { XmlElement } from "../xml/xml-element.ts";

/** A check that looks at one WebSocket after the other. */
const eachWebSocket =
  (
    check: (what: string, connection: ConnectionDefinition) => string | undefined,
    fix: (protocol: Protocol, connection: XmlElement) => Fix | undefined,
  ): NonNullable<Check["check"]> =>
  (protocol, report) => {
    for (const connection of protocol.connections) {
      const message = connection.webSocket
        ? check(`connection ${String(connection.id)}`, connection)
        : undefined;
      if (message === undefined) continue;
      const element = elementAt(protocol.root, connection.position.offset);
      report(message, connection.position, {
        fix: element === undefined ? undefined : fix(protocol, element),
      });
    }
  };

/** Connections. */
export const connectionChecks = {
  CONNECTION_SPELLINGS: {
    severity: "error",
    explanation:
      "Type and Connections both declare connections. Connections is used (option typeAndConnections); of Type only the options are read.",
  },
  CONNECTION_MIXED: {
    severity: "warning",
    explanation:
      "Some connections have a Type tag, others a typed tag such as Http. DataMiner does not support both in one file.",
  },
  CONNECTION_UNSUPPORTED: {
    severity: "information",
    runtimeOnly: true,
    explanation: "A kind of connection that this runtime cannot open. The protocol runs without it.",
    check({ connections }, report) {
      for (const connection of connections) {
        const { opener, carries } = kindOf(connection);
        if (opener !== undefined || carries === "nothing") continue;
        report(
          `connection ${String(connection.id)} is of kind ${connection.kind}, which is not opened by this runtime.`,
          connection.position,
        );
      }
    },
  },
  WEBSOCKET_MAKE: {
    severity: "warning",
    explanation:
      "A WebSocket without MakeCommandByProtocol: commands are made when their pair is executed, and the triggers of the documented recipes do not work.",
    check: eachWebSocket(
      (what, { makeCommandByProtocol }) =>
        makeCommandByProtocol
          ? undefined
          : `${what} is a WebSocket without MakeCommandByProtocol. Write <MakeCommandByProtocol>true</MakeCommandByProtocol> beside WebSocket, and a make action before each command.`,
      ({ source }, connection) =>
        fixOf(
          "suggestion",
          "Write MakeCommandByProtocol true beside WebSocket",
          setOption(source, connection, "MakeCommandByProtocol"),
        ),
    ),
  },
  WEBSOCKET_REDUNDANT: {
    severity: "warning",
    explanation: "RedundantPolling on a WebSocket. It is ignored.",
    check: eachWebSocket(
      (what, { redundantPolling }) =>
        redundantPolling
          ? `${what} is a WebSocket with RedundantPolling, which works only for polled connections. Remove it.`
          : undefined,
      ({ source }, connection) => {
        const redundant = elementInside(connection, "redundantpolling");
        return redundant && fixOf("safe", "Remove RedundantPolling", removeElement(source, redundant));
      },
    ),
  },
  WEBSOCKET_KIND: {
    severity: "error",
    explanation:
      "WebSocket is set on a connection that is not of kind http. It is not opened as a WebSocket.",
  },
  HANDSHAKE_CONNECTIONS: {
    severity: "error",
    explanation:
      "The session of a WebSocketHandshake must have exactly one Connection. The first one is used.",
    check({ connections, sessions }, report) {
      for (const { id, handshakeSession } of connections) {
        const session = handshakeSession === undefined ? undefined : sessions.get(handshakeSession);
        if (session === undefined || session.connections.length === 1) continue;
        report(
          `session ${String(session.id)}, the handshake of connection ${String(id)}, has ${String(session.connections.length)} Connections. Leave exactly one.`,
          session.connections[1]?.position ?? session.position,
        );
      }
    },
  },
  REDUNDANT_PAIR: {
    severity: "warning",
    explanation:
      "Redundant polling without exactly two connections of one kind. With fewer nothing is switched; with more the first other connection of the main kind is used.",
    check({ connections }, report) {
      const polled = connections.find(({ redundantPolling, webSocket }) => redundantPolling && !webSocket);
      const main = connections.find(({ id }) => id === 0);
      if (polled === undefined || main === undefined) return;
      const kind = kindOf(main).redundancy;
      const others = connections.filter((one) => one !== main && kindOf(one).redundancy === kind);
      if (kind !== undefined && others.length === 1) return;
      const found =
        kind === undefined
          ? `the main connection is of kind ${main.kind}`
          : `there are ${String(others.length + 1)} connections of kind ${main.kind}`;
      report(
        `Redundant polling needs exactly two serial, smart-serial, SNMP or HTTP connections of one kind, and ${found}.`,
        polled.position,
      );
    },
  },
  PAIR_CONNECTION: {
    severity: "warning",
    explanation: "A pair names one connection and its group another. That of the group is used.",
    check({ groups, pairs }, report) {
      for (const { id, connection, content } of groups.values()) {
        for (const item of content) {
          const own = item.kind === "pair" ? pairs.get(item.id)?.connection : undefined;
          if (connection === undefined || own === undefined || own === connection) continue;
          report(
            `pair ${String(item.id)} names connection ${String(own)}, group ${String(id)} names ${String(connection)}: that of the group is used. Make both name the same.`,
            item.position,
          );
        }
      }
    },
  },
  RESPONSE_CONNECTION: {
    severity: "warning",
    explanation:
      "No response is bound to a WebSocket connection other than 0. Its messages are matched with the responses that name no connection.",
    check: checkBinding,
  },
  THREAD_IDS: {
    severity: "error",
    explanation: "Either all threads have an id or none has.",
    check({ threads }, report) {
      const without = threads.find(({ id }) => id === undefined);
      if (without === undefined || threads.every(({ id }) => id === undefined)) return;
      report(
        "Some threads have an id and this one has none. Give an id to all of them or to none.",
        without.position,
      );
    },
  },
} as const satisfies Checks;

/** A message on a connection that no response names is tried with the responses that name none. */
function checkBinding({ connections, responses }: Protocol, report: Report): void {
  const bound = new Set(Array.from(responses.values(), ({ connection }) => connection));
  const unbound = [...responses.values()].find(({ connection }) => connection === undefined);
  if (unbound === undefined) return;
  for (const { id, webSocket, position } of connections) {
    if (!webSocket || id === 0 || bound.has(id)) continue;
    report(
      `No response has options="Connection:${String(id)}", so messages of connection ${String(id)} are tried with response ${String(unbound.id)} and the others without the option. Add it to the responses for this connection.`,
      position,
    );
  }
}
