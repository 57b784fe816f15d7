/** A program of the compiler over the scripts of one connector, with the shipped typings and the generated helper in it. */
import path from "node:path";
import { fileURLToPath } from "node:url";
import type ts from "typescript";
import { helperFile } from "../../codegen/helper-source.ts";
import type { SourceFiles } from "../source-files.ts";
import type { Compiler } from "./typescript-compiler.ts";

/** The files of a connector as they are now, which an editor may know better than the disk. */
export type ScriptSources = Pick<SourceFiles, "text" | "exists">;

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
  /** The options of the compiler, as text. */
  readonly optionsKey: string;
  /** What the imports of a file lead to, in the order of the file. */
  importsOf(file: ts.SourceFile): readonly ts.SourceFile[];
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
  sources: ScriptSources,
): { readonly options: ts.CompilerOptions; readonly configured: boolean } {
  const file = compiler.findConfigFile(folder, (name) => sources.exists(name));
  if (file === undefined || inModules(file))
    return {
      options: { ...defaultOptions(compiler), ...nodeTypes(compiler, folder), ...fixedOptions },
      configured: false,
    };
  const readFile = (name: string): string | undefined => sources.text(name);
  const read = compiler.readConfigFile(file, readFile);
  // Only the options count: which files belong to a connector the protocol says.
  const config: unknown = { ...(read.config as object), files: [], include: [], references: [] };
  const host = { ...compiler.sys, readFile };
  const { options } = compiler.parseJsonConfigFileContent(config, host, path.dirname(file));
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

/** Parsed files by their path and how they are parsed. */
export type ParsedFiles = Map<string, ParsedFile>;

/** Those of libraries and of the kit, which are the same for all connectors with the same options. */
const sharedFiles = new Map<string, ParsedFiles>();
/** Different options that are kept; a process rarely sees more than one. */
const mostOptions = 4;

function sharedFor(optionsKey: string): ParsedFiles {
  const known = sharedFiles.get(optionsKey) ?? new Map<string, ParsedFile>();
  sharedFiles.delete(optionsKey);
  sharedFiles.set(optionsKey, known);
  for (const oldest of sharedFiles.keys()) {
    if (sharedFiles.size <= mostOptions) break;
    sharedFiles.delete(oldest);
  }
  return known;
}

/** Modules that the kit imports, which stay where they are while the process runs. */
const kitModules = new Map<string, ts.ResolvedModuleWithFailedLookupLocations>();

const same = (a: string, b: string): boolean => path.resolve(a) === path.resolve(b);
const isKitFile = (file: string): boolean =>
  path.resolve(file).startsWith(kitRoot + kitFolder) || same(file, typings);

/** What a program is made of. */
export interface ProgramParts {
  readonly compiler: Compiler;
  /** That of the protocol. */
  readonly folder: string;
  /** The scripts. */
  readonly files: readonly string[];
  /** Text of the generated helper, in place of what stands beside the protocol. */
  readonly helper: string;
  /** Reads the files of the connector; libraries are read from the disk. */
  readonly sources: ScriptSources;
  /** Files of the connector as they were parsed before; those of this program are added. */
  readonly parsed: ParsedFiles;
}

/** Makes a program. A file whose text is still the same is not parsed again, and stays the same object. */
export function scriptProgram(parts: ProgramParts): ScriptProgram {
  const { compiler, folder, files, helper, sources, parsed } = parts;
  const { options, configured } = optionsFor(compiler, folder, sources);
  const optionsKey = JSON.stringify(options);
  const helperPath = path.join(folder, helperFile);
  const base = compiler.createCompilerHost(options);
  const shared = sharedFor(optionsKey);
  const libraries = path.dirname(base.getDefaultLibFileName(options));
  /** Files that stay as they are while the process runs. */
  const stays = (file: string): boolean => isKitFile(file) || file.startsWith(libraries);
  const isShared = (file: string): boolean => stays(file) || inModules(file);
  const cache = compiler.createModuleResolutionCache(
    folder,
    (name) => base.getCanonicalFileName(name),
    options,
  );
  const imports = new Map<string, string[]>();
  const host: ts.CompilerHost = {
    ...base,
    fileExists: (file) =>
      same(file, helperPath) || (isShared(file) ? base.fileExists(file) : sources.exists(file)),
    // Files that come later are looked for in folders that come with them.
    directoryExists: (name) => !inModules(`${name}/`) || (base.directoryExists?.(name) ?? true),
    readFile(file) {
      if (same(file, helperPath)) return helper;
      return isShared(file) ? base.readFile(file) : sources.text(file);
    },
    getSourceFile(file, languageOptions) {
      const format = typeof languageOptions === "object" ? languageOptions.impliedNodeFormat : undefined;
      const key = `${String(format)} ${file}`;
      const held = isShared(file) ? shared : parsed;
      const known = held.get(key);
      if (known !== undefined && stays(file)) return known.file;
      const text = host.readFile(file);
      if (text === undefined) return undefined;
      if (known?.text === text) return known.file;
      const made = compiler.createSourceFile(file, text, languageOptions, true);
      held.set(key, { text, file: made });
      return made;
    },
    resolveModuleNameLiterals(literals, from, redirect, resolution, source) {
      const resolved = literals.map((literal): ts.ResolvedModuleWithFailedLookupLocations => {
        const target = kitFile(literal.text);
        if (target !== undefined)
          return {
            resolvedModule: {
              resolvedFileName: target,
              extension: target.endsWith(".d.ts") ? compiler.Extension.Dts : compiler.Extension.Ts,
            },
          };
        const mode = compiler.getModeForUsageLocation(source, literal, resolution);
        const key = isKitFile(from) ? `${String(mode)} ${literal.text} ${from}` : undefined;
        const known = key === undefined ? undefined : kitModules.get(key);
        if (known !== undefined) return known;
        const found = compiler.resolveModuleName(literal.text, from, resolution, host, cache, redirect, mode);
        if (key !== undefined) kitModules.set(key, found);
        return found;
      });
      imports.set(
        from,
        resolved.flatMap(({ resolvedModule }) => resolvedModule?.resolvedFileName ?? []),
      );
      return resolved;
    },
  };
  const program = compiler.createProgram(
    [...files, typings].filter((file) => host.fileExists(file)),
    options,
    host,
  );
  const isKit = (file: ts.SourceFile): boolean => isKitFile(file.fileName);
  const isHelper = (file: ts.SourceFile): boolean => same(file.fileName, helperPath);
  return {
    compiler,
    program,
    configured,
    optionsKey,
    isKit,
    isHelper,
    isScript: (file) =>
      !file.isDeclarationFile && !inModules(file.fileName) && !isKit(file) && !isHelper(file),
    importsOf: (file) =>
      (imports.get(file.fileName) ?? []).flatMap((name) => program.getSourceFile(name) ?? []),
  };
}
