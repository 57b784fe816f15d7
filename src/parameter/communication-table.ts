/** The general table that shows each connection and its state (`ReservedIDsElementControlProtocol`, 65034 to 65048). */
import { memoize } from "../base/memo.ts";
import { kindOf } from "../protocol/connection-kinds.ts";
import type { Param, Protocol } from "../protocol/model.ts";
import { nowhere, platformParam } from "./general-parameters.ts";

/** Parameter id of the table; a row for each connection. */
export const COMMUNICATION_TABLE = 65034;
/** Column of the state, see {@link connectionState}. */
export const CONNECTION_STATE = 65045;
/** Column of the connection's name in the protocol. */
export const CONNECTION_NAME = 65047;
/** Column of the connection's kind. */
export const CONNECTION_TYPE = 65048;

/** Values of the state column (`ConnectionsSmartSerialBehaviorAfterDisconnect`). */
export const connectionState = {
  responding: 0,
  notResponding: 1,
  undefined: 2,
  connected: 3,
  disconnected: 4,
} as const;

/** Columns in their order: id, name, number or text. */
const columns: readonly (readonly [pid: number, name: string, kind: "number" | "text"])[] = [
  [65035, "[Connection ID]", "text"],
  [65036, "[Device RTT]", "number"],
  [65037, "[Device Iterations]", "number"],
  [65038, "[DataMiner TX]", "number"],
  [65039, "[DataMiner RX]", "number"],
  [65040, "[Session DataMiner TX]", "number"],
  [65041, "[Session DataMiner RX]", "number"],
  [65042, "[Device Message Drops]", "number"],
  [CONNECTION_STATE, "[Connection State]", "number"],
  [CONNECTION_NAME, "[Connection Name]", "text"],
  [CONNECTION_TYPE, "[Connection Type]", "text"],
];

/** Idx of a column of the table. */
export function communicationColumn(pid: number): number {
  return columns.findIndex(([id]) => id === pid);
}

let made: readonly Param[] | undefined;

function makeParams(): readonly Param[] {
  const table = {
    index: 0,
    options: [],
    columns: columns.map(([pid], idx) => ({
      idx,
      pid,
      type: "retrieved",
      options: [],
      position: nowhere,
    })),
  };
  return [
    { ...platformParam(COMMUNICATION_TABLE, "[Communication info]", "text", "array"), table },
    ...columns.map((column) => platformParam(...column)),
  ];
}

/**
 * The table and its columns. By default a protocol has them when a connection is polled (serial, smart-serial, SNMP);
 * its `GeneralParameters` may say otherwise. Empty for all others.
 */
export function communicationParams({
  connections,
  generalParameters,
}: Pick<Protocol, "connections" | "generalParameters">): readonly Param[] {
  const asked = generalParameters.get("communication");
  const loaded = asked ?? connections.some((connection) => kindOf(connection).communicationTable);
  return loaded ? (made ??= makeParams()) : [];
}

/** The parameters of a protocol, with those of the table where it has one; shared by its elements. */
export const withCommunicationTable: (protocol: Protocol) => ReadonlyMap<number, Param> = memoize(
  (protocol) => {
    const general = communicationParams(protocol);
    if (general.length === 0) return protocol.params;
    return new Map([...protocol.params, ...general.map((param) => [param.id, param] as const)]);
  },
);
