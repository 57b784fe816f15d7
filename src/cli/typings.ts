/** `qaction typings`: writes the helper of a connector, or says that it is out of date. */
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { defineCommand } from "citty";
import { csharpHelperFile, csharpHelperSource } from "../codegen/csharp-helper.ts";
import { descriptions } from "./descriptions.ts";
import { helperFile, helperSource } from "../codegen/helper-source.ts";
import { QActionKitError } from "../base/errors.ts";
import { loadProtocol } from "../protocol/load-protocol.ts";
import { reservedNames } from "../qaction/slprotocol/extended-object.ts";
import { CommandFailure, describeFailure, UsageError } from "./exit.ts";
import { checkFlags } from "./flags.ts";
import { diagnosticText } from "./run/human-lines.ts";
import { coloured } from "./paint.ts";
import { protocolFile } from "./protocol-file.ts";
import { whileChanging } from "./watch-file.ts";

const args = {
  protocol: {
    type: "positional",
    description: "The connector's protocol.xml, folder or solution.",
    required: true,
  },
  csharp: { type: "boolean", description: `Write ${csharpHelperFile}, for QActions in C#, instead.` },
  out: {
    type: "string",
    description:
      "Folder of the file; default: that of the protocol, with --csharp QAction_Helper in it if it exists.",
  },
  check: { type: "boolean", description: "Write nothing; end with 1 when the file is out of date." },
  watch: { type: "boolean", description: "Write it again at each change of the protocol, until Ctrl+C." },
} as const;

/** What to write, from which protocol and where to. */
interface Helper {
  readonly protocol: string;
  readonly csharp: boolean;
  readonly target: string;
}

/** The file of the helper: a solution keeps that in C# in a project of its own. */
function targetOf(protocol: string, csharp: boolean, out: string | undefined): string {
  if (!csharp) return path.join(out ?? path.dirname(protocol), helperFile);
  const project = path.join(path.dirname(protocol), path.basename(csharpHelperFile, ".cs"));
  return path.join(out ?? (existsSync(project) ? project : path.dirname(protocol)), csharpHelperFile);
}

/** The helper as it should be; names that cannot be used are reported on the error stream. */
async function generate({ protocol: file, csharp }: Helper): Promise<string> {
  const { protocol } = await loadProtocol(file);
  const { text, problems } = (csharp ? csharpHelperSource : helperSource)(protocol, reservedNames);
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
async function update(helper: Helper): Promise<void> {
  const { target } = helper;
  const text = await generate(helper);
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
async function updateOrSay(helper: Helper): Promise<void> {
  try {
    await update(helper);
  } catch (error) {
    if (!(error instanceof QActionKitError) && !(error instanceof CommandFailure)) throw error;
    console.error(describeFailure(error).message);
  }
}

export const typingsCommand = defineCommand({
  meta: { name: "typings", description: descriptions.typings },
  args,
  async run({ rawArgs, args: { protocol: given, csharp = false, out, check, watch } }) {
    checkFlags(rawArgs, args);
    const file = protocolFile(given);
    if (check && watch) throw new UsageError("Use either --check or --watch.");
    const target = targetOf(file, csharp, out);
    const helper = { protocol: file, csharp, target };
    if (check) {
      if ((await present(target)) === (await generate(helper))) return;
      const flags = `${csharp ? " --csharp" : ""}${out === undefined ? "" : ` --out ${out}`}`;
      throw new CommandFailure(`${target} is out of date, run qaction typings ${file}${flags}`);
    }
    if (!watch) {
      await update(helper);
      return;
    }
    await whileChanging(
      () => [file],
      () => updateOrSay(helper),
      () => {
        console.log(`Watching ${file}; Ctrl+C ends it.`);
      },
    );
  },
});
