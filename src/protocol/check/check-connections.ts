/** What is wrong with the connections of a protocol, or will not run here. */
import { kindOf } from "../connection-kinds.ts";
import type { ConnectionDefinition } from "../model.ts";
import type { Reading } from "../read/reading.ts";

/** Reports each connection that is not opened, or not as the protocol asks. */
export function checkConnections(reading: Reading, connections: readonly ConnectionDefinition[]): void {
  for (const connection of connections) check(reading, connection);
  checkRedundancy(reading, connections);
}

function check(reading: Reading, connection: ConnectionDefinition): void {
  const { id, kind, position, webSocket } = connection;
  const { opener, carries } = kindOf(connection);
  const what = `connection ${String(id)}`;
  if (opener === undefined && carries !== "nothing") {
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

/** Redundant polling needs another connection of the main one's kind. */
function checkRedundancy(reading: Reading, connections: readonly ConnectionDefinition[]): void {
  const asked = connections.find(({ redundantPolling, webSocket }) => redundantPolling && !webSocket);
  const main = connections.find(({ id }) => id === 0);
  if (asked === undefined || main === undefined) return;
  const kind = kindOf(main).redundancy;
  const others = connections.filter((one) => one !== main && kindOf(one).redundancy === kind);
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
