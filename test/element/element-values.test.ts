/** All values of an element at one moment. */
import { expect } from "chai";
import { valuesOf } from "../../src/element/element-values.ts";
import { sketchConnector } from "../../src/testing/connector-sketch.ts";
import { TestElement } from "../../src/testing/test-element.ts";

describe("values of an element", () => {
  it("are those that were set, and the rows of tables; general parameters are left out", async () => {
    const sketch = {
      params: { 1: "text", 2: "number", 3: "text" },
      tables: { 1000: { columns: ["text"] } },
    } as const;
    await using test = await TestElement.start(sketch);
    test.slProtocol.SetParameter(1, "é");
    test.slProtocol.SetParameter(2, 0);
    test.slProtocol.AddRow(1000, ["a"]);
    expect(test.element.values()).to.deep.equal({ parameters: { 1: "é", 2: 0 }, tables: { 1000: [["a"]] } });
  });

  it("are empty before the start", () => {
    expect(valuesOf(sketchConnector({ params: { 1: "text" } }), undefined)).to.deep.equal({
      parameters: {},
      tables: {},
    });
  });
});
