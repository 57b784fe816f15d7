/** Tables and their columns. */
import { expect } from "chai";
import type { TableDefinition } from "../../../src/protocol/model.ts";
import { codesOf, protocolOf } from "../../support/protocol/parsed.ts";

const inside = (arrayOptions: string, typeId = ""): string =>
  `<Params><Param id="100"><Type ${typeId}>array</Type>${arrayOptions}</Param>${[101, 102, 103]
    .map((id) => `<Param id="${String(id)}"><Type>read</Type></Param>`)
    .join("")}</Params>`;
const tableOf = (arrayOptions: string, typeId = ""): TableDefinition | undefined =>
  protocolOf(inside(arrayOptions, typeId)).params.get(100)?.table;

describe("protocol/read/read-tables", () => {
  it("columns are ordered by idx", () => {
    const table = tableOf(
      '<ArrayOptions index="1" displayColumn="0" options=";naming=/102;Volatile"><NamingFormat><![CDATA[,101, x ,102]]></NamingFormat><ColumnOption idx="1" pid="102" type="Retrieved" value="1.2" options=";save;foreignKey=200"/><ColumnOption IDX="0" PID="101" type="autoincrement"/></ArrayOptions>',
    );
    expect(table).to.include({ index: 1, displayColumn: 0, namingFormat: ",101, x ,102" });
    expect(table?.options).to.deep.equal(["naming=/102", "Volatile"]);
    expect(
      table?.columns.map(({ idx, pid, type, value, options }) => ({ idx, pid, type, value, options })),
    ).to.deep.equal([
      { idx: 0, pid: 101, type: "autoincrement", value: undefined, options: [] },
      { idx: 1, pid: 102, type: "retrieved", value: "1.2", options: ["save", "foreignKey=200"] },
    ]);
    expect(table?.columns).to.be.frozen;
  });

  it("columns of the old spelling in Type@id stand before the options", () => {
    const table = tableOf(
      '<ArrayOptions index="0"><ColumnOption idx="2" pid="103" type="custom"/></ArrayOptions>',
      'id="101;102"',
    );
    expect(table?.columns.map(({ idx, pid, type }) => [idx, pid, type])).to.deep.equal([
      [0, 101, "retrieved"],
      [1, 102, "retrieved"],
      [2, 103, "custom"],
    ]);
  });

  it("a column named in both spellings is there once", () => {
    const table = tableOf(
      '<ArrayOptions index="0"><ColumnOption idx="0" pid="101" type="snmp"/></ArrayOptions>',
      'id="101"',
    );
    expect(table?.columns.map(({ type }) => type)).to.deep.equal(["snmp"]);
  });

  it("a parameter without ArrayOptions is no table", () => {
    expect(tableOf("")).to.equal(undefined);
  });

  it("SLP-32 options of a column without the separator in front are warned about, and read all the same", () => {
    const column = (options: string): string =>
      `<ArrayOptions index="0"><ColumnOption idx="0" pid="101" options="${options}"/></ArrayOptions>`;
    expect(codesOf(inside(column("save")))).to.deep.equal(["COLUMN_OPTIONS"]);
    expect(tableOf(column("save;foreignKey=200"))?.columns[0]?.options).to.deep.equal([
      "save",
      "foreignKey=200",
    ]);
    for (const right of [";save", "|save", ""]) expect(codesOf(inside(column(right)))).to.deep.equal([]);
  });

  it("two columns of one idx, a column without numbers", () => {
    expect(
      codesOf(
        inside(
          '<ArrayOptions index="0"><ColumnOption idx="0" pid="101"/><ColumnOption idx="0" pid="102"/><ColumnOption idx="1"/></ArrayOptions>',
        ),
      ),
    ).to.deep.equal(["ID_DUPLICATE", "TAG_MISSING"]);
  });
});
