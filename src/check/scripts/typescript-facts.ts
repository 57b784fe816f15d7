/** What one TypeScript or JavaScript file does: members that it calls, properties, conversions, inputs that it uses as text. */
import type ts from "typescript";
import type {
  ByteCast,
  Conversion,
  InputTextUse,
  MemberCall,
  ScriptSpan,
  ScriptValue,
  TextLiteral,
  UnknownName,
} from "./script-model.ts";
import type { ScriptProgram } from "./typescript-program.ts";
import { TypeScriptReach } from "./typescript-reach.ts";
import type { TypeScriptValues } from "./typescript-values.ts";

/** A call, and the entry point around it. */
export interface PlacedCall {
  readonly call: MemberCall;
  readonly inside: ts.Node | undefined;
}

/** The facts of one file. */
export interface FileFacts {
  readonly calls: PlacedCall[];
  readonly conversions: Conversion[];
  readonly byteCasts: ByteCast[];
  readonly inputTextUses: InputTextUse[];
  readonly unknownNames: UnknownName[];
}

/** Methods that text has and lists of numbers do not have. */
const textMethods: ReadonlySet<string> = new Set([
  ...["split", "trim", "trimStart", "trimEnd", "startsWith", "endsWith", "match", "matchAll", "replace"],
  ...["replaceAll", "substring", "substr", "charAt", "charCodeAt", "codePointAt", "toLowerCase"],
  ...["toUpperCase", "padStart", "padEnd", "localeCompare", "normalize", "search"],
]);

/** Encodings of Node by the names that C# has for them. */
const nodeEncodings: Readonly<Record<string, string>> = {
  utf8: "UTF8",
  "utf-8": "UTF8",
  utf16le: "Unicode",
  "utf-16le": "Unicode",
  ucs2: "Unicode",
  latin1: "Latin1",
  binary: "Latin1",
  ascii: "ASCII",
};

/** Encodings of Node that cut characters off to bytes. */
const cuttingEncodings: ReadonlySet<string> = new Set(["latin1", "binary", "ascii"]);

/** Reads the facts of a file. @param members names of `SLProtocol` @param entries functions that QActions enter */
export function factsOf(
  program: ScriptProgram,
  values: TypeScriptValues,
  file: ts.SourceFile,
  members: ReadonlySet<string>,
  entries: ReadonlySet<ts.Node>,
): FileFacts {
  const reader = new FactReader(program, values, file, members, entries);
  reader.visit(file, undefined);
  return reader.facts;
}

class FactReader {
  readonly facts: FileFacts = {
    calls: [],
    conversions: [],
    byteCasts: [],
    inputTextUses: [],
    unknownNames: [],
  };
  readonly #ts: ScriptProgram["compiler"];
  readonly #program: ScriptProgram;
  readonly #checker: ts.TypeChecker;
  readonly #values: TypeScriptValues;
  readonly #file: ts.SourceFile;
  readonly #members: ReadonlySet<string>;
  readonly #entries: ReadonlySet<ts.Node>;
  readonly #reach: TypeScriptReach;

  constructor(
    program: ScriptProgram,
    values: TypeScriptValues,
    file: ts.SourceFile,
    members: ReadonlySet<string>,
    entries: ReadonlySet<ts.Node>,
  ) {
    this.#ts = program.compiler;
    this.#program = program;
    this.#checker = program.program.getTypeChecker();
    this.#values = values;
    this.#file = file;
    this.#members = members;
    this.#entries = entries;
    this.#reach = new TypeScriptReach(program.compiler);
  }

  visit(node: ts.Node, inside: ts.Node | undefined): void {
    const around = this.#entries.has(node) ? node : inside;
    if (this.#ts.isCallExpression(node)) this.#call(node, around);
    else if (this.#ts.isPropertyAccessExpression(node)) this.#property(node, around);
    else if (this.#ts.isIdentifier(node)) this.#inputUse(node);
    else if (this.#ts.isBinaryExpression(node)) this.#cutOff(node);
    this.#ts.forEachChild(node, (child) => {
      this.visit(child, around);
    });
  }

  #span(node: ts.Node): ScriptSpan {
    return { file: this.#file.fileName, start: node.getStart(this.#file), end: node.getEnd() };
  }

  #call(node: ts.CallExpression, inside: ts.Node | undefined): void {
    const { expression: called } = node;
    if (!this.#ts.isPropertyAccessExpression(called)) return;
    const { name, expression: receiver } = called;
    const member = name.text;
    if (this.#members.has(member) && this.#values.isProtocol(receiver)) this.#member(node, member, inside);
    else if (/^(?:Set|Add)(?:Row|Column|Cell)/.test(member) && this.#values.isTable(receiver))
      this.#member(node, `QActionTable.${member}`, inside);
    else this.#conversion(node, receiver, member);
  }

  #member(node: ts.CallExpression, member: string, inside: ts.Node | undefined): void {
    const args = node.arguments.map((one) => ({ value: this.#values.of(one), span: this.#span(one) }));
    this.facts.calls.push({
      inside,
      call: {
        ...this.#always(node, inside),
        member,
        args,
        span: this.#span(node),
        onlyTested: this.#onlyTested(node),
        literals: node.arguments.flatMap((one) => this.#literals(one)),
      },
    });
  }

  #property(node: ts.PropertyAccessExpression, inside: ts.Node | undefined): void {
    const use = this.#values.propertyOf(node);
    if (use === undefined) {
      this.#unknownName(node);
      return;
    }
    const { SyntaxKind } = this.#ts;
    const span = this.#span(node);
    const id = { value: { kind: "constant", value: use.id } as const, span };
    const { parent } = node;
    const assigned = this.#ts.isBinaryExpression(parent) && parent.left === node ? parent : undefined;
    const operator = assigned?.operatorToken.kind;
    const sets =
      operator !== undefined &&
      operator >= SyntaxKind.FirstAssignment &&
      operator <= SyntaxKind.LastAssignment;
    const counts =
      (this.#ts.isPrefixUnaryExpression(parent) || this.#ts.isPostfixUnaryExpression(parent)) &&
      (parent.operator === SyntaxKind.PlusPlusToken || parent.operator === SyntaxKind.MinusMinusToken);
    const common = { property: use.name, span, ...this.#always(node, inside) };
    if (sets || counts) {
      const value: ScriptValue =
        assigned !== undefined && operator === SyntaxKind.EqualsToken
          ? this.#values.of(assigned.right)
          : { kind: "computed", type: "other" };
      const set = assigned === undefined ? span : this.#span(assigned.right);
      this.facts.calls.push({
        inside,
        call: {
          ...common,
          member: "SetParameter",
          args: [id, { value, span: set }],
          onlyTested: false,
          literals: assigned === undefined ? [] : this.#literals(assigned.right),
        },
      });
    }
    if (sets && operator === SyntaxKind.EqualsToken) return;
    this.facts.calls.push({
      inside,
      call: {
        ...common,
        member: "GetParameter",
        args: [id],
        onlyTested: this.#onlyTested(node),
        literals: [],
      },
    });
  }

  #always(node: ts.Node, entry: ts.Node | undefined): { readonly always?: true } {
    return entry !== undefined && this.#reach.always(node, entry) ? { always: true } : {};
  }

  /** In JavaScript nobody else tells that a name of the helper does not exist. */
  #unknownName(node: ts.PropertyAccessExpression): void {
    if (!/\.[cm]?jsx?$/.test(this.#file.fileName)) return;
    const type = this.#checker.getTypeAtLocation(node.expression);
    const [declaration] = type.getSymbol()?.declarations ?? [];
    if (declaration === undefined || !this.#program.isHelper(declaration.getSourceFile())) return;
    if (this.#checker.getPropertyOfType(type, node.name.text) !== undefined) return;
    this.facts.unknownNames.push({ name: this.#shown(node), span: this.#span(node.name) });
  }

  /** True when nobody uses the result for more than to see whether there is any. */
  #onlyTested(node: ts.Expression): boolean {
    let outer: ts.Node = node;
    while (this.#ts.isParenthesizedExpression(outer.parent) || this.#ts.isNonNullExpression(outer.parent))
      outer = outer.parent;
    const { parent } = outer;
    if (this.#ts.isExpressionStatement(parent) || this.#ts.isVoidExpression(parent)) return true;
    if (this.#ts.isPrefixUnaryExpression(parent))
      return parent.operator === this.#ts.SyntaxKind.ExclamationToken;
    if (!this.#ts.isBinaryExpression(parent) || !/^[!=]==?$/.test(parent.operatorToken.getText()))
      return false;
    const other = this.#values.of(parent.left === outer ? parent.right : parent.left);
    return other.kind === "constant" && (other.value === null || other.value === "");
  }

  /** Texts in an argument, but not those in calls of their own. */
  #literals(node: ts.Expression): TextLiteral[] {
    if (this.#ts.isStringLiteralLike(node)) return [{ text: node.text, span: this.#span(node) }];
    if (this.#ts.isTemplateExpression(node)) {
      const pieces = [node.head, ...node.templateSpans.map(({ literal }) => literal)];
      return pieces
        .filter(({ text }) => text !== "")
        .map((piece) => ({ text: piece.text, span: this.#span(piece) }));
    }
    if (this.#ts.isIdentifier(node)) {
      const declaration = this.#checker.getSymbolAtLocation(node)?.valueDeclaration;
      const initializer =
        declaration !== undefined &&
        this.#ts.isVariableDeclaration(declaration) &&
        declaration.getSourceFile() === this.#file
          ? declaration.initializer
          : undefined;
      return initializer !== undefined && this.#ts.isStringLiteralLike(initializer)
        ? [{ text: initializer.text, span: this.#span(initializer) }]
        : [];
    }
    if (this.#ts.isNewExpression(node)) return (node.arguments ?? []).flatMap((one) => this.#literals(one));
    if (this.#ts.isConditionalExpression(node))
      return [...this.#literals(node.whenTrue), ...this.#literals(node.whenFalse)];
    if (this.#ts.isBinaryExpression(node))
      return [...this.#literals(node.left), ...this.#literals(node.right)];
    if (this.#ts.isArrayLiteralExpression(node)) return node.elements.flatMap((one) => this.#literals(one));
    if (this.#ts.isObjectLiteralExpression(node))
      return node.properties.flatMap((one) =>
        this.#ts.isPropertyAssignment(one) ? this.#literals(one.initializer) : [],
      );
    return this.#ts.isParenthesizedExpression(node) ? this.#literals(node.expression) : [];
  }

  #conversion(node: ts.CallExpression, receiver: ts.Expression, member: string): void {
    const [first, second] = node.arguments;
    const span = this.#span(node);
    const add = (encoding: string, to: "text" | "bytes", from: ts.Expression): void => {
      this.facts.conversions.push({ encoding, to, value: this.#values.of(from), span });
    };
    if (first !== undefined && (member === "GetString" || member === "GetBytes")) {
      const encoding = this.#encodingName(receiver);
      if (encoding !== undefined) add(encoding, member === "GetString" ? "text" : "bytes", first);
      return;
    }
    if (
      this.#ts.isIdentifier(receiver) &&
      receiver.text === "Buffer" &&
      member === "from" &&
      first !== undefined
    ) {
      const name = second === undefined ? "utf8" : this.#text(second)?.toLowerCase();
      const from = this.#values.of(first);
      if (from.kind === "input" && name !== undefined && second === undefined) return;
      if (name !== undefined && cuttingEncodings.has(name)) this.#cast(node, first);
      else if (name !== undefined && Object.hasOwn(nodeEncodings, name))
        add(nodeEncodings[name] ?? name, "bytes", first);
      return;
    }
    if (this.#ts.isIdentifier(receiver) && receiver.text === "Uint8Array" && member === "from") {
      if (first !== undefined && second?.getText().includes("charCodeAt") === true) this.#cast(node, first);
      return;
    }
    if (member === "decode" && first !== undefined && this.#ts.isNewExpression(receiver)) {
      const [label] = receiver.arguments ?? [];
      const name = label === undefined ? "utf-8" : this.#text(label)?.toLowerCase();
      if (receiver.expression.getText() === "TextDecoder" && name !== undefined)
        add(nodeEncodings[name] ?? name, "text", first);
    }
    if (member === "encode" && first !== undefined && this.#ts.isNewExpression(receiver))
      if (receiver.expression.getText() === "TextEncoder") add("UTF8", "bytes", first);
  }

  #text(node: ts.Expression): string | undefined {
    const value = this.#values.of(node);
    return value.kind === "constant" && typeof value.value === "string" ? value.value : undefined;
  }

  /** `UTF8` of `Encoding.UTF8`, the page of `Encoding.GetEncoding(1252)`. */
  #encodingName(node: ts.Expression): string | undefined {
    const inner = this.#values.unwrapped(node);
    if (this.#ts.isIdentifier(inner)) {
      const declaration = this.#checker.getSymbolAtLocation(inner)?.valueDeclaration;
      return declaration !== undefined &&
        this.#ts.isVariableDeclaration(declaration) &&
        declaration.initializer !== undefined
        ? this.#encodingName(declaration.initializer)
        : undefined;
    }
    if (this.#ts.isPropertyAccessExpression(inner) && inner.expression.getText() === "Encoding")
      return inner.name.text;
    if (!this.#ts.isCallExpression(inner) || !/(^|\.)Encoding\.GetEncoding$/.test(inner.expression.getText()))
      return undefined;
    const [page] = inner.arguments;
    const value = page === undefined ? undefined : this.#values.of(page);
    return value?.kind === "constant" ? String(value.value) : undefined;
  }

  /** `text.charCodeAt(i) & 0xff`. */
  #cutOff(node: ts.BinaryExpression): void {
    if (node.operatorToken.kind !== this.#ts.SyntaxKind.AmpersandToken) return;
    const mask = this.#values.of(node.right);
    const { left } = node;
    if (mask.kind !== "constant" || mask.value !== 0xff || !this.#ts.isCallExpression(left)) return;
    if (this.#ts.isPropertyAccessExpression(left.expression) && left.expression.name.text === "charCodeAt")
      this.#cast(node, left.expression.expression);
  }

  #cast(node: ts.Expression, from: ts.Expression): void {
    const value = this.#values.of(from);
    this.facts.byteCasts.push({ value, text: this.#shown(node), span: this.#span(node) });
  }

  #shown(node: ts.Node): string {
    const text = node.getText().replaceAll(/\s+/g, " ");
    return text.length > 60 ? `${text.slice(0, 57)}...` : text;
  }

  /** An input where only text makes sense. */
  #inputUse(node: ts.Identifier): void {
    const { parent } = node;
    const value = this.#ts.isParameter(parent) && parent.name === node ? undefined : this.#inputOf(node);
    if (value === undefined) {
      this.#declaredInput(parent, node);
      return;
    }
    const how = this.#textUse(node, parent);
    if (how !== undefined) this.facts.inputTextUses.push({ position: value, how, span: this.#span(node) });
  }

  #inputOf(node: ts.Identifier): number | undefined {
    if (this.#ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) return undefined;
    const value = this.#values.of(node);
    return value.kind === "input" ? value.position : undefined;
  }

  #declaredInput(parent: ts.Node, node: ts.Identifier): void {
    if (!this.#ts.isParameter(parent) || parent.name !== node || parent.type === undefined) return;
    const position = this.#values.inputAt(parent);
    if (position === undefined || parent.type.kind !== this.#ts.SyntaxKind.StringKeyword) return;
    this.facts.inputTextUses.push({ position, how: "by its type string", span: this.#span(parent) });
  }

  #textUse(node: ts.Identifier, parent: ts.Node): string | undefined {
    if (this.#ts.isTemplateSpan(parent)) return "in a template";
    if (this.#ts.isBinaryExpression(parent) && parent.operatorToken.kind === this.#ts.SyntaxKind.PlusToken) {
      const other = this.#values.of(parent.left === node ? parent.right : parent.left);
      const isText =
        (other.kind === "constant" && typeof other.value === "string") ||
        (other.kind === "computed" && other.type === "text");
      return isText ? "by + with a text" : undefined;
    }
    if (this.#ts.isPropertyAccessExpression(parent) && parent.expression === node)
      return textMethods.has(parent.name.text) || parent.name.text === "toString"
        ? `by .${parent.name.text}()`
        : undefined;
    if (!this.#ts.isCallExpression(parent)) return undefined;
    const called = parent.expression.getText();
    if (called === "String" || called === "JSON.parse" || called === "Convert.ToString")
      return `by ${called}()`;
    if (!this.#ts.isPropertyAccessExpression(parent.expression)) return undefined;
    const member = parent.expression.name.text;
    return member === "SetParameter" &&
      parent.arguments[1] === node &&
      this.#values.isProtocol(parent.expression.expression)
      ? "as the value of SetParameter"
      : undefined;
  }
}
