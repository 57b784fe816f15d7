/** Reads all TypeScript and JavaScript of a connector: one reading for each QAction that has a script. */
import type ts from "typescript";
import { helperSource } from "../../codegen/helper-source.ts";
import type { Protocol, QAction } from "../../protocol/model.ts";
import { reservedNames } from "../../qaction/slprotocol/extended-object.ts";
import { memberNames } from "../../qaction/slprotocol/member-table.ts";
import { propertyIds } from "./property-ids.ts";
import type { Complaint, ScriptReading } from "./script-model.ts";
import type { Compiler } from "./typescript-compiler.ts";
import { entriesOf, type FoundEntries } from "./typescript-entries.ts";
import { factsOf, type FileFacts } from "./typescript-facts.ts";
import { scriptProgram, type ReadText, type ScriptProgram } from "./typescript-program.ts";
import { TypeScriptValues } from "./typescript-values.ts";

/** A QAction and the file with its script. */
export interface ScriptFile {
  readonly qaction: QAction;
  readonly file: string;
}

/** Codes of what only a project with types of Node or of its packages can know. */
const needsTypes: ReadonlySet<number> = new Set([2304, 2307, 2503, 2580, 2591, 2592, 2593, 7016]);

/** Reads the scripts. @param folder that of the protocol @param readText what a file holds now */
export function readTypeScript(
  compiler: Compiler,
  protocol: Protocol,
  folder: string,
  scripts: readonly ScriptFile[],
  readText: ReadText,
): readonly ScriptReading[] {
  const helper = helperSource(protocol, reservedNames).text;
  const files = scripts.map(({ file }) => file);
  const program = scriptProgram(compiler, folder, files, helper, readText);
  const found = new Map<ScriptFile, FoundEntries>();
  for (const script of scripts) {
    const source = program.program.getSourceFile(script.file);
    if (source !== undefined) found.set(script, entriesOf(program, source, script.qaction.entryPoints));
  }
  const entryNodes = new Set([...found.values()].flatMap((one) => one.found.map(({ node }) => node)));
  const values = new TypeScriptValues(program, propertyIds(protocol), ...inputsOf(entryNodes));
  const members = new Set<string>(memberNames);
  const facts = new Map<ts.SourceFile, FileFacts & { readonly complaints: readonly Complaint[] }>();
  const factsFor = (file: ts.SourceFile): FileFacts & { readonly complaints: readonly Complaint[] } => {
    const known = facts.get(file);
    if (known !== undefined) return known;
    const made = {
      ...factsOf(program, values, file, members, entryNodes),
      complaints: complaintsAbout(program, file),
    };
    facts.set(file, made);
    return made;
  };
  return [...found].map(([{ qaction, file }, { found: entries, missing }]): ScriptReading => {
    const source = program.program.getSourceFile(file);
    const closure = source === undefined ? [] : reachable(program, source);
    const all = closure.map(factsFor);
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
      complaints: all.flatMap(({ complaints }) => complaints),
      entries: entries.map(({ entry }) => entry),
      missingEntries: missing,
    };
  });
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
function reachable(script: ScriptProgram, start: ts.SourceFile): ts.SourceFile[] {
  const { compiler } = script;
  const checker = script.program.getTypeChecker();
  const seen = new Set<ts.SourceFile>();
  const visit = (file: ts.SourceFile): void => {
    if (seen.has(file) || !script.isScript(file)) return;
    seen.add(file);
    for (const statement of file.statements) {
      if (!compiler.isImportDeclaration(statement) && !compiler.isExportDeclaration(statement)) continue;
      const { moduleSpecifier } = statement;
      const target =
        moduleSpecifier === undefined
          ? undefined
          : checker.getSymbolAtLocation(moduleSpecifier)?.valueDeclaration;
      if (target !== undefined && compiler.isSourceFile(target)) visit(target);
    }
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
