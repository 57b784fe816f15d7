/** The `console` blocks of a page: command lines of `qaction`, and what they print. */
import { expect } from "chai";
import { runCommandLine } from "../../src/cli/command-line.ts";
import { codeBlocks, textsOf } from "./markdown.ts";

/** Words of a command line as a shell has them, with double quotes. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|(\S+)/g)].map(
    ([, quoted, single, plain]) => quoted?.replaceAll(/\\(["\\$`])/g, "$1") ?? single ?? plain ?? "",
  );
}

/** What a command prints, run in this process. */
export async function printed(words: readonly string[]): Promise<string> {
  const lines: string[] = [];
  const { log, error } = console;
  const { NO_COLOR: before } = process.env;
  process.env["NO_COLOR"] = "1";
  console.log = (text: string) => lines.push(text);
  console.error = (text: string) => lines.push(text);
  try {
    await runCommandLine(words);
  } finally {
    console.log = log;
    console.error = error;
    if (before === undefined) delete process.env["NO_COLOR"];
    else process.env["NO_COLOR"] = before;
  }
  return lines.join("\n");
}

/** A line of a page as a pattern: `...` inside is anything, blanks are any number of blanks. */
function patternOf(line: string): RegExp {
  const parts = line.split("...").map((part) =>
    part
      .trim()
      .replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&")
      .replaceAll(/ +/g, " +"),
  );
  return new RegExp(`^ *${parts.join(".*")} *$`, "u");
}

/** The commands of a page with the lines that they must print. */
export function consoleCommands(
  page: string,
): readonly { readonly command: string; readonly expected: readonly string[] }[] {
  return textsOf(codeBlocks(page), "console").flatMap((block) =>
    block
      .split(/^\$ /m)
      .filter((part) => part.trim() !== "")
      .map((part) => {
        const [command = "", ...expected] = part.trimEnd().split("\n");
        return { command, expected };
      }),
  );
}

/** Runs each command of a page: its lines are printed in that order, with others between where a line is `...`. */
export async function expectConsole(page: string): Promise<number> {
  const commands = consoleCommands(page);
  for (const { command, expected } of commands) {
    const [program, ...words] = wordsOf(command);
    expect(program, command).to.equal("qaction");
    const lines = (await printed(words)).split("\n");
    let at = 0;
    let gap = false;
    for (const line of expected) {
      if (line === "...") {
        gap = true;
        continue;
      }
      const pattern = patternOf(line);
      const found = gap
        ? lines.findIndex((printedLine, index) => index >= at && pattern.test(printedLine))
        : at;
      expect(lines[found] ?? "nothing", `${command}\n${lines.join("\n")}\n`).to.match(pattern);
      at = found + 1;
      gap = false;
    }
  }
  return commands.length;
}
