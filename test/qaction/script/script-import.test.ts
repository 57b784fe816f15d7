/** Script files become modules: TypeScript too, with instances of their own for each scope. */
import path from "node:path";
import { expect } from "chai";
import type { Encoding } from "../../../src/encoding/encoding.ts";
import { QActionTableRow } from "../../../src/qaction/table/qaction-table-row.ts";
import { importScript, newScope } from "../../../src/qaction/script/script-import.ts";
import { scriptFolder } from "../../support/qaction/script-folder.ts";

interface Counter {
  next(): number;
}

const shared = `export const state: { n: number } = { n: 0 };`;
const script = (from: string): string => `
import { state } from "${from}";
export function next(): number { return ++state.n; }`;

function folderOf(packageJson: string): string {
  return scriptFolder({
    ...(packageJson === "" ? {} : { "package.json": packageJson }),
    "lib/state.ts": shared,
    "QAction_1.ts": script("./lib/state.ts"),
    "QAction_2/QAction_2.ts": script("../lib/state.ts"),
  });
}

describe("script import", () => {
  for (const [name, packageJson] of [
    ["beside a package.json of type module", '{"type":"module"}'],
    ["beside a package.json without type", "{}"],
    ["without a package.json", ""],
  ] as const) {
    it(`TypeScript ${name}: scripts of one scope share what they import, scopes share nothing`, async () => {
      const folder = folderOf(packageJson);
      const one = newScope();
      const other = newScope();
      const first = (await importScript(path.join(folder, "QAction_1.ts"), one)) as Counter;
      const second = (await importScript(path.join(folder, "QAction_2/QAction_2.ts"), one)) as Counter;
      const foreign = (await importScript(path.join(folder, "QAction_1.ts"), other)) as Counter;
      expect([first.next(), second.next(), first.next(), foreign.next()]).to.deep.equal([1, 2, 3, 1]);
    });
  }

  it("JavaScript modules, .mjs and .js, and scripts that are CommonJS", async () => {
    const folder = scriptFolder({
      "QAction_1.mjs": "export class QAction { static Run() { return 1; } }",
      "QAction_2.js": "export class QAction { static Run() { return 2; } }",
      "QAction_3.js": "exports.QAction = class { static Run() { return 3; } };",
    });
    const results: unknown[] = [];
    for (const name of ["QAction_1.mjs", "QAction_2.js", "QAction_3.js"]) {
      const loaded = await importScript(path.join(folder, name), newScope());
      results.push((loaded as { QAction: { Run(): number } }).QAction.Run());
    }
    expect(results).to.deep.equal([1, 2, 3]);
  });

  it("packages are shared by all scopes", async () => {
    const folder = scriptFolder({
      "package.json": '{"type":"module"}',
      "node_modules/counter/package.json": '{"name":"counter","type":"module","exports":"./index.js"}',
      "node_modules/counter/index.js": "let n = 0; export function next() { return ++n; }",
      "QAction_1.ts": 'export { next } from "counter";',
    });
    const file = path.join(folder, "QAction_1.ts");
    const first = (await importScript(file, newScope())) as Counter;
    const second = (await importScript(file, newScope())) as Counter;
    expect([first.next(), second.next()]).to.deep.equal([1, 2]);
  });

  it("a script without a package.json may import qaction-kit, and gets the one that runs it", async () => {
    const folder = scriptFolder({
      "QAction_1.ts":
        'export { QActionTableRow } from "qaction-kit"; export { Encoding } from "qaction-kit/encoding";',
    });
    const file = path.join(folder, "QAction_1.ts");
    const script = (await importScript(file, newScope())) as {
      QActionTableRow: typeof QActionTableRow;
      Encoding: typeof Encoding;
    };
    expect(new script.QActionTableRow(0, 1)).to.be.instanceOf(QActionTableRow);
    expect(script.Encoding.UTF8.GetString([0xc3, 0xa9])).to.equal("é");
  });
});
