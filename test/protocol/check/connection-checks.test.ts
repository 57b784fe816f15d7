/** What is said about connections that will not run, or not as the protocol asks. */
import { expect } from "chai";
import { parseProtocol } from "../../../src/protocol/load-protocol.ts";

/** Codes and messages for a protocol whose Type tag says this. */
function told(type: string): string[] {
  const { diagnostics } = parseProtocol(
    `<Protocol><Name>A</Name><Version>1.0.0.1</Version>${type}</Protocol>`,
  );
  return diagnostics.map(({ code, message }) => `${code} ${message}`);
}

const redundant = (kind: string, advanced = ""): string =>
  `<Type communicationOptions="redundantPolling" advanced="${advanced}">${kind}</Type>`;

describe("checks of connections", () => {
  it("redundant polling with exactly two connections of one kind is fine, whatever else there is", () => {
    expect(told(redundant("serial", "serial:Second"))).to.deep.equal([]);
    expect(told(redundant("http", "http:Second;virtual:Other"))).to.deep.equal([]);
    expect(told("<Type>serial</Type>")).to.deep.equal([]);
  });

  for (const [type, found] of [
    [redundant("serial"), "there are 1 connections of kind serial"],
    [redundant("serial", "http:Second"), "there are 1 connections of kind serial"],
    [redundant("serial", "serial:Second;serial:Third"), "there are 3 connections of kind serial"],
    [redundant("virtual", "virtual:Second"), "the main connection is of kind virtual"],
  ] as const) {
    it(`redundant polling is told about: ${found}`, () => {
      expect(told(type)).to.have.length(1);
      expect(told(type)[0])
        .to.match(/^REDUNDANT_PAIR /)
        .and.to.contain(found);
    });
  }

  it("each connection that is not opened here is named, and the protocol loads all the same", () => {
    expect(told('<Type advanced="gpib:Instrument;http:Api">snmp</Type>')).to.deep.equal([
      "CONNECTION_UNSUPPORTED connection 0 is of kind snmp, which is not opened by this runtime.",
      "CONNECTION_UNSUPPORTED connection 1 is of kind gpib, which is not opened by this runtime.",
    ]);
  });
});
