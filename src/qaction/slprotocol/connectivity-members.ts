/** How the connectivity (DCF) members work: overloads told apart, then the host asked. */
import type {
  ConnectivityConnection,
  ConnectivityHost,
  ConnectivityInterface,
  ElementReference,
} from "../data-miner-host.ts";
import type { Run } from "../qaction-run.ts";
import { hostPart } from "./system-members.ts";

type Interfaces = ReadonlyMap<number, ConnectivityInterface>;
type Connections = ReadonlyMap<number, ConnectivityConnection>;

const nothing: ReadonlyMap<number, never> = new Map<number, never>();

function connectivity<C>(run: Run<C>, member: string): ConnectivityHost | undefined {
  return run.active ? hostPart(run, "connectivity", member) : undefined;
}

function own<C>(run: Run<C>): ElementReference {
  const { dataMinerId, elementId } = run.environment.host.facts;
  return { dataMinerId, elementId };
}

/** `ConnectivityInterfaces`. */
export function ownInterfaces<C>(run: Run<C>): Interfaces {
  return connectivity(run, "ConnectivityInterfaces")?.interfaces(own(run), false) ?? nothing;
}

/** `ConnectivityConnections`. */
export function ownConnections<C>(run: Run<C>): Connections {
  return connectivity(run, "ConnectivityConnections")?.connections(own(run), false) ?? nothing;
}

/** `GetConnectivityInterface`: by name (custom or not, exported) or by id (exported). */
export function getInterface<C>(
  run: Run<C>,
  element: ElementReference,
  key: string | number,
  a: boolean,
  b: boolean,
): ConnectivityInterface | null {
  const byId = typeof key === "number";
  const all = connectivity(run, "GetConnectivityInterface")?.interfaces(element, byId ? a : b) ?? nothing;
  if (byId) return all.get(key) ?? null;
  return firstOf(all, (one) => (a ? one.InterfaceCustomName : one.InterfaceName) === key);
}

/** `GetConnectivityInterfaces`: all (exported), or by a filter on the name (custom or not, exported). */
export function getInterfaces<C>(
  run: Run<C>,
  element: ElementReference,
  filter: string | boolean | undefined,
  custom: boolean,
  exported: boolean,
): Interfaces {
  const filtered = typeof filter === "string";
  const host = connectivity(run, "GetConnectivityInterfaces");
  const all = host?.interfaces(element, filtered ? exported : filter === true) ?? nothing;
  if (!filtered) return all;
  return select(all, (one) => fits(custom ? one.InterfaceCustomName : one.InterfaceName, filter));
}

/** `GetConnectivityConnection`. */
export function getConnection<C>(
  run: Run<C>,
  element: ElementReference,
  key: string | number,
  exported: boolean,
): ConnectivityConnection | null {
  const all = connectivity(run, "GetConnectivityConnection")?.connections(element, exported) ?? nothing;
  if (typeof key === "number") return all.get(key) ?? null;
  return firstOf(all, (one) => one.ConnectionName === key);
}

/**
 * `GetConnectivityConnections`: all (exported), or by a filter on the name (exported); `null` for an element that is
 * stopped or not there.
 */
export function getConnections<C>(
  run: Run<C>,
  element: ElementReference,
  filter: string | boolean | undefined,
  exported: boolean,
): Connections | null {
  const filtered = typeof filter === "string";
  const host = connectivity(run, "GetConnectivityConnections");
  if (host === undefined) return isRunning(run, element) ? nothing : null;
  const all = host.connections(element, filtered ? exported : filter === true);
  return all === null || !filtered ? all : select(all, (one) => fits(one.ConnectionName, filter));
}

/** True for this element while it runs, and for those of the directory that have started. */
function isRunning<C>(run: Run<C>, element: ElementReference): boolean {
  if (!run.active) return false;
  const { dataMinerId, elementId } = own(run);
  if (dataMinerId === element.dataMinerId && elementId === element.elementId) return true;
  const { elements } = run.environment.host;
  if (elements?.nameOf(element) === undefined) return false;
  return elements.started?.(element) ?? true;
}

/** `DeleteConnectivityInterfaceProperty`: (id, dma, element) or (id, interface, dma, element). */
export function deleteInterfaceProperty<C>(run: Run<C>, id: number, ...rest: readonly number[]): boolean {
  const [itf, dataMinerId = 0, elementId = 0] = rest.length === 2 ? [undefined, ...rest] : rest;
  const host = connectivity(run, "DeleteConnectivityInterfaceProperty");
  return host?.deleteInterfaceProperty({ dataMinerId, elementId }, id, itf) ?? false;
}

/** `DeleteConnectivityConnectionProperty`: (id, dma, element[, both]) or (id, connection, dma, element[, both]). */
export function deleteConnectionProperty<C>(
  run: Run<C>,
  id: number,
  ...rest: readonly (number | boolean | undefined)[]
): boolean {
  const numbers = rest.filter((value) => typeof value === "number");
  const [connection, dataMinerId = 0, elementId = 0] =
    numbers.length === 2 ? [undefined, ...numbers] : numbers;
  const host = connectivity(run, "DeleteConnectivityConnectionProperty");
  return (
    host?.deleteConnectionProperty({ dataMinerId, elementId }, id, connection, rest.includes(true)) ?? false
  );
}

/** `DeleteConnectivityConnection`. */
export function deleteConnection<C>(
  run: Run<C>,
  id: number,
  element: ElementReference,
  both: boolean,
): boolean {
  return connectivity(run, "DeleteConnectivityConnection")?.deleteConnection(element, id, both) ?? false;
}

function firstOf<T>(all: ReadonlyMap<number, T>, test: (one: T) => boolean): T | null {
  for (const one of all.values()) if (test(one)) return one;
  return null;
}

function select<T>(all: ReadonlyMap<number, T>, test: (one: T) => boolean): ReadonlyMap<number, T> {
  return new Map([...all].filter(([, one]) => test(one)));
}

/** A filter is a name in which `*` and `?` stand for any characters and for one; upper and lower case are the same. */
function fits(name: string, filter: string): boolean {
  const pattern = filter
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${pattern}$`, "is").test(name);
}
