/** Script files become modules: TypeScript too, with instances of their own in each scope, and gone with it. */
import { symlinkSync, writeFileSync } from "node:fs";
import { Session } from "node:inspector";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import type { Encoding } from "../../../src/encoding/encoding.ts";
import { QActionTableRow } from "../../../src/qaction/table/qaction-table-row.ts";
import { compileScripts } from "../../../src/qaction/script/script-compiler.ts";
import { describeScriptError } from "../../../src/qaction/script/script-error.ts";
import { ScriptLoader } from "../../../src/qaction/script/script-loader.ts";
import { ScriptScope } from "../../../src/qaction/script/script-scope.ts";
import { scriptFolder } from "../../support/qaction/script-folder.ts";

type Exports = Readonly<Record<string, unknown>>;
type Calls = Readonly<Record<string, (...values: readonly unknown[]) => unknown>>;

/** The exports of files, all of one scope. */
async function load(folder: string, ...names: readonly string[]): Promise<Exports[]> {
  const files = names.map((name) => path.join(folder, name));
  const compiled = await compileScripts(files);
  const [error] = compiled.errors.values();
  if (error !== undefined) throw error;
  const scope = new ScriptScope(compiled);
  const loaded: Exports[] = [];
  for (const file of files) loaded.push((await scope.import(file)) as Exports);
  return loaded;
}

/** The exports of one file among others. */
async function only(files: Readonly<Record<string, string>>, name = "QAction_1.ts"): Promise<Exports> {
  const [exports = {}] = await load(scriptFolder(files), name);
  return exports;
}

async function mistake(files: Readonly<Record<string, string>>): Promise<{ error: Error; at: string }> {
  const folder = scriptFolder(files);
  try {
    await load(folder, "QAction_1.ts");
  } catch (error) {
    const { file = "", line, column } = describeScriptError(error);
    return { error: error as Error, at: `${path.relative(folder, file)}:${String(line)}:${String(column)}` };
  }
  throw new Error("It loaded.");
}

describe("script scope", () => {
  for (const [name, packageJson] of [
    ["beside a package.json of type module", '{"type":"module"}'],
    ["beside a package.json without type", "{}"],
    ["without a package.json", ""],
  ] as const) {
    it(`TypeScript ${name}: scripts of one scope share what they import, scopes share nothing`, async () => {
      const script = (from: string): string =>
        `import { state } from "${from}"; import counter from "${from}";
        export function next(): number { return ++state.n + counter; }`;
      const folder = scriptFolder({
        ...(packageJson === "" ? {} : { "package.json": packageJson }),
        "lib/state.ts": "export const state: { n: number } = { n: 0 }; export default 0;",
        "QAction_1.ts": script("./lib/state.ts"),
        "QAction_2/QAction_2.ts": script("../lib/state"),
      });
      const [first, second] = await load(folder, "QAction_1.ts", "QAction_2/QAction_2.ts");
      const [foreign] = await load(folder, "QAction_1.ts");
      const next = (one: Exports | undefined): unknown => (one as Calls)["next"]?.();
      expect([next(first), next(second), next(first), next(foreign)]).to.deep.equal([1, 2, 3, 1]);
    });
  }

  for (const extension of ["ts", "mts", "js", "mjs", "cjs", "cts"]) {
    it(`imports names, the default and everything of a .${extension} file, also beside type module`, async () => {
      const commonJs = extension.startsWith("c");
      const text = commonJs
        ? "exports.a = 1; exports.b = 2;"
        : "export const a = 1; export default 2; export let b = 2;";
      for (const packageJson of ["{}", '{"type":"module"}'] as const)
        for (const importer of ["QAction_1.ts", "QAction_1.mts"]) {
          const script = await only(
            {
              "package.json": packageJson,
              [`lib.${extension}`]: text,
              [importer]: `import main, { a } from "./lib.${extension}"; import * as all from "./lib.${extension}"; export { b as c } from "./lib.${extension}";
                export const found = [a, all.b, all.default === main, typeof main];`,
            },
            importer,
          );
          expect(script["found"]).to.deep.equal([1, 2, true, commonJs ? "object" : "number"]);
          expect(script["c"]).to.equal(2);
        }
    });
  }

  it("JavaScript modules, .mjs and .js, and scripts that are CommonJS", async () => {
    const folder = scriptFolder({
      "QAction_1.mjs": "export class QAction { static Run() { return 1; } }",
      "QAction_2.js": "export class QAction { static Run() { return 2; } }",
      "QAction_3.js":
        'const { n } = require("./lib/n.js"); const os = require("node:os"); exports.QAction = class { static Run() { return n + (os.EOL && __dirname ? 1 : 0); } };',
      "lib/n.js": "exports.n = 2;",
    });
    const loaded = await load(folder, "QAction_1.mjs", "QAction_2.js", "QAction_3.js");
    expect(loaded.map((one) => (one["QAction"] as Calls)["Run"]?.())).to.deep.equal([1, 2, 3]);
    expect((loaded[2]?.["default"] as Exports)["QAction"]).to.equal(loaded[2]?.["QAction"]);
  });

  it("exports that change are seen by whoever imports them, also in a circle", async () => {
    const script = await only({
      "QAction_1.ts": `import { count, add } from "./counter.ts"; export const name = "one";
        export function Run(): unknown { add(); return [count, add()]; }`,
      "counter.ts": `import { name } from "./QAction_1.ts"; export let count = 0; export function add(): string { count++; return name; }`,
    });
    expect((script as Calls)["Run"]?.()).to.deep.equal([1, "one"]);
    expect(Object.keys(script)).to.have.members(["Run", "name"]);
  });

  it("export *, JSON, enums, decorators of either kind and paths of a tsconfig", async () => {
    const script = await only({
      "tsconfig.json":
        '{ "compilerOptions": { "experimentalDecorators": true, "paths": { "@lib/*": ["./lib/*"] } } }',
      "lib/all.ts": 'export * from "./deep.ts"; export * as deep from "./deep.ts"; export const own = 1;',
      "lib/deep.ts": "export enum Level { Low = 3 } export const deep2 = 2;",
      "data.json": '{ "text": "é", "a-b": 1 }',
      "QAction_1.ts": `import { Level, own, deep2, deep } from "@lib/all.ts"; import data from "./data.json" with { type: "json" };
        const seen: string[] = [];
        function mark(target: object, key: string): void { seen.push(key, typeof target); }
        class Marked { @mark run(): void {} }
        export { Marked, seen };
        export const values = [Level.Low, Level[3], own, deep2, deep.deep2, data.text, data["a-b"]];`,
    });
    expect(script["values"]).to.deep.equal([3, "Low", 1, 2, 2, "é", 1]);
    expect(script["seen"]).to.deep.equal(["run", "object"]);
  });

  it("await at the top level of a script and of what it imports, also in a circle", async () => {
    const folder = scriptFolder({
      "later.ts": `import { early } from "./circle.ts"; export let value = 0; value = await Promise.resolve(5); export const seen = typeof early; export * from "./more.ts";`,
      "circle.ts": `import { value } from "./later.ts"; export function early(): number { return value; }`,
      "more.ts": "export const more = await Promise.resolve(6);",
      "QAction_1.ts": `import { value, seen, more } from "./later.ts"; import { early } from "./circle.ts"; export const found = [value, seen, early(), more];`,
      "QAction_2.ts": `import { value } from "./later.ts"; export default class QAction { static Run(): number { return value; } }`,
    });
    const [first, second] = await load(folder, "QAction_1.ts", "QAction_2.ts");
    expect(first?.["found"]).to.deep.equal([5, "function", 5, 6]);
    expect((second?.["default"] as Calls)["Run"]?.()).to.equal(5);
  });

  it("import() of scripts and packages, by a name, a pattern, a value and a URL: one instance in a scope", async () => {
    const script = (await only({
      "package.json": "{}",
      "node_modules/one/package.json": '{"name":"one","main":"index.js"}',
      "node_modules/one/index.js": "exports.one = 1;",
      "notes.xml": "<a/>",
      "lib/state.ts": "export let n = 0; export function next(): number { return ++n; }",
      "lib/late.mts": "export default await Promise.resolve(7);",
      "QAction_1.ts": `import { next } from "./lib/state.ts";
        export async function Run(): Promise<unknown> {
          const [what, file] = ["state", "./lib/state.ts"];
          const one = await import("./lib/state.ts");
          const two = await import(\`./lib/\${what}.ts\`);
          const three = await import(file);
          const four = await import(new URL("lib/state.ts", import.meta.url).href);
          const five = await import("./lib/" + "state.js");
          const late = await import("./lib/late.mts");
          return [next(), one.next(), two.next(), three.next(), four.next(), five.n, late.default, (await import("one")).one];
        }
        export const missing = (name: string) => import(name);
        export const fixed = () => import("./gone.ts");
        export const anything = (name: string) => import(\`./\${name}\`);`,
    })) as Calls;
    expect(await script["Run"]?.()).to.deep.equal([1, 2, 3, 4, 5, 5, 7, 1]);
    for (const call of [
      script["missing"]?.("./none.ts"),
      script["fixed"]?.(),
      script["missing"]?.("no-such-package"),
    ]) {
      const error = await (call as Promise<unknown>).then(
        () => undefined,
        (reason: unknown) => reason as { code: string; message: string },
      );
      expect(error?.code).to.equal("ERR_MODULE_NOT_FOUND");
      expect(error?.message).to.match(/none\.ts|gone\.ts|no-such-package/);
    }
    expect(await (script["anything"]?.("lib/late.mts") as Promise<Exports>)).to.have.property("default", 7);
  });

  it("JSON by import(), read anew in each scope; a folder behind a symbolic link; names of any spelling", async () => {
    const folder = scriptFolder({
      "data.json": '{ "n": 1 }',
      "real/QAction_1.ts": `export const json = (): Promise<unknown> => import("../data.json"); const ü = 1; export { ü as "a-b", ü, ü as __proto__ };
        export const text = \`
export {
  a
};
export default require_x();
\`;`,
    });
    symlinkSync(path.join(folder, "real"), path.join(folder, "link"), "junction");
    const script = (await new ScriptLoader(path.join(folder, "link")).load(1)) as Exports;
    expect(await (script as Calls)["json"]?.()).to.deep.equal({ default: { n: 1 } });
    expect(Object.keys(script)).to.have.members(["json", "a-b", "ü", "__proto__", "text"]);
    expect(script["text"]).to.equal("\nexport {\n  a\n};\nexport default require_x();\n");
  });

  it("import.meta is that of the file", async () => {
    const folder = scriptFolder({
      "lib/meta.ts":
        'export const { url, dirname, filename } = import.meta; export const other = import.meta.resolve("../x.txt");',
    });
    const [meta] = await load(folder, "lib/meta.ts");
    const file = path.join(folder, "lib/meta.ts");
    expect(meta).to.include({ url: pathToFileURL(file).href, dirname: path.dirname(file), filename: file });
    expect(meta?.["other"]).to.equal(pathToFileURL(path.join(folder, "x.txt")).href);
  });

  it("packages are shared by all scopes", async () => {
    const folder = scriptFolder({
      "package.json": '{"type":"module"}',
      "node_modules/counter/package.json": '{"name":"counter","type":"module","exports":"./index.js"}',
      "node_modules/counter/index.js":
        "export let n = 0; export function next() { return ++n; } export default 5;",
      "QAction_1.ts":
        'import five, { n, next } from "counter"; import fs from "node:fs"; import { existsSync } from "node:fs"; export const run = () => [next(), n, five, fs.existsSync === existsSync];',
    });
    const [first] = await load(folder, "QAction_1.ts");
    const [second] = await load(folder, "QAction_1.ts");
    expect([(first as Calls)["run"]?.(), (second as Calls)["run"]?.()]).to.deep.equal([
      [1, 1, 5, true],
      [2, 2, 5, true],
    ]);
  });

  it("a script without a package.json may import qaction-kit, and gets the one that runs it", async () => {
    const script = (await only({
      "QAction_1.ts":
        'export { QActionTableRow } from "qaction-kit"; export { Encoding } from "qaction-kit/encoding";',
    })) as { QActionTableRow: typeof QActionTableRow; Encoding: typeof Encoding };
    expect(new script.QActionTableRow(0, 1)).to.be.instanceOf(QActionTableRow);
    expect(script.Encoding.UTF8.GetString([0xc3, 0xa9])).to.equal("é");
  });

  it("an error has the stack of the original files, with line and column, and the names of its classes", async () => {
    const [script] = await load(
      scriptFolder({
        "lib/fail.ts":
          "interface A { b: string }\n\nexport function fail(a: A): never {\n  throw new Error(a.b);\n}",
        "QAction_1.ts":
          'import { fail } from "./lib/fail.ts";\nenum E { A }\nexport class QAction {\n  n: number = E.A;\n  Run(): void {\n    fail({ b: "boom" });\n  }\n}',
      }),
      "QAction_1.ts",
    );
    const Made = script?.["QAction"] as new () => { Run(): void };
    try {
      new Made().Run();
      expect.fail();
    } catch (error) {
      const { stack } = describeScriptError(error);
      const [message, inner, outer] = stack.split("\n");
      expect(message).to.equal("Error: boom");
      expect(inner).to.match(/at fail \(.*fail\.ts:4:9\)$/);
      expect(outer).to.match(/at QAction\.Run \(.*QAction_1\.ts:6:5\)$/);
    }
  });

  for (const [what, files, text, at, code] of [
    [
      "a syntax error",
      { "QAction_1.ts": "export const a = 1;\nexport const = 2;" },
      'Expected identifier but found "="',
      "QAction_1.ts:2:14",
      undefined,
    ],
    [
      "a syntax error of what it imports",
      { "QAction_1.ts": 'import "./lib/a.js";', "lib/a.js": "const x = ;" },
      'Unexpected ";"',
      "lib/a.js:1:11",
      undefined,
    ],
    [
      "a file that is not there",
      { "QAction_1.ts": '\nimport { a } from "./gone.ts"; export { a };' },
      /Cannot find module '.*gone\.ts' imported from .*QAction_1\.ts/,
      "QAction_1.ts:2:19",
      "ERR_MODULE_NOT_FOUND",
    ],
    [
      "a package that is not there",
      { "QAction_1.ts": 'import a from "no-such-package"; export { a };' },
      /Cannot find package 'no-such-package' imported from .*QAction_1\.ts/,
      "QAction_1.ts:1:15",
      "ERR_MODULE_NOT_FOUND",
    ],
    [
      "a name that a script does not export",
      {
        "QAction_1.ts": '\nimport { b } from "./lib.ts"; export const c = b;',
        "lib.ts": "export const a = 1;",
      },
      /The requested module '.*lib\.ts' does not provide an export named 'b'/,
      "QAction_1.ts:2:10",
      undefined,
    ],
    [
      "a name that a package does not export",
      { "QAction_1.ts": 'import { Encodign } from "qaction-kit"; export const c = Encodign;' },
      "The requested module 'qaction-kit' does not provide an export named 'Encodign'",
      "QAction_1.ts:1:10",
      undefined,
    ],
    [
      "an error while it runs",
      {
        "QAction_1.ts": 'import "./lib.ts";',
        "lib.ts": "const a: number = 1;\nthrow new TypeError(`no ${String(a)}`);",
      },
      "no 1",
      "lib.ts:2:7",
      undefined,
    ],
    [
      "an error after an await",
      {
        "QAction_1.ts": 'import "./lib.ts";',
        "lib.ts": "await Promise.resolve();\nthrow new TypeError(`no 1`);",
      },
      "no 1",
      "lib.ts:2:7",
      undefined,
    ],
  ] as const) {
    it(`${what} is told with its file, line and column`, async () => {
      const found = await mistake(files);
      if (typeof text === "string") expect(found.error.message).to.equal(text);
      else expect(found.error.message).to.match(text);
      expect(found.at).to.equal(path.normalize(at));
      expect((found.error as Error & { code?: string }).code).to.equal(code);
    });
  }

  it("a debugger finds each file under its own URL, with a source map that names it", async () => {
    const folder = scriptFolder({
      "lib/step.ts":
        "enum Step { One = 1 }\nexport function step(n: number): number {\n  return n + Step.One;\n}",
      "QAction_1.ts": 'import { step } from "./lib/step.ts";\nexport const Run = (): number => step(1);',
    });
    const session = new Session();
    const maps = new Map<string, string>();
    session.connect();
    session.on("Debugger.scriptParsed", ({ params: { url, sourceMapURL = "" } }) =>
      maps.set(url, sourceMapURL),
    );
    session.post("Debugger.enable");
    try {
      await load(folder, "QAction_1.ts");
    } finally {
      session.disconnect();
    }
    for (const name of ["QAction_1.ts", "lib/step.ts"]) {
      const url = pathToFileURL(path.join(folder, name)).href;
      const [, map = ""] = (maps.get(url) ?? "").split("base64,");
      const { sources } = JSON.parse(Buffer.from(map, "base64").toString("utf8")) as { sources: string[] };
      expect(sources).to.include(url);
    }
  });

  it("a mistake in one script leaves the others as they are", async () => {
    const folder = scriptFolder({
      "QAction_1.ts": "export const = 1;",
      "QAction_2.ts": "export const two = 2;",
    });
    const files = [1, 2].map((id) => path.join(folder, `QAction_${String(id)}.ts`));
    const compiled = await compileScripts(files);
    expect([...compiled.errors.keys()]).to.deep.equal([files[0]]);
    expect(await new ScriptScope(compiled).import(files[1] ?? "")).to.have.property("two", 2);
  });

  it("an imported file that failed fails whoever imports it next, and runs once only", async () => {
    const folder = scriptFolder({
      "lib.ts": "globalThis.ranOnce = (globalThis.ranOnce ?? 0) + 1; throw new Error('no');",
      "QAction_1.ts": 'import "./lib.ts"; export const a = 1;',
      "QAction_2.ts": 'import "./lib.ts"; export const a = 1;',
    });
    const files = [1, 2].map((id) => path.join(folder, `QAction_${String(id)}.ts`));
    const scope = new ScriptScope(await compileScripts(files));
    for (const file of files)
      expect(await scope.import(file).then(() => "loaded", String)).to.equal("Error: no");
    expect((globalThis as { ranOnce?: number }).ranOnce).to.equal(1);
    Reflect.deleteProperty(globalThis, "ranOnce");
  });

  it("files are compiled once, and again when one that is imported has changed", async () => {
    const folder = scriptFolder({
      "lib/n.ts": "export const n = 1;",
      "data.json": "[1]",
      "QAction_1.ts": 'export { n } from "./lib/n.ts"; import data from "./data.json"; export { data };',
    });
    const file = path.join(folder, "QAction_1.ts");
    const first = await compileScripts([file]);
    expect(await compileScripts([file])).to.equal(first);
    writeFileSync(path.join(folder, "lib/n.ts"), "export const n = 20;");
    const second = await compileScripts([file]);
    expect(await new ScriptScope(second).import(file)).to.have.property("n", 20);
    expect(await new ScriptScope(first).import(file)).to.have.property("n", 1);
    writeFileSync(path.join(folder, "data.json"), "[20]");
    const third = await new ScriptScope(await compileScripts([file])).import(file);
    expect(third).to.have.deep.property("data", [20]);
  });
});
