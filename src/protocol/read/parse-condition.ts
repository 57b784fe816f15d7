/** The text of a condition to its parsed form (`LogicConditions`): words are separated by spaces, there is no precedence. */
import { InvalidCondition, splitCondition, type ConditionWord } from "./condition-words.ts";
import type { Expression, Member, Operand, Side } from "../condition-model.ts";
import type { Position } from "../xml/xml-element.ts";

/** One thing that is wrong with a condition. */
export interface ConditionProblem {
  readonly code: "CONDITION_INVALID" | "CONDITION_STYLE";
  /** A sentence that says what to do. */
  readonly message: string;
  readonly position: Position;
}

/** What {@link parseCondition} found. */
export interface ParsedCondition {
  /** Missing when the text is invalid. */
  readonly expression?: Expression;
  readonly problems: readonly ConditionProblem[];
}

/** Most brackets in brackets; nobody writes more by hand. */
const maxBrackets = 100;

/** Most warnings about one condition. */
const maxWarnings = 10;

type Arithmetic = Side["rest"][number]["operator"];
type Comparison = NonNullable<Member["comparison"]>["operator"];

const arithmetic: ReadonlySet<string> = new Set(["+", "-", "*", "/", "&", "|", "^"] satisfies Arithmetic[]);
const comparisons: ReadonlySet<string> = new Set(["==", "!=", ">", "<", ">=", "<="] satisfies Comparison[]);

const isArithmetic = (text: string): text is Arithmetic => arithmetic.has(text);
const isComparison = (text: string): text is Comparison => comparisons.has(text);

/**
 * Parses a condition. `position` is the place of its first character, or gives the place of each character.
 * An invalid condition has no expression and a `CONDITION_INVALID` problem; it never throws.
 */
export function parseCondition(
  text: string,
  position: Position | ((index: number) => Position),
): ParsedCondition {
  const at = typeof position === "function" ? position : (index: number) => within(text, position, index);
  const problems: ConditionProblem[] = [];
  try {
    const words = splitCondition(text, (message, index) => {
      if (problems.length < maxWarnings)
        problems.push({ code: "CONDITION_STYLE", message, position: at(index) });
    });
    const expression = new Parser(words, text.length).condition();
    return { expression, problems };
  } catch (error) {
    if (!(error instanceof InvalidCondition)) throw error;
    problems.push({ code: "CONDITION_INVALID", message: error.message, position: at(error.index) });
    return { problems };
  }
}

class Parser {
  readonly #words: readonly ConditionWord[];
  readonly #end: number;
  #next = 0;
  #brackets = 0;

  constructor(words: readonly ConditionWord[], end: number) {
    this.#words = words;
    this.#end = end;
  }

  /** The whole text: one expression that is true or false. */
  condition(): Expression {
    const expression = this.#expression();
    const left = this.#words[this.#next];
    if (left !== undefined) {
      const message =
        left.kind === "close"
          ? "a closing bracket has no opening one. Remove it."
          : `'${left.text}' is not an operator. Put an operator, AND or OR before it.`;
      throw new InvalidCondition(message, left.index);
    }
    if (!isBoolean(expression))
      throw new InvalidCondition("it compares nothing. Write for example == and a value.", 0);
    return expression;
  }

  #expression(): Expression {
    const start = this.#index();
    const first = this.#member();
    const rest: Expression["rest"][number][] = [];
    for (let join = this.#join(); join !== undefined; join = this.#join()) {
      this.#next++;
      const index = this.#index();
      const member = this.#member();
      if (!isBooleanMember(member)) throw new InvalidCondition(`nothing is compared after ${join}.`, index);
      rest.push(Object.freeze({ join, member }));
    }
    if (rest.length > 0 && !isBooleanMember(first)) {
      throw new InvalidCondition(`nothing is compared before ${rest[0]?.join ?? "AND"}.`, start);
    }
    return Object.freeze({ first, rest: Object.freeze(rest) });
  }

  #join(): "AND" | "OR" | undefined {
    const word = this.#words[this.#next];
    if (word?.kind !== "word") return undefined;
    const upper = word.text.toUpperCase();
    return upper === "AND" || upper === "OR" ? upper : undefined;
  }

  #member(): Member {
    const left = this.#side();
    const operator = this.#operator(isComparison);
    if (operator === undefined) return Object.freeze({ left });
    const right = this.#side();
    const second = this.#words[this.#next];
    if (second?.kind === "word" && isComparison(second.text)) {
      throw new InvalidCondition(
        "one comparison follows another. Join two comparisons by AND or OR.",
        second.index,
      );
    }
    return Object.freeze({ left, comparison: Object.freeze({ operator, right }) });
  }

  #side(): Side {
    const first = this.#operand();
    const rest: Side["rest"][number][] = [];
    for (
      let operator = this.#operator(isArithmetic);
      operator !== undefined;
      operator = this.#operator(isArithmetic)
    ) {
      rest.push(Object.freeze({ operator, operand: this.#operand() }));
    }
    return Object.freeze({ first, rest: Object.freeze(rest) });
  }

  #operator<T extends string>(is: (text: string) => text is T): T | undefined {
    const word = this.#words[this.#next];
    if (word?.kind !== "word" || !is(word.text)) return undefined;
    this.#next++;
    return word.text;
  }

  #operand(): Operand {
    const word = this.#words[this.#next++];
    if (word === undefined) throw new InvalidCondition("it ends where a value is expected.", this.#end);
    if (word.kind === "open") return this.#group(word);
    if (word.kind === "close")
      throw new InvalidCondition("a bracket closes where a value is expected.", word.index);
    return Object.freeze(word.kind === "text" ? { kind: "text", value: word.text } : plainOperand(word));
  }

  #group(open: ConditionWord): Operand {
    if (++this.#brackets > maxBrackets) {
      throw new InvalidCondition(`more than ${String(maxBrackets)} brackets are open.`, open.index);
    }
    const expression = this.#expression();
    const close = this.#words[this.#next];
    if (close?.kind !== "close") {
      if (close === undefined) throw new InvalidCondition("a bracket is not closed.", open.index);
      throw new InvalidCondition(
        `'${close.text}' is not an operator. Put an operator, AND or OR before it.`,
        close.index,
      );
    }
    this.#next++;
    this.#brackets--;
    return Object.freeze({ kind: "group", expression });
  }

  #index(): number {
    return this.#words[this.#next]?.index ?? this.#end;
  }
}

const numberPattern = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

function plainOperand({ text, index }: ConditionWord): Operand {
  const lower = text.toLowerCase();
  if (lower === "empty" || lower === "emptystring") return { kind: lower };
  const id = /^id:(\d+)$/.exec(lower)?.[1];
  if (id !== undefined) return { kind: "param", id: Number(id) };
  if (numberPattern.test(text)) return { kind: "number", value: Number(text) };
  const advice = lower.startsWith("id:")
    ? "Write id: and the number of a parameter without a space, and spaces around operators."
    : 'Write id:PID, a "text", a number, empty or emptystring.';
  throw new InvalidCondition(`'${text}' is not a value. ${advice}`, index);
}

function isBoolean({ first, rest }: Expression): boolean {
  return rest.length > 0 || isBooleanMember(first);
}

function isBooleanMember({ left, comparison }: Member): boolean {
  if (comparison !== undefined) return true;
  return left.rest.length === 0 && left.first.kind === "group" && isBoolean(left.first.expression);
}

/** Place of a character of a text that is in the file unchanged. */
function within(text: string, start: Position, index: number): Position {
  const before = text.slice(0, index);
  const lines = before.split(/\r\n?|\n/);
  const last = lines.at(-1) ?? "";
  return Object.freeze({
    line: start.line + lines.length - 1,
    column: lines.length === 1 ? start.column + index : last.length + 1,
    offset: start.offset + index,
  });
}
