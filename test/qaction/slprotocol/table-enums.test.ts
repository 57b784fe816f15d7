/** The enums of the table members. */
import { expect } from "chai";
import { KeyType, SaveOption } from "../../../src/qaction/slprotocol/table-enums.ts";

describe("table constants", () => {
  it("have the numbers of the C# enums, which are those of the notify calls", () => {
    expect(SaveOption).to.deep.equal({ Full: 193, Partial: 194 });
    expect(KeyType).to.deep.equal({ Index: 0, DisplayKey: 1 });
  });
});
