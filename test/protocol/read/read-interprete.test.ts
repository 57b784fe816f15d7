/** How the bytes of a parameter are read and kept. */
import { expect } from "chai";
import type { Interprete } from "../../../src/protocol/model.ts";
import { codesOf, findings, protocolOf, sure } from "../../support/protocol/parsed.ts";

const param = (interprete: string): string =>
  `<Params><Param id="1"><Type>read</Type>${interprete}</Param><Param id="2"><Type>read</Type></Param></Params>`;
const interpreteOf = (inside: string): Interprete =>
  sure(protocolOf(param(`<Interprete>${inside}</Interprete>`)).params.get(1)).interprete;
const codes = (inside: string): string[] => codesOf(param(`<Interprete>${inside}</Interprete>`));

describe("protocol/read/read-interprete", () => {
  it("without Interprete: any text, up to the next parameter; numbers by default with 6 decimals, rounded down", () => {
    expect(sure(protocolOf(param("")).params.get(1)).interprete).to.deep.equal({
      rawType: "other",
      type: "string",
      lengthType: "next param",
      base: 10,
      endian: "little",
      decimals: 6,
      rounding: "down",
      sequence: [],
      sequenceNoSet: false,
      trimLeft: false,
      trimRight: false,
      exceptions: [],
      others: [],
    });
  });

  it("types, without case", () => {
    expect(
      interpreteOf("<RawType>Numeric  Text</RawType><Type>DOUBLE</Type><LengthType>Next Param</LengthType>"),
    ).to.include({ rawType: "numeric text", type: "double", lengthType: "next param" });
    for (const rawType of [
      "other",
      "text",
      "numeric text",
      "unsigned number",
      "signed number",
      "double",
      "bcd",
      "only others",
    ]) {
      expect(interpreteOf(`<RawType>${rawType}</RawType>`).rawType).to.equal(rawType);
    }
    for (const type of ["string", "double", "high nibble"])
      expect(interpreteOf(`<Type>${type}</Type>`).type).to.equal(type);
    for (const lengthType of ["fixed", "next param", "last next param", "other param"]) {
      expect(interpreteOf(`<LengthType>${lengthType}</LengthType>`).lengthType).to.equal(lengthType);
    }
  });

  it("what is left out is the usual partner of what is there", () => {
    expect(interpreteOf("<RawType>unsigned number</RawType>").type).to.equal("double");
    expect(interpreteOf("<RawType>text</RawType>").type).to.equal("string");
    expect(interpreteOf("<Length>2</Length>").lengthType).to.equal("fixed");
  });

  it("words that nobody knows are reported", () => {
    expect(codes("<RawType>binary</RawType>")).to.deep.equal(["VALUE_UNKNOWN"]);
    expect(codes("<LengthType>fiixed</LengthType>")).to.deep.equal(["VALUE_UNKNOWN"]);
    expect(codes("<Endian>middle</Endian><Rounding>half</Rounding>")).to.deep.equal([
      "VALUE_UNKNOWN",
      "VALUE_UNKNOWN",
    ]);
  });

  it("length, with id and times", () => {
    expect(interpreteOf('<LengthType id="2" times="3">next param</LengthType>')).to.include({
      lengthTypeId: 2,
      lengthTypeTimes: 3,
    });
    expect(interpreteOf("<LengthType>fixed</LengthType><Length>4</Length>")).to.include({
      lengthType: "fixed",
      length: 4,
    });
  });

  it("Value and DefaultValue stay as written, blanks too; a text broken over lines is trimmed", () => {
    expect(interpreteOf("<Value>  lead </Value><DefaultValue> </DefaultValue>")).to.include({
      value: "  lead ",
      defaultValue: " ",
    });
    expect(interpreteOf("<Value>\n\t0x0D 0x0A\n</Value>").value).to.equal("0x0D 0x0A");
    expect(interpreteOf("<Value> 0x0D </Value>").value).to.equal("0x0D");
    expect(interpreteOf("<Value></Value>")).to.not.have.property("value");
    expect(interpreteOf("<Value><![CDATA[<a>]]></Value>").value).to.equal("<a>");
  });

  it("numeric shaping", () => {
    expect(
      interpreteOf(
        '<Base>16</Base><Endian>BIG</Endian><Decimals>8</Decimals><Rounding>HalfToZero</Rounding><Factor>0.1</Factor><OffSet id="2">-5</OffSet><Range><Low>-1.5</Low><High>2e3</High></Range><Bits>4</Bits><NbrOfBits>3</NbrOfBits><StartPosition>7</StartPosition><ByteOffset>48</ByteOffset><Alignment>Right</Alignment>',
      ),
    ).to.include({
      base: 16,
      endian: "big",
      decimals: 8,
      rounding: "halfToZero",
      factor: 0.1,
      offset: -5,
      offsetPid: 2,
      rangeLow: -1.5,
      rangeHigh: 2000,
      bits: 4,
      numberOfBits: 3,
      startPosition: 7,
      byteOffset: 48,
      alignment: "right",
    });
    expect(codes("<Base>37</Base>")).to.deep.equal(["NUMBER_LIMIT"]);
  });

  it("trim left, right, both", () => {
    const trims = (trim: string): [boolean, boolean] => {
      const { trimLeft, trimRight } = interpreteOf(`<Type trim="${trim}">string</Type>`);
      return [trimLeft, trimRight];
    };
    expect(trims("left")).to.deep.equal([true, false]);
    expect(trims("Right")).to.deep.equal([false, true]);
    expect(trims("left;right")).to.deep.equal([true, true]);
    expect(codes('<Type trim="both">string</Type>')).to.deep.equal(["VALUE_UNKNOWN"]);
  });

  it("scale needs all four numbers", () => {
    expect(interpreteOf('<Scale lowdata="0" highData="255" LOW="-1" high="1.5"/>').scale).to.deep.equal({
      lowData: 0,
      highData: 255,
      low: -1,
      high: 1.5,
    });
    expect(interpreteOf('<Scale lowData="0"/>')).to.not.have.property("scale");
    expect(codes('<Scale lowData="0"/>')).to.deep.equal(["TAG_MISSING"]);
  });

  it("sequence: names and signs, values, parameters and columns", () => {
    const { sequence, sequenceNoSet } = interpreteOf(
      '<Sequence noset="true">Factor:2;offset;-:1.5;pow:id:2;div:param:2;%:10;log10;LOG20;*:3;+:4;^:5</Sequence>',
    );
    expect(sequenceNoSet).to.equal(true);
    expect(
      sequence.map(({ operation, operand }) => [operation, operand?.kind, operand?.value]),
    ).to.deep.equal([
      ["factor", "value", 2],
      ["offset", undefined, undefined],
      ["min", "value", 1.5],
      ["pow", "id", 2],
      ["div", "param", 2],
      ["rest", "value", 10],
      ["log10", undefined, undefined],
      ["log20", undefined, undefined],
      ["factor", "value", 3],
      ["offset", "value", 4],
      ["pow", "value", 5],
    ]);
    expect(interpreteOf("<Sequence>factor:2</Sequence>").sequenceNoSet).to.equal(false);
    expect(codes("<Sequence>half:2;constructor;factor:x;factor:pid:2</Sequence>")).to.deep.equal([
      "VALUE_UNKNOWN",
      "VALUE_UNKNOWN",
      "NUMBER_INVALID",
      "VALUE_UNKNOWN",
    ]);
  });

  it("exceptions and others", () => {
    const { exceptions, others } = interpreteOf(
      '<Exceptions><Exception id="1" value="9999"><Display state="disabled">Upper Limit</Display><Value>-1</Value></Exception></Exceptions><Others><Other id="2"><Display>None</Display><Value>12</Value></Other></Others>',
    );
    expect(exceptions).to.deep.equal([{ id: 1, value: "9999", mapped: "-1", display: "Upper Limit" }]);
    expect(others).to.deep.equal([{ id: 2, value: "12", display: "None" }]);
  });

  it("wrong numbers are told by name and place", () => {
    const [finding] = findings(param("<Interprete><Decimals>two</Decimals></Interprete>"), "NUMBER_INVALID");
    expect(finding?.message).to.equal(
      "Decimals of parameter 1 is 'two', which is not a whole number. Write one.",
    );
  });
});
