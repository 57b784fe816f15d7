/** Type-checks the scripts of a connector in a folder of its own that has qaction-kit installed. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Options of a strict connector's own tsconfig.json; the package is read from its sources, which need no build. */
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts"],
  types: ["node"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  customConditions: ["qaction-kit-source"],
  allowImportingTsExtensions: true,
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noUnusedLocals: true,
  verbatimModuleSyntax: true,
  erasableSyntaxOnly: true,
  skipLibCheck: true,
  noEmit: true,
};

/** What the compiler has to say about files, as `name:line message`. */
export function complaints(files: Readonly<Record<string, string>>): string[] {
  const folder = mkdtempSync(path.join(os.tmpdir(), "qaction-compile-"));
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
    const host = { ...ts.createCompilerHost(options), getCurrentDirectory: () => folder };
    const program = ts.createProgram(paths, options, host);
    const found = paths.flatMap((file) => {
      const source = program.getSourceFile(file);
      return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    });
    return [...program.getOptionsDiagnostics(), ...found].map(({ file, start = 0, messageText }) => {
      const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
      const name = file === undefined ? "" : path.basename(file.fileName);
      return `${name}:${line} ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
