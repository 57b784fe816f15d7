/** The words of a condition, split as DataMiner splits them: at spaces outside quotes. */

/** A bracket, a quoted text or any other word, and where it begins in the condition. */
export interface ConditionWord {
  readonly kind: "open" | "close" | "text" | "word";
  /** Without quotes for a text. */
  readonly text: string;
  readonly index: number;
}

/** An invalid condition; thrown by the splitter and the parser, caught by `parseCondition`. */
export class InvalidCondition extends Error {
  /** Where in the condition. */
  readonly index: number;

  constructor(message: string, index: number) {
    super(message);
    this.index = index;
  }
}

const blank = /\s/;

/** Splits a condition. `warn` receives what works but is easily misread. */
export function splitCondition(
  text: string,
  warn: (message: string, index: number) => void,
): readonly ConditionWord[] {
  const words: ConditionWord[] = [];
  let index = 0;
  while (index < text.length) {
    const character = text.charAt(index);
    if (blank.test(character)) {
      if (character !== " " && words.length > 0) {
        warn("it contains white space other than spaces. Write it in one line with spaces.", index);
        while (blank.test(text.charAt(index))) index++;
      } else index++;
    } else if (character === "(" || character === ")") {
      checkBracket(text, index, warn);
      words.push({ kind: character === "(" ? "open" : "close", text: character, index });
      index++;
    } else if (character === '"') {
      const end = text.indexOf('"', index + 1);
      if (end === -1) throw new InvalidCondition('a quote is not closed. Write the second ".', index);
      const quoted = text.slice(index + 1, end);
      const odd = quoted.search(/[\\']/);
      if (odd !== -1) {
        warn(
          `${quoted.charAt(odd)} in a quoted text confuses the search for brackets. Avoid it.`,
          index + 1 + odd,
        );
      }
      words.push({ kind: "text", text: quoted, index });
      index = end + 1;
      expectBlank(text, index, "a quoted text");
    } else {
      const word = /^[^\s()"]+/.exec(text.slice(index))?.[0] ?? character;
      const forbidden = word.search(/[#$]/);
      if (forbidden !== -1) {
        throw new InvalidCondition(
          `${word.charAt(forbidden)} is allowed only inside quotes.`,
          index + forbidden,
        );
      }
      words.push({ kind: "word", text: word, index });
      index += word.length;
      if (text.charAt(index) === "(" || text.charAt(index) === '"') {
        throw new InvalidCondition(`'${word}' needs a space after it. Put spaces around operators.`, index);
      }
    }
  }
  return words;
}

function checkBracket(text: string, index: number, warn: (message: string, index: number) => void): void {
  const next = text.charAt(index + 1);
  if (text.charAt(index) === next) {
    warn("two brackets touch, which some versions do not accept. Put a space between them.", index + 1);
  } else if (text.charAt(index) === ")") expectBlank(text, index + 1, "a closing bracket");
}

function expectBlank(text: string, index: number, what: string): void {
  const next = text.charAt(index);
  if (next === "" || next === ")" || blank.test(next)) return;
  throw new InvalidCondition(`${what} needs a space after it.`, index);
}
