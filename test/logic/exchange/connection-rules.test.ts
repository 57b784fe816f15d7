import { expect } from "chai";
import { resolveOptions, type Options } from "../../../src/options/register.ts";
import { ConnectionRules } from "../../../src/logic/exchange/connection-rules.ts";
import { connection, engineProtocol, webSocket } from "../../support/logic/engine-bench.ts";

function rulesOf(options: Partial<Options> = {}, more = ""): ConnectionRules {
  const protocol = engineProtocol({
    connections: [
      webSocket(0, "<MakeCommandByProtocol>true</MakeCommandByProtocol>"),
      connection(1, "serial"),
    ],
    more,
  });
  return new ConnectionRules(protocol, resolveOptions(options));
}

describe("connection rules", () => {
  it("tell what a connection is", () => {
    const rules = rulesOf();
    expect([0, 1, 9].map((id) => rules.isWebSocket(id))).to.deep.equal([true, false, false]);
    expect([0, 1, 9].map((id) => rules.makesByProtocol(id))).to.deep.equal([true, false, false]);
    expect([rules.definition(1)?.kind, rules.definition(9)]).to.deep.equal(["serial", undefined]);
  });

  it("equal data: off on a WebSocket, skipParams elsewhere, or what equalResponse says", () => {
    expect([0, 1].map((id) => rulesOf().equalMode(id, false))).to.deep.equal(["off", "skipParams"]);
    const drop = rulesOf({ equalResponse: "drop" });
    expect([0, 1].map((id) => drop.equalMode(id, true))).to.deep.equal(["drop", "drop"]);
  });

  it("ignoreEqualResponse drops answers of pairs, and no pushes", () => {
    const advanced = '<Advanced ignoreEqualResponse="true"/>';
    const rules = rulesOf({}, advanced);
    expect([rules.equalMode(0, true), rules.equalMode(0, false), rules.equalMode(1, true)]).to.deep.equal([
      ...["drop", "off", "drop"],
    ]);
    const serialOnly = rulesOf({ ignoreEqualOnWebSocket: false }, advanced);
    expect([serialOnly.equalMode(0, true), serialOnly.equalMode(1, true)]).to.deep.equal(["off", "drop"]);
  });
});
