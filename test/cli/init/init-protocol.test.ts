/** The protocols of new connectors load without a finding. */
import { expect } from "chai";
import { connectorKinds } from "../../../src/cli/init/init-kinds.ts";
import { initialProtocol } from "../../../src/cli/init/init-protocol.ts";
import { parseProtocol } from "../../../src/protocol/load-protocol.ts";

describe("protocol of a new connector", () => {
  for (const kind of connectorKinds) {
    it(`${kind}: no diagnostics, Unicode, one QAction, one connection of that kind`, () => {
      const { protocol, diagnostics } = parseProtocol(initialProtocol("My device", kind));
      expect(diagnostics).to.deep.equal([]);
      expect(protocol).to.include({ name: "My device", unicode: true });
      expect([...protocol.qactions.keys()]).to.deep.equal([1]);
      expect(protocol.connections.map((one) => [one.kind, one.webSocket])).to.deep.equal([
        [kind === "virtual" ? "virtual" : "http", kind === "websocket"],
      ]);
    });
  }
});
