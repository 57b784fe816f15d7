/** What is wrong with the connections of a protocol, or will not run here. */
import type { ConnectionDefinition, ConnectionKind } from "../model.ts";
import type { Reading } from "../read/reading.ts";

/** Kinds this runtime has no way to open. */
const unsupported: readonly ConnectionKind[] = ["gpib", "opc", "service", "sla", "snmp", "snmpv2", "snmpv3"];

/** Reports each connection that is not opened, or not as the protocol asks. */
export function checkConnections(reading: Reading, connections: readonly ConnectionDefinition[]): void {
  for (const connection of connections) check(reading, connection);
  checkRedundancy(reading, connections);
}

function check(
  reading: Reading,
  { id, kind, position, webSocket, ...connection }: ConnectionDefinition,
): void {
  const what = `connection ${String(id)}`;
  if (unsupported.includes(kind)) {
    reading.report(
      "CONNECTION_UNSUPPORTED",
      `${what} is of kind ${kind}, which is not opened by this runtime.`,
      position,
    );
  }
  if (!webSocket) return;
  if (!connection.makeCommandByProtocol) {
    reading.report(
      "WEBSOCKET_MAKE",
      `${what} is a WebSocket without MakeCommandByProtocol. Write <MakeCommandByProtocol>true</MakeCommandByProtocol> beside WebSocket, and a make action before each command.`,
      position,
    );
  }
  if (connection.redundantPolling) {
    reading.report(
      "WEBSOCKET_REDUNDANT",
      `${what} is a WebSocket with RedundantPolling, which works only for polled connections. Remove it.`,
      position,
    );
  }
}

/** Kinds that redundant polling works with, as the name begins (`ConnectionsRedundantPolling`). */
const polledKinds = ["serial", "smart-serial", "snmp", "http"];

/** The kind of a connection as far as redundant polling tells them apart; undefined when it cannot take part. */
export function polledKind({ kind, webSocket }: ConnectionDefinition): string | undefined {
  return webSocket ? undefined : polledKinds.find((known) => kind.startsWith(known));
}

/** Redundant polling needs another connection of the main one's kind. */
function checkRedundancy(reading: Reading, connections: readonly ConnectionDefinition[]): void {
  const asked = connections.find(({ redundantPolling, webSocket }) => redundantPolling && !webSocket);
  const main = connections.find(({ id }) => id === 0);
  if (asked === undefined || main === undefined) return;
  const kind = polledKind(main);
  const others = connections.filter((one) => one !== main && polledKind(one) === kind);
  if (kind !== undefined && others.length === 1) return;
  const found =
    kind === undefined
      ? `the main connection is of kind ${main.kind}`
      : `there are ${String(others.length + 1)} connections of kind ${main.kind}`;
  reading.report(
    "REDUNDANT_PAIR",
    `Redundant polling needs exactly two serial, smart-serial, SNMP or HTTP connections of one kind, and ${found}.`,
    asked.position,
  );
}
