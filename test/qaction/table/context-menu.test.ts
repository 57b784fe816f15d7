/** Context menus: items, and the list of texts that a choice becomes (`UIComponentsCustomTableContextMenu`). */
import { expect } from "chai";
import { parseProtocol } from "../../../src/protocol/load-protocol.ts";
import {
  isMenu,
  menuArguments,
  menuItem,
  menuItems,
  menuOf,
  tableOfMenu,
  type MenuChoice,
} from "../../../src/qaction/table/context-menu.ts";
import { expectCode } from "../../support/qaction/expect-code.ts";
import { inScript, protocolOf, tableParams, textParam } from "../../support/qaction/script-element.ts";

const item = (value: string, attributes = ""): string =>
  `<Discreet ${attributes}><Display>Show ${value}</Display><Value>${value}</Value></Discreet>`;

const items = [
  item("add", 'dependencyValues="101;102?;103:fixed;102:[value:102]"'),
  item("copy", 'options="table:singleSelection" dependencyValues="102:[value:102] of [primarykey]"'),
  item("delete", 'options="confirm:Sure?;table:selection"'),
  item("-1", 'options="separator"'),
  item("script1", 'options="script:Start|d1=[this element]|p1=[value:101];p2=[value:102]|||NoConfirmation"'),
  item("clear"),
].join("");

const menu = `<Param id="199"><Name>table 100_ContextMenu</Name><Description>m</Description><Type>write</Type>
  <Interprete><RawType>other</RawType><LengthType>next param</LengthType><Type>string</Type></Interprete>
  <Measurement><Type>discreet</Type><Discreets>${items}</Discreets></Measurement></Param>`;

const params = tableParams(100, [{ pid: 101 }, { pid: 102 }]) + menu + textParam(1);

const { protocol } = parseProtocol(protocolOf(`<Params>${params}</Params>`));

async function choose(value: string, choice: MenuChoice = {}): Promise<readonly string[]> {
  const made = await inScript(params, (slp) => {
    slp.AddRow(100, ["a", "Café"]);
    slp.AddRow(100, ["b", null]);
  });
  return menuArguments(menuOf(protocol, 199), made.parameters.table(100), value, { client: "me", ...choice });
}

/** Why a choice is refused. */
async function refusal(value: string, choice: MenuChoice = {}): Promise<string> {
  return choose(value, choice).then(
    (chosen) => `chosen: ${chosen.join()}`,
    (error: unknown) => (error as Error).message,
  );
}

describe("context menu", () => {
  it("has the items that run a QAction: no separator, no script", () => {
    const found = menuOf(protocol, 199);
    expect(menuItems(found).map(({ value }) => value)).to.deep.equal(["add", "copy", "delete", "clear"]);
    expect(menuItem(found, "Show copy")?.value).to.equal("copy");
    expect(menuItem(found, "-1")).to.equal(undefined);
  });

  it("is found by its own id and by that of its table; anything else is refused", () => {
    expect([199, 1, 100].map((id) => isMenu(protocol.params.get(id) ?? menuOf(protocol, 199)))).to.deep.equal(
      [true, false, false],
    );
    expect([menuOf(protocol, 199).id, menuOf(protocol, 100).id]).to.deep.equal([199, 199]);
    expect(tableOfMenu(protocol, menuOf(protocol, 199))).to.equal(100);
    for (const id of [1, 101, 999]) expectCode(() => menuOf(protocol, id), "ERR_ELEMENT_OPTION");
  });

  it("a choice is client, item, values and keys, all as text", async () => {
    expect(await choose("clear")).to.deep.equal(["me", "clear"]);
    expect(await choose("delete", { rows: ["b", "a"] })).to.deep.equal(["me", "delete", "b", "a"]);
    expect(await choose("add", { values: ["k", undefined, 7, "x"] })).to.deep.equal([
      "me",
      "add",
      "k",
      "",
      "7",
      "x",
    ]);
  });

  it("what is not filled in has the default of the item, with the cells of the row that is selected", async () => {
    expect(await choose("add", { values: ["k"] })).to.deep.equal(["me", "add", "k", "", "fixed", ""]);
    expect(await choose("copy", { rows: ["a"] })).to.deep.equal(["me", "copy", "Café of a", "a"]);
    expect(await choose("copy", { rows: ["b"] })).to.deep.equal(["me", "copy", " of b", "b"]);
  });

  it("the client has an identifier of its own when none is given", () => {
    const [client] = menuArguments(menuOf(protocol, 199), undefined, "clear");
    expect(client).to.match(/^[0-9a-f]{32}$/);
  });

  it("refuses what no client could choose, and says why", async () => {
    expect(await refusal("script1")).to.contain("Its items: 'add', 'copy', 'delete', 'clear'");
    expect(await refusal("add")).to.contain("needs a value for parameter 101");
    expect(await refusal("add", { values: ["1", "2", "3", "4", "5"] })).to.contain(
      "asks for 4 values, and 5",
    );
    expect(await refusal("delete")).to.contain("takes at least one row, and 0 are selected");
    expect(await refusal("copy", { rows: ["a", "b"] })).to.contain("takes one row, and 2 are selected");
    expect(await refusal("clear", { rows: ["a"] })).to.contain("takes no rows, and 1 are selected");
    expect(await refusal("delete", { rows: ["zz"] })).to.contain("no row 'zz'");
  });
});
