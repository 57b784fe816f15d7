/** Texts of attributes and tags: names compared without case, and options split into tokens. */
import { list } from "../frozen.ts";

/** Lower-cased, white space collapsed to single spaces. */
export function normalised(text: string): string {
  return text.trim().replace(/\s+/g, " ").toLowerCase();
}

/** The tokens of an option text, trimmed, without empty ones. A first character that is not alphanumeric separates. */
export function tokens(text: string | undefined): readonly string[] {
  if (text === undefined) return list([]);
  const first = text.trim().charAt(0);
  const separator = /[A-Za-z0-9]/.test(first) || first === "" ? ";" : first;
  return list(
    text
      .split(separator)
      .map((token) => token.trim())
      .filter((token) => token !== ""),
  );
}

/** A token in its parts: `name:value`, `name=value`, or only a name. */
export interface OptionToken {
  /** Lower-cased, single spaces. */
  readonly name: string;
  /** Trimmed, as written; missing when there is none. */
  readonly value?: string;
}

/** Splits a token at the first `:` or `=`. */
export function optionToken(token: string): OptionToken {
  const at = token.search(/[:=]/);
  if (at === -1) return { name: normalised(token) };
  return { name: normalised(token.slice(0, at)), value: token.slice(at + 1).trim() };
}
