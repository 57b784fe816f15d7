/** Whether every run of a function comes to a place in it. */
import type ts from "typescript";
import type { Compiler } from "./typescript-compiler.ts";

/** Looks into the functions of one file. */
export class TypeScriptReach {
  readonly #ts: Compiler;
  /** Where a run may end before the end of its function. */
  readonly #ends = new Map<ts.Node, readonly number[]>();

  constructor(compiler: Compiler) {
    this.#ts = compiler;
  }

  /** True when nothing between the beginning of the function and the place decides whether it is reached. */
  always(node: ts.Node, within: ts.Node): boolean {
    for (let at = node; at !== within; at = at.parent) if (this.#decides(at.parent, at, within)) return false;
    return !this.#endsOf(within).some((end) => end <= node.pos);
  }

  /** True when `outer` may leave out its part `inner`. */
  #decides(outer: ts.Node, inner: ts.Node, within: ts.Node): boolean {
    const { SyntaxKind } = this.#ts;
    if (this.#ts.isFunctionLike(outer)) return outer !== within;
    if (
      this.#ts.isIfStatement(outer) ||
      this.#ts.isSwitchStatement(outer) ||
      this.#ts.isWhileStatement(outer)
    )
      return inner !== outer.expression;
    if (this.#ts.isConditionalExpression(outer)) return inner !== outer.condition;
    if (this.#ts.isForStatement(outer)) return inner !== outer.initializer && inner !== outer.condition;
    if (this.#ts.isForOfStatement(outer) || this.#ts.isForInStatement(outer))
      return inner !== outer.expression;
    if (this.#ts.isCatchClause(outer)) return true;
    if (!this.#ts.isBinaryExpression(outer) || inner !== outer.right) return false;
    return [
      ...[SyntaxKind.AmpersandAmpersandToken, SyntaxKind.BarBarToken, SyntaxKind.QuestionQuestionToken],
      ...[SyntaxKind.AmpersandAmpersandEqualsToken, SyntaxKind.BarBarEqualsToken],
      SyntaxKind.QuestionQuestionEqualsToken,
    ].includes(outer.operatorToken.kind);
  }

  #endsOf(within: ts.Node): readonly number[] {
    const known = this.#ends.get(within);
    if (known !== undefined) return known;
    const ends: number[] = [];
    const visit = (node: ts.Node): void => {
      if (this.#ts.isReturnStatement(node) || this.#ts.isThrowStatement(node)) ends.push(node.end);
      if (!this.#ts.isFunctionLike(node)) this.#ts.forEachChild(node, visit);
    };
    this.#ts.forEachChild(within, visit);
    this.#ends.set(within, ends);
    return ends;
  }
}
