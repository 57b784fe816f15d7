/** The lists are those of the classes. */
import { expect } from "chai";
import { protocolMembers, rowMembers } from "../../src/codegen/reserved-names.ts";
import { QActionTableRow } from "../../src/qaction/table/qaction-table-row.ts";
import { ScriptObject } from "../../src/qaction/slprotocol/script-object.ts";

/** Names on the prototypes of a class. */
function inherited(start: object): string[] {
  const names = new Set<string>();
  for (let at: object | null = start; at !== null && at !== Object.prototype;) {
    for (const name of Object.getOwnPropertyNames(at)) names.add(name);
    at = Object.getPrototypeOf(at) as object | null;
  }
  names.delete("constructor");
  return [...names].sort();
}

describe("reserved names", () => {
  it("are the members of the script's object, and Write", () => {
    expect([...protocolMembers].sort()).to.deep.equal([...inherited(ScriptObject.prototype), "Write"].sort());
  });

  it("are the members of a row", () => {
    const row = new QActionTableRow(0, 1);
    expect([...rowMembers].sort()).to.deep.equal(
      [...inherited(QActionTableRow.prototype), ...Object.getOwnPropertyNames(row)].sort(),
    );
  });
});
