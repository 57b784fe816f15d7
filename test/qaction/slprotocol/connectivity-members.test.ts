/** DCF: overloads told apart, answered by the host. */
import { expect } from "chai";
import { inScript, textParam } from "../../support/qaction/script-element.ts";
import type {
  ConnectivityConnection,
  ConnectivityHost,
  ConnectivityInterface,
} from "../../../src/qaction/data-miner-host.ts";

const itf = (id: number, name: string, custom: string): ConnectivityInterface => ({
  InterfaceId: id,
  InterfaceName: name,
  InterfaceCustomName: custom,
  DataMinerId: 7,
  ElementId: 42,
  InterfaceType: "inout",
  Properties: new Map(),
});

const connection = (id: number, name: string): ConnectivityConnection => ({
  ConnectionId: id,
  ConnectionName: name,
  SourceDataMinerId: 7,
  SourceElementId: 42,
  SourceInterfaceId: 1,
  DestinationDataMinerId: 7,
  DestinationElementId: 43,
  DestinationInterfaceId: 1,
  Properties: new Map(),
});

/** A host with two interfaces and one connection on element 42; calls are kept. */
function hostOf(calls: unknown[]): ConnectivityHost {
  return {
    interfaces: (element, exported) => {
      calls.push(["interfaces", element.elementId, exported]);
      return new Map([
        [1, itf(1, "Input 1", "Camera")],
        [2, itf(2, "Output 1", "Screen")],
      ]);
    },
    connections: (element, exported) => {
      calls.push(["connections", element.elementId, exported]);
      return element.elementId === 42 ? new Map([[5, connection(5, "Camera to Screen")]]) : null;
    },
    deleteInterfaceProperty: (...call) => calls.push(call) > 0,
    deleteConnectionProperty: (...call) => calls.push(call) > 0,
    deleteConnection: (...call) => calls.push(call) > 0,
  };
}

async function start(calls: unknown[] = []) {
  const made = await inScript(textParam(1), (protocol) => protocol);
  if (made.result === undefined) throw new Error("The script did not run.");
  made.host.dataMiner = { connectivity: hostOf(calls) };
  return { ...made, protocol: made.result };
}

describe("connectivity members", () => {
  it("ConnectivityInterfaces and ConnectivityConnections are those of this element", async () => {
    const calls: unknown[] = [];
    const { protocol } = await start(calls);
    expect([...protocol.ConnectivityInterfaces.keys()]).to.deep.equal([1, 2]);
    expect([...protocol.ConnectivityConnections.keys()]).to.deep.equal([5]);
    expect(calls).to.deep.equal([
      ["interfaces", 42, false],
      ["connections", 42, false],
    ]);
  });

  it("GetConnectivityInterface by name, custom name or id, exported or not", async () => {
    const calls: unknown[] = [];
    const { protocol } = await start(calls);
    expect(protocol.GetConnectivityInterface(7, 42, "Input 1", false)?.InterfaceId).to.equal(1);
    expect(protocol.GetConnectivityInterface(7, 42, "Screen", true, true)?.InterfaceId).to.equal(2);
    expect(protocol.GetConnectivityInterface(7, 42, "Screen", false)).to.equal(null);
    expect(protocol.GetConnectivityInterface(7, 42, 2)?.InterfaceName).to.equal("Output 1");
    expect(protocol.GetConnectivityInterface(7, 42, 9, true)).to.equal(null);
    expect(calls.map((call) => (call as unknown[])[2])).to.deep.equal([false, true, false, false, true]);
  });

  it("GetConnectivityInterfaces: all, or by a filter on the name", async () => {
    const calls: unknown[] = [];
    const { protocol } = await start(calls);
    expect([...protocol.GetConnectivityInterfaces(7, 42).keys()]).to.deep.equal([1, 2]);
    expect([...protocol.GetConnectivityInterfaces(7, 42, true).keys()]).to.deep.equal([1, 2]);
    expect([...protocol.GetConnectivityInterfaces(7, 42, "in*", false).keys()]).to.deep.equal([1]);
    expect([...protocol.GetConnectivityInterfaces(7, 42, "Scree?", true, true).keys()]).to.deep.equal([2]);
    expect(calls.map((call) => (call as unknown[])[2])).to.deep.equal([false, true, false, true]);
  });

  it("GetConnectivityConnection and GetConnectivityConnections; null when the element cannot be reached", async () => {
    const { protocol } = await start();
    expect(protocol.GetConnectivityConnection(7, 42, 5)?.ConnectionName).to.equal("Camera to Screen");
    expect(protocol.GetConnectivityConnection(7, 42, "Camera to Screen", true)?.ConnectionId).to.equal(5);
    expect(protocol.GetConnectivityConnection(7, 42, "no")).to.equal(null);
    expect(protocol.GetConnectivityConnections(7, 42)?.size).to.equal(1);
    expect(protocol.GetConnectivityConnections(7, 42, "*screen")?.size).to.equal(1);
    expect(protocol.GetConnectivityConnections(7, 42, "none", true)?.size).to.equal(0);
    expect(protocol.GetConnectivityConnections(7, 99)).to.equal(null);
  });

  it("DeleteConnectivityInterfaceProperty, DeleteConnectivityConnectionProperty, DeleteConnectivityConnection: by argument count", async () => {
    const calls: unknown[] = [];
    const { protocol } = await start(calls);
    const element = { dataMinerId: 7, elementId: 42 };
    expect(protocol.DeleteConnectivityInterfaceProperty(3, 7, 42)).to.equal(true);
    protocol.DeleteConnectivityInterfaceProperty(3, 1, 7, 42);
    protocol.DeleteConnectivityConnectionProperty(3, 7, 42);
    protocol.DeleteConnectivityConnectionProperty(3, 7, 42, true);
    protocol.DeleteConnectivityConnectionProperty(3, 5, 7, 42);
    protocol.DeleteConnectivityConnectionProperty(3, 5, 7, 42, true);
    protocol.DeleteConnectivityConnection(5, 7, 42, true);
    expect(calls).to.deep.equal([
      [element, 3, undefined],
      [element, 3, 1],
      [element, 3, undefined, false],
      [element, 3, undefined, true],
      [element, 3, 5, false],
      [element, 3, 5, true],
      [element, 5, true],
    ]);
  });

  it("without a host nothing is found and nothing deleted, with one notice a member; nor after a stop", async () => {
    const made = await inScript(textParam(1), (protocol) => protocol);
    const protocol = made.result;
    const answers = () => [
      protocol?.ConnectivityInterfaces.size,
      protocol?.ConnectivityConnections.size,
      protocol?.GetConnectivityInterface(7, 42, 1),
      protocol?.GetConnectivityInterfaces(7, 42).size,
      protocol?.GetConnectivityConnection(7, 42, 1),
      protocol?.DeleteConnectivityInterfaceProperty(1, 7, 42),
      protocol?.DeleteConnectivityConnectionProperty(1, 7, 42),
      protocol?.DeleteConnectivityConnection(1, 7, 42, false),
    ];
    const nothing = [0, 0, null, 0, null, false, false, false];
    expect(answers()).to.deep.equal(nothing);
    expect(protocol?.GetConnectivityConnections(7, 42)?.size).to.equal(0);
    expect(protocol?.GetConnectivityConnections(7, 99)).to.equal(null);
    made.host.elements = {
      nameOf: ({ elementId }) => (elementId < 90 ? "Other" : undefined),
      find: () => undefined,
      read: () => undefined,
      write: () => undefined,
      started: ({ elementId }) => elementId === 43,
    };
    const found = [43, 44, 99].map((id) => protocol?.GetConnectivityConnections(7, id, "*")?.size ?? null);
    expect(found, "started, stopped, not there").to.deep.equal([0, null, null]);
    expect(answers()).to.deep.equal(nothing);
    expect(made.noticed("HOST_MISSING")).to.have.length(9);
    made.host.active = false;
    expect(answers()).to.deep.equal(nothing);
    expect(protocol?.GetConnectivityConnections(7, 42)).to.equal(null);
  });
});
