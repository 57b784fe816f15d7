/** Scripts from a folder or a map, and errors that say where. */
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { QActionKitError } from "../../../src/base/errors.ts";
import { ScriptLoader } from "../../../src/qaction/script/script-loader.ts";
import { scriptFolder } from "../../support/qaction/script-folder.ts";

interface Counted {
  readonly QAction: { n: number };
}

async function failure(loader: ScriptLoader, id: number): Promise<QActionKitError> {
  try {
    await loader.load(id);
  } catch (error) {
    if (error instanceof QActionKitError) return error;
    throw error;
  }
  throw new Error("The script loaded.");
}

const counter = { "QAction_1.ts": "export class QAction { static n: number = 0; static Run(): void {} }" };

describe("script loader", () => {
  it("takes scripts from an object or a Map, and says where it looked", async () => {
    const run = (): void => undefined;
    expect(await new ScriptLoader({ 1: run }).load(1)).to.equal(run);
    expect(await new ScriptLoader(new Map([[1, run]])).load(1)).to.equal(run);
    expect(await new ScriptLoader({ 1: run }).load(2)).to.equal(undefined);
    expect(new ScriptLoader({}).lookedFor(2)).to.equal("key 2 of the script map");
  });

  it("takes scripts from a folder, given as path or URL", async () => {
    const folder = scriptFolder(counter);
    for (const source of [folder, pathToFileURL(folder)]) {
      const loader = new ScriptLoader(source);
      expect(((await loader.load(1)) as Counted).QAction.n).to.equal(0);
      expect(await loader.load(2)).to.equal(undefined);
      expect(loader.lookedFor(2)).to.contain("QAction_2.ts").and.to.contain(folder);
    }
  });

  it("SLP-39 statics belong to one element, unless sharedStatics shares them", async () => {
    const folder = scriptFolder(counter);
    const modules: Counted[] = [];
    for (const shared of [false, false, true, true]) {
      modules.push((await new ScriptLoader(folder, shared).load(1)) as Counted);
    }
    const [first, second, third, fourth] = modules;
    if (first !== undefined) first.QAction.n = 1;
    if (third !== undefined) third.QAction.n = 3;
    expect(second?.QAction.n).to.equal(0);
    expect(fourth?.QAction.n).to.equal(3);
  });

  it("a syntax error has file and line", async () => {
    const folder = scriptFolder({
      "QAction_1.ts": "export class QAction {\n  static Run(): void { const x = ; }\n}",
    });
    const error = await failure(new ScriptLoader(folder), 1);
    expect(error.code).to.equal("ERR_SCRIPT_LOAD");
    expect(error.message)
      .to.contain(`${path.join(folder, "QAction_1.ts")}:2`)
      .and.to.contain("Unexpected");
    expect(error.details).to.deep.include({ qaction: 1, line: 2 });
  });

  it("a syntax error in a plain module has file and line", async () => {
    const folder = scriptFolder({
      "QAction_1.mjs": "export class QAction {\n  static Run() { const = 1; }\n}",
    });
    const error = await failure(new ScriptLoader(folder), 1);
    expect(error.message).to.contain("QAction_1.mjs:2");
  });

  it("an error thrown while loading, and an import that is missing, name the file", async () => {
    const folder = scriptFolder({
      "QAction_1.ts": "const a: number = 1;\n\nthrow new Error(`no ${String(a)}`);",
      "QAction_2.ts": 'import "./gone.ts";',
    });
    const loader = new ScriptLoader(folder);
    expect((await failure(loader, 1)).message).to.match(/QAction_1\.ts:3:7: Error: no 1$/);
    expect((await failure(loader, 2)).message).to.contain("gone.ts");
  });
});
