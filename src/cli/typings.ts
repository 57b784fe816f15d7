/** `qaction typings`: writes the helper of a connector, or says that it is out of date. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { defineCommand } from "citty";
import { helperFile, helperSource } from "../codegen/helper-source.ts";
import { QActionKitError } from "../base/errors.ts";
import { loadProtocol } from "../protocol/load-protocol.ts";
import { reservedNames } from "../qaction/slprotocol/extended-object.ts";
import { CommandFailure, describeFailure, UsageError } from "./exit.ts";
import { checkFlags } from "./flags.ts";
import { diagnosticText } from "./run/human-lines.ts";
import { coloured } from "./paint.ts";
import { whileChanging } from "./watch-file.ts";

const args = {
  protocol: { type: "positional", description: "The connector's protocol.xml.", required: true },
  out: { type: "string", description: `Folder of ${helperFile}; default: that of the protocol.` },
  check: { type: "boolean", description: "Write nothing; end with 1 when the file is out of date." },
  watch: { type: "boolean", description: "Write it again at each change of the protocol, until Ctrl+C." },
} as const;

/** The helper as it should be; names that cannot be used are reported on the error stream. */
async function generate(file: string): Promise<string> {
  const { protocol } = await loadProtocol(file);
  const { text, problems } = helperSource(protocol, reservedNames);
  for (const problem of problems) {
    console.error(diagnosticText(file, { code: "HELPER_NAME", ...problem }, coloured(process.stderr)));
  }
  return text;
}

/** The current file with `\n` as line ends, whatever a checkout made of them; `undefined` if there is none. */
async function present(target: string): Promise<string | undefined> {
  try {
    return (await readFile(target, "utf8")).replaceAll("\r\n", "\n");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw unusable(target, error);
  }
}

/** Writes the file when it differs, and says so. */
async function update(file: string, target: string): Promise<void> {
  const text = await generate(file);
  if ((await present(target)) === text) {
    console.log(`${target} is up to date.`);
    return;
  }
  try {
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
  } catch (error) {
    throw unusable(target, error);
  }
  console.log(`${target} written.`);
}

function unusable(target: string, error: unknown): CommandFailure {
  const why = error instanceof Error ? error.message : String(error);
  return new CommandFailure(`${target} cannot be written or read. ${why}`, { cause: error });
}

/** A protocol that cannot be loaded, or a folder that cannot be written to, ends the command but not `--watch`. */
async function updateOrSay(file: string, target: string): Promise<void> {
  try {
    await update(file, target);
  } catch (error) {
    if (!(error instanceof QActionKitError) && !(error instanceof CommandFailure)) throw error;
    console.error(describeFailure(error).message);
  }
}

export const typingsCommand = defineCommand({
  meta: {
    name: "typings",
    description: `Write ${helperFile}: the names of parameters, tables and columns for scripts.`,
  },
  args,
  async run({ rawArgs, args: { protocol: file, out, check, watch } }) {
    checkFlags(rawArgs, args);
    if (check && watch) throw new UsageError("Use either --check or --watch.");
    const target = path.join(out ?? path.dirname(file), helperFile);
    if (check) {
      if ((await present(target)) === (await generate(file))) return;
      const folder = out === undefined ? "" : ` --out ${out}`;
      throw new CommandFailure(`${target} is out of date, run qaction typings ${file}${folder}`);
    }
    if (!watch) {
      await update(file, target);
      return;
    }
    await whileChanging(
      () => [file],
      () => updateOrSay(file, target),
      () => {
        console.log(`Watching ${file}; Ctrl+C ends it.`);
      },
    );
  },
});
