/** Members of SLProtocolExt, Write and rows. */
import { expect } from "chai";
import { extensionNames } from "../../src/codegen/extension-names.ts";
import type { Granted } from "../../src/codegen/name-scope.ts";
import { oddParams, protocolOf } from "../support/codegen/protocol-text.ts";
import type { ParamXml } from "../support/codegen/protocol-text.ts";
import { reservedNames } from "../../src/qaction/slprotocol/extended-object.ts";

const names = (...params: readonly ParamXml[]) => extensionNames(protocolOf(...params), reservedNames);
const list = (some: readonly Granted[]): (readonly [number, ...string[]])[] =>
  some.map(({ param, names: all }) => [param.id, ...all]);

describe("extension names", () => {
  it("a read parameter has Name and Name_PID", () => {
    const { members, write, problems } = names({ id: 108, name: "Status Code" });
    expect(list(members)).to.deep.equal([[108, "StatusCode", "StatusCode_108"]]);
    expect([write, problems]).to.deep.equal([[], []]);
  });

  it("a write parameter has Name_PID, and Name only when no read has it; Write has every Name", () => {
    const { members, write, problems } = names(
      { id: 108, name: "Status Code" },
      { id: 158, name: "Status Code", type: "write" },
      { id: 159, name: "Reset", type: "write" },
    );
    expect(list(members)).to.deep.equal([
      [108, "StatusCode", "StatusCode_108"],
      [158, "StatusCode_158"],
      [159, "Reset", "Reset_159"],
    ]);
    expect(list(write)).to.deep.equal([
      [158, "StatusCode"],
      [159, "Reset"],
    ]);
    expect(problems).to.deep.equal([]);
  });

  it("other types have one property with their type", () => {
    const { members } = names(
      { id: 1, name: "Afterstartup", type: "dummy" },
      { id: 2, name: "Discreetinfo", type: "discreet info" },
      { id: 3, name: "Separator", type: "fixed" },
      { id: 4, name: "Sum", type: "crc" },
    );
    expect(list(members)).to.deep.equal([
      [1, "Afterstartup_dummy"],
      [2, "Discreetinfo_discreetinfo"],
      [3, "Separator__fixed"],
      [4, "Sum_crc"],
    ]);
  });

  it("a table is a property in lower-case-first form, its read columns are members too", () => {
    const { members, tables } = names(
      { id: 1000, name: "Master Table", columns: [1001, 1002, 1003], index: 1 },
      { id: 1001, name: "Master Index" },
      { id: 1002, name: "Master Key" },
      { id: 1003, name: "Master Price", type: "write" },
    );
    const [table] = tables;
    expect(table).to.include({ property: "masterTable", className: "MasterTable", index: 1, width: 3 });
    expect(list(table?.columns ?? [])).to.deep.equal([
      [1001, "MasterIndex", "MasterIndex_1001"],
      [1002, "MasterKey", "MasterKey_1002"],
      [1003, "MasterPrice", "MasterPrice_1003"],
    ]);
    expect(list(members)).to.deep.equal(list(table?.columns ?? []));
    expect(members.map(({ columnOf }) => columnOf?.id)).to.deep.equal([1000, 1000, undefined]);
  });

  it("a table and a write parameter of one name differ by the case of one letter", () => {
    const { members, tables, problems } = names(
      { id: 10, name: "matrix", type: "write" },
      { id: 20, name: "matrix", columns: [] },
    );
    expect([members[0]?.names[0], tables[0]?.property]).to.deep.equal(["Matrix", "matrix"]);
    expect(problems).to.deep.equal([]);
  });

  it("a write column has the name of its read column with its id only", () => {
    const { tables, problems } = names(
      { id: 1000, name: "T", columns: [1001, 1051] },
      { id: 1001, name: "Price" },
      { id: 1051, name: "Price", type: "write" },
    );
    expect(list(tables[0]?.columns ?? [])).to.deep.equal([
      [1001, "Price", "Price_1001"],
      [1051, "Price_1051"],
    ]);
    expect(problems).to.deep.equal([]);
  });

  it("a displaykey column has a property and no cell; unknown and repeated columns have none", () => {
    const { tables } = names(
      { id: 1000, name: "T", columns: [1001, 1002, 9999, 1001, [1003, "displaykey"]] },
      { id: 1001, name: "Key" },
      { id: 1002, name: "State" },
      { id: 1003, name: "Display" },
    );
    expect(tables[0]?.width).to.equal(4);
    expect(tables[0]?.columns.map(({ idx, names: all }) => [idx, ...all])).to.deep.equal([
      [0, "Key_1001"],
      [1, "State", "State_1002"],
      [4, "Display", "Display_1003"],
    ]);
  });

  it("all members of one object have different names, whatever the parameters are called", () => {
    const { members, write, tables } = names(...oddParams);
    const all = [...members.flatMap((one) => [...one.names]), ...tables.map(({ property }) => property)];
    expect(new Set(all).size).to.equal(all.length);
    expect(new Set(write.flatMap((one) => [...one.names])).size).to.equal(write.length);
    expect(new Set(tables.map(({ className }) => className)).size).to.equal(tables.length);
    expect(all).to.not.include.members(["Write", "ElementName", "__proto__"]);
  });
});
