import { expect } from "chai";
import { resolveOptions, type Options } from "../../../src/options/register.ts";
import { ProtocolLinks, type Links } from "../../../src/logic/exchange/connection-rules.ts";
import { EntryLock } from "../../../src/logic/schedule/lock.ts";
import { connection, engineProtocol, webSocket } from "../../support/logic/engine-bench.ts";

function linksOf(options: Partial<Options> = {}, more = ""): Links {
  const protocol = engineProtocol({
    connections: [
      webSocket(0, "<MakeCommandByProtocol>true</MakeCommandByProtocol>"),
      connection(1, "serial"),
    ],
    more,
  });
  const lock = new EntryLock();
  return new ProtocolLinks({
    ...{ protocol, options: resolveOptions(options) },
    connections: { settings: (id) => ({ timeoutMs: 100 * id, retries: id }) },
    threads: { lockOf: () => lock },
  });
}

describe("links", () => {
  it("tell what a connection is and who serves it", () => {
    const links = linksOf();
    expect([0, 1, 9].map((id) => links.isWebSocket(id))).to.deep.equal([true, false, false]);
    expect([0, 1, 9].map((id) => links.makesByProtocol(id))).to.deep.equal([true, false, false]);
    expect(links.settings(3)).to.deep.equal({ timeoutMs: 300, retries: 3 });
    expect([links.definition(1)?.kind, links.definition(9)]).to.deep.equal(["serial", undefined]);
    expect(links.lockOf(0)).to.equal(links.lockOf(1));
  });

  it("equal data: off on a WebSocket, skipParams elsewhere, or what equalResponse says", () => {
    expect([0, 1].map((id) => linksOf().equalMode(id, false))).to.deep.equal(["off", "skipParams"]);
    const drop = linksOf({ equalResponse: "drop" });
    expect([0, 1].map((id) => drop.equalMode(id, true))).to.deep.equal(["drop", "drop"]);
  });

  it("ignoreEqualResponse drops answers of pairs, and no pushes", () => {
    const advanced = '<Advanced ignoreEqualResponse="true"/>';
    const links = linksOf({}, advanced);
    expect([links.equalMode(0, true), links.equalMode(0, false), links.equalMode(1, true)]).to.deep.equal([
      ...["drop", "off", "drop"],
    ]);
    const serialOnly = linksOf({ ignoreEqualOnWebSocket: false }, advanced);
    expect([serialOnly.equalMode(0, true), serialOnly.equalMode(1, true)]).to.deep.equal(["off", "drop"]);
  });
});
