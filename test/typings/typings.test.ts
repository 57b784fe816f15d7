/** The ambient declarations: a script needs no import, right uses compile and wrong ones do not. */
import { mkdtempSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import ts from "typescript";
import { scriptValues } from "../../src/qaction/script/script-globals.ts";
import { memberNames } from "../../src/qaction/slprotocol/member-table.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const script = (name: string): string => readFileSync(path.join(root, "test/typings/scripts", name), "utf8");

/** Options of a connector's own tsconfig.json; the package is read from its sources, which need no build. */
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  customConditions: ["qaction-kit-source"],
  allowImportingTsExtensions: true,
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  noEmit: true,
};

/** Compiles scripts in a folder that has qaction-kit installed, and gives what `look` finds. */
function compiled<T>(
  files: Readonly<Record<string, string>>,
  types: readonly string[],
  look: (program: ts.Program, paths: readonly string[]) => T,
): T {
  const folder = mkdtempSync(path.join(os.tmpdir(), "qaction-typings-"));
  try {
    mkdirSync(path.join(folder, "node_modules"));
    symlinkSync(root, path.join(folder, "node_modules/qaction-kit"), "junction");
    symlinkSync(path.join(root, "node_modules/@types"), path.join(folder, "node_modules/@types"), "junction");
    writeFileSync(path.join(folder, "package.json"), '{"type":"module"}');
    const paths = Object.entries(files).map(([name, text]) => {
      const file = path.join(folder, name);
      writeFileSync(file, text);
      return file;
    });
    const program = ts.createProgram(paths, { ...options, types: ["node", ...types] }, hostIn(folder));
    return look(program, paths);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What the compiler has to say about scripts. */
function complaints(files: Readonly<Record<string, string>>, types: readonly string[]): string[] {
  return compiled(files, types, complaintsOf);
}

function complaintsOf(program: ts.Program, paths: readonly string[]): string[] {
  return [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()]
    .concat(
      paths.flatMap((file) => {
        const source = program.getSourceFile(file);
        return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      }),
    )
    .map(({ file, start = 0, messageText }) => {
      const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
      const name = file === undefined ? "" : path.basename(file.fileName);
      return `${name}:${line} ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    });
}

/** Parsed files of the package and the libraries, shared by all programs of this test. */
const parsed = new Map<string, ts.SourceFile | undefined>();

function hostIn(folder: string): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  return {
    ...host,
    getCurrentDirectory: () => folder,
    getSourceFile(file, version) {
      if (file.startsWith(folder)) return host.getSourceFile(file, version);
      if (!parsed.has(file)) parsed.set(file, host.getSourceFile(file, version));
      return parsed.get(file);
    },
  };
}

describe("typings", function () {
  this.timeout(60_000);

  it("by tsconfig types: right uses compile, every wrong use is refused", () => {
    const found = complaints({ "right.ts": script("right.ts"), "wrong.ts": script("wrong.ts") }, [
      "qaction-kit/typings",
    ]);
    expect(found).to.deep.equal([]);
  });

  it("by a reference in the script itself", () => {
    const text = `/// <reference types="qaction-kit/typings" />\n${script("right.ts")}`;
    expect(complaints({ "right.ts": text }, [])).to.deep.equal([]);
  });

  it("the test can fail: without the typings nothing is known, and a right use marked as wrong is found", () => {
    expect(complaints({ "right.ts": script("right.ts") }, [])[0]).to.contain("SLProtocol");
    const text = "// @ts-expect-error\nexport const encoding = Encoding.UTF8;";
    expect(complaints({ "marked.ts": text }, ["qaction-kit/typings"])).to.deep.equal([
      "marked.ts:1 Unused '@ts-expect-error' directive.",
    ]);
  });

  it("an editor shows every member of the member table on SLProtocol, each with a documentation comment", () => {
    const text = "export function Run(protocol: SLProtocol): void { protocol.Log(null); }";
    const shown = compiled({ "QAction_1.ts": text }, ["qaction-kit/typings"], (program, [file = ""]) => {
      const checker = program.getTypeChecker();
      const found = new Map<string, string>();
      const visit = (node: ts.Node): void => {
        if (ts.isParameter(node))
          for (const member of checker.getTypeAtLocation(node).getProperties())
            found.set(
              member.name,
              ts.displayPartsToString(member.getDocumentationComment(checker)) ||
                member.getJsDocTags(checker).map(({ name }) => name)[0] ||
                "",
            );
        ts.forEachChild(node, visit);
      };
      const source = program.getSourceFile(file);
      if (source !== undefined) visit(source);
      return found;
    });
    expect([...shown.keys()].sort()).to.deep.equal([...memberNames].sort());
    expect([...shown].filter(([, documentation]) => documentation === "")).to.deep.equal([]);
  });

  it("declares the globals that a script finds at run time, and no other value", () => {
    const declarations = readFileSync(path.join(root, "typings/index.d.ts"), "utf8");
    const declared = Array.from(declarations.matchAll(/^ {2}const (\w+):/gm), ([, name]) => name);
    expect(declared.sort()).to.deep.equal(["Encoding", ...Object.keys(scriptValues)].sort());
  });
});
