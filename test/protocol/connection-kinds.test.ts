/** What the rows of the kinds of connections say, against the pages that say it. */
import { expect } from "chai";
import { kindOf } from "../../src/protocol/connection-kinds.ts";
import { parseProtocol } from "../../src/protocol/load-protocol.ts";
import type { ConnectionDefinition } from "../../src/protocol/model.ts";

/** The connections of a protocol with this `Type`. */
function connections(type: string): readonly ConnectionDefinition[] {
  return parseProtocol(`<Protocol><Name>A</Name><Version>1.0.0.1</Version>${type}</Protocol>`).protocol
    .connections;
}

describe("kinds of connections", () => {
  it("a WebSocket takes no part in redundant polling, and single serial connections are serial ones", () => {
    const declared = connections('<Type advanced="serial single:B;snmpv3:C">serial</Type>');
    expect(declared.map((one) => kindOf(one).redundancy)).to.deep.equal(["serial", "serial", "snmp"]);
    const [first] = declared;
    expect(first && kindOf({ ...first, kind: "http", webSocket: true }).redundancy).to.equal(undefined);
  });

  it("a typed tag with single declares the single kind, where there is one", () => {
    const typed = (tag: string): string | undefined =>
      connections(`<Connections><Connection id="0">${tag}</Connection></Connections>`)[0]?.kind;
    expect(typed('<Serial single="true" />')).to.equal("serial single");
    expect(typed('<SmartSerial single="true" />')).to.equal("smart-serial single");
    expect(typed('<SmartSerial single="false" />')).to.equal("smart-serial");
    expect(typed('<Gpib single="true" />')).to.equal("gpib");
  });

  it("only HTTP and SNMP connections may have several threads (Protocol.Threads.Thread)", () => {
    const type =
      '<Type advanced="http:A;snmp:B;snmpv2:C;snmpv3:D;serial:E;smart-serial single:F;gpib:G">virtual</Type>';
    const shared = connections(type).filter((one) => kindOf(one).severalThreads);
    expect(shared.map(({ kind }) => kind)).to.deep.equal(["http", "snmp", "snmpv2", "snmpv3"]);
    expect(kindOf({ kind: "http", webSocket: true }).severalThreads).to.equal(false);
  });
});
