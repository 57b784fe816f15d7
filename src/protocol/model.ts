/** The typed, immutable model of one `protocol.xml`, which all higher layers read. */
import type { Command, Pair, Response, Session } from "./exchange-model.ts";
import type { Action, Group, QAction, ThreadDefinition, Timer, Trigger } from "./logic-model.ts";
import type { Param } from "./param-model.ts";
import type { Position, XmlElement } from "./xml/xml-element.ts";

export type * from "./condition-model.ts";
export type * from "./exchange-model.ts";
export type * from "./logic-model.ts";
export type * from "./param-model.ts";

/** Kinds of connection of the schema (`Protocol-EnumProtocolType`). */
export type ConnectionKind =
  | "gpib"
  | "http"
  | "opc"
  | "serial"
  | "serial single"
  | "service"
  | "sla"
  | "smart-serial"
  | "smart-serial single"
  | "snmp"
  | "snmpv2"
  | "snmpv3"
  | "virtual";

/** What an operator may fill in for a connection in the element wizard, with the protocol's defaults. */
export interface PortSettings {
  /** `BusAddress/DefaultValue`. */
  readonly busAddress?: string;
  /** `Type/DefaultValue`: TCP/IP, UDP/IP or a serial port. */
  readonly portType?: "ip" | "udp" | "rs232";
  /** `IPport/DefaultValue`, 0..65535. */
  readonly ipPort?: number;
  /** `LocalIPport/DefaultValue`, 0..65535: the port of this side as client. */
  readonly localPort?: number;
  /** `FlushPerDatagram`: smart-serial over UDP hands every datagram on at once. */
  readonly flushPerDatagram?: boolean;
  /** `TimeoutTime/DefaultValue`: ms to wait for one answer. */
  readonly timeoutMs?: number;
  /** `Retries/DefaultValue`: further sends after the first. */
  readonly retries?: number;
  /** `SkipCertificateVerification/DefaultValue`. */
  readonly skipCertificateVerification?: boolean;
}

/** One connection of the protocol (`Connections`). */
export interface ConnectionDefinition {
  /** 0-based; 0 is the main connection. */
  readonly id: number;
  readonly name: string;
  readonly kind: ConnectionKind;
  readonly position: Position;
  readonly settings: PortSettings;
  /** True: an Http connection that is opened as a WebSocket. */
  readonly webSocket: boolean;
  /** HTTP session that describes a custom opening handshake. */
  readonly handshakeSession?: number;
  /** Parameter that becomes 1 when open and 0 when closed (`NotifyConnectionPIDs/Connections`). */
  readonly statusPid?: number;
  /** `NotifyConnectionPIDs/Disconnections`. */
  readonly disconnectedPid?: number;
  /** Commands are composed when their group is queued, by a before-command trigger. */
  readonly makeCommandByProtocol: boolean;
  readonly customRedirect: boolean;
  readonly redundantPolling: boolean;
  /** Further communication options as `name` or `name:value`, lower-cased names. */
  readonly communicationOptions: readonly string[];
}

/** Settings of the whole element that the protocol proposes. */
export interface ElementSettings {
  /** ms until a failing connection puts the element in timeout. */
  readonly elementTimeoutMs?: number;
  readonly slowPoll?: number;
  readonly slowPollBase?: "time" | "number";
  readonly pingIntervalMs?: number;
}

/** One connector. Maps keep file order; the first object of an id counts. */
export interface Protocol {
  readonly name: string;
  readonly version: string;
  readonly vendor: string;
  readonly elementType: string;
  /** String parameters are stored as UTF-16LE. */
  readonly unicode: boolean;
  /** Ordered by id. */
  readonly connections: readonly ConnectionDefinition[];
  readonly params: ReadonlyMap<number, Param>;
  readonly triggers: ReadonlyMap<number, Trigger>;
  readonly actions: ReadonlyMap<number, Action>;
  readonly groups: ReadonlyMap<number, Group>;
  readonly timers: ReadonlyMap<number, Timer>;
  readonly commands: ReadonlyMap<number, Command>;
  readonly responses: ReadonlyMap<number, Response>;
  readonly pairs: ReadonlyMap<number, Pair>;
  readonly sessions: ReadonlyMap<number, Session>;
  readonly qactions: ReadonlyMap<number, QAction>;
  readonly threads: readonly ThreadDefinition[];
  readonly settings: ElementSettings;
  /** Error texts that must not cause element timeout. */
  readonly noTimeouts: readonly string[];
  /** `Params@loadSequence`. */
  readonly loadSequence: readonly number[];
  /** `Advanced@ignoreEqualResponse`. */
  readonly ignoreEqualResponse: boolean;
  /** `Advanced@stuffing` as written. */
  readonly advancedStuffing?: string;
  readonly relativeTimers: "false" | "true" | "true with reset";
  /** A parameter shows the value of another element: no group is executed (`Protocol.Params.Param.Replication`). */
  readonly replicatesParameters: boolean;
  /** Groups of general parameters switched on or off (`GeneralParameters`). */
  readonly generalParameters: ReadonlyMap<string, boolean>;
  /** Table relations: lists of table ids. */
  readonly relations: readonly (readonly number[])[];
  /** The whole file as a tree, unknown tags included. */
  readonly root: XmlElement;
  readonly source: SourceText;
}

/** The file as text, with what is needed to write it back unchanged. */
export interface SourceText {
  /** Path, or a name such as `protocol.xml` when it came as bytes or text. */
  readonly file: string;
  /** Decoded text without byte order mark, line ends as in the file; positions are offsets into it. */
  readonly text: string;
  /** How the bytes were read. */
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
  readonly bom: boolean;
}
