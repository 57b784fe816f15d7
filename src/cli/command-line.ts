/** Finds the subcommand, runs it, and turns the outcome into an exit code. */
import { defineCommand, runCommand, showUsage, type SubCommandsDef } from "citty";
import { describeFailure, UsageError } from "./exit.ts";
import { packageVersion } from "./package-version.ts";

/** A subcommand with any arguments, loaded. */
type AnyCommand = Exclude<SubCommandsDef[string], Promise<unknown> | (() => unknown)>;

/** Each subcommand is loaded only when it is used. */
const subCommands = {
  run: () => import("./run/run.ts").then((module): AnyCommand => module.runConnectorCommand),
  check: () => import("./check/check.ts").then((module): AnyCommand => module.checkCommand),
  decode: () => import("./decode/decode.ts").then((module): AnyCommand => module.decodeCommand),
  typings: () => import("./typings.ts").then((module): AnyCommand => module.typingsCommand),
  init: () => import("./init/init.ts").then((module): AnyCommand => module.initCommand),
  doctor: () => import("./doctor/doctor.ts").then((module): AnyCommand => module.doctorCommand),
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
        ? `Name a command: ${list}. qaction --help describes them.`
        : `There is no command '${first}'. The commands are ${list}.`,
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
