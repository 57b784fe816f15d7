/** Finds the subcommand, runs it, and turns the outcome into an exit code. */
import { stripVTControlCharacters } from "node:util";
import type { ArgsDef, SubCommandsDef } from "citty";
import { commandNames, descriptions, isCommandName, type CommandName } from "./descriptions.ts";
import { describeFailure, UsageError } from "./exit.ts";
import { fillValue } from "./flags.ts";
import { packageVersion } from "./package-version.ts";
import { coloured } from "./paint.ts";

/** A command with any arguments, loaded. */
type AnyCommand = Exclude<SubCommandsDef[string], Promise<unknown> | (() => unknown)>;

/** Each command is loaded only when it is used. */
const commands: Readonly<Record<CommandName, () => Promise<AnyCommand>>> = {
  run: async () => (await import("./run/run.ts")).runConnectorCommand,
  simulate: async () => (await import("./simulate/simulate.ts")).simulateCommand,
  record: async () => (await import("./record/record.ts")).recordCommand,
  import: async () => (await import("./import/import.ts")).importCommand,
  replay: async () => (await import("./replay/replay.ts")).replayCommand,
  check: async () => (await import("./check/check.ts")).checkCommand,
  decode: async () => (await import("./decode/decode.ts")).decodeCommand,
  typings: async () => (await import("./typings.ts")).typingsCommand,
  init: async () => (await import("./init/init.ts")).initCommand,
  doctor: async () => (await import("./doctor/doctor.ts")).doctorCommand,
  options: async () => (await import("./options.ts")).optionsCommand,
  completion: async () => (await import("./completion/completion.ts")).completionCommand,
};

/** Prints the help of `qaction`, or of one of its commands. */
async function help(command?: AnyCommand): Promise<void> {
  const { renderUsage } = await import("citty");
  const main: AnyCommand = {
    meta: {
      name: "qaction",
      version: packageVersion(),
      description: "Run DataMiner connectors without an Agent, and find what went wrong with their text.",
    },
    subCommands: Object.fromEntries(
      commandNames.map((name) => [name, { meta: { name, description: descriptions[name] } }]),
    ),
  };
  const usage = command === undefined ? await renderUsage(main) : await renderUsage(command, main);
  // citty looks at the environment, but not at whether the output is a terminal.
  console.log(coloured() ? usage : stripVTControlCharacters(usage));
}

/** Prints what may stand in place of the last word, for the script of a shell. */
async function complete(words: readonly string[]): Promise<void> {
  const { candidateLines, candidatesFor } = await import("./completion/complete.ts");
  const argumentsOf = async (name: CommandName): Promise<ArgsDef> => {
    const { args } = (await commands[name]()) as { readonly args?: ArgsDef };
    return args ?? {};
  };
  console.log(candidateLines(await candidatesFor(words, argumentsOf)));
}

/**
 * Loads and runs the command; everything it throws is a failure.
 * @returns the exit code: the number that the command's `run` gives, or 0
 */
async function execute([first, ...rest]: readonly string[]): Promise<number> {
  if (first === "--version" || first === "-v") console.log(packageVersion());
  else if (first === "--help" || first === "-h") await help();
  else if (first === "complete" && rest[0] === "--") await complete(rest.slice(1));
  else if (!isCommandName(first)) {
    const list = commandNames.join(", ");
    throw new UsageError(
      first === undefined
        ? `Name a command: ${list}. qaction --help describes them.`
        : `There is no command '${first}'. The commands are ${list}.`,
    );
  } else {
    const command = await commands[first]();
    if (rest.includes("--help") || rest.includes("-h")) await help(command);
    else {
      const { runCommand } = await import("citty");
      const { result } = await runCommand(command, { rawArgs: fillValue(rest, "viewer", "0", /^\d+$/) });
      if (typeof result === "number") return result;
    }
  }
  return 0;
}

/**
 * Runs one command line, writing to the standard streams.
 * @returns 0 on success, 1 if the work failed, 2 if the arguments were wrong, or the command's own code
 */
export async function runCommandLine(words: readonly string[]): Promise<number> {
  try {
    return await execute(words);
  } catch (error) {
    const { code, message } = describeFailure(error);
    console.error(message);
    return code;
  }
}
