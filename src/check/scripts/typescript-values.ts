/** What an expression of a script is worth: a constant, what a parameter or an input gave, or only its type. */
import type ts from "typescript";
import type { ScriptProgram } from "./typescript-program.ts";
import type { PropertyIds } from "./property-ids.ts";
import type { ScriptValue } from "./script-model.ts";

/** A use of a generated property. */
export interface PropertyUse {
  readonly id: number;
  readonly name: string;
}

/** Initializers that are followed from one variable to the next. */
const mostSteps = 12;

const textMakers: ReadonlySet<string> = new Set(["toString", "ToString", "trim", "valueOf"]);

/** Reads values of the files of one program. */
export class TypeScriptValues {
  readonly #ts: ScriptProgram["compiler"];
  readonly #program: ScriptProgram;
  readonly #checker: ts.TypeChecker;
  readonly #properties: PropertyIds;
  /** Inputs by the declaration of the parameter that takes them. */
  readonly #inputs: ReadonlyMap<ts.Node, number>;
  /** First parameters of entry points. */
  readonly #protocols: ReadonlySet<ts.Node>;

  constructor(
    program: ScriptProgram,
    properties: PropertyIds,
    inputs: ReadonlyMap<ts.Node, number>,
    protocols: ReadonlySet<ts.Node>,
  ) {
    this.#ts = program.compiler;
    this.#program = program;
    this.#checker = program.program.getTypeChecker();
    this.#properties = properties;
    this.#inputs = inputs;
    this.#protocols = protocols;
  }

  /** The value of an expression. */
  of(node: ts.Expression, steps = 0): ScriptValue {
    const { isArrayLiteralExpression, isCallExpression, isIdentifier, isNewExpression } = this.#ts;
    const inner = this.unwrapped(node);
    if (steps > mostSteps) return this.#byType(inner);
    const fixed = this.#constant(inner);
    if (fixed !== undefined) return fixed;
    if (isArrayLiteralExpression(inner)) return this.#list(inner, steps);
    if (isNewExpression(inner)) return this.#made(inner, steps);
    if (isCallExpression(inner)) return this.#called(inner, steps) ?? this.#byType(inner);
    const property = this.propertyOf(inner);
    if (property !== undefined) return { kind: "parameter", id: property.id };
    if (isIdentifier(inner)) return this.#named(inner, steps);
    if (this.#ts.isElementAccessExpression(inner)) return this.#element(inner, steps);
    return this.#byType(inner);
  }

  /** Without what changes no value: brackets, assertions, `??` with a fallback, conversions to text. */
  unwrapped(node: ts.Expression): ts.Expression {
    const { SyntaxKind } = this.#ts;
    const outer = this.#bare(node);
    if (this.#ts.isBinaryExpression(outer)) {
      const { operatorToken, left, right } = outer;
      const fallback =
        operatorToken.kind === SyntaxKind.QuestionQuestionToken ||
        operatorToken.kind === SyntaxKind.BarBarToken;
      const empty = (side: ts.Expression): boolean => this.#ts.isStringLiteralLike(side) && side.text === "";
      if (fallback) return this.unwrapped(left);
      if (operatorToken.kind === SyntaxKind.PlusToken && empty(right)) return this.unwrapped(left);
      if (operatorToken.kind === SyntaxKind.PlusToken && empty(left)) return this.unwrapped(right);
      return outer;
    }
    if (this.#ts.isTemplateExpression(outer)) {
      const [span, ...more] = outer.templateSpans;
      return span !== undefined && more.length === 0 && outer.head.text === "" && span.literal.text === ""
        ? this.unwrapped(span.expression)
        : outer;
    }
    if (!this.#ts.isCallExpression(outer)) return outer;
    const { expression: called } = outer;
    const [argument, ...more] = outer.arguments;
    if (
      this.#ts.isIdentifier(called) &&
      called.text === "String" &&
      argument !== undefined &&
      more.length === 0
    )
      return this.unwrapped(argument);
    if (!this.#ts.isPropertyAccessExpression(called)) return outer;
    if (argument === undefined && textMakers.has(called.name.text)) return this.unwrapped(called.expression);
    const onConvert = this.#ts.isIdentifier(called.expression) && called.expression.text === "Convert";
    return onConvert && called.name.text === "ToString" && argument !== undefined
      ? this.unwrapped(argument)
      : outer;
  }

  #bare(node: ts.Expression): ts.Expression {
    const { isParenthesizedExpression, isAsExpression, isNonNullExpression, isSatisfiesExpression } =
      this.#ts;
    let inner = node;
    while (
      isParenthesizedExpression(inner) ||
      isAsExpression(inner) ||
      isNonNullExpression(inner) ||
      isSatisfiesExpression(inner) ||
      this.#ts.isTypeAssertionExpression(inner)
    )
      inner = inner.expression;
    return inner;
  }

  /** The generated property that an expression names. */
  propertyOf(node: ts.Node): PropertyUse | undefined {
    if (!this.#ts.isPropertyAccessExpression(node)) return undefined;
    const { expression: owner, name } = node;
    const onWrite =
      this.#ts.isPropertyAccessExpression(owner) &&
      owner.name.text === "Write" &&
      this.isProtocol(owner.expression);
    if (!onWrite && !this.isProtocol(owner)) return undefined;
    const id = this.#properties[onWrite ? "write" : "object"].get(name.text);
    return id === undefined ? undefined : { id, name: onWrite ? `Write.${name.text}` : name.text };
  }

  /** True for the object that a QAction is given: by its type, or, without types, as the first parameter of an entry point. */
  isProtocol(node: ts.Expression): boolean {
    const symbol = this.#checker.getSymbolAtLocation(node);
    const declaration = symbol?.valueDeclaration;
    if (declaration !== undefined && this.#protocols.has(declaration)) return true;
    const type = this.#checker.getTypeAtLocation(node);
    if ((type.flags & this.#ts.TypeFlags.Any) !== 0)
      return this.#ts.isIdentifier(node) && node.text === "protocol";
    const member = this.#checker.getPropertyOfType(type, "GetParameter");
    return member?.declarations?.some((one) => this.#isOurs(one)) === true;
  }

  /** True for a `QActionTable` of the kit or the helper. */
  isTable(node: ts.Expression): boolean {
    const type = this.#checker.getTypeAtLocation(node);
    const member = this.#checker.getPropertyOfType(type, "SetRow");
    return (
      this.#checker.getPropertyOfType(type, "GetParameter") === undefined &&
      member?.declarations?.some((one) => this.#isOurs(one)) === true
    );
  }

  /** Position of the input that a parameter of an entry point takes. */
  inputAt(node: ts.Node): number | undefined {
    return this.#inputs.get(node);
  }

  #isOurs(node: ts.Node): boolean {
    const file = node.getSourceFile();
    return this.#program.isKit(file) || this.#program.isHelper(file);
  }

  #constant(node: ts.Expression): ScriptValue | undefined {
    const { SyntaxKind } = this.#ts;
    if (node.kind === SyntaxKind.NullKeyword) return { kind: "constant", value: null };
    if (this.#ts.isIdentifier(node) && node.text === "undefined") return { kind: "constant", value: null };
    if (this.#ts.isStringLiteralLike(node)) return { kind: "constant", value: node.text };
    if (this.#ts.isNumericLiteral(node)) return { kind: "constant", value: Number(node.text) };
    if (node.kind === SyntaxKind.TrueKeyword) return { kind: "constant", value: true };
    if (node.kind === SyntaxKind.FalseKeyword) return { kind: "constant", value: false };
    const type = this.#checker.getTypeAtLocation(node);
    if (type.isNumberLiteral() || type.isStringLiteral()) return { kind: "constant", value: type.value };
    return undefined;
  }

  #list({ elements }: ts.ArrayLiteralExpression, steps: number): ScriptValue {
    if (elements.some((one) => this.#ts.isSpreadElement(one))) return { kind: "list" };
    return { kind: "list", items: elements.map((one) => this.of(one, steps + 1)) };
  }

  /** `new Uint32Array([1, 2])`, and any other array of numbers. */
  #made(node: ts.NewExpression, steps: number): ScriptValue {
    const [first] = node.arguments ?? [];
    const { expression: type } = node;
    if (!this.#ts.isIdentifier(type) || !/^(?:Uint|Int|Float)?(?:8|16|32|64)?Array$/.test(type.text))
      return this.#byType(node);
    const value = first === undefined ? undefined : this.of(first, steps + 1);
    return value?.kind === "list" || value?.kind === "input" || value?.kind === "bytes"
      ? value
      : { kind: "list" };
  }

  #called(node: ts.CallExpression, steps: number): ScriptValue | undefined {
    const { expression: called } = node;
    const [first, second] = node.arguments;
    if (!this.#ts.isPropertyAccessExpression(called) || first === undefined) return undefined;
    const member = called.name.text;
    if ((member === "of" || member === "from") && this.#ts.isIdentifier(called.expression)) {
      if (member === "of")
        return { kind: "list", items: node.arguments.map((one) => this.of(one, steps + 1)) };
      const value = this.of(first, steps + 1);
      return second === undefined && ["list", "input", "bytes"].includes(value.kind) ? value : undefined;
    }
    if (!this.isProtocol(called.expression)) return undefined;
    if (member === "GetParameter") return this.#parameter(this.of(first, steps + 1), "parameter");
    if (member === "GetInputParameter" || member === "GetInputBytes") {
      const position = this.of(first, steps + 1);
      if (position.kind === "constant" && typeof position.value === "number")
        return { kind: "input", position: position.value };
    }
    return member === "GetData" && second !== undefined
      ? this.#parameter(this.of(second, steps + 1), "bytes")
      : undefined;
  }

  #parameter(id: ScriptValue, kind: "parameter" | "bytes"): ScriptValue | undefined {
    return id.kind === "constant" && typeof id.value === "number" ? { kind, id: id.value } : undefined;
  }

  #named(node: ts.Identifier, steps: number): ScriptValue {
    const declaration = this.#checker.getSymbolAtLocation(node)?.valueDeclaration;
    if (declaration === undefined) return this.#byType(node);
    const position = this.#inputs.get(declaration);
    if (position !== undefined) return { kind: "input", position };
    if (this.#ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined) {
      const value = this.of(declaration.initializer, steps + 1);
      if (value.kind === "list" && isFilledLater(declaration.getSourceFile().text, node.text))
        return { kind: "list" };
      // A variable that may change is still worth what it began with, but no constant.
      const isConst = (this.#ts.getCombinedNodeFlags(declaration) & this.#ts.NodeFlags.Const) !== 0;
      return isConst || ["parameter", "input", "bytes"].includes(value.kind) ? value : this.#byType(node);
    }
    if (this.#ts.isBindingElement(declaration) && this.#ts.isArrayBindingPattern(declaration.parent)) {
      const { parent } = declaration;
      const holder = parent.parent;
      if (this.#ts.isVariableDeclaration(holder) && holder.initializer !== undefined)
        return (
          this.#itemOf(holder.initializer, parent.elements.indexOf(declaration), steps) ?? this.#byType(node)
        );
    }
    return this.#byType(node);
  }

  #element(node: ts.ElementAccessExpression, steps: number): ScriptValue {
    const index = this.of(node.argumentExpression, steps + 1);
    const item =
      index.kind === "constant" && typeof index.value === "number"
        ? this.#itemOf(node.expression, index.value, steps)
        : undefined;
    return item ?? this.#byType(node);
  }

  /** One of the values that `GetParameters` gave. */
  #itemOf(list: ts.Expression, index: number, steps: number): ScriptValue | undefined {
    if (steps > mostSteps) return undefined;
    const inner = this.unwrapped(list);
    if (this.#ts.isIdentifier(inner)) {
      const declaration = this.#checker.getSymbolAtLocation(inner)?.valueDeclaration;
      return declaration !== undefined &&
        this.#ts.isVariableDeclaration(declaration) &&
        declaration.initializer !== undefined
        ? this.#itemOf(declaration.initializer, index, steps + 1)
        : undefined;
    }
    if (!this.#ts.isCallExpression(inner) || !this.#ts.isPropertyAccessExpression(inner.expression))
      return undefined;
    const [ids] = inner.arguments;
    if (inner.expression.name.text !== "GetParameters" || ids === undefined) return undefined;
    const value = this.of(ids, steps + 1);
    const id = value.kind === "list" ? value.items?.[index] : undefined;
    return id === undefined ? undefined : this.#parameter(id, "parameter");
  }

  #byType(node: ts.Expression): ScriptValue {
    const { TypeFlags } = this.#ts;
    const type = this.#checker.getTypeAtLocation(node);
    const all = (flag: ts.TypeFlags): boolean =>
      (type.isUnion() ? type.types : [type]).every((one) => (one.flags & flag) !== 0);
    if (all(TypeFlags.NumberLike)) return { kind: "computed", type: "number" };
    if (all(TypeFlags.StringLike)) return { kind: "computed", type: "text" };
    if (all(TypeFlags.BooleanLike)) return { kind: "computed", type: "boolean" };
    if (/^(?:Uint8Array|Buffer)$/.test(type.getSymbol()?.name ?? ""))
      return { kind: "computed", type: "bytes" };
    return this.#checker.isArrayLikeType(type) && (type.flags & TypeFlags.Any) === 0
      ? { kind: "list" }
      : { kind: "computed", type: "other" };
  }
}

/** True when a script puts something into a list after it has made it. */
function isFilledLater(text: string, name: string): boolean {
  const start = name.replaceAll("$", "\\$");
  return new RegExp(
    `(?<![\\w$.])${start}(?:\\.(?:push|unshift|splice|fill|length)\\b|\\s*\\[[^\\]]*\\]\\s*=(?!=))`,
  ).test(text);
}
