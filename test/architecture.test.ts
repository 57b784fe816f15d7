/** The shape of the code: imports go down the layers, no circles, one subject a file, no `any`, tests beside every folder. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import ts from "typescript";

const root = fileURLToPath(new URL("../", import.meta.url));

/** Layer of each folder under `src`; an import may only go to a lower number, or stay in its folder. */
const layers: Readonly<Record<string, number>> = {
  base: 0,
  options: 0,
  encoding: 0,
  protocol: 1,
  parameter: 2,
  wire: 2,
  codegen: 2,
  recording: 2,
  qaction: 3,
  logic: 3,
  connection: 3,
  csharp: 3,
  device: 3,
  element: 4,
  check: 4,
  replay: 5,
  cli: 6,
  viewer: 6,
  testing: 6,
};

/** Imports between folders of one layer: what stands on the base, and the command line, which starts everything else. */
const beside: Readonly<Record<string, readonly string[]>> = {
  options: ["base"],
  encoding: ["base"],
  cli: ["testing", "viewer"],
};

/** The public API: the only file directly under `src`. */
const publicApi = "src/index.ts";

/** Where the kinds of connections are listed: their names, what each can do, how it is made, what `qaction init` writes. */
const kindTables: readonly string[] = [
  "src/protocol/model.ts",
  "src/protocol/connection-kinds.ts",
  "src/connection/kinds.ts",
  "src/cli/init/init-kinds.ts",
  "src/device/face-kinds.ts",
];

/** Files of more than 400 lines, each with the reason why its one subject needs them. */
const longFiles: Readonly<Record<string, string>> = {};

/** Folders of `src` without tests of their own, each with the reason. */
const untestedFolders: Readonly<Record<string, string>> = {};

/** All TypeScript files below a folder, as paths from the root with forward slashes. */
function filesBelow(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .sort();
}

const sources = filesBelow("src");
const texts = new Map(sources.map((file) => [file, readFileSync(path.join(root, file), "utf8")]));

/** Files that a file imports by a relative path. */
function importsOf(file: string): string[] {
  return ts
    .preProcessFile(texts.get(file) ?? "", true, true)
    .importedFiles.filter(({ fileName }) => fileName.startsWith("."))
    .map(({ fileName }) => path.posix.join(path.posix.dirname(file), fileName));
}

/** Folder under `src`, or the empty text for a file directly in it. */
function folderOf(file: string): string {
  const parts = file.split("/");
  return parts.length > 2 ? (parts[1] ?? "") : "";
}

/** What is left of a file at run time. */
function compiled(file: string): string {
  const { outputText } = ts.transpileModule(texts.get(file) ?? "", {
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2022,
      removeComments: true,
      verbatimModuleSyntax: true,
    },
  });
  return outputText.replaceAll(/export\s*\{\s*\};?/g, "").trim();
}

const compiledTexts = new Map(sources.map((file) => [file, compiled(file)]));

/** The circles of a graph: sets of files that all reach each other (Tarjan 1972), each sorted, the first file deciding the order. */
function circlesOf(imports: (file: string) => readonly string[]): string[][] {
  const numbers = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];
  const visit = (file: string): number => {
    const number = numbers.size;
    let low = number;
    numbers.set(file, number);
    open.push(file);
    for (const target of imports(file)) {
      if (!numbers.has(target)) low = Math.min(low, visit(target));
      else if (open.includes(target)) low = Math.min(low, numbers.get(target) ?? low);
    }
    if (low === number) {
      const circle = open.splice(open.indexOf(file));
      if (circle.length > 1) circles.push(circle.sort());
    }
    return low;
  };
  for (const file of sources) if (!numbers.has(file)) visit(file);
  return circles.sort(([a = ""], [b = ""]) => (a < b ? -1 : 1));
}

/** Every kind of a connection by its name in the model, and the WebSocket that an HTTP connection may be. */
const kindNames: ReadonlySet<string> = new Set(
  [
    ...(/type ConnectionKind =([^;]*);/
      .exec(texts.get("src/protocol/model.ts") ?? "")?.[1]
      ?.matchAll(/"([^"]*)"/g) ?? []),
  ]
    .map(([, name]) => name ?? "")
    .concat("websocket"),
);

/** True for a node that tells kinds apart: compares with a name, looks for a part of one in `kind`, or lists two of them. */
function testsKind(node: ts.Node): boolean {
  const isName = (part: ts.Node | undefined): boolean =>
    part !== undefined && ts.isStringLiteral(part) && kindNames.has(part.text);
  const isKind = (part: ts.Node | undefined): boolean =>
    part !== undefined && (ts.isIdentifier(part) || ts.isPropertyAccessExpression(part))
      ? /(^|[.?])kind$/.test(part.getText())
      : false;
  if (ts.isBinaryExpression(node))
    return /^[!=]==$/.test(node.operatorToken.getText()) && (isName(node.left) || isName(node.right));
  if (ts.isCaseClause(node)) return isName(node.expression);
  if (ts.isArrayLiteralExpression(node)) return node.elements.filter(isName).length > 1;
  if (ts.isObjectLiteralExpression(node)) {
    const keys = node.properties.map(({ name }) =>
      name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : "",
    );
    return keys.filter((key) => kindNames.has(key)).length > 1;
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const { name, expression } = node.expression;
  return /^(startsWith|endsWith|includes|match)$/.test(name.text) && isKind(expression)
    ? true
    : name.text === "test" && isKind(node.arguments[0]);
}

describe("architecture", () => {
  it("knows every folder", () => {
    const folders = new Set(sources.map(folderOf).filter((folder) => folder !== ""));
    expect([...folders].filter((folder) => !Object.hasOwn(layers, folder))).to.deep.equal([]);
  });

  it("has no file directly under src but the public API", () => {
    expect(sources.filter((file) => folderOf(file) === "")).to.deep.equal([publicApi]);
  });

  it("imports go only down the layers", () => {
    const wrong: string[] = [];
    for (const file of sources) {
      if (file === publicApi) continue;
      const from = folderOf(file);
      for (const target of importsOf(file)) {
        const to = folderOf(target);
        const down = to !== "" && (layers[to] ?? Infinity) < (layers[from] ?? -1);
        if (to !== from && !down && !(beside[from] ?? []).includes(to)) wrong.push(`${file} -> ${target}`);
      }
    }
    expect(wrong).to.deep.equal([]);
  });

  it("every relative import names a file that exists, with its extension", () => {
    const missing = sources.flatMap((file) =>
      importsOf(file)
        .filter((target) => !texts.has(target))
        .map((target) => `${file} -> ${target}`),
    );
    expect(missing).to.deep.equal([]);
  });

  it("has no circle of imports, types included", () => {
    const atRunTime = circlesOf((file) =>
      ts
        .preProcessFile(compiledTexts.get(file) ?? "", true, true)
        .importedFiles.filter(({ fileName }) => fileName.startsWith("."))
        .map(({ fileName }) => path.posix.join(path.posix.dirname(file), fileName)),
    );
    expect(atRunTime, "at run time").to.deep.equal([]);
    expect(circlesOf(importsOf), "with types").to.deep.equal([]);
  });

  it("tells kinds of connections apart in their tables only", () => {
    const found: Record<string, number> = {};
    for (const file of sources) {
      if (kindTables.includes(file)) continue;
      const source = ts.createSourceFile(file, texts.get(file) ?? "", ts.ScriptTarget.Latest, true);
      const lines = new Set<number>();
      const visit = (node: ts.Node): void => {
        if (testsKind(node)) lines.add(source.getLineAndCharacterOfPosition(node.getStart()).line);
        ts.forEachChild(node, visit);
      };
      visit(source);
      if (lines.size > 0) found[file] = lines.size;
    }
    expect(kindNames).to.include.keys("http", "serial", "smart-serial single", "virtual", "websocket");
    expect(found, "lines that test a kind").to.deep.equal({});
  });

  it("a file of more than 400 lines says why", () => {
    const long = sources.filter((file) => (texts.get(file) ?? "").trimEnd().split("\n").length > 400);
    expect(long).to.deep.equal(Object.keys(longFiles));
  });

  it("every file says its subject in its first line", () => {
    const silent = sources.filter((file) => !/^(#!.*\n)?\/\*\*/.test(texts.get(file) ?? ""));
    expect(silent).to.deep.equal([]);
  });

  it("nothing is typed any, and no default is exported", () => {
    const found: string[] = [];
    for (const file of sources) {
      const source = ts.createSourceFile(file, texts.get(file) ?? "", ts.ScriptTarget.Latest, true);
      const visit = (node: ts.Node): void => {
        const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
        if (node.kind === ts.SyntaxKind.AnyKeyword) found.push(`${file}:${String(line)} any`);
        if (
          node.kind === ts.SyntaxKind.DefaultKeyword &&
          !ts.isDefaultClause(node.parent) &&
          file !== "src/testing/chai.ts"
        ) {
          found.push(`${file}:${String(line)} default`);
        }
        ts.forEachChild(node, visit);
      };
      visit(source);
    }
    expect(found).to.deep.equal([]);
  });

  it("every folder with code has tests in the folder of test that mirrors it", () => {
    const tested = new Set(
      filesBelow("test")
        .filter((file) => file.endsWith(".test.ts"))
        .map((file) => path.posix.dirname(file).replace(/^test/, "src")),
    );
    const untested = new Set(
      sources
        .filter((file) => compiledTexts.get(file) !== "")
        .map((file) => path.posix.dirname(file))
        .filter((folder) => !tested.has(folder)),
    );
    expect([...untested].sort()).to.deep.equal(Object.keys(untestedFolders).sort());
  });

  it("holds no path of a machine and no registry host", () => {
    const everything = ["src", "test", "bench", "typings", "examples"].flatMap((folder) =>
      filesBelow(folder),
    );
    const wrong = everything.filter((file) => {
      if (file === "test/architecture.test.ts") return false;
      return /(^|[\s"'`(])\/(home|root|work|Users)\/|https?:\/\/(registry|deb)\./m.test(
        readFileSync(path.join(root, file), "utf8"),
      );
    });
    expect(wrong).to.deep.equal([]);
  });
});
