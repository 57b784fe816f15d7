/** What only a DataMiner System does. */
import { expect } from "chai";
import { parseProtocol } from "../../../src/protocol/load-protocol.ts";

/** Messages of the loader about what is ignored. */
function ignored(inside: string): string[] {
  const { diagnostics } = parseProtocol(
    `<Protocol><Name>T</Name><Version>1.0.0.1</Version>${inside}</Protocol>`,
  );
  return diagnostics.flatMap(({ code, message }) => (code === "PLATFORM_IGNORED" ? [message] : []));
}

const param = (id: number, attributes = "", inside = ""): string =>
  `<Param id="${String(id)}" ${attributes}><Name>P${String(id)}</Name><Type>write</Type>${inside}</Param>`;

describe("protocol/check/platform-checks", () => {
  for (const [what, inside, named] of [
    [
      "an SNMP set",
      `<Params>${param(1)}${param(2, 'options="snmpSet"')}</Params>`,
      ["SNMP sets", "parameter 2."],
    ],
    [
      "an SNMP set and get",
      `<Params>${param(3, 'options="SnmpSetAndGetWithWait"')}</Params>`,
      ["SNMP sets", "parameter 3."],
    ],
    ["snmpSetAndGet", `<Params>${param(4, 'snmpSetAndGet="true"')}</Params>`, ["SNMP sets", "parameter 4."]],
    [
      "DCF interfaces",
      '<ParameterGroups><Group id="1" name="In" type="in"/></ParameterGroups>',
      ["DCF", "ParameterGroups."],
    ],
    ["an exported parameter", `<Params>${param(5, 'export="true"')}</Params>`, ["exports", "parameter 5."]],
    ["one of a table", `<Params>${param(6, 'export="1000;2000"')}</Params>`, ["exports", "parameter 6."]],
    [
      "an exported protocol",
      '<Type options="unicode;exportProtocol:Child:1000">virtual</Type>',
      ["exports", "Type@options."],
    ],
    [
      "virtual elements",
      '<DVEs><DVEProtocols><DVEProtocol name="C" tablePID="1000"/></DVEProtocols></DVEs>',
      ["exports", "DVEs."],
    ],
    [
      "rules of exports",
      '<ExportRules><ExportRule table="*" tag="a" value="b"/></ExportRules>',
      ["exports", "ExportRules."],
    ],
    [
      "a matrix",
      `<Params>${param(7, "", '<Measurement><Type options="matrix=8,8,0,8,0,8,pages">matrix</Type></Measurement>')}</Params>`,
      ["matrices", "parameter 7."],
    ],
  ] as const) {
    it(`says once that ${what} is ignored`, () => {
      const messages = ignored(inside);
      expect(messages).to.have.length(1);
      for (const part of named) expect(messages[0]).to.contain(part);
    });
  }

  it("says each kind once, at its first place, with the first ids", () => {
    const many = Array.from({ length: 8 }, (_, index) =>
      param(10 + index, 'export="true" options="snmpSet"'),
    );
    const messages = ignored(`<Params>${many.join("")}</Params>`);
    expect(messages).to.have.length(2);
    for (const message of messages) {
      expect(message).to.contain(
        "parameter 10, parameter 11, parameter 12, parameter 13, parameter 14 and 3 more",
      );
    }
  });

  it("says nothing of what is empty, off, or an ordinary type", () => {
    const type = "<Measurement><Type>string</Type></Measurement>";
    expect(
      ignored(`<ParameterGroups/><DVEs></DVEs><Params>${param(1, 'export="false"', type)}</Params>`),
    ).to.deep.equal([]);
    expect(ignored('<Type options="unicode;disableViewRefresh">virtual</Type>')).to.deep.equal([]);
  });
});
