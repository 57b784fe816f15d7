/** Serial and smart-serial connections: a client, or a server when the address says so. */
import type { Connection } from "../connection.ts";
import { SerialClient } from "./serial-client.ts";
import { SerialPort, type SerialSetup, type SerialTransport } from "./serial-port.ts";

/** A serial or smart-serial connection, not opened yet. */
export function createSerialConnection(
  setup: SerialSetup,
  transport: SerialTransport,
): Connection & Required<Pick<Connection, "reopen">> {
  const port = new SerialPort(setup, transport);
  const { dynamicValue = "" } = setup;
  const place = port.place(dynamicValue);
  return place.kind === "server"
    ? transport.listen(place.target, port)
    : new SerialClient(port, dynamicValue);
}
