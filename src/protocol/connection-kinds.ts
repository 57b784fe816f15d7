/** What each kind of connection can do: one row a kind. All other code asks the row and never looks at the name of a kind. */
import type { ConnectionDefinition, ConnectionKind } from "./model.ts";

/** One kind of connection. */
export interface KindRow {
  /** Name of the kind in messages. */
  readonly name: string;
  /** Child of `Connection` that declares it, lower-cased. */
  readonly tag?: string;
  /** The same kind with `single="true"` in its tag. */
  readonly single?: ConnectionKind;
  /** Commands and messages, requests of HTTP sessions, or nothing at all. */
  readonly carries: "messages" | "requests" | "nothing";
  /** What opens it, see `src/connection/kinds.ts`; missing for a kind that this runtime does not open. */
  readonly opener?: "websocket" | "http" | "serial";
  /** The device speaks only when it is asked: data that answers no command is dropped (`ConnectionsSerialSocketBuffer`). */
  readonly answersOnly: boolean;
  /** A line that closes is no failure: the next command opens it again. */
  readonly closesBetweenCommands: boolean;
  /** The actions *open* and *close* act on it: always, never, or as the option `webSocketOpenClose` says. */
  readonly openAndClose: "act" | "ignore" | "webSocketOpenClose";
  /** Several protocol threads may serve it (`Protocol.Threads.Thread`, `id`). */
  readonly severalThreads: boolean;
  /** Kinds with the same value can stand in for each other in redundant polling (`ConnectionsRedundantPolling`). */
  readonly redundancy?: "serial" | "smart-serial" | "snmp" | "http";
  /** A protocol with it has the general table of connections unless it says otherwise (`LogicParameters`). */
  readonly communicationTable: boolean;
  /** That table says connected and disconnected of its line (`ConnectionsSmartSerialBehaviorAfterDisconnect`). */
  readonly showsLine: boolean;
  /** A command opens a closed line and waits for it (`Protocol.Type`). */
  readonly opensOnCommand: boolean;
  /** A line that is lost, or does not open, is opened again after TimeoutTime: the device may speak at any time. */
  readonly reopens: boolean;
  /** Openings that may fail before a command that waits for one is given up. */
  readonly openingsPerCommand: number;
  /** Without a ping group, slow poll asks for a parameter of the first group of the file (`ConnectionsPingGroup`). */
  readonly firstGroupPings: boolean;
  /** The host `any` or a loopback address makes this side the server (`ConnectionsSmartSerialServer`). */
  readonly listens: boolean;
}

const basis = {
  carries: "messages",
  answersOnly: false,
  closesBetweenCommands: false,
  openAndClose: "ignore",
  severalThreads: false,
  communicationTable: false,
  showsLine: false,
  opensOnCommand: false,
  reopens: false,
  openingsPerCommand: 0,
  firstGroupPings: false,
  listens: false,
} as const;

const serial: Omit<KindRow, "name"> = {
  ...basis,
  opener: "serial",
  answersOnly: true,
  closesBetweenCommands: true,
  openAndClose: "act",
  redundancy: "serial",
  communicationTable: true,
  opensOnCommand: true,
  openingsPerCommand: 1,
};

const smartSerial: Omit<KindRow, "name"> = {
  ...basis,
  opener: "serial",
  openAndClose: "act",
  redundancy: "smart-serial",
  communicationTable: true,
  showsLine: true,
  reopens: true,
  openingsPerCommand: 6,
  listens: true,
};

const snmp: Omit<KindRow, "name"> = {
  ...basis,
  severalThreads: true,
  redundancy: "snmp",
  firstGroupPings: true,
  communicationTable: true,
};

/** All kinds. `single` shares no socket with other elements, which nobody does here. */
export const connectionKinds: Readonly<Record<ConnectionKind, KindRow>> = {
  gpib: { ...basis, name: "gpib", tag: "gpib", openAndClose: "act" },
  http: {
    ...{ ...basis, name: "http", tag: "http", carries: "requests", opener: "http" },
    ...{ severalThreads: true, redundancy: "http" },
  },
  opc: { ...basis, name: "opc", tag: "opc", communicationTable: true },
  serial: { ...serial, name: "serial", tag: "serial", single: "serial single" },
  "serial single": { ...serial, name: "serial single" },
  service: { ...basis, name: "service", tag: "service" },
  sla: { ...basis, name: "sla", tag: "sla" },
  "smart-serial": {
    ...{ ...smartSerial, name: "smart-serial", tag: "smartserial" },
    single: "smart-serial single",
  },
  "smart-serial single": { ...smartSerial, name: "smart-serial single" },
  snmp: { ...snmp, name: "snmp", tag: "snmp" },
  snmpv2: { ...snmp, name: "snmpv2", tag: "snmpv2" },
  snmpv3: { ...snmp, name: "snmpv3", tag: "snmpv3" },
  virtual: { ...basis, name: "virtual", tag: "virtual", carries: "nothing" },
};

/** An HTTP connection with `WebSocket` is a kind of its own. */
const webSocketKind: KindRow = {
  ...{ ...basis, name: "a WebSocket", opener: "websocket" },
  openAndClose: "webSocketOpenClose",
};

/** The row of a connection. */
export function kindOf({ kind, webSocket }: Pick<ConnectionDefinition, "kind" | "webSocket">): KindRow {
  return webSocket ? webSocketKind : connectionKinds[kind];
}
