/** A program of the compiler over the scripts of one connector, with the shipped typings and the generated helper in it. */
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type ts from "typescript";
import { helperFile } from "../../codegen/helper-source.ts";
import type { Compiler } from "./typescript-compiler.ts";

/** What a file holds now, which an editor may know better than the disk; undefined when there is none. */
export type ReadText = (file: string) => string | undefined;

/** The scripts of a connector, parsed and bound. */
export interface ScriptProgram {
  readonly compiler: Compiler;
  readonly program: ts.Program;
  /** A file that people of the connector write: not of a package, of the kit, or generated. */
  isScript(file: ts.SourceFile): boolean;
  /** A declaration of the kit, under whose names scripts use `SLProtocol`. */
  isKit(file: ts.SourceFile): boolean;
  /** The generated helper. */
  isHelper(file: ts.SourceFile): boolean;
  /** The connector has a `tsconfig.json`. */
  readonly configured: boolean;
}

const kitRoot = fileURLToPath(new URL("../../../", import.meta.url));
/** The sources when they run without a build, else the declarations of the build. */
const kitFolder = import.meta.url.endsWith(".ts") ? "src" : "dist";
const kitExtension = kitFolder === "src" ? ".ts" : ".d.ts";

/** Entries of the package, without what stands in front of the `.ts`. */
const kitEntries: Readonly<Record<string, string>> = {
  "qaction-kit": "index",
  "qaction-kit/encoding": "encoding/index",
  "qaction-kit/testing": "testing/index",
  "qaction-kit/chai": "testing/chai",
};

const typings = path.join(kitRoot, "typings/index.d.ts");

/** The file of an entry of the kit: that of the copy that would run the script. */
function kitFile(name: string): string | undefined {
  if (name === "qaction-kit/typings") return typings;
  const entry = Object.hasOwn(kitEntries, name) ? kitEntries[name] : undefined;
  return entry === undefined ? undefined : path.join(kitRoot, kitFolder, `${entry}${kitExtension}`);
}

/** Without a configuration of the connector: what is wrong whatever the style. */
function defaultOptions({ ScriptTarget, ModuleKind, ModuleResolutionKind }: Compiler): ts.CompilerOptions {
  return {
    target: ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts"],
    module: ModuleKind.NodeNext,
    moduleResolution: ModuleResolutionKind.NodeNext,
    strict: false,
    strictNullChecks: true,
    types: [],
  };
}

/** What is needed to look into scripts, whatever the configuration says. */
const fixedOptions: ts.CompilerOptions = {
  noEmit: true,
  allowJs: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  composite: false,
  incremental: false,
  declaration: false,
  emitDeclarationOnly: false,
};

function optionsFor(
  compiler: Compiler,
  folder: string,
): { readonly options: ts.CompilerOptions; readonly configured: boolean } {
  const file = compiler.findConfigFile(folder, (name) => compiler.sys.fileExists(name));
  if (file === undefined || file.includes("node_modules"))
    return {
      options: { ...defaultOptions(compiler), ...nodeTypes(compiler, folder), ...fixedOptions },
      configured: false,
    };
  const read = compiler.readConfigFile(file, (name) => compiler.sys.readFile(name));
  // Only the options count: which files belong to a connector the protocol says.
  const config: unknown = { ...(read.config as object), files: [], include: [], references: [] };
  const { options } = compiler.parseJsonConfigFileContent(config, compiler.sys, path.dirname(file));
  const { tsBuildInfoFile, outFile, ...kept } = options;
  return { options: { ...kept, ...fixedOptions }, configured: true };
}

/** Node's own declarations, where the connector has them. */
function nodeTypes(compiler: Compiler, folder: string): ts.CompilerOptions {
  const { resolvedTypeReferenceDirective } = compiler.resolveTypeReferenceDirective(
    "node",
    path.join(folder, "script.ts"),
    {},
    compiler.sys,
  );
  return resolvedTypeReferenceDirective === undefined ? {} : { types: ["node"] };
}

const inModules = (file: string): boolean => /[\\/]node_modules[\\/]/.test(file);

interface ParsedFile {
  readonly text: string;
  readonly file: ts.SourceFile;
}

/** Parsed files by options and path: the libraries and the kit are the same for all connectors. */
const parsedFiles = new Map<string, Map<string, ParsedFile>>();
/** Different options that are kept; a process rarely sees more than one. */
const mostOptions = 4;

function parsedFor(options: ts.CompilerOptions): Map<string, ParsedFile> {
  const key = JSON.stringify(options);
  const known = parsedFiles.get(key) ?? new Map<string, ParsedFile>();
  parsedFiles.delete(key);
  parsedFiles.set(key, known);
  for (const oldest of parsedFiles.keys()) {
    if (parsedFiles.size <= mostOptions) break;
    parsedFiles.delete(oldest);
  }
  return known;
}

/** Modules that the kit imports, which stay where they are while the process runs. */
const kitModules = new Map<string, ts.ResolvedModuleWithFailedLookupLocations>();

/**
 * Makes a program.
 * @param folder that of the protocol
 * @param files the scripts
 * @param helper text of the generated helper, in place of what stands beside the protocol
 * @param readText reads the files of the connector; libraries are read from the disk
 */
export function scriptProgram(
  compiler: Compiler,
  folder: string,
  files: readonly string[],
  helper: string,
  readText: ReadText,
): ScriptProgram {
  const { options, configured } = optionsFor(compiler, folder);
  const helperPath = path.join(folder, helperFile);
  const base = compiler.createCompilerHost(options);
  const parsed = parsedFor(options);
  const isOwn = (file: string): boolean => path.resolve(file).startsWith(kitRoot + kitFolder);
  const same = (a: string, b: string): boolean => path.resolve(a) === path.resolve(b);
  const cache = compiler.createModuleResolutionCache(
    folder,
    (name) => base.getCanonicalFileName(name),
    options,
  );
  const host: ts.CompilerHost = {
    ...base,
    fileExists: (file) => same(file, helperPath) || base.fileExists(file),
    readFile(file) {
      if (same(file, helperPath)) return helper;
      return isOwn(file) || inModules(file) ? base.readFile(file) : readText(file);
    },
    getSourceFile(file, languageOptions) {
      const text = host.readFile(file);
      if (text === undefined) return undefined;
      const format = typeof languageOptions === "object" ? languageOptions.impliedNodeFormat : undefined;
      const key = `${String(format)} ${file}`;
      const known = parsed.get(key);
      if (known?.text === text) return known.file;
      const made = compiler.createSourceFile(file, text, languageOptions, true);
      parsed.set(key, { text, file: made });
      return made;
    },
    resolveModuleNameLiterals: (literals, from, redirect, resolution, source) =>
      literals.map((literal) => {
        const target = kitFile(literal.text);
        if (target !== undefined)
          return {
            resolvedModule: {
              resolvedFileName: target,
              extension: target.endsWith(".d.ts") ? compiler.Extension.Dts : compiler.Extension.Ts,
            },
          };
        const mode = compiler.getModeForUsageLocation(source, literal, resolution);
        const key = isOwn(from) ? `${String(mode)} ${literal.text} ${from}` : undefined;
        const known = key === undefined ? undefined : kitModules.get(key);
        if (known !== undefined) return known;
        const found = compiler.resolveModuleName(literal.text, from, resolution, host, cache, redirect, mode);
        if (key !== undefined) kitModules.set(key, found);
        return found;
      }),
  };
  const program = compiler.createProgram(
    [...files, typings].filter((file) => existsSync(file)),
    options,
    host,
  );
  const inPackage = (file: ts.SourceFile): boolean => inModules(file.fileName);
  const isKit = (file: ts.SourceFile): boolean => isOwn(file.fileName) || same(file.fileName, typings);
  const isHelper = (file: ts.SourceFile): boolean => same(file.fileName, helperPath);
  return {
    compiler,
    program,
    configured,
    isKit,
    isHelper,
    isScript: (file) => !file.isDeclarationFile && !inPackage(file) && !isKit(file) && !isHelper(file),
  };
}
