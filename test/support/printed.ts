/** What a command of `qaction` prints and ends with, run in this process. */
import { runCommandLine } from "../../src/cli/command-line.ts";

/** How it went. */
export interface Printed {
  readonly code: number;
  readonly out: readonly string[];
  readonly err: readonly string[];
}

/** Runs a command line without colours. */
export async function printed(...words: readonly string[]): Promise<Printed> {
  const [out, err]: [string[], string[]] = [[], []];
  const { log, error } = console;
  const { NO_COLOR: before } = process.env;
  process.env["NO_COLOR"] = "1";
  console.log = (text: string) => out.push(text);
  console.error = (text: string) => err.push(text);
  try {
    return { code: await runCommandLine(words), out, err };
  } finally {
    console.log = log;
    console.error = error;
    if (before === undefined) delete process.env["NO_COLOR"];
    else process.env["NO_COLOR"] = before;
  }
}
