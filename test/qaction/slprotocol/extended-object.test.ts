/** Members of `SLProtocolExt` at run time. */
import { expect } from "chai";
import { helperSource } from "../../../src/codegen/helper-source.ts";
import { parseProtocol } from "../../../src/protocol/load-protocol.ts";
import { extendedObject, reservedNames } from "../../../src/qaction/slprotocol/extended-object.ts";
import { QActionTableRow } from "../../../src/qaction/table/qaction-table-row.ts";
import { QActionTable } from "../../../src/qaction/table/qaction-table.ts";
import { memberNames } from "../../../src/qaction/slprotocol/member-table.ts";
import type { SLProtocol } from "../../../src/qaction/slprotocol/slprotocol.ts";
import { oddParams, paramXml, protocolXml } from "../../support/codegen/protocol-text.ts";
import { inScript } from "../../support/qaction/script-element.ts";

/** What a script without types sees. */
type Open = SLProtocol & Record<string, unknown>;

const params = [
  ...[
    { id: 1, name: "Status Code", numeric: true },
    { id: 2, name: "selectedArticle" },
    { id: 51, name: "Status Code", type: "write", numeric: true },
    { id: 52, name: "Reset", type: "write" },
    { id: 60, name: "Startup", type: "dummy" },
    { id: 61, name: "Separator", type: "fixed", interprete: "<Value>;</Value>" },
    { id: 62, name: "Element Name" },
    { id: 1000, name: "Article List", columns: [1001, 1002] },
    { id: 1001, name: "Article Key" },
    { id: 1002, name: "Title" },
    { id: 1052, name: "Title", type: "write" },
  ].map(paramXml),
].join("");

const inExtended = <T>(script: (protocol: Open) => T) =>
  inScript(params, (protocol) => script(protocol as Open));

describe("extended object", () => {
  it("no parameter can take the name of a member of a row", () => {
    const inherited = new Set<string>();
    const row = new QActionTableRow(0, 1);
    for (let at: object = row; at !== Object.prototype; at = Object.getPrototypeOf(at) as object)
      for (const name of Object.getOwnPropertyNames(at)) inherited.add(name);
    inherited.delete("constructor");
    expect([...reservedNames.row].sort()).to.deep.equal([...inherited].sort());
    expect(reservedNames.row).to.include.members(["Columns", "Key", "ToObjectArray"]);
  });

  it("SLP-41 properties call GetParameter and SetParameter under both of their names", async () => {
    const { result, parameters } = await inExtended((protocol) => {
      const before = [protocol["StatusCode"], protocol["Selectedarticle"]];
      protocol["StatusCode"] = 5;
      protocol["Selectedarticle_2"] = "Café";
      protocol["Reset"] = "now";
      protocol["Startup_dummy"] = "x";
      return [
        ...before,
        protocol["StatusCode_1"],
        protocol["Selectedarticle"],
        "selectedArticle" in protocol,
      ];
    });
    expect(result).to.deep.equal([0, null, 5, "Café", false]);
    expect([52, 60].map((pid) => parameters.get(pid))).to.deep.equal(["now", "x"]);
  });

  it("Write reaches a write parameter that shares its name with a read one", async () => {
    const { result, parameters } = await inExtended((protocol) => {
      const write = protocol["Write"] as Record<string, unknown>;
      write["StatusCode"] = 7;
      return [
        write["StatusCode"],
        protocol["StatusCode_51"],
        protocol["StatusCode"],
        protocol["Write"] === write,
      ];
    });
    expect(result).to.deep.equal([7, 7, 0, true]);
    expect(parameters.get(51)).to.equal(7);
  });

  it("a table is one object for each run, and its rows have their columns", async () => {
    const { result } = await inExtended((protocol) => {
      const table = protocol["articleList"] as QActionTable;
      table.AddRow(["1", "one"]);
      const [row] = table as Iterable<object> as Iterable<Record<string, unknown>>;
      return [
        table === protocol["articleList"],
        table instanceof QActionTable,
        [table.TableId, table.TableName],
        [row?.["ArticleKey"], row?.["Title_1002"]],
      ];
    });
    expect(result).to.deep.equal([true, true, [1000, "Article List"], ["1", "one"]]);
  });

  it("members of SLProtocol stay what they are", async () => {
    const { result } = await inExtended((protocol) => [protocol.ElementName, protocol["ElementName_62"]]);
    expect(result).to.deep.equal(["Bench 1", null]);
  });

  it("a column has no value of its own: null, and one warning a property", async () => {
    const made = await inExtended((protocol) => {
      protocol["Title"] = "x";
      return [protocol["Title"], protocol["Title"], protocol["Title_1052"]];
    });
    expect(made.result).to.deep.equal([null, null, null]);
    const [said, ...more] = made.noticed("SCRIPT_ARGUMENT");
    expect(more).to.deep.equal([]);
    expect(said).to.match(/property Title .* parameter 1002 is a column of table 1000/);
  });

  it("has every member that the helper file declares, and no other", () => {
    const { protocol } = parseProtocol(protocolXml(oddParams));
    const { text } = helperSource(protocol, reservedNames);
    const declared = text
      .slice(text.indexOf("export interface SLProtocolExt"))
      .matchAll(/^ {2}(?:readonly )?([^\s:]+):/gmu);
    const made = Object.getOwnPropertyNames(extendedObject(protocol).prototype);
    const inherited = ["constructor", ...memberNames] as readonly string[];
    expect(made.filter((name) => !inherited.includes(name)).sort()).to.deep.equal(
      Array.from(declared, ([, name]) => name).sort(),
    );
  });

  it("its class is made once for each protocol, and a script sees nothing of its own", async () => {
    const { protocol } = parseProtocol(protocolXml(oddParams));
    expect(extendedObject(protocol)).to.equal(extendedObject(protocol));
    const { result } = await inExtended((object) => object);
    expect(Reflect.ownKeys(result ?? {})).to.deep.equal([]);
  });
});
