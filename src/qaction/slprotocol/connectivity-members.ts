/** The members of `SLProtocol` about connectivity (DCF): interfaces, connections and their properties. */
import type {
  ConnectivityConnection,
  ConnectivityHost,
  ConnectivityInterface,
  ElementReference,
} from "../data-miner-host.ts";
import type { Run } from "../qaction-run.ts";
import type { MemberRows } from "./member-rows.ts";
import { hostPart } from "./system-access.ts";

/** DCF. Answered by the `DataMinerHost` of the element; without one nothing is found and nothing is deleted. */
export interface ConnectivityMembers {
  /** Interfaces of this element by id. */
  readonly ConnectivityInterfaces: ReadonlyMap<number, ConnectivityInterface>;
  /** Connections of this element by id. */
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

  /** The interfaces of an element by id: all, or those whose name matches the filter. */
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

  /** The connections of an element by id; `null` when the element is stopped or cannot be reached. */
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

/** Rows of {@link ConnectivityMembers}. The types of the arguments say which overload is meant. */
export const connectivityMembers = {
  ConnectivityInterfaces: {
    get: (run) => connectivity(run, "ConnectivityInterfaces")?.interfaces(ownElement(run), false) ?? nothing,
  },

  ConnectivityConnections: {
    get: (run) =>
      connectivity(run, "ConnectivityConnections")?.connections(ownElement(run), false) ?? nothing,
  },

  GetConnectivityInterface(
    run,
    dataMinerId: number,
    elementId: number,
    nameOrId: string | number,
    customOrExported = false,
    exported = false,
  ): ConnectivityInterface | null {
    const host = connectivity(run, "GetConnectivityInterface");
    const element = { dataMinerId, elementId };
    if (typeof nameOrId === "number") {
      return host?.interfaces(element, customOrExported).get(nameOrId) ?? null;
    }
    const nameOf = interfaceName(customOrExported);
    return firstOf(host?.interfaces(element, exported) ?? nothing, (one) => nameOf(one) === nameOrId);
  },

  GetConnectivityInterfaces(
    run,
    dataMinerId: number,
    elementId: number,
    filterOrExported: string | boolean = false,
    custom = false,
    exported = false,
  ): ReadonlyMap<number, ConnectivityInterface> {
    const host = connectivity(run, "GetConnectivityInterfaces");
    const element = { dataMinerId, elementId };
    if (typeof filterOrExported !== "string") {
      return host?.interfaces(element, filterOrExported) ?? nothing;
    }
    const nameOf = interfaceName(custom);
    return select(host?.interfaces(element, exported) ?? nothing, (one) =>
      matchesFilter(nameOf(one), filterOrExported),
    );
  },

  GetConnectivityConnection(run, dataMinerId, elementId, key, exported = false) {
    const host = connectivity(run, "GetConnectivityConnection");
    const all = host?.connections({ dataMinerId, elementId }, exported) ?? nothing;
    if (typeof key === "number") return all.get(key) ?? null;
    return firstOf(all, (one) => one.ConnectionName === key);
  },

  GetConnectivityConnections(run, dataMinerId, elementId, filterOrExported = false, exported = false) {
    const host = connectivity(run, "GetConnectivityConnections");
    const element = { dataMinerId, elementId };
    if (host === undefined) return isRunning(run, element) ? nothing : null;
    if (typeof filterOrExported !== "string") return host.connections(element, filterOrExported);
    const all = host.connections(element, exported);
    return all && select(all, (one) => matchesFilter(one.ConnectionName, filterOrExported));
  },

  DeleteConnectivityInterfaceProperty(run, id, a, b, c) {
    const host = connectivity(run, "DeleteConnectivityInterfaceProperty");
    const [interfaceId, dataMinerId, elementId] = c === undefined ? [undefined, a, b] : [a, b, c];
    return host?.deleteInterfaceProperty({ dataMinerId, elementId }, id, interfaceId) ?? false;
  },

  DeleteConnectivityConnectionProperty(
    run,
    id: number,
    ...rest: readonly (number | boolean | undefined)[]
  ): boolean {
    const host = connectivity(run, "DeleteConnectivityConnectionProperty");
    const ids = rest.filter((value) => typeof value === "number");
    const [connectionId, dataMinerId = 0, elementId = 0] = ids.length === 2 ? [undefined, ...ids] : ids;
    const both = rest.includes(true);
    return host?.deleteConnectionProperty({ dataMinerId, elementId }, id, connectionId, both) ?? false;
  },

  DeleteConnectivityConnection(run, id, dataMinerId, elementId, both) {
    const host = connectivity(run, "DeleteConnectivityConnection");
    return host?.deleteConnection({ dataMinerId, elementId }, id, both) ?? false;
  },
} satisfies MemberRows<ConnectivityMembers>;

const nothing: ReadonlyMap<number, never> = new Map<number, never>();

function connectivity<C>(run: Run<C>, member: string): ConnectivityHost | undefined {
  return run.active ? hostPart(run, "connectivity", member) : undefined;
}

function ownElement<C>(run: Run<C>): ElementReference {
  const { dataMinerId, elementId } = run.environment.host.facts;
  return { dataMinerId, elementId };
}

/** True for this element while it runs, and for elements of the directory that have started. */
function isRunning<C>(run: Run<C>, element: ElementReference): boolean {
  if (!run.active) return false;
  const { dataMinerId, elementId } = run.environment.host.facts;
  if (dataMinerId === element.dataMinerId && elementId === element.elementId) return true;
  const { elements } = run.environment.host;
  if (elements?.nameOf(element) === undefined) return false;
  return elements.started?.(element) ?? true;
}

function interfaceName(custom: boolean): (one: ConnectivityInterface) => string {
  return (one) => (custom ? one.InterfaceCustomName : one.InterfaceName);
}

function firstOf<T>(all: ReadonlyMap<number, T>, test: (one: T) => boolean): T | null {
  for (const one of all.values()) if (test(one)) return one;
  return null;
}

function select<T>(all: ReadonlyMap<number, T>, test: (one: T) => boolean): ReadonlyMap<number, T> {
  return new Map([...all].filter(([, one]) => test(one)));
}

/** In a filter `*` stands for any characters and `?` for one. Case-insensitive. */
function matchesFilter(name: string, filter: string): boolean {
  const pattern = filter
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${pattern}$`, "is").test(name);
}
