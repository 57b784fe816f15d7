/** The DataMiner system around an element, as far as scripts use it: an interface that a test or a program can supply. */
import type { User } from "../base/user.ts";

/** Request to start an Automation script. */
export interface ExecuteScriptMessage {
  readonly ScriptName: string;
  /** `OPTIONS:...`, `PARAMETER:<id>:<value>`, `PROTOCOL:<id>:<dma>:<element>`, `DEFER:FALSE`, `EXTENDED_ERROR_INFO`, ... */
  readonly Options?: { readonly Options: readonly string[] };
}

/** Answer to {@link ExecuteScriptMessage}. */
export interface ExecuteScriptResponseMessage {
  /** Below 0: an error. */
  readonly ErrorCode: number;
  readonly ErrorMessages: readonly string[];
}

/** The connection to the system behind `SLNet`. */
export interface SLNetConnection {
  readonly RawConnection: unknown;
  IsAlive(): boolean;
  OpenConnection(): void;
  TryOpenConnection(): boolean;
  CloseConnection(): void;
  /** All answers to one message. */
  SendMessage(message: unknown): readonly unknown[];
  /** All answers to several messages. */
  SendMessages(messages: readonly unknown[]): readonly unknown[];
  /** The first answer, `null` when there is none. */
  SendSingleResponseMessage(message: unknown): unknown;
}

/** A connection that acts as one user. */
export interface UserConnection {
  /** Account name; `""` for the scripting process itself. */
  readonly UserName: string;
  /** True once it is usable. */
  readonly IsAuthenticated: boolean;
  HandleMessage(message: unknown): readonly unknown[];
  HandleMessages(messages: readonly unknown[]): readonly unknown[];
  HandleSingleResponseMessage(message: unknown): unknown;
}

/** A property of an interface or a connection. */
export interface ConnectivityProperty {
  readonly Id: number;
  readonly Name: string;
  readonly Type: string;
  readonly Value: string;
}

/** An interface of an element. */
export interface ConnectivityInterface {
  readonly InterfaceId: number;
  readonly InterfaceName: string;
  readonly InterfaceCustomName: string;
  readonly DataMinerId: number;
  readonly ElementId: number;
  readonly InterfaceType: "in" | "out" | "inout";
  readonly Properties: ReadonlyMap<number, ConnectivityProperty>;
}

/** A connection between two interfaces. */
export interface ConnectivityConnection {
  readonly ConnectionId: number;
  readonly ConnectionName: string;
  readonly SourceDataMinerId: number;
  readonly SourceElementId: number;
  readonly SourceInterfaceId: number;
  readonly DestinationDataMinerId: number;
  readonly DestinationElementId: number;
  readonly DestinationInterfaceId: number;
  readonly Properties: ReadonlyMap<number, ConnectivityProperty>;
}

/** Which element a connectivity call is about. */
export interface ElementReference {
  readonly dataMinerId: number;
  readonly elementId: number;
}

/** Connectivity of the elements of a system. */
export interface ConnectivityHost {
  /** Interfaces of an element by id. */
  interfaces(element: ElementReference, exported: boolean): ReadonlyMap<number, ConnectivityInterface>;
  /** Connections of an element by id; `null` when it cannot be reached. */
  connections(
    element: ElementReference,
    exported: boolean,
  ): ReadonlyMap<number, ConnectivityConnection> | null;
  /** Deletes a property of an interface (of any one when `interfaceId` is missing). */
  deleteInterfaceProperty(
    element: ElementReference,
    property: number,
    interfaceId: number | undefined,
  ): boolean;
  /** Deletes a property of a connection (of any one when `connectionId` is missing). */
  deleteConnectionProperty(
    element: ElementReference,
    property: number,
    connectionId: number | undefined,
    both: boolean,
  ): boolean;
  deleteConnection(element: ElementReference, connection: number, both: boolean): boolean;
}

/** Who makes a call to the system. */
export interface HostCaller extends ElementReference {
  readonly qaction: number;
  readonly user?: User;
}

/**
 * The DataMiner system around an element. Every part is optional: members that need a missing part log once what
 * is missing and return their documented failure value.
 */
export interface DataMinerHost {
  /** `ExecuteScript`. */
  executeScript?(message: ExecuteScriptMessage, caller: HostCaller): ExecuteScriptResponseMessage;
  /** `SLNet`. */
  readonly slnet?: SLNetConnection;
  /** `GetUserConnection`. */
  userConnection?(caller: HostCaller): UserConnection;
  /** `NotifyClient`. */
  notifyClient?(type: number, value1: unknown, value2: unknown, caller: HostCaller): unknown;
  /** `NotifyDataMiner` of a number that the kit does not handle. */
  notifyDataMiner?(type: number, value1: unknown, value2: unknown, caller: HostCaller): unknown;
  /** `NotifyProtocol` of a number that the kit does not handle. */
  notifyProtocol?(type: number, value1: unknown, value2: unknown, caller: HostCaller): unknown;
  /** DCF. */
  readonly connectivity?: ConnectivityHost;
}
