/** Small wrong changes of a source file, each of which some test should notice. */
import ts from "typescript";

/** One wrong change: the text from `start` to `end` is replaced. */
export interface Mutation {
  /** Offsets in UTF-16 units, half open. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** The expression whose evaluation reaches the change; it can stand in parentheses. */
  readonly expression: { readonly start: number; readonly end: number };
}

/** A mutant: one change of one file. */
export interface Mutant extends Mutation {
  /** From 0, in the order in which they were chosen. */
  readonly id: number;
  readonly file: string;
}

/** The text of a file with one change. */
export function mutated(text: string, { start, end, replacement }: Mutation): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

const operators: Readonly<Record<string, string>> = {
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "===": "!==",
  "!==": "===",
  "+": "-",
  "-": "+",
  "*": "/",
  "/": "*",
  "%": "*",
  "&&": "||",
  "||": "&&",
  "??": "&&",
  "&": "|",
  "|": "&",
  "<<": ">>",
  ">>": "<<",
  ">>>": "<<",
  "+=": "-=",
  "-=": "+=",
};

/** A map: every object has a `toString` of its own. */
const methods: ReadonlyMap<string, string> = new Map([
  ["some", "every"],
  ["every", "some"],
  ["startsWith", "endsWith"],
  ["endsWith", "startsWith"],
  ["toLowerCase", "toUpperCase"],
  ["toUpperCase", "toLowerCase"],
  ["min", "max"],
  ["max", "min"],
  ["push", "unshift"],
]);

function isText(node: ts.Node): boolean {
  return (
    ts.isStringLiteralLike(node) ||
    ts.isTemplateExpression(node) ||
    (ts.isBinaryExpression(node) && (isText(node.left) || isText(node.right)))
  );
}

/** A text that a decision hangs on. Messages are left out: a test of their wording is not a test of behaviour. */
function isCompared(node: ts.StringLiteral): boolean {
  const { parent } = node;
  return (
    ts.isCaseClause(parent) ||
    (ts.isBinaryExpression(parent) && /^[!=]==$/.test(parent.operatorToken.getText()))
  );
}

/** A number that names a property. */
function isName(node: ts.NumericLiteral): boolean {
  const { parent } = node;
  return (
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    (ts.isBindingElement(parent) && parent.propertyName === node)
  );
}

/** The expression that holds a changed node. A chain of calls is taken whole: parentheses would end what `?.` skips. */
function expressionOf(target: ts.Node): ts.Node {
  if (ts.isExpressionStatement(target)) return target.expression;
  if (ts.isBinaryOperatorToken(target)) return target.parent;
  let whole = target;
  while (
    (ts.isPropertyAccessExpression(whole.parent) && ts.isIdentifier(target)) ||
    ((ts.isCallExpression(whole.parent) ||
      ts.isElementAccessExpression(whole.parent) ||
      ts.isNonNullExpression(whole.parent)) &&
      whole.parent.expression === whole)
  )
    whole = whole.parent;
  return whole;
}

function replacementsOf(node: ts.Node): readonly (readonly [target: ts.Node, replacement: string])[] {
  if (ts.isBinaryExpression(node)) {
    const other = operators[node.operatorToken.getText()];
    const joins = node.operatorToken.getText().startsWith("+") && isText(node);
    return other === undefined || joins ? [] : [[node.operatorToken, other]];
  }
  if (ts.isIfStatement(node)) return [true, false].map((value) => [node.expression, String(value)]);
  if (ts.isConditionalExpression(node)) return [true, false].map((value) => [node.condition, String(value)]);
  if (ts.isWhileStatement(node)) return [[node.expression, "false"]];
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return [[node, node.operand.getText()]];
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [[node, "false"]];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [[node, "true"]];
  if (ts.isNumericLiteral(node) && !isName(node) && !ts.isPropertyAssignment(node.parent.parent))
    return [[node, `(${node.getText()} + 1)`]];
  if (ts.isStringLiteral(node) && isCompared(node)) return [[node, '"\\u0000"']];
  if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression)) return [[node, ";"]];
  if (ts.isPropertyAccessExpression(node) && ts.isCallExpression(node.parent)) {
    const other = methods.get(node.name.text);
    return other === undefined ? [] : [[node.name, other]];
  }
  return [];
}

/** All mutations of a file, in the order of their places. Types, imports and declarations of constants' names are left alone. */
export function mutationsOf(text: string): Mutation[] {
  const source = ts.createSourceFile("file.ts", text, ts.ScriptTarget.Latest, true);
  const found: Mutation[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node)) return;
    if (ts.isTypeAliasDeclaration(node) || ts.isEnumDeclaration(node)) return;
    for (const [target, replacement] of replacementsOf(node)) {
      const whole = expressionOf(target);
      const expression = { start: whole.getStart(), end: whole.getEnd() };
      found.push({ start: target.getStart(), end: target.getEnd(), replacement, expression });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.sort((a, b) => a.start - b.start);
}
