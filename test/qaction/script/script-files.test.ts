/** Where a script may stand beside protocol.xml. */
import path from "node:path";
import { expect } from "chai";
import { findScriptFile, scriptPaths } from "../../../src/qaction/script/script-files.ts";
import { scriptFolder } from "../../support/qaction/script-folder.ts";

describe("script files", () => {
  it("are QAction_<id> with four extensions, beside protocol.xml or in a folder of that name", () => {
    expect(scriptPaths(5)).to.deep.equal([
      "QAction_5.ts",
      "QAction_5.mts",
      "QAction_5.js",
      "QAction_5.mjs",
      "QAction_5/QAction_5.ts",
      "QAction_5/QAction_5.mts",
      "QAction_5/QAction_5.js",
      "QAction_5/QAction_5.mjs",
    ]);
  });

  it("the first that exists counts; none gives undefined", () => {
    const folder = scriptFolder({
      "QAction_1/QAction_1.ts": "",
      "QAction_1.mjs": "",
      "QAction_2/QAction_2.js": "",
      "QAction_2/other.ts": "",
    });
    expect(findScriptFile(folder, 1)).to.equal(path.join(folder, "QAction_1.mjs"));
    expect(findScriptFile(folder, 2)).to.equal(path.join(folder, "QAction_2/QAction_2.js"));
    expect(findScriptFile(folder, 3)).to.equal(undefined);
  });
});
