/**
 * `qaction complete -- WORDS`: what may stand in place of the last word. The scripts of `qaction completion` ask it. The
 * answer is the one of Cobra's scripts: a line for each word, with its description after a tab, and in the last line a number.
 */
import type { ArgDef, ArgsDef } from "citty";
import { lineTypeNames } from "../run/line-types.ts";
import { commandNames, descriptions, isCommandName, type CommandName } from "../descriptions.ts";

/** Bits of the last line. */
const directives = { default: 0, noSpace: 2, noFiles: 4 } as const;

/** A word that may follow, and what it means. */
export interface Candidate {
  readonly word: string;
  readonly description?: string;
}

/** What may follow. */
export interface Candidates {
  readonly words: readonly Candidate[];
  /** A sum of {@link directives}. */
  readonly directive: number;
}

/** Gives the arguments of a command. */
export type ArgumentsOf = (command: CommandName) => Promise<ArgsDef>;

/** Values of options that are names, beside those that their `valueHint` lists. */
const namedValues: Readonly<Record<string, () => Promise<readonly string[]> | readonly string[]>> = {
  only: () => lineTypeNames,
  option: async () => {
    const { optionRegister } = await import("../../options/register.ts");
    return Object.keys(optionRegister).map((name) => `${name}=`);
  },
  faults: async () => (await import("../../device/faults.ts")).faultNames,
};

const files: Candidates = { words: [], directive: directives.default };

function chosen(words: readonly Candidate[], begin: string, directive = 0): Candidates {
  return {
    words: words.filter(({ word }) => word.startsWith(begin)),
    directive: directives.noFiles + directive,
  };
}

/** The words that an argument takes; `undefined`: anything, such as a file. */
async function valuesOf(name: string, { valueHint = "" }: ArgDef): Promise<readonly Candidate[] | undefined> {
  const named = namedValues[name];
  const words =
    named !== undefined ? await named() : valueHint.includes("|") ? valueHint.split("|") : undefined;
  return words?.map((word) => ({ word }));
}

/**
 * What may stand in place of the last word.
 * @param words Those after `qaction`, the last one unfinished or empty.
 */
export async function candidatesFor(words: readonly string[], argumentsOf: ArgumentsOf): Promise<Candidates> {
  const [command, ...rest] = words;
  const last = rest.pop();
  if (last === undefined) {
    const all = commandNames.map((word) => ({ word, description: descriptions[word] }));
    return chosen(all, command ?? "");
  }
  if (!isCommandName(command)) return files;
  const args = await argumentsOf(command);
  if (last.startsWith("-")) {
    const flags = Object.entries(args).filter(([, { type }]) => type !== "positional");
    return chosen(
      flags.map(([name, { description = "" }]) => ({ word: `--${name}`, description })),
      last,
    );
  }
  const flag = rest.at(-1)?.replace(/^--/, "");
  const flagged = flag !== undefined && rest.at(-1)?.startsWith("--") === true ? args[flag] : undefined;
  const [name, arg] =
    flagged?.type === "string"
      ? [flag ?? "", flagged]
      : (Object.entries(args).find(([, { type }]) => type === "positional") ?? []);
  const values = name === undefined || arg === undefined ? undefined : await valuesOf(name, arg);
  if (values === undefined) return files;
  return chosen(values, last, values.some(({ word }) => word.endsWith("=")) ? directives.noSpace : 0);
}

/** The lines that the scripts of the shells read. */
export function candidateLines({ words, directive }: Candidates): string {
  const lines = words.map(({ word, description }) =>
    description === undefined ? word : `${word}\t${description}`,
  );
  return [...lines, `:${String(directive)}`].join("\n");
}
