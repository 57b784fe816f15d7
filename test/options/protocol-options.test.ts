/** Options of loading: each value does what the register says. */
import { expect } from "chai";
import { QActionKitError } from "../../src/base/errors.ts";
import { parseProtocol } from "../../src/protocol/load-protocol.ts";

describe("protocol-options", () => {
  it("typeAndConnections: connections, or type", () => {
    const text =
      '<Protocol><Type>virtual</Type><Connections><Connection id="0" name="A"><Http/></Connection></Connections></Protocol>';
    const kinds = (typeAndConnections: "connections" | "type"): string[] =>
      parseProtocol(text, { typeAndConnections }).protocol.connections.map(({ kind }) => kind);
    expect(kinds("connections")).to.deep.equal(["http"]);
    expect(kinds("type")).to.deep.equal(["virtual"]);
  });

  it("maxXmlDepth: deeper elements are left out", () => {
    const text = "<Protocol><A><B><C/></B></A></Protocol>";
    const codes = (maxXmlDepth: number): string[] =>
      parseProtocol(text, { maxXmlDepth })
        .diagnostics.map(({ code }) => code)
        .filter((code) => code === "XML_DEPTH");
    expect(codes(4)).to.deep.equal([]);
    expect(codes(3)).to.deep.equal(["XML_DEPTH"]);
  });

  it("maxXmlBytes: a larger file is refused", () => {
    const bytes = Buffer.from("<Protocol/>");
    expect(parseProtocol(bytes, { maxXmlBytes: 11 }).diagnostics).to.deep.equal([]);
    for (const source of [bytes, bytes.toString()]) {
      expect(() => parseProtocol(source, { maxXmlBytes: 10 }))
        .to.throw(QActionKitError, "11 bytes")
        .with.property("code", "ERR_PROTOCOL_FILE");
    }
  });
});
