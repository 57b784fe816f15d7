/** The entry points of a TypeScript or JavaScript file, found as the loader finds them: by class and method, or by function. */
import type ts from "typescript";
import { parseEntryPoint } from "../../qaction/script/script-module.ts";
import type { EntryFunction } from "./script-model.ts";
import type { ScriptProgram } from "./typescript-program.ts";

/** An entry point and the function behind it. */
export interface FoundEntry {
  readonly entry: EntryFunction;
  readonly node: ts.FunctionLikeDeclaration;
}

/** What was found for the names of a QAction. */
export interface FoundEntries {
  readonly found: readonly FoundEntry[];
  readonly missing: readonly string[];
}

/** Looks for the entry points. @param names as `entryPoint` has them; empty: the default */
export function entriesOf(
  program: ScriptProgram,
  file: ts.SourceFile,
  names: readonly string[],
): FoundEntries {
  const finder = new EntryFinder(program, file);
  const found: FoundEntry[] = [];
  const missing: string[] = [];
  for (const name of new Set(names.length === 0 ? [undefined] : names)) {
    const result = finder.find(name);
    if (result === undefined) continue;
    if (typeof result === "string") missing.push(result);
    else if (!found.some(({ node }) => node === result.node)) found.push(result);
  }
  return { found, missing };
}

class EntryFinder {
  readonly #ts: ScriptProgram["compiler"];
  readonly #checker: ts.TypeChecker;
  readonly #exports: ReadonlyMap<string, ts.Symbol>;
  /** What the file exports is written in another way: by `module.exports`, or by `export =`. */
  readonly #unknown: boolean;

  constructor({ compiler, program }: ScriptProgram, file: ts.SourceFile) {
    this.#ts = compiler;
    this.#checker = program.getTypeChecker();
    const module = this.#checker.getSymbolAtLocation(file);
    const exported = module === undefined ? [] : this.#checker.getExportsOfModule(module);
    this.#exports = new Map(exported.map((one) => [one.name, this.#target(one)]));
    this.#unknown = module === undefined || this.#exports.has("export=");
  }

  /** The entry point, why there is none, or undefined when that cannot be seen. */
  find(name: string | undefined): FoundEntry | string | undefined {
    const { className, methodName, namespace } = parseEntryPoint(name);
    if (namespace !== "") return `'${namespace}' is a namespace, in which DataMiner never finds a class`;
    const owner = this.#exports.get(className) ?? this.#default(className);
    const shown = `${className}.${methodName}`;
    const method = owner === undefined ? undefined : this.#method(owner, methodName);
    if (method !== undefined) return this.#entry(method, shown);
    const free =
      className !== "QAction"
        ? undefined
        : (this.#exports.get(methodName) ??
          (methodName === "Run" ? this.#exports.get("default") : undefined));
    const declaration = free === undefined ? undefined : this.#functionOf(free);
    if (declaration !== undefined) return this.#entry(declaration, methodName);
    const declared = owner?.valueDeclaration;
    if (free === undefined && declared !== undefined && this.#isPlainClass(declared))
      return `class ${className} has no method '${methodName}'`;
    // Something is exported under the name, in a way that only running it tells.
    if (this.#unknown || free !== undefined || owner !== undefined) return undefined;
    return `it exports neither a class '${className}' with a method '${methodName}' nor a function '${methodName}'`;
  }

  #isPlainClass(node: ts.Declaration): boolean {
    return this.#ts.isClassDeclaration(node) && node.heritageClauses === undefined;
  }

  #target(symbol: ts.Symbol): ts.Symbol {
    return (symbol.flags & this.#ts.SymbolFlags.Alias) === 0
      ? symbol
      : this.#checker.getAliasedSymbol(symbol);
  }

  #default(className: string): ts.Symbol | undefined {
    const symbol = this.#exports.get("default");
    const declaration = symbol?.valueDeclaration;
    if (declaration === undefined || !this.#ts.isClassDeclaration(declaration)) return undefined;
    return className === "QAction" || declaration.name?.text === className ? symbol : undefined;
  }

  #method(owner: ts.Symbol, name: string): ts.FunctionLikeDeclaration | undefined {
    const member =
      owner.exports?.get(this.#ts.escapeLeadingUnderscores(name)) ??
      owner.members?.get(this.#ts.escapeLeadingUnderscores(name));
    return member === undefined ? undefined : this.#functionOf(member);
  }

  #functionOf(symbol: ts.Symbol): ts.FunctionLikeDeclaration | undefined {
    const bodies = (symbol.declarations ?? []).filter(
      (one): one is ts.FunctionLikeDeclaration =>
        this.#ts.isFunctionLike(one) && "body" in one && one.body !== undefined,
    );
    if (bodies[0] !== undefined) return bodies[0];
    const declaration = symbol.valueDeclaration;
    if (declaration === undefined || !("initializer" in declaration)) return undefined;
    const value = (declaration as ts.HasInitializer).initializer;
    return value !== undefined && (this.#ts.isArrowFunction(value) || this.#ts.isFunctionExpression(value))
      ? value
      : undefined;
  }

  #entry(node: ts.FunctionLikeDeclaration, name: string): FoundEntry {
    const file = node.getSourceFile();
    const last = node.parameters.at(-1);
    const { body } = node;
    const block = body !== undefined && this.#ts.isBlock(body) ? body : undefined;
    const first = block?.statements[0];
    const lineStart = (offset: number): number => file.text.lastIndexOf("\n", offset - 1) + 1;
    const indent =
      first === undefined
        ? `${/^\s*/.exec(file.text.slice(lineStart(node.getStart())))?.[0] ?? ""}  `
        : (/^[ \t]*/.exec(file.text.slice(lineStart(first.getStart())))?.[0] ?? "");
    return {
      node,
      entry: {
        name,
        file: file.fileName,
        parameters: node.parameters.map((one) => ({
          name: this.#ts.isIdentifier(one.name) ? one.name.text : "",
          ...(one.type === undefined ? {} : { type: one.type.getText() }),
          start: one.getStart(),
          end: one.getEnd(),
        })),
        ...(last === undefined || last.dotDotDotToken !== undefined ? {} : { parametersEnd: last.getEnd() }),
        ...(block === undefined ? {} : { bodyStart: block.getStart() + 1 }),
        indent,
        ...this.#importPlace(file),
      },
    };
  }

  /** Scripts that import the names of the kit do so for all of them; the others have them as globals. */
  #importPlace(file: ts.SourceFile): { readonly importAt?: number } {
    const imports = file.statements.filter((one) => this.#ts.isImportDeclaration(one));
    const kit = imports.find((one) => /^["']qaction-kit["'/]/.test(one.moduleSpecifier.getText()));
    const has = imports.some(({ importClause }) => /\bEncoding\b/.test(importClause?.getText() ?? ""));
    return kit === undefined || has || !/\.[cm]?ts$/.test(file.fileName) ? {} : { importAt: kit.getStart() };
  }
}
