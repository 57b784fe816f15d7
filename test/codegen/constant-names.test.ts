/** Constants of `Parameter`. */
import { expect } from "chai";
import { constantNames } from "../../src/codegen/constant-names.ts";
import { protocolOf } from "../support/codegen/protocol-text.ts";

describe("constant names", () => {
  const table = [
    { id: 1000, name: "Master Table", columns: [1002, 1001, 1051, [1003, "state"]], index: 1 },
    { id: 1001, name: "Master Index" },
    { id: 1002, name: "Master Description" },
    { id: 1003, name: "Master State" },
    { id: 1051, name: "Master Description", type: "write" },
    { id: 1052, name: "Master Button", type: "write" },
  ] as const;

  it("standalone read and write parameters, and writes without a ColumnOption", () => {
    const { reads, writes } = constantNames(
      protocolOf({ id: 108, name: "Status Code" }, { id: 158, name: "Status Code", type: "write" }, ...table),
    );
    expect(reads.map(({ names }) => names)).to.deep.equal([["statusCode", "statusCode_108"]]);
    expect(writes.map(({ names }) => names)).to.deep.equal([
      ["statusCode", "statusCode_158"],
      ["masterButton", "masterButton_1052"],
    ]);
  });

  it("tables: index column as the attribute says, write ColumnOptions apart, but they take an idx", () => {
    const { tables, problems } = constantNames(protocolOf(...table));
    const [one] = tables;
    expect(one).to.include({ className: "MasterTable", index: 1, indexPid: 1001 });
    expect(one?.columns.map(({ idx, names }) => [idx, ...names])).to.deep.equal([
      [0, "masterDescription", "masterDescription_1002"],
      [1, "masterIndex", "masterIndex_1001"],
      [3, "masterState", "masterState_1003"],
    ]);
    expect(one?.write.map(({ names }) => names)).to.deep.equal([
      ["masterDescription", "masterDescription_1051"],
    ]);
    expect(problems).to.deep.equal([]);
  });

  it("no constants for other types; columns listed by Type@id are columns", () => {
    const { reads, writes, tables } = constantNames(
      protocolOf(
        ...["dummy", "fixed", "header", "trailer", "crc", "ip", "bus"].map((type, i) => ({
          id: i + 1,
          name: type,
          type,
        })),
        { id: 2000, name: "Old", typeId: "2001;2002", columns: [] },
        { id: 2001, name: "Old Key" },
        { id: 2002, name: "Old Value" },
      ),
    );
    expect([reads, writes]).to.deep.equal([[], []]);
    expect(tables[0]?.columns.map(({ idx, param }) => [idx, param.id])).to.deep.equal([
      [0, 2001],
      [1, 2002],
    ]);
  });

  it("a table called Write, or one without its key column, still has its class", () => {
    const { tables } = constantNames(protocolOf({ id: 7, name: "Write", columns: [] }));
    expect(tables[0]).to.not.have.property("indexPid");
    expect(tables[0]?.className).to.equal("Write_7");
  });

  it("two reads of one name keep their numbered form", () => {
    const { reads, problems } = constantNames(protocolOf({ id: 1, name: "Twin" }, { id: 2, name: "Twin" }));
    expect(reads.map(({ names }) => names)).to.deep.equal([["twin_1"], ["twin_2"]]);
    expect(problems.map(({ severity }) => severity)).to.deep.equal(["error", "error"]);
  });
});
