/** `qaction init`: a new connector with a script and a test that passes. */
import { existsSync, readFileSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { defineCommand } from "citty";
import { descriptions } from "../descriptions.ts";
import { CommandFailure, UsageError } from "../exit.ts";
import { checkFlags } from "../flags.ts";
import { initialFiles, type KitPackage } from "./init-files.ts";
import { kitSource } from "./kit-source.ts";
import { connectorKinds, type ConnectorKind } from "./init-kinds.ts";

const args = {
  folder: { type: "positional", description: "Folder of the connector; new, or empty.", required: true },
  kind: {
    type: "string",
    description: `Kind of connection: ${connectorKinds.join(", ")}; default ${connectorKinds[0]}.`,
    valueHint: connectorKinds.join("|"),
  },
} as const;

/** Two folders up both from `src` and from `dist`. */
const kitFolder = path.resolve(import.meta.dirname, "../../..");

function kitPackage(): KitPackage {
  const text = readFileSync(path.join(kitFolder, "package.json"), "utf8");
  const { version, ...lists } = JSON.parse(text) as Omit<KitPackage, "source"> & { version: string };
  return { ...lists, source: kitSource(kitFolder, version) };
}

function isKind(word: string): word is ConnectorKind {
  return connectorKinds.some((kind) => kind === word);
}

/** Refuses any folder that is neither new nor empty. */
async function mustBeEmpty(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  const present = await readdir(folder).catch((error: unknown) => {
    throw new CommandFailure(`${folder} is not a folder. Name a new one.`, { cause: error });
  });
  if (present.length === 0) return;
  throw new CommandFailure(
    `${folder} is not empty (${present.slice(0, 3).join(", ")}). Nothing was written.`,
  );
}

export const initCommand = defineCommand({
  meta: { name: "init", description: descriptions.init },
  args,
  async run({ rawArgs, args: { folder, kind = connectorKinds[0] } }) {
    checkFlags(rawArgs, args);
    if (!isKind(kind)) throw new UsageError(`--kind is '${kind}'. Use one of ${connectorKinds.join(", ")}.`);
    await mustBeEmpty(folder);
    const files = initialFiles(path.basename(path.resolve(folder)), kind, kitPackage());
    try {
      for (const [file, text] of Object.entries(files)) {
        const target = path.join(folder, file);
        await mkdir(path.dirname(target), { recursive: true });
        await writeFile(target, text);
      }
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new CommandFailure(`${folder} cannot be written to. ${why}`, { cause: error });
    }
    console.log(`${folder} written. Now: cd ${folder} && npm install && npm test`);
  },
});
