/** Which protocols have the general table of connections. */
import { expect } from "chai";
import { communicationColumn, communicationParams } from "../../src/parameter/communication-table.ts";
import { parseProtocol } from "../../src/protocol/load-protocol.ts";

const has = (text: string): boolean =>
  communicationParams(parseProtocol(`<Protocol>${text}</Protocol>`).protocol).length > 0;

const asked = (enabled: string): string =>
  `<GeneralParameters><GeneralParameter group="communication" enabled="${enabled}"/></GeneralParameters>`;

const webSocket = `<Connections><Connection id="0" name="A"><Http><CommunicationOptions><WebSocket>true</WebSocket></CommunicationOptions></Http></Connection></Connections>`;

describe("communication table", () => {
  it("LOG-34 is missing on HTTP, WebSocket and virtual protocols unless asked for, and there on polled ones", () => {
    expect([
      has("<Type>http</Type>"),
      has(webSocket),
      has("<Type>virtual</Type>"),
      has("<Type>gpib</Type>"),
    ]).to.deep.equal([false, false, false, false]);
    expect([
      has("<Type>serial</Type>"),
      has("<Type>smart-serial</Type>"),
      has("<Type>snmp</Type>"),
    ]).to.deep.equal([true, true, true]);
    expect([
      has(`<Type>http</Type>${asked("true")}`),
      has(`<Type>serial</Type>${asked("false")}`),
    ]).to.deep.equal([true, false]);
  });

  it("a second connection that is polled is enough", () => {
    expect(has('<Type advanced="serial:Second">http</Type>')).to.equal(true);
  });

  it("has the documented columns in their order", () => {
    const [table] = communicationParams(parseProtocol("<Protocol><Type>serial</Type></Protocol>").protocol);
    expect(table?.table?.columns.map(({ pid }) => pid)).to.deep.equal([
      65035, 65036, 65037, 65038, 65039, 65040, 65041, 65042, 65045, 65047, 65048,
    ]);
    expect([communicationColumn(65035), communicationColumn(65048)]).to.deep.equal([0, 10]);
  });
});
