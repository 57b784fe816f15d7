/** Reads all TypeScript and JavaScript of a connector: one reading for each QAction that has a script. */
import type ts from "typescript";
import { helperSource } from "../../codegen/helper-source.ts";
import type { Protocol, QAction } from "../../protocol/model.ts";
import { reservedNames } from "../../qaction/slprotocol/extended-object.ts";
import { memberNames } from "../../qaction/slprotocol/member-table.ts";
import { memoize } from "../../base/memo.ts";
import { propertyIds, type PropertyIds } from "./property-ids.ts";
import type { Complaint, ScriptReading } from "./script-model.ts";
import type { Compiler } from "./typescript-compiler.ts";
import { entriesOf, type FoundEntries } from "./typescript-entries.ts";
import { factsOf, type FileFacts } from "./typescript-facts.ts";
import {
  scriptProgram,
  type ParsedFiles,
  type ScriptProgram,
  type ScriptSources,
} from "./typescript-program.ts";
import { TypeScriptValues } from "./typescript-values.ts";

/** A QAction and the file with its script. */
export interface ScriptFile {
  readonly qaction: QAction;
  readonly file: string;
}

/** Codes of what only a project with types of Node or of its packages can know. */
const needsTypes: ReadonlySet<number> = new Set([2304, 2307, 2503, 2580, 2591, 2592, 2593, 7016]);

/** What one file gave, and everything that it followed from. */
interface KnownFile {
  /** The file and all files of the connector that it imports, directly or not. */
  readonly closure: readonly ts.SourceFile[];
  /** Functions in it that QActions enter. */
  readonly entered: readonly ts.Node[];
  readonly facts: FileFacts;
  readonly complaints: readonly Complaint[];
}

/** The entry points that one file gave for the names of a QAction. */
interface KnownEntries {
  readonly closure: readonly ts.SourceFile[];
  readonly names: string;
  readonly found: FoundEntries;
}

const sameItems = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, i) => one === b[i]);

/** What the scripts of one connector follow from together. */
export interface ScriptSet {
  readonly protocol: Protocol;
  /** That of the protocol. */
  readonly folder: string;
  readonly scripts: readonly ScriptFile[];
  readonly sources: ScriptSources;
}

/** Reads the scripts of one connector, also again and again: a file that nothing changed for is not looked into a second time. */
export class TypeScriptReader {
  readonly #compiler: Compiler;
  #parsed: ParsedFiles = new Map();
  /** What every file depends on, whatever it imports. */
  #common: readonly unknown[] = [];
  #files = new Map<ts.SourceFile, KnownFile>();
  #entries = new Map<ts.SourceFile, KnownEntries>();

  constructor(compiler: Compiler) {
    this.#compiler = compiler;
  }

  /** One reading for each script. */
  read({ protocol, folder, scripts, sources }: ScriptSet): readonly ScriptReading[] {
    const parsed = this.#parsed;
    const program = scriptProgram({
      compiler: this.#compiler,
      folder,
      files: scripts.map(({ file }) => file),
      helper: withoutComments(helperSource(protocol, reservedNames).text),
      sources,
      parsed,
    });
    const properties = propertyIds(protocol);
    this.#keepWhatHolds(program, properties);
    const closures = memoize((file: ts.SourceFile) => reachable(program, file));
    const found = this.#found(program, scripts, closures);
    const entryNodes = new Set([...found.values()].flatMap((one) => one.found.map(({ node }) => node)));
    const values = new TypeScriptValues(program, properties, ...inputsOf(entryNodes));
    const entered = new Map<ts.SourceFile, ts.Node[]>();
    for (const node of entryNodes) {
      const file = node.getSourceFile();
      entered.set(file, [...(entered.get(file) ?? []), node]);
    }
    const files = new Map<ts.SourceFile, KnownFile>();
    const factsFor = (file: ts.SourceFile): KnownFile => {
      const closure = closures(file);
      const nodes = entered.get(file) ?? [];
      const done = files.get(file);
      if (done !== undefined) return done;
      const last = this.#files.get(file);
      const holds = last !== undefined && sameItems(last.closure, closure) && sameItems(last.entered, nodes);
      const known = holds
        ? last
        : {
            closure,
            entered: nodes,
            facts: factsOf(program, values, file, members, entryNodes),
            complaints: complaintsAbout(program, file),
          };
      files.set(file, known);
      return known;
    };
    const readings = [...found].map(([{ qaction, file }, entries]) => {
      const source = program.program.getSourceFile(file);
      const closure = source === undefined ? [] : closures(source);
      return readingOf(qaction, file, closure.map(factsFor), closure, entries);
    });
    this.#files = files;
    this.#parsed = new Map(
      [...parsed].filter(([, { file }]) => program.program.getSourceFile(file.fileName) === file),
    );
    return readings;
  }

  /** Forgets everything when something has changed that every file sees. */
  #keepWhatHolds(script: ScriptProgram, { object, write }: PropertyIds): void {
    const common = [
      script.optionsKey,
      JSON.stringify([[...object], [...write]]),
      ...script.program
        .getSourceFiles()
        .filter((file) => !script.isScript(file) || isGlobal(this.#compiler, file)),
    ];
    if (sameItems(common, this.#common)) return;
    this.#common = common;
    this.#files.clear();
    this.#entries.clear();
  }

  #found(
    program: ScriptProgram,
    scripts: readonly ScriptFile[],
    closures: (file: ts.SourceFile) => readonly ts.SourceFile[],
  ): ReadonlyMap<ScriptFile, FoundEntries> {
    const all = new Map<ScriptFile, FoundEntries>();
    const entries = new Map<ts.SourceFile, KnownEntries>();
    for (const script of scripts) {
      const source = program.program.getSourceFile(script.file);
      if (source === undefined) continue;
      const { entryPoints } = script.qaction;
      const [closure, names] = [closures(source), JSON.stringify(entryPoints)];
      const last = this.#entries.get(source);
      const holds = last?.names === names && sameItems(last.closure, closure);
      const found = holds ? last.found : entriesOf(program, source, entryPoints);
      entries.set(source, { closure, names, found });
      all.set(script, found);
    }
    this.#entries = entries;
    return all;
  }
}

/** Comments of the helper stand on lines of their own. They hold descriptions, which change no script. */
function withoutComments(helper: string): string {
  return helper.replaceAll(/^ *\/\*\*(?: .* \*\/$|\n(?: *\* ?.*\n)*? *\*\/$)/gm, "");
}

const members: ReadonlySet<string> = new Set(memberNames);

function readingOf(
  qaction: QAction,
  file: string,
  known: readonly KnownFile[],
  closure: readonly ts.SourceFile[],
  { found: entries, missing }: FoundEntries,
): ScriptReading {
  const all = known.map(({ facts }) => facts);
  return {
    qaction: qaction.id,
    language: /\.[cm]?js$/.test(file) ? "JavaScript" : "TypeScript",
    texts: new Map(closure.map(({ fileName, text }) => [fileName, text])),
    calls: all.flatMap(({ calls }) =>
      calls.map(({ call, inside }) => {
        const entry = entries.findIndex(({ node }) => node === inside);
        return entry === -1 ? call : { ...call, entry };
      }),
    ),
    conversions: all.flatMap(({ conversions }) => conversions),
    byteCasts: all.flatMap(({ byteCasts }) => byteCasts),
    inputTextUses: all.flatMap(({ inputTextUses }) => inputTextUses),
    unknownNames: all.flatMap(({ unknownNames }) => unknownNames),
    complaints: known.flatMap(({ complaints }) => complaints),
    entries: entries.map(({ entry }) => entry),
    missingEntries: missing,
  };
}

/** True for a file whose declarations others see without an import of it. */
function isGlobal(compiler: Compiler, file: ts.SourceFile): boolean {
  if (!compiler.isExternalModule(file)) return true;
  return file.statements.some(
    (one) =>
      compiler.isModuleDeclaration(one) && !(compiler.isIdentifier(one.name) && one.name.text !== "global"),
  );
}

/** The parameters of entry points: those that take an input, by its position, and those that take the protocol object. */
function inputsOf(
  entries: ReadonlySet<ts.FunctionLikeDeclaration>,
): [inputs: ReadonlyMap<ts.Node, number>, protocols: ReadonlySet<ts.Node>] {
  const inputs = new Map<ts.Node, number>();
  const protocols = new Set<ts.Node>();
  for (const { parameters } of entries)
    parameters.forEach((one, position) => {
      if (position === 0) protocols.add(one);
      else if (one.dotDotDotToken === undefined) inputs.set(one, position - 1);
    });
  return [inputs, protocols];
}

/** A script and the files of the connector that it imports, directly or not. */
function reachable(script: ScriptProgram, start: ts.SourceFile): readonly ts.SourceFile[] {
  const seen = new Set<ts.SourceFile>();
  const visit = (file: ts.SourceFile): void => {
    if (seen.has(file) || !script.isScript(file)) return;
    seen.add(file);
    script.importsOf(file).forEach(visit);
  };
  visit(start);
  return [...seen];
}

function complaintsAbout(
  { compiler, program, configured }: ScriptProgram,
  file: ts.SourceFile,
): readonly Complaint[] {
  const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
  return found
    .filter(({ category }) => category === compiler.DiagnosticCategory.Error)
    .filter(({ code, messageText }) => configured || !isMissingType(code, messageText))
    .map(({ code, messageText, start = 0, length = 0 }) => ({
      code: `TS${String(code)}`,
      message: compiler.flattenDiagnosticMessageText(messageText, " "),
      span: { file: file.fileName, start, end: start + length },
    }));
}

/** Names of Node, of test runners and of packages without types: unknown where no `tsconfig.json` says which types there are. */
function isMissingType(code: number, message: string | ts.DiagnosticMessageChain): boolean {
  if (!needsTypes.has(code)) return false;
  const text = typeof message === "string" ? message : message.messageText;
  // A file of the connector that is not there stays a mistake.
  return (
    !/module '\.{1,2}\//.test(text) &&
    !(code === 2304 && !/'(?:process|Buffer|require|global|NodeJS)'/.test(text))
  );
}
