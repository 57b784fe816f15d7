/** Serial and smart-serial connections: a client, or a server when the address says so. */
import type { ConnectionDefinition } from "../../protocol/model.ts";
import type { OperatorSettings } from "../connection-settings.ts";
import type { Connection, ConnectionEvents } from "../connection.ts";
import { SerialClient } from "./serial-client.ts";
import { SerialPort, type SerialHost, type SerialTransport } from "./serial-port.ts";

/** A serial or smart-serial connection, not opened yet. */
export function createSerialConnection(
  definition: ConnectionDefinition,
  operator: OperatorSettings,
  transport: SerialTransport,
  host: SerialHost,
  events: ConnectionEvents,
): Connection & Required<Pick<Connection, "reopen">> {
  const port = new SerialPort(definition, operator, transport, host, events);
  const dynamicValue = host.dynamicAddress(definition.id);
  const place = port.place(dynamicValue);
  return place.kind === "server"
    ? transport.listen(place.target, port)
    : new SerialClient(port, dynamicValue);
}
