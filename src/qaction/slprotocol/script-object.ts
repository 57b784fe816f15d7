/** The object that a script gets: every member of SLProtocol, each handing over to the function that does the work. */
import * as dcf from "./connectivity-members.ts";
import type {
  ConnectivityConnection,
  ConnectivityInterface,
  ElementReference,
  ExecuteScriptMessage,
  ExecuteScriptResponseMessage,
  SLNetConnection,
  UserConnection,
} from "../data-miner-host.ts";
import { notifyDataMiner, notifyDataMinerQueued, notifyProtocol } from "../notify/notify-registry.ts";
import { runOf } from "./run-holder.ts";
import { RunObject } from "./run-object.ts";
import type { SLProtocol } from "./slprotocol.ts";
import * as system from "./system-members.ts";
import type { Hresult } from "../script-values.ts";

/** All of its members live on the prototype; `holderClass` makes the class of the objects that have a run. */
export abstract class ScriptObject<C> extends RunObject<C> implements SLProtocol {
  NotifyProtocol(type: number, value1: unknown, value2: unknown): unknown {
    return notifyProtocol(runOf(this), type, value1, value2);
  }
  NotifyDataMiner(type: number, value1: unknown, value2: unknown): unknown {
    return notifyDataMiner(runOf(this), type, value1, value2);
  }
  NotifyDataMinerQueued(type: number, value1: unknown, value2: unknown): Hresult {
    return notifyDataMinerQueued(runOf(this), type, value1, value2);
  }
  NotifyClient(type: number, value1: unknown, value2: unknown): unknown {
    return system.notifyClient(runOf(this), type, value1, value2);
  }
  ExecuteScript(script: string | ExecuteScriptMessage): ExecuteScriptResponseMessage {
    return system.executeScript(runOf(this), script);
  }
  get SLNet(): SLNetConnection {
    return system.slnet(runOf(this));
  }
  GetUserConnection(): UserConnection {
    return system.getUserConnection(runOf(this));
  }

  get ConnectivityInterfaces(): ReadonlyMap<number, ConnectivityInterface> {
    return dcf.ownInterfaces(runOf(this));
  }
  get ConnectivityConnections(): ReadonlyMap<number, ConnectivityConnection> {
    return dcf.ownConnections(runOf(this));
  }
  GetConnectivityInterface(
    dma: number,
    element: number,
    key: string | number,
    a = false,
    b = false,
  ): ConnectivityInterface | null {
    return dcf.getInterface(runOf(this), at(dma, element), key, a, b);
  }
  GetConnectivityInterfaces(
    dma: number,
    element: number,
    filter?: string | boolean,
    custom = false,
    exported = false,
  ): ReadonlyMap<number, ConnectivityInterface> {
    return dcf.getInterfaces(runOf(this), at(dma, element), filter, custom, exported);
  }
  GetConnectivityConnection(
    dma: number,
    element: number,
    key: string | number,
    exported = false,
  ): ConnectivityConnection | null {
    return dcf.getConnection(runOf(this), at(dma, element), key, exported);
  }
  GetConnectivityConnections(
    dma: number,
    element: number,
    filter?: string | boolean,
    exported = false,
  ): ReadonlyMap<number, ConnectivityConnection> | null {
    return dcf.getConnections(runOf(this), at(dma, element), filter, exported);
  }
  DeleteConnectivityInterfaceProperty(id: number, a: number, b: number, c?: number): boolean {
    return dcf.deleteInterfaceProperty(runOf(this), id, ...(c === undefined ? [a, b] : [a, b, c]));
  }
  DeleteConnectivityConnectionProperty(
    id: number,
    ...rest: readonly (number | boolean | undefined)[]
  ): boolean {
    return dcf.deleteConnectionProperty(runOf(this), id, ...rest);
  }
  DeleteConnectivityConnection(id: number, dma: number, element: number, both: boolean): boolean {
    return dcf.deleteConnection(runOf(this), id, at(dma, element), both);
  }
}

function at(dataMinerId: number, elementId: number): ElementReference {
  return { dataMinerId, elementId };
}
