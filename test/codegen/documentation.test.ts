/** Doc comments of parameters. */
import { expect } from "chai";
import { documentation } from "../../src/codegen/documentation.ts";
import { protocolOf } from "../support/codegen/protocol-text.ts";
import type { ParamXml } from "../support/codegen/protocol-text.ts";

function lines(param: ParamXml, remarks: readonly string[] = []): string[] {
  const [made] = protocolOf(param).params.values();
  return made === undefined ? [] : documentation(made, "protocol.xml", remarks);
}

describe("documentation", () => {
  it("has description, kind, units, range, decimals, discreets, exceptions and the line", () => {
    const text = lines({
      id: 20,
      name: "Input Level",
      description: "Level of the input",
      numeric: true,
      display: "<Units>dBm</Units><Range><Low>-60</Low><High>10</High></Range><Decimals>2</Decimals>",
      discreets: [["Off", "-99"]],
      interprete:
        '<Exceptions><Exception id="1" value="-100"><Display>N/A</Display></Exception></Exceptions>',
    });
    expect(text).to.deep.equal([
      "Level of the input.",
      "",
      "Read parameter 20 'Input Level': number, in dBm, -60 to 10, 2 decimals shown.",
      "",
      "- -99: Off",
      "- -100: N/A (exception)",
      "",
      "protocol.xml, line 3.",
    ]);
  });

  it("takes the name when there is no description, and the range of Interprete when Display has none", () => {
    const only = (range: string): string | undefined =>
      lines({ id: 1, name: "A", numeric: true, interprete: `<Range>${range}</Range>` })[2];
    expect(lines({ id: 1, name: "A" })[0]).to.equal("A.");
    expect(only("<Low>1</Low>")).to.equal("Read parameter 1 'A': number, from 1.");
    expect(only("<High>9</High>")).to.equal("Read parameter 1 'A': number, up to 9.");
  });

  it("tables say no more than that, remarks stand behind the facts, an empty value is visible", () => {
    expect(lines({ id: 9, name: "T", columns: [] })[2]).to.equal("Table 9 'T'.");
    expect(lines({ id: 1, name: "A", description: "Really?" }, ["More."]).slice(0, 4)).to.deep.equal([
      "Really?",
      "",
      "Read parameter 1 'A': text.",
      "More.",
    ]);
    expect(lines({ id: 1, name: "A", discreets: [["None", ""]] })).to.include("- (empty): None");
  });
});
