/** Text that the code page of an element cannot hold. */
import { expect } from "chai";
import { ParameterStore } from "../../../src/parameter/store.ts";
import { parseProtocol } from "../../../src/protocol/load-protocol.ts";
import type { Notice } from "../../../src/base/notices.ts";
import { bench, text } from "../../support/parameter/parameter-protocols.ts";

const lost = (notices: readonly Notice[]): string[] =>
  notices.flatMap(({ code, message }) => (code === "TEXT_LOST" ? [message] : []));

describe("lossy-text", () => {
  it("ENC-45 is told once a parameter, with the first character that is lost", () => {
    const { store, notices } = bench(1252, [text(1), text(2)]);
    store.set(1, "5 \u20ac, caf\u00e9?", "script", undefined);
    expect(lost(notices)).to.deep.equal([]);
    store.set(1, "a \u0416\u{1f600}", "script", undefined);
    store.set(1, "\u0416 again", "script", undefined);
    store.set(2, "\u{1f600}", "device", undefined);
    // The euro sign and é are in 1252, Ж (U+0416) and the emoji are not.
    const told = lost(notices);
    expect(told).to.have.length(2);
    expect(told[0]).to.contain(
      'Parameter 1 (Param 1): U+0416 "\u0416" (unit 2 of the text) is not in code page 1252',
    );
    expect(told[1]).to.contain('Parameter 2 (Param 2): U+1F600 "\u{1f600}" (unit 0 of the text)');
    expect(notices.find(({ code }) => code === "TEXT_LOST")?.details).to.deep.equal({
      ...{ pid: 1, codePage: 1252, character: "\u0416", codePoint: 0x416, index: 2 },
    });
    expect(store.get(1)).to.equal("? again");
  });

  it("ENC-45 a Unicode protocol loses nothing, and a question mark is one", () => {
    const unicode = bench("unicode", [text(1)]);
    unicode.store.set(1, "\u{1f600}?", "script", undefined);
    const page = bench(1252, [text(1)]);
    page.store.set(1, "why?", "script", undefined);
    expect([...lost(unicode.notices), ...lost(page.notices)]).to.deep.equal([]);
  });

  it("ENC-45 with storageBestFit only what has no look-alike is lost", () => {
    // 1251 has no Â (its look-alike is A), and nothing like the emoji.
    const { store, notices } = bench(1251, [text(1)], { storageBestFit: true });
    store.set(1, "\u00c2?", "script", undefined);
    expect(lost(notices)).to.deep.equal([]);
    store.set(1, "\u00c2\u{1f600}", "script", undefined);
    expect(lost(notices)[0]).to.contain("U+1F600");
  });

  it("ENC-45 fixed values, fixed lengths and cells are no exception", () => {
    const { notices, store } = bench(1252, [
      text(1, { lengthType: "fixed", length: 4, value: "\u0416" }),
      text(2, { lengthType: "fixed", length: 4 }),
      text(3, { lengthType: "fixed", length: 2, value: "0x3F3F" }),
    ]);
    store.set(2, "\u0416", "script", undefined);
    expect(lost(notices).map((message) => message.slice(0, 11))).to.deep.equal([
      "Parameter 1",
      "Parameter 2",
    ]);
    const column = (id: number): string =>
      `<Param id="${String(id)}"><Name>C${String(id)}</Name><Type>read</Type><Interprete><RawType>other</RawType><Type>string</Type>
       <LengthType>next param</LengthType></Interprete></Param>`;
    const { protocol } =
      parseProtocol(`<Protocol><Name>T</Name><Version>1.0.0.1</Version><Type>virtual</Type><Params>
      <Param id="100"><Name>Rows</Name><Type>array</Type><ArrayOptions index="0"><ColumnOption idx="0" pid="101" type="retrieved"/>
      <ColumnOption idx="1" pid="102" type="retrieved"/></ArrayOptions></Param>${column(101)}${column(102)}</Params></Protocol>`);
    const cells: Notice[] = [];
    const tables = new ParameterStore(protocol, { codePage: 1252 }, (notice) => cells.push(notice));
    const table = tables.table(100);
    table?.addRow(["k1", "\u0416"]);
    table?.addRow(["k2", "\u0416"]);
    expect(lost(cells)).to.have.length(1);
    expect(lost(cells)[0]).to.contain("Parameter 102 (C102)");
  });

  it("a password is not told, not even one character of it", () => {
    const { store, notices } = bench(1252, [text(1, {}, { measurementOptions: ["Password"] })]);
    store.set(1, "secret\u0416", "script", undefined);
    expect(lost(notices)).to.have.length(1);
    expect(JSON.stringify(notices)).not.to.match(/\u0416|0416|1046/);
  });
});
