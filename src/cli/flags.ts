/** Checks the arguments of a command against its definition: citty accepts unknown ones silently. */
import { parseArgs } from "node:util";
import type { ArgsDef } from "citty";
import { UsageError } from "./exit.ts";

/** `TimeOut` as `time-out`: citty takes both spellings. */
function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Arguments of a command line, by kind. */
export interface CommandWords {
  /** Every value of each text flag, in order; `--set 1=a --set 2=b` keeps both. */
  readonly flags: Readonly<Record<string, readonly string[]>>;
  /** Positional arguments, in order. */
  readonly words: readonly string[];
}

/**
 * Refuses unknown flags, flags without a value, and surplus arguments.
 * @returns every value of each text flag, in order
 * @throws UsageError with a sentence
 */
export function checkFlags(rawArgs: readonly string[], definition: ArgsDef): CommandWords["flags"] {
  const { flags, words } = commandWords(rawArgs, definition);
  const places = Object.values(definition).filter(({ type }) => type === "positional").length;
  const surplus = words.slice(places);
  if (surplus.length > 0) throw new UsageError(`Too many arguments: ${surplus.join(" ")}.`);
  return flags;
}

/**
 * The same for a command that takes any number of positional arguments.
 * @throws UsageError for unknown flags and flags without their value
 */
export function commandWords(rawArgs: readonly string[], definition: ArgsDef): CommandWords {
  const options: Record<string, { type: "string" | "boolean"; multiple: boolean; short?: string }> = {};
  for (const [name, arg] of Object.entries(definition)) {
    if (arg.type === "positional") continue;
    const type = arg.type === "boolean" || arg.type === undefined ? "boolean" : "string";
    options[kebab(name)] = { type, multiple: true };
  }
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({
      args: [...rawArgs],
      options,
      allowPositionals: true,
      strict: true,
      allowNegative: true,
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const flags = Object.fromEntries(
    Object.entries(parsed.values).map(([name, values]) => [
      name,
      (Array.isArray(values) ? values : [values]).filter((value) => typeof value === "string"),
    ]),
  );
  return { flags, words: parsed.positionals };
}

/** A whole number from a flag. @throws UsageError if it is not one, or out of range */
export function wholeNumber(flag: string, text: string, low: number, high: number): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isInteger(value) || value < low || value > high) {
    throw new UsageError(
      `--${flag} is '${text}'. Use a whole number from ${String(low)} to ${String(high)}.`,
    );
  }
  return value;
}

/** A number of seconds, fractions allowed, in ms. @throws UsageError if it is not one */
export function seconds(flag: string, text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || value <= 0) {
    throw new UsageError(`--${flag} is '${text}'. Use a number of seconds above 0.`);
  }
  return value * 1000;
}

/** A flag whose value may be left out: without one it gets `missing`, so that what follows it stays what it is. */
export function fillValue(
  words: readonly string[],
  flag: string,
  missing: string,
  isValue: RegExp,
): string[] {
  return words.map((word, index) =>
    word === `--${flag}` && !isValue.test(words[index + 1] ?? "") ? `${word}=${missing}` : word,
  );
}
