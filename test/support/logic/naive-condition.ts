/** A second evaluator of conditions, as plain as can be: it works on the words of the text, bracket by bracket. */

/** A parameter as the naive evaluator sees it. */
export interface NaiveParam {
  readonly number: boolean;
  /** Undefined: never set. */
  readonly value?: string | number;
  readonly fixed?: boolean;
}

type Term =
  { readonly value: string | number | boolean; readonly param?: NaiveParam } | "empty" | "emptystring";

/** Undefined: invalid. */
type Outcome = Term | undefined;

const relations = ["==", "!=", ">=", "<=", ">", "<"];

/** Words; a text in quotes is one word, brackets are words of their own. */
function words(text: string): string[] {
  return text.match(/"[^"]*"|[()]|[^\s()"]+/g) ?? [];
}

function term(word: string, params: ReadonlyMap<number, NaiveParam>): Outcome {
  if (word.startsWith('"')) return { value: word.slice(1, -1) };
  if (word === "empty" || word === "emptystring") return word;
  if (!word.startsWith("id:")) return { value: Number(word) };
  const param = params.get(Number(word.slice(3)));
  return param && { param, value: param.value ?? (param.number ? 0 : "") };
}

/** The value of a term that stands in a calculation. */
function plain(side: Outcome): string | number | boolean | undefined {
  if (side === undefined || side === "empty") return undefined;
  return side === "emptystring" ? "" : side.value;
}

function calculate(left: Outcome, operator: string, right: Outcome): Outcome {
  const [a, b] = [plain(left), plain(right)];
  if (typeof a === "string" && typeof b === "string" && operator === "+") return { value: a + b };
  if (typeof a !== "number" || typeof b !== "number") return undefined;
  if (operator === "+") return { value: a + b };
  if (operator === "-") return { value: a - b };
  if (operator === "*") return { value: a * b };
  if (operator === "/") return { value: a / b };
  const [x, y] = [Math.floor(a), Math.floor(b)];
  return { value: operator === "&" ? x & y : operator === "|" ? x | y : x ^ y };
}

function isUnset(side: Outcome): boolean {
  if (side === undefined || typeof side === "string" || side.param === undefined) return false;
  const { number, value, fixed } = side.param;
  return value === undefined || (number && fixed === true && value === 0);
}

function relate(left: Outcome, operator: string, right: Outcome): Outcome {
  const wanted = operator !== "!=";
  if (left === "empty" && right === "empty") return { value: wanted };
  if (left === "empty" || right === "empty") {
    const other = left === "empty" ? right : left;
    return other === undefined ? undefined : { value: isUnset(other) === wanted };
  }
  const numeric = [left, right].find((side) => typeof side === "object" && side.param?.number === true);
  if (
    (left === "emptystring" || right === "emptystring") &&
    typeof numeric === "object" &&
    /[=!]=/.test(operator)
  ) {
    return { value: (numeric.param?.value === undefined) === wanted };
  }
  const [a, b] = [plain(left), plain(right)];
  if (a === undefined || b === undefined || typeof a === "boolean" || typeof b === "boolean")
    return undefined;
  if (typeof a === "string" && typeof b === "string") {
    const [x, y] = [a.toLowerCase(), b.toLowerCase()];
    return { value: compare(x, operator, y) };
  }
  if ([a, b].some((side) => typeof side === "string" && !/^[-+]?\d+(\.\d+)?$/.test(side))) return undefined;
  return { value: compare(Number(a), operator, Number(b)) };
}

function compare<T extends string | number>(a: T, operator: string, b: T): boolean {
  if (operator === "==") return a === b;
  if (operator === "!=") return a !== b;
  if (operator === ">") return a > b;
  if (operator === "<") return a < b;
  return operator === ">=" ? a >= b : a <= b;
}

/** Folds terms by the operators between them, from the left. */
function fold(
  terms: readonly Outcome[],
  operators: readonly string[],
  combine: (a: Outcome, operator: string, b: Outcome) => Outcome,
): Outcome {
  return terms.slice(1).reduce((result, next, i) => combine(result, operators[i] ?? "", next), terms[0]);
}

/** Items at the even places. */
function even<T>(list: readonly T[]): T[] {
  return list.filter((_item, i) => i % 2 === 0);
}

/** The list cut at the places where `isCut` holds; the cutting words stay, at the odd places. */
function cut<T>(list: readonly T[], isCut: (item: T) => boolean): (T[] | T)[] {
  const parts: (T[] | T)[] = [[]];
  for (const item of list) {
    if (isCut(item)) parts.push(item, []);
    else (parts.at(-1) as T[]).push(item);
  }
  return parts;
}

/** A word that joins, or a value that a bracket has become. */
type Piece = { readonly word: string } | { readonly outcome: Outcome };

function flat(pieces: readonly Piece[], params: ReadonlyMap<number, NaiveParam>): Outcome {
  const isWord = (piece: Piece, choices: readonly string[]): boolean =>
    "word" in piece && choices.includes(piece.word);
  const text = (piece: Piece | Piece[]): string => ("word" in piece ? piece.word : "");
  const side = (part: readonly Piece[]): Outcome =>
    fold(
      even(part).map((piece) => ("outcome" in piece ? piece.outcome : term(piece.word, params))),
      even(part.slice(1)).map(text),
      calculate,
    );
  const member = (part: readonly Piece[]): Outcome => {
    const [left, relation, right] = cut(part, (piece) => isWord(piece, relations));
    if (relation === undefined) return side(left as Piece[]);
    return relate(side(left as Piece[]), text(relation), side(right as Piece[]));
  };
  const parts = cut(pieces, (piece) => isWord(piece, ["AND", "OR"]));
  return fold(
    even(parts).map((part) => member(part as Piece[])),
    even(parts.slice(1)).map(text),
    (a, join, b) => {
      const [x, y] = [plain(a), plain(b)];
      if (typeof x !== "boolean" || typeof y !== "boolean") return undefined;
      return { value: join === "AND" ? x && y : x || y };
    },
  );
}

/** The result of a well-formed condition; undefined when it has none. */
export function naive(text: string, params: ReadonlyMap<number, NaiveParam>): boolean | undefined {
  let pieces: Piece[] = words(text).map((word) => ({ word }));
  for (;;) {
    const close = pieces.findIndex((piece) => "word" in piece && piece.word === ")");
    if (close < 0) break;
    const open = pieces.slice(0, close).findLastIndex((piece) => "word" in piece && piece.word === "(");
    const outcome = flat(pieces.slice(open + 1, close), params);
    pieces = [...pieces.slice(0, open), { outcome }, ...pieces.slice(close + 1)];
  }
  const result = plain(flat(pieces, params));
  return typeof result === "boolean" ? result : undefined;
}
