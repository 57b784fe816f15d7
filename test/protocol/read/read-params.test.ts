/** Parameters. */
import { expect } from "chai";
import type { Param } from "../../../src/protocol/model.ts";
import { codesOf, findings, protocolOf, sure } from "../../support/protocol/parsed.ts";

const paramOf = (inside: string, attributes = ""): Param =>
  sure(protocolOf(`<Params><Param id="1" ${attributes}>${inside}</Param></Params>`).params.get(1));
const codes = (inside: string): string[] => codesOf(`<Params><Param id="1">${inside}</Param></Params>`);

describe("protocol/read/read-params", () => {
  it("name, description, type, flags", () => {
    expect(
      paramOf(
        "<Name>A</Name><Description>An A</Description><Type>Read  Bit</Type><Display><RTDisplay>TRUE</RTDisplay></Display>",
        'save="true" setter="True" historySet="true"',
      ),
    ).to.include({
      id: 1,
      name: "A",
      description: "An A",
      type: "read bit",
      save: true,
      setter: true,
      historySet: true,
      rtDisplay: true,
    });
  });

  it("what is left out: read, not saved, no setter, not displayed", () => {
    expect(paramOf("<Type>read</Type>")).to.include({
      name: "",
      description: "",
      save: false,
      setter: false,
      historySet: false,
      rtDisplay: false,
    });
    expect(paramOf("").type).to.equal("read");
    expect(codes("")).to.deep.equal(["TAG_MISSING"]);
  });

  it("a type nobody knows stays and is reported", () => {
    expect(paramOf("<Type>typo</Type>").type).to.equal("typo");
    expect(codes("<Type>typo</Type>")).to.deep.equal(["VALUE_UNKNOWN"]);
    expect(codes("<Type>ARRAY</Type>")).to.deep.equal([]);
  });

  it("WS-35 dynamic ip and dynamic ip 0 mean connection 0, dynamic ip N connection N", () => {
    for (const [options, connection] of [
      ["dynamic ip", 0],
      ["dynamic ip 0", 0],
      ["dynamic ip 12", 12],
      ["DYNAMIC IP 1", 1],
      [";connection=3; Dynamic  Ip 2 ", 2],
    ] as const) {
      expect(paramOf(`<Type options="${options}">read</Type>`).dynamicIp, options).to.equal(connection);
    }
    for (const options of ["dynamic snmp get", "dynamic ip x", "dynamicip", ""]) {
      expect(paramOf(`<Type options="${options}">read</Type>`), options).to.not.have.property("dynamicIp");
    }
  });

  it("RSP-28 connection and headerTrailerLink, without case, with = or :", () => {
    expect(paramOf('<Type options="Connection=1;HEADERTRAILERLINK=2">trailer</Type>')).to.include({
      connection: 1,
      headerTrailerLink: 2,
    });
    expect(paramOf('<Type options="connection=-1">header</Type>').connection).to.equal(-1);
    expect(paramOf('<Type options="connection=x">header</Type>')).to.not.have.property("connection");
  });

  it("options stay as written, id and times are read", () => {
    const param = paramOf('<Type id="30" times="2" options="ssh PWD; columnTypes=a:1">trailer</Type>');
    expect(param.typeOptions).to.deep.equal(["ssh PWD", "columnTypes=a:1"]);
    expect(param).to.include({ typeId: "30", typeTimes: 2 });
  });

  it("positions of a length and of a CRC", () => {
    expect(
      paramOf("<Type>length</Type><Length><Content><Param>0</Param><Param>2</Param></Content></Length>")
        .lengthPositions,
    ).to.deep.equal([0, 2]);
    expect(
      paramOf(
        '<Type>crc</Type><CRC><Type byteoffset="1" totaloffset="2" mod="256" off="-3" groupbytes="2;binary" options="Ones Complement;OR TOTALOFFSET">LSB after  SUM</Type><Content><Param>1</Param></Content></CRC>',
      ).crc,
    ).to.deep.equal({
      type: "lsb after sum",
      options: ["ones complement", "or totaloffset"],
      byteOffset: 1,
      totalOffset: 2,
      mod: 256,
      off: -3,
      groupBytes: 2,
      groupBytesBinary: true,
      positions: [1],
    });
    expect(paramOf('<Type>crc</Type><CRC><Type groupbytes="2">SUM</Type></CRC>').crc).to.deep.equal({
      type: "sum",
      options: [],
      groupBytes: 2,
      groupBytesBinary: false,
      positions: [],
    });
  });

  it("a type of CRC that no page defines is reported, the others are not", () => {
    const crc = (type: string): string => `<Type>crc</Type><CRC><Type>${type}</Type></CRC>`;
    for (const type of ["CODAN", "rcds"]) expect(codes(crc(type)), type).to.include("CRC_UNPUBLISHED");
    for (const type of ["sum", "crc"]) expect(codes(crc(type)), type).to.not.include("CRC_UNPUBLISHED");
  });

  it("measurement and display", () => {
    const param = paramOf(
      '<Type>read</Type><Display><Units>dB</Units><Decimals>2</Decimals><Range><Low>-10</Low><High>10.5</High></Range></Display><Measurement><Type options="time:minute;password">Discreet</Type><Discreets><Discreet><Display>Off</Display><Value>0</Value></Discreet></Discreets></Measurement>',
    );
    expect(param).to.include({
      units: "dB",
      displayDecimals: 2,
      displayRangeLow: -10,
      displayRangeHigh: 10.5,
      measurement: "discreet",
    });
    expect(param.measurementOptions).to.deep.equal(["time:minute", "password"]);
    expect(param.discreets).to.deep.equal([{ display: "Off", value: "0" }]);
  });

  it("the place of the parameter is that of its tag", () => {
    expect(paramOf("<Type>read</Type>").position.offset).to.equal("<Protocol><Params>".length);
  });

  it("replication is warned of", () => {
    expect(
      findings(
        '<Params><Param id="1"><Type>read</Type><Replication/></Param></Params>',
        "PLATFORM_REPLICATION",
      ),
    ).to.have.length(1);
  });

  it("is frozen to its parts", () => {
    const param = paramOf(
      '<Type options="a">read</Type><Measurement><Discreets><Discreet/></Discreets></Measurement>',
    );
    for (const part of [param, param.interprete, param.typeOptions, param.discreets, param.discreets[0]]) {
      expect(part).to.be.frozen;
    }
  });
});
