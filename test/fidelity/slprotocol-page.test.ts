/** The page of SLProtocol's members: read from the declaration, proven by tests. */
import { expect } from "chai";
import { dataMinerNotifies, protocolNotifies } from "../../src/qaction/notify/notify-registry.ts";
import { readMembers, slprotocolPage, testsOf } from "./slprotocol-page.ts";

const members = readMembers();
const passing = { title: "AddRow adds", file: "test/qaction/slprotocol/row-members.test.ts", passed: true };

describe("slprotocol page", () => {
  it("reads members with overloads, first sentence and obsolescence from the declaration", () => {
    const fill = members.find(({ name }) => name === "FillArray");
    expect(fill?.overloads).to.have.length(4);
    expect(fill?.overloads[1]).to.equal(
      "FillArray(tableId: number, columns: Columns, useClearAndLeave?: boolean): true | null",
    );
    expect(fill?.group).to.equal("Fills");
    expect(members.find(({ name }) => name === "Exists")?.summary).to.equal(
      "True when the table has a row of that primary key.",
    );
    expect(members.find(({ name }) => name === "GetParameterByData")?.deprecated).to.equal(true);
    expect(members.filter(({ summary }) => summary === "").map(({ name }) => name)).to.deep.equal([]);
  });

  it("a member is proven by tests of the qaction layer that name it as a word, and all pass", () => {
    expect(testsOf("AddRow", [passing])).to.have.length(1);
    expect(testsOf("AddRow", [{ ...passing, title: "AddRowReturnKey" }])).to.have.length(0);
    expect(testsOf("AddRow", [{ ...passing, file: "test/logic/x.test.ts" }])).to.have.length(0);
    expect(testsOf("AddRow", [passing, { ...passing, passed: false }])).to.have.length(0);
  });

  it("says what is not proven, and lists the notify numbers", () => {
    const page = slprotocolPage(members, [passing]);
    expect(page).to.contain(`1 of ${String(members.length)} members are proven.`);
    expect(page).to.contain("[row-members](../test/qaction/slprotocol/row-members.test.ts) (1)");
    expect(page).to.contain("not yet");
    expect(page).to.contain(
      "| 321 | NT_GET_TABLE_COLUMNS | table | 0-based positions of columns | columns, in that order | null |  |",
    );
    expect(page).to.contain(
      "| 307 | NT_INVALIDATE_PARAMETER | pids | true or false | null | null | recorded |",
    );
    expect(page).to.contain(
      "| 215 | NT_GET_ROW | [agent, element, table, key] | null | row | null | this one and those in",
    );
  });

  it("every notify row says what it takes and gives", () => {
    for (const { number, takes, gives } of [...protocolNotifies.values(), ...dataMinerNotifies.values()]) {
      expect([...takes, gives], String(number)).to.satisfy((texts: string[]) => texts.every((text) => text));
    }
  });
});
