/** Makes connections: one function for each opener that the rows of `protocol/connection-kinds.ts` name. */
import { kindOf, type KindRow } from "../protocol/connection-kinds.ts";
import { connectionSettings, type PortType } from "./connection-settings.ts";
import type { Connection, ConnectionEvents } from "./connection.ts";
import { createHttpConnection, type HttpConnection, type HttpSetup } from "./http/http-connection.ts";
import { createSerialConnection } from "./serial/serial-connection.ts";
import type { SerialSetup, SerialTransport } from "./serial/serial-port.ts";
import { tcp } from "./tcp/tcp.ts";
import { udp } from "./udp/udp.ts";
import { createWebSocketConnection, type WebSocketSetup } from "./websocket/web-socket.ts";

/** Everything that a connection of any kind is made of. */
export interface ConnectionSetup extends HttpSetup, SerialSetup, Omit<WebSocketSetup, "handshake"> {
  readonly events: ConnectionEvents;
}

/** What carries the bytes of serial connections, by their port type. */
const serialTransports: Readonly<Record<PortType, SerialTransport>> = { ip: tcp, udp };

/** A connection, not opened yet: a line that carries messages, or one that runs the requests of HTTP sessions. */
export interface MadeConnection {
  readonly line?: Connection;
  readonly requests?: HttpConnection;
}

const makers: Readonly<Record<NonNullable<KindRow["opener"]>, (setup: ConnectionSetup) => MadeConnection>> = {
  http: (setup) => ({ requests: createHttpConnection(setup) }),
  serial: (setup) => {
    const { portType } = connectionSettings(setup.definition, setup, setup.options);
    return { line: createSerialConnection(setup, serialTransports[portType]) };
  },
  websocket: (setup) => {
    const { protocol, definition } = setup;
    const handshake = protocol.sessions.get(definition.handshakeSession ?? NaN);
    return { line: createWebSocketConnection({ ...setup, ...(handshake !== undefined && { handshake }) }) };
  },
};

/** Makes a connection; undefined when this runtime does not open its kind. */
export function makeConnection(setup: ConnectionSetup): MadeConnection | undefined {
  const { opener } = kindOf(setup.definition);
  return opener === undefined ? undefined : makers[opener](setup);
}
