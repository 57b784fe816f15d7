/** The pictures of docs/garbled-text.md: the bug of a connector found, fixed and run, as the commands show it. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { EventDevice, eventSources } from "../../src/testing/event-device.ts";
import { eventProtocol } from "../../test/support/check/event-connector.ts";
import { terminalPicture } from "./terminal-picture.ts";

/** Loads TypeScript, whatever the folder. */
const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
const main = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !["NO_COLOR", "NODE_OPTIONS"].includes(name)),
);

/** A QAction that reads a message of the device as text. */
export const script = `/** Shows where an event comes from. */
export function Run(protocol: SLProtocol): void {
  const text = String(protocol.GetParameter(10));
  const source = /"source":"([^"]*)"/.exec(text)?.[1];
  protocol.SetParameter(22, source ?? text);
  protocol.CheckTrigger(10);
}
`;

/** Lines of `qaction run`: what is shown as the source of an event. */
const shown = "22 Source = ";
/** The answers to the pings of the connector, right and garbled. */
const pongs = ["pong", Buffer.from('{"type":"pong"').toString("utf16le")];

/** Runs a command in a folder, with colours. @param look sees each line; true ends the command */
function output(folder: string, words: readonly string[], look?: (line: string) => boolean): Promise<string> {
  const child = spawn(
    process.execPath,
    ["--import", tsx, "--conditions=qaction-kit-source", main, ...words],
    { cwd: folder, env: { ...environment, FORCE_COLOR: "1" }, stdio: "pipe" },
  );
  return new Promise((resolve) => {
    let [out, err] = ["", ""];
    let seen = 0;
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      err += text;
    });
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      out += text;
      const lines = out.split("\n");
      for (; look !== undefined && seen < lines.length - 1; seen++)
        if (look(lines[seen] ?? "")) child.kill("SIGINT");
    });
    child.on("close", () => {
      resolve(look === undefined ? out + err : out);
    });
  });
}

/** What a run shows as the source of each event, without the times. */
async function run(folder: string): Promise<string> {
  await using device = await EventDevice.start();
  const words = [
    "run",
    "connector",
    "--host",
    "ws://127.0.0.1",
    "--port",
    String(device.port),
    "--only",
    "parameter",
  ];
  const kept: string[] = [];
  await output(folder, words, (line) => {
    if (!line.includes(shown) || pongs.some((text) => line.includes(text))) return false;
    kept.push(line.slice(line.indexOf("  ") + 2));
    device.push();
    return kept.length === eventSources.length;
  });
  return kept.slice(0, eventSources.length).join("\n");
}

/** The pictures by file name. */
export async function garbledTextPictures(): Promise<ReadonlyMap<string, string>> {
  const folder = mkdtempSync(path.join(tmpdir(), "qaction-"));
  try {
    const connector = path.join(folder, "connector");
    mkdirSync(connector);
    writeFileSync(
      path.join(connector, "protocol.xml"),
      eventProtocol('<QAction id="1" name="Read events" encoding="csharp" triggers="10" />'),
    );
    writeFileSync(path.join(connector, "QAction_1.ts"), script);
    const pictures = new Map<string, string>();
    const add = (name: string, command: string, text: string): void => {
      pictures.set(`${name}.svg`, terminalPicture(command, text));
    };
    const runs = "qaction run connector --host ws://127.0.0.1 --port 4601 --only parameter";
    add("garbled", runs, await run(folder));
    add("found", "qaction check connector", await output(folder, ["check", "connector"]));
    const fix = ["check", "connector", "--fix-suggestions"];
    add("diff", `qaction ${fix.join(" ")} --dry-run`, await output(folder, [...fix, "--dry-run"]));
    add("fixed", `qaction ${fix.join(" ")}`, await output(folder, fix));
    add("right", runs, await run(folder));
    return pictures;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
