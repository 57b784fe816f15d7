/** `SLProtocolExt`, `WriteParameters`, tables and rows as source. */
import { expect } from "chai";
import { protocolSource, tableSource } from "../../src/codegen/extension-source.ts";
import { extensionNames } from "../../src/codegen/extension-names.ts";
import { protocolOf } from "../support/codegen/protocol-text.ts";
import { reservedNames } from "../../src/qaction/slprotocol/extended-object.ts";

const bare = (lines: readonly string[]): string =>
  lines.filter((line) => !/^\s*(\/\*\*|\*)/.test(line)).join("\n");

describe("source of the extension", () => {
  const names = extensionNames(
    protocolOf(
      { id: 108, name: "Status Code", numeric: true },
      { id: 109, name: "Mode" },
      { id: 158, name: "Status Code", type: "write" },
      { id: 1000, name: "Overview", columns: [1001, 1002] },
      { id: 1001, name: "Overview Key" },
      { id: 1002, name: "Overview Level", numeric: true },
    ),
    reservedNames,
  );
  const discreetType = ({ id }: { readonly id: number }): string | undefined =>
    id === 109 || id === 1002 ? "X" : undefined;

  it("numbers, text or null, unions; a column has no value of its own", () => {
    expect(bare(protocolSource(names, "protocol.xml", discreetType))).to
      .equal(`export interface WriteParameters {
  StatusCode: string | null;
}

export interface SLProtocolExt extends SLProtocol {
  StatusCode: number;
  StatusCode_108: number;
  Mode: X | null;
  Mode_109: X | null;
  StatusCode_158: string | null;
  OverviewKey: null;
  OverviewKey_1001: null;
  OverviewLevel: null;
  OverviewLevel_1002: null;
  readonly Write: WriteParameters;
  readonly overview: OverviewQActionTable;
}`);
  });

  it("Write is there without write parameters too", () => {
    const source = bare(
      protocolSource(extensionNames(protocolOf(), reservedNames), "protocol.xml", () => undefined),
    );
    expect(source).to.match(/^export type WriteParameters = object;\n/);
    expect(source).to.contain("readonly Write: WriteParameters;");
  });

  it("rows have their columns, tables their rows", () => {
    const [table] = names.tables;
    const source = table === undefined ? [] : tableSource(table, "protocol.xml", discreetType);
    expect(bare(source)).to.equal(`export const OverviewQActionRow = defineRow(0, 2, {
  OverviewKey: column.text(0),
  OverviewKey_1001: column.text(0),
  OverviewLevel: column.discreet<X, 1>(1),
  OverviewLevel_1002: column.discreet<X, 1>(1),
});
export type OverviewQActionRow = RowOf<typeof OverviewQActionRow>;

export type OverviewQActionTable = TableOf<typeof OverviewQActionRow>;`);
    expect(source.join("\n")).to.contain("Column 1, from 0.");
  });
});
