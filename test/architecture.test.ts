/** The shape of the house: imports go down the floors, no cycles, small files, no `any`, a twin test for each file. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import ts from "typescript";

const root = fileURLToPath(new URL("../", import.meta.url));

/** Floor of each folder under `src`; an import may only go to a lower number, or stay in its folder. */
const floors: Readonly<Record<string, number>> = {
  encoding: 0,
  protocol: 1,
  parameter: 2,
  wire: 2,
  check: 2,
  codegen: 2,
  qaction: 3,
  logic: 3,
  connection: 3,
  persistence: 3,
  element: 4,
  cli: 5,
  viewer: 5,
  testing: 5,
};

/** Faces may import what lies under them on their own floor: the command line starts everything else. */
const faceImports: Readonly<Record<string, readonly string[]>> = {
  cli: ["testing"],
  testing: [],
  viewer: [],
};

/** Files directly under `src`: `index.ts` is the public face, the others are the ground and import only each other. */
const publicFace = "src/index.ts";

/** Files without a twin test, with the reason. */
const withoutTwin: Readonly<Record<string, string>> = {
  "src/log.ts": "a table and types; every code is checked by test/errors.test.ts",
  "src/cli/thread-supervisor.ts": "real child processes and signals, in test/cli/run-thread.test.ts",
  "src/index.ts": "public face: exports only, imported by test/package",
  "src/encoding/index.ts": "public face: exports only, imported by test/package",
  "src/testing/index.ts": "public face: exports only, imported by test/package",
};

/** All TypeScript files below a folder, as paths from the root with forward slashes. */
function filesBelow(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
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

/** True when the file holds types only: nothing of it is left at run time. */
function typesOnly(file: string): boolean {
  const { outputText } = ts.transpileModule(texts.get(file) ?? "", {
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2022,
      removeComments: true,
      verbatimModuleSyntax: true,
    },
  });
  return outputText.replaceAll(/export\s*\{\s*\};?/g, "").trim() === "";
}

describe("architecture", () => {
  it("knows every folder", () => {
    const folders = new Set(sources.map(folderOf).filter((folder) => folder !== ""));
    expect([...folders].filter((folder) => !Object.hasOwn(floors, folder))).to.deep.equal([]);
  });

  it("imports go only down the floors", () => {
    const wrong: string[] = [];
    for (const file of sources) {
      if (file === publicFace) continue;
      const from = folderOf(file);
      for (const target of importsOf(file)) {
        const to = folderOf(target);
        if (to === from || to === "") {
          if (target === publicFace) wrong.push(`${file} -> ${target}`);
          continue;
        }
        const down = from !== "" && (floors[to] ?? Infinity) < (floors[from] ?? -1);
        if (!down && !(faceImports[from] ?? []).includes(to)) wrong.push(`${file} -> ${target}`);
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

  it("has no import cycles at run time", () => {
    const runtimeImports = new Map(
      sources.map((file) => {
        const { outputText } = ts.transpileModule(texts.get(file) ?? "", {
          compilerOptions: {
            module: ts.ModuleKind.ESNext,
            target: ts.ScriptTarget.ES2022,
            verbatimModuleSyntax: true,
          },
        });
        const targets = ts
          .preProcessFile(outputText, true, true)
          .importedFiles.filter(({ fileName }) => fileName.startsWith("."))
          .map(({ fileName }) => path.posix.join(path.posix.dirname(file), fileName));
        return [file, targets] as const;
      }),
    );
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (file: string, trail: readonly string[]): void => {
      if (trail.includes(file)) {
        cycles.push([...trail.slice(trail.indexOf(file)), file].join(" -> "));
        return;
      }
      if (done.has(file)) return;
      for (const target of runtimeImports.get(file) ?? []) visit(target, [...trail, file]);
      done.add(file);
    };
    for (const file of sources) visit(file, []);
    expect(cycles).to.deep.equal([]);
  });

  it("no file is over 300 lines", () => {
    const long = sources
      .map((file) => [file, (texts.get(file) ?? "").trimEnd().split("\n").length] as const)
      .filter(([, lines]) => lines > 300);
    expect(long).to.deep.equal([]);
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

  it("every file has its twin test, or is listed with a reason", () => {
    const tests = new Set(filesBelow("test"));
    const lonely = sources.filter((file) => {
      const twin = `test/${file.slice("src/".length, -".ts".length)}.test.ts`;
      return !tests.has(twin) && !Object.hasOwn(withoutTwin, file) && !typesOnly(file);
    });
    expect(lonely).to.deep.equal([]);
    const stale = Object.keys(withoutTwin).filter((file) => !texts.has(file));
    expect(stale, "listed, but gone").to.deep.equal([]);
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
