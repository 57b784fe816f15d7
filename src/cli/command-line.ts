/** Finds the subcommand, runs it and turns its end into an exit code. */
import { defineCommand, runCommand, showUsage, type SubCommandsDef } from "citty";
import { describeFailure, UsageError } from "./exit.ts";
import { packageVersion } from "./package-version.ts";

/** A command of any arguments: what citty takes as a subcommand, once loaded. */
type AnyCommand = Exclude<SubCommandsDef[string], Promise<unknown> | (() => unknown)>;

/** Each subcommand is loaded when it is asked for. */
const subCommands = {
  run: () => import("./run/run.ts").then((module): AnyCommand => module.runConnectorCommand),
  check: () => import("./check/check.ts").then((module): AnyCommand => module.checkCommand),
  decode: () => import("./decode/decode.ts").then((module): AnyCommand => module.decodeCommand),
  typings: () => import("./typings.ts").then((module): AnyCommand => module.typingsCommand),
  init: () => import("./init/init.ts").then((module): AnyCommand => module.initCommand),
  options: () => import("./options.ts").then((module): AnyCommand => module.optionsCommand),
} as const;

const mainCommand = defineCommand({
  meta: {
    name: "qaction",
    version: packageVersion(),
    description: "Run DataMiner connectors without an Agent, and find what went wrong with their text.",
  },
  subCommands,
});

function isSubCommand(word: string | undefined): word is keyof typeof subCommands {
  return word !== undefined && Object.hasOwn(subCommands, word);
}

/**
 * Loads and runs the command; everything it throws is a failure.
 * @returns the exit code: the number that the command's `run` gives, or 0
 */
async function execute([first, ...rest]: readonly string[]): Promise<number> {
  if (first === "--version" || first === "-v") {
    console.log(packageVersion());
  } else if (first === "--help" || first === "-h") {
    await showUsage(mainCommand);
  } else if (!isSubCommand(first)) {
    const list = Object.keys(subCommands).join(", ");
    throw new UsageError(
      first === undefined
        ? `Which command? There are ${list}; qaction --help says more.`
        : `There is no command '${first}'. There are ${list}.`,
    );
  } else {
    const command = await subCommands[first]();
    if (rest.includes("--help") || rest.includes("-h")) await showUsage(command, mainCommand);
    else {
      const { result } = await runCommand(command, { rawArgs: rest });
      if (typeof result === "number") return result;
    }
  }
  return 0;
}

/**
 * Runs one command line, writing to the standard streams.
 * @returns 0 when it is done, 1 when the work failed, 2 when the words were wrong, or what the command says itself
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
