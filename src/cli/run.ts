/** `qaction run`: loads a connector, runs it and prints what happens. */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { defineCommand } from "citty";
import { Element } from "../element/element.ts";
import type { ConnectionInput } from "../element/settings.ts";
import { streamJsonLines, streamText } from "../element/stream-export.ts";
import { loadProtocol } from "../protocol/load.ts";
import { CommandFailure, UsageError } from "./exit.ts";
import { checkFlags, seconds, wholeNumber } from "./flags.ts";
import { diagnosticText, humanLine } from "./human-lines.ts";
import { diagnosticLine, eventLine, jsonLinesVersion, type JsonLine } from "./json-lines.ts";
import { coloured } from "./paint.ts";

const args = {
  protocol: { type: "positional", description: "The connector's protocol.xml.", required: true },
  host: {
    type: "string",
    description: "Address of connection 0, or N=ADDRESS for connection N; may be repeated.",
  },
  port: { type: "string", description: "Port of connection 0, or N=PORT for connection N; may be repeated." },
  set: {
    type: "string",
    description: "PID=VALUE: a value that is there when the element starts; may be repeated.",
  },
  scripts: { type: "string", description: "Folder of the QAction scripts; default: that of the protocol." },
  "code-page": { type: "string", description: "Windows code page of the element, default 1252." },
  for: { type: "string", description: "Stop after so many seconds; default: at Ctrl+C." },
  json: { type: "boolean", description: "Print JSON lines, one event each, and a final one." },
  stream: {
    type: "string",
    description: "Write what went out and came in to this file at the end: JSON lines if it ends in .jsonl.",
    valueHint: "FILE",
  },
  verbose: {
    type: "boolean",
    description: "Also print triggers, actions, groups, pairs, sessions, timers and QAction runs.",
  },
} as const;

/** Events that are printed only with `--verbose`. */
const detail: ReadonlySet<string> = new Set([
  "trigger",
  "action",
  "group",
  "pair",
  "session",
  "response",
  "timer",
  "qaction",
]);

/** `[N=]VALUE` flags as fields of connections. */
function perConnection<T>(texts: readonly string[] | undefined, read: (text: string) => T): Map<number, T> {
  return new Map(
    (texts ?? []).map((text) => {
      const match = /^(\d+)=(.*)$/s.exec(text);
      return match === null ? [0, read(text)] : [Number(match[1]), read(match[2] ?? "")];
    }),
  );
}

/** Host and port flags joined by connection. */
function connectionInputs(
  hosts: readonly string[] | undefined,
  ports: readonly string[] | undefined,
): Record<number, ConnectionInput> {
  const inputs: Record<number, ConnectionInput> = {};
  for (const [id, host] of perConnection(hosts, (text) => text)) inputs[id] = { ...inputs[id], host };
  for (const [id, port] of perConnection(ports, (text) => wholeNumber("port", text, 0, 65535))) {
    inputs[id] = { ...inputs[id], port };
  }
  return inputs;
}

/** `PID=VALUE` flags. */
function startValues(texts: readonly string[] | undefined): Record<number, string> {
  return Object.fromEntries(
    (texts ?? []).map((text) => {
      const match = /^(\d+)=(.*)$/s.exec(text);
      if (match === null)
        throw new UsageError(
          `--set is '${text}'. Write it as PID=VALUE, for example --set 1=ws://10.4.2.8:4601/events.`,
        );
      return [Number(match[1]), match[2] ?? ""];
    }),
  );
}

/** Resolves at Ctrl+C, at a request to end, or after `ms`. */
function untilToldToStop(ms: number | undefined): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      process.off("SIGINT", finish);
      process.off("SIGTERM", finish);
      clearTimeout(timer);
      clearInterval(alive);
      resolve();
    };
    const timer = ms === undefined ? undefined : setTimeout(finish, ms);
    // A connector without a timer or a socket still runs: something must keep the process.
    const alive = setInterval(() => undefined, 60_000);
    process.on("SIGINT", finish);
    process.on("SIGTERM", finish);
  });
}

/** The stream that is still kept, in the form that the file's name asks for. */
async function writeStream(file: string, { stream, protocol }: Element): Promise<void> {
  const { entries } = stream;
  const text = file.endsWith(".jsonl") ? streamJsonLines(entries) : streamText(entries, protocol);
  try {
    await writeFile(file, text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandFailure(`${file} cannot be written. ${why}`, { cause: error });
  }
}

export const runConnectorCommand = defineCommand({
  meta: {
    name: "run",
    description: "Run a connector: open its connections, execute its logic and its QActions.",
  },
  args,
  async run({ rawArgs, args: given }) {
    const repeated = checkFlags(rawArgs, args);
    const duration = given.for === undefined ? undefined : seconds("for", given.for);
    const codePage =
      given["code-page"] === undefined ? undefined : wholeNumber("code-page", given["code-page"], 0, 65535);
    const connections = connectionInputs(repeated["host"], repeated["port"]);
    const values = startValues(repeated["set"]);
    const colours = coloured();
    const print = (line: JsonLine): void => {
      process.stdout.write(`${JSON.stringify(line)}\n`);
    };

    const { protocol, diagnostics } = await loadProtocol(given.protocol);
    if (given.json) {
      print({
        type: "start",
        version: jsonLinesVersion,
        protocol: protocol.name,
        protocolVersion: protocol.version,
      });
    }
    for (const diagnostic of diagnostics) {
      if (given.json) print(diagnosticLine(given.protocol, diagnostic));
      else if (diagnostic.severity !== "information")
        console.error(diagnosticText(given.protocol, diagnostic, colours));
    }
    const element = new Element(protocol, {
      connections,
      values,
      scripts: given.scripts ?? path.dirname(given.protocol),
      ...(codePage === undefined ? {} : { codePage }),
    });
    element.subscribe((event) => {
      if (!given.verbose && detail.has(event.type)) return;
      if (given.json) print(eventLine(event));
      else console.log(humanLine(event, colours));
    });
    await element.start();
    await untilToldToStop(duration);
    const final = { type: "final", ...element.values() } as const;
    await element.stop();
    if (given.json) print(final);
    if (given.stream !== undefined) await writeStream(given.stream, element);
  },
});
