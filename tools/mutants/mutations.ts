/** Small wrong changes of a source file, each of which some test should notice. */
import ts from "typescript";

/** One wrong change: the text from `start` to `end` is replaced. */
export interface Mutation {
  /** Offsets in UTF-16 units, half open. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
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

const methods: Readonly<Record<string, string>> = {
  some: "every",
  every: "some",
  startsWith: "endsWith",
  endsWith: "startsWith",
  toLowerCase: "toUpperCase",
  toUpperCase: "toLowerCase",
  min: "max",
  max: "min",
  push: "unshift",
};

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
  if (ts.isNumericLiteral(node) && !ts.isPropertyAssignment(node.parent.parent))
    return [[node, `(${node.getText()} + 1)`]];
  if (ts.isStringLiteral(node) && isCompared(node)) return [[node, '"\\u0000"']];
  if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression)) return [[node, ";"]];
  if (ts.isPropertyAccessExpression(node) && ts.isCallExpression(node.parent)) {
    const other = methods[node.name.text];
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
    for (const [target, replacement] of replacementsOf(node))
      found.push({ start: target.getStart(), end: target.getEnd(), replacement });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.sort((a, b) => a.start - b.start);
}
