/** Makes connections: one function for each opener that the rows of `protocol/connection-kinds.ts` name. */
import { kindOf, type KindRow } from "../protocol/connection-kinds.ts";
import type { ConnectionDefinition } from "../protocol/model.ts";
import type { ConnectionHost } from "./connection-host.ts";
import { connectionSettings, type OperatorSettings, type PortType } from "./connection-settings.ts";
import type { Connection, ConnectionEvents } from "./connection.ts";
import { HttpConnection } from "./http/http-connection.ts";
import { createSerialConnection } from "./serial/serial-connection.ts";
import type { SerialTransport } from "./serial/serial-port.ts";
import { tcp } from "./tcp/tcp.ts";
import { udp } from "./udp/udp.ts";
import { WebSocketConnection } from "./websocket/web-socket.ts";

/** What carries the bytes of serial connections, by their port type. */
const serialTransports: Readonly<Record<PortType, SerialTransport>> = { ip: tcp, udp };

/** A connection, not opened yet: a line that carries messages, or one that runs the requests of HTTP sessions. */
export interface MadeConnection {
  readonly line?: Connection;
  readonly requests?: HttpConnection;
}

type Maker = (
  definition: ConnectionDefinition,
  operator: OperatorSettings,
  host: ConnectionHost,
  events: ConnectionEvents,
) => MadeConnection;

const makers: Readonly<Record<NonNullable<KindRow["opener"]>, Maker>> = {
  http: (definition, operator, host, events) => ({
    requests: new HttpConnection(definition, operator, host, events),
  }),
  serial: (definition, operator, host, events) => {
    const { portType } = connectionSettings(definition, operator, host.options);
    const transport = serialTransports[portType];
    return { line: createSerialConnection(definition, operator, transport, host, events) };
  },
  websocket: (definition, operator, host, events) => {
    const handshake = host.protocol.sessions.get(definition.handshakeSession ?? NaN);
    return { line: new WebSocketConnection(definition, handshake, operator, host, events) };
  },
};

/** Makes a connection; undefined when this runtime does not open its kind. */
export function makeConnection(
  definition: ConnectionDefinition,
  operator: OperatorSettings,
  host: ConnectionHost,
  events: ConnectionEvents,
): MadeConnection | undefined {
  const { opener } = kindOf(definition);
  return opener === undefined ? undefined : makers[opener](definition, operator, host, events);
}
