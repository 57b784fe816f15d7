/** The files of a new connector, without installing anything. */
import { expect } from "chai";
import { initialFiles } from "../../../src/cli/init/init-files.ts";
import { complaints } from "../../support/compile.ts";
import { connectorKinds } from "../../../src/cli/init/init-kinds.ts";

const kit = {
  source: "^1.2.3",
  devDependencies: { mocha: "^12.0.0", chai: "^6.0.0", tsx: "^4.0.0", typescript: "~6.0.0" },
};

describe("files of a new connector", () => {
  it("the package asks for this version of the kit, and for what the kit itself is tested with", () => {
    const text = initialFiles("Ünïcode & Co", "virtual", kit)["package.json"] ?? "";
    const { name, type, devDependencies } = JSON.parse(text) as Record<string, Record<string, string>>;
    expect([name, type]).to.deep.equal(["n-code-co", "module"]);
    expect(devDependencies).to.include({ "qaction-kit": "^1.2.3", mocha: "^12.0.0", tsx: "^4.0.0" });
    expect(initialFiles("Ünïcode & Co", "virtual", kit)["protocol.xml"]).to.contain(
      "<Name>Ünïcode &amp; Co</Name>",
    );
    expect(JSON.parse(initialFiles("..", "http", kit)["package.json"] ?? "")).to.include({
      name: "connector",
    });
  });

  for (const kind of connectorKinds) {
    it(`${kind}: script, test and helper type-check`, () => {
      const files = initialFiles("x", kind, kit);
      expect(files["QAction_Helper.ts"]).to.contain("export interface SLProtocolExt");
      expect(
        complaints({
          "QAction_1.ts": `/// <reference types="qaction-kit/typings" />\n${files["QAction_1.ts"] ?? ""}`,
          "QAction_Helper.ts": files["QAction_Helper.ts"] ?? "",
          "QAction_1.test.ts": `/// <reference types="mocha" />\n${files["test/QAction_1.test.ts"] ?? ""}`,
        }),
      ).to.deep.equal([]);
    });
  }
});
