/** The members of `SLProtocol` about connectivity (DCF): interfaces, connections and their properties. */
import type { ConnectivityConnection, ConnectivityInterface } from "../data-miner-host.ts";

/** DCF. Answered by the `DataMinerHost` of the element; without one nothing is found and nothing is deleted. */
export interface ConnectivityMembers {
  /** Interfaces of this element by their id. */
  readonly ConnectivityInterfaces: ReadonlyMap<number, ConnectivityInterface>;
  /** Connections of this element by their id. */
  readonly ConnectivityConnections: ReadonlyMap<number, ConnectivityConnection>;

  /**
   * One interface of an element, by name or by id.
   * @param custom True: `name` is the custom name.
   * @param exported True: exported interfaces (DVEs) count too.
   * @returns `null` when there is none.
   */
  GetConnectivityInterface(
    dataMinerId: number,
    elementId: number,
    name: string,
    custom: boolean,
    exported?: boolean,
  ): ConnectivityInterface | null;
  GetConnectivityInterface(
    dataMinerId: number,
    elementId: number,
    id: number,
    exported?: boolean,
  ): ConnectivityInterface | null;

  /** The interfaces of an element by their id, all or those whose name fits the filter. */
  GetConnectivityInterfaces(
    dataMinerId: number,
    elementId: number,
    exported?: boolean,
  ): ReadonlyMap<number, ConnectivityInterface>;
  GetConnectivityInterfaces(
    dataMinerId: number,
    elementId: number,
    filter: string,
    custom: boolean,
    exported?: boolean,
  ): ReadonlyMap<number, ConnectivityInterface>;

  /** One connection of an element, by name or by id; `null` when there is none. */
  GetConnectivityConnection(
    dataMinerId: number,
    elementId: number,
    key: string | number,
    exported?: boolean,
  ): ConnectivityConnection | null;

  /** The connections of an element by their id; `null` when the element is stopped or not to be reached. */
  GetConnectivityConnections(
    dataMinerId: number,
    elementId: number,
    filterOrExported?: string | boolean,
    exported?: boolean,
  ): ReadonlyMap<number, ConnectivityConnection> | null;

  /**
   * Deletes a property of an interface: (property, agent, element), or (property, interface, agent, element), which
   * deletes nothing when the property belongs to another interface. False when nothing was deleted.
   */
  DeleteConnectivityInterfaceProperty(id: number, a: number, b: number, c?: number): boolean;

  /**
   * Deletes a property of a connection; false when it was not there.
   * @param both True: at the other end too.
   */
  DeleteConnectivityConnectionProperty(
    id: number,
    dataMinerId: number,
    elementId: number,
    both?: boolean,
  ): boolean;
  DeleteConnectivityConnectionProperty(
    id: number,
    connectionId: number,
    dataMinerId: number,
    elementId: number,
    both?: boolean,
  ): boolean;

  /** Deletes a connection, with `both` at the other end too; false when it was not there. */
  DeleteConnectivityConnection(id: number, dataMinerId: number, elementId: number, both: boolean): boolean;
}
