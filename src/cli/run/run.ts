/** `qaction run`: reads its arguments; the element runs in its own thread (`run-thread.ts`). */
import { readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { defineCommand } from "citty";
import { descriptions } from "../descriptions.ts";
import { nearestName } from "../../base/known-names.ts";
import type { ConnectionInput } from "../../element/element-settings.ts";
import { UsageError } from "../exit.ts";
import { checkFlags, seconds, wholeNumber, type CommandWords } from "../flags.ts";
import { namedOptions, startValues } from "../element-flags.ts";
import { protocolFile } from "../protocol-file.ts";
import { lineTypeNames } from "./line-types.ts";
import type { RunSettings } from "./run-settings.ts";
import { superviseThread } from "./thread-supervisor.ts";

const args = {
  protocol: {
    type: "positional",
    description: "The connector's protocol.xml, folder or solution.",
    required: true,
  },
  host: {
    type: "string",
    description: "Address of connection 0, or N=ADDRESS for connection N; may be repeated.",
  },
  port: { type: "string", description: "Port of connection 0, or N=PORT for connection N; may be repeated." },
  "bus-address": {
    type: "string",
    description: "Bus address of connection 0, or N=TEXT; may be repeated.",
    valueHint: "TEXT",
  },
  timeout: {
    type: "string",
    description: "ms to wait for an answer on connection 0, or N=MS; may be repeated.",
    valueHint: "MS",
  },
  retries: {
    type: "string",
    description: "How often connection 0 sends a command again, or N=COUNT; may be repeated.",
    valueHint: "COUNT",
  },
  ca: {
    type: "string",
    description: "PEM file of the issuers to trust on connection 0, or N=FILE; may be repeated.",
    valueHint: "FILE",
  },
  insecure: { type: "boolean", description: "Accept every certificate, on all connections." },
  set: {
    type: "string",
    description: "PID=VALUE: a value that is there when the element starts; may be repeated.",
  },
  scripts: { type: "string", description: "Folder of the QAction scripts; default: that of the protocol." },
  option: {
    type: "string",
    description: "NAME=VALUE: a named option, see qaction options; may be repeated.",
    valueHint: "NAME=VALUE",
  },
  runtime: {
    type: "string",
    description:
      "What C# QActions run on: auto, dotnet, mono, netfx, or the path of a dotnet or mono command.",
  },
  "csharp-timeout": {
    type: "string",
    description: "End a C# QAction that has not returned after so many seconds; default 900.",
  },
  "csharp-culture": {
    type: "string",
    description: "Culture of C# QActions, for example nl-BE; default: that of the machine.",
    valueHint: "NAME",
  },
  "csharp-time-zone": {
    type: "string",
    description: "Time zone of C# QActions, for example Europe/Brussels; default: that of the machine.",
    valueHint: "NAME",
  },
  "csharp-debug": {
    type: "boolean",
    description: "Print the process id of C# QActions, wait for a debugger, and end no run.",
  },
  for: { type: "string", description: "Stop after so many seconds; default: at Ctrl+C." },
  repl: {
    type: "boolean",
    description:
      "Do what lines of standard input ask for: set, get, receive, send, ... Type help for all of them.",
  },
  viewer: {
    type: "string",
    description:
      "Serve a page about the element on 127.0.0.1, on this port or a free one, and print its address.",
    valueHint: "PORT",
  },
  watch: {
    type: "boolean",
    description: "Load the protocol and the scripts again when they change, and compile C# again.",
  },
  json: { type: "boolean", description: "Print JSON lines, one event each, and a final one." },
  only: {
    type: "string",
    description: "Print only lines of these types: --only parameter,log. It also prints those of --verbose.",
    valueHint: "TYPES",
  },
  quiet: { type: "boolean", description: "Print only warnings, errors and answers." },
  strict: {
    type: "boolean",
    description:
      "End with 1 also when the protocol has errors, a QAction threw or the runtime logged an error.",
  },
  state: {
    type: "string",
    description: "Keep saved parameters and rows in this file, from run to run.",
    valueHint: "FILE",
  },
  stream: {
    type: "string",
    description: "Write what went out and came in to this file at the end: JSON lines if it ends in .jsonl.",
    valueHint: "FILE",
  },
  record: {
    type: "string",
    description: "Record what goes out and comes in: a file for qaction replay.",
    valueHint: "FILE",
  },
  verbose: {
    type: "boolean",
    description: "Also print triggers, actions, groups, pairs, sessions, timers, QAction runs and saves.",
  },
} as const;

/** `[N=]VALUE` flags as fields of connections. */
function perConnection<T>(texts: readonly string[] | undefined, read: (text: string) => T): Map<number, T> {
  return new Map(
    (texts ?? []).map((text) => {
      const match = /^(\d+)=(.*)$/s.exec(text);
      return match === null ? [0, read(text)] : [Number(match[1]), read(match[2] ?? "")];
    }),
  );
}

/** The flags that are fields of a connection. */
const connectionFlags: Readonly<Record<string, (text: string) => ConnectionInput>> = {
  host: (host) => ({ host }),
  port: (text) => ({ port: wholeNumber("port", text, 0, 65_535) }),
  "bus-address": (busAddress) => ({ busAddress }),
  timeout: (text) => ({ timeoutMs: wholeNumber("timeout", text, 1, 120_000) }),
  retries: (text) => ({ retries: wholeNumber("retries", text, 0, 10) }),
  ca: (file) => ({ tls: { ca: certificates(file) } }),
};

/** The issuers of a PEM file. */
function certificates(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, "latin1");
  } catch (error) {
    throw new UsageError(`--ca: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (text.includes("-----BEGIN CERTIFICATE-----")) return text;
  throw new UsageError(
    `--ca: ${file} holds no certificate in PEM form. Convert it: openssl x509 -inform der -in ${file} -out ca.pem`,
  );
}

/** The flags of connections joined by connection. */
function connectionInputs(flags: CommandWords["flags"]): Record<number, ConnectionInput> {
  const inputs: Record<number, ConnectionInput> = {};
  for (const [flag, read] of Object.entries(connectionFlags)) {
    for (const [id, field] of perConnection(flags[flag], read)) inputs[id] = { ...inputs[id], ...field };
  }
  return inputs;
}

/** Types of lines, separated by commas. */
function onlyTypes(texts: readonly string[] | undefined): readonly string[] | undefined {
  if (texts === undefined) return undefined;
  const types = texts.flatMap((text) => text.split(",")).map((type) => type.trim());
  const unknown = types.find((type) => !lineTypeNames.includes(type));
  if (unknown === undefined) return types;
  const near = nearestName(unknown, lineTypeNames);
  const hint = near === undefined ? `The types are: ${lineTypeNames.join(", ")}.` : `Did you mean '${near}'?`;
  throw new UsageError(`--only: there are no lines of type '${unknown}'. ${hint}`);
}

export const runConnectorCommand = defineCommand({
  meta: { name: "run", description: descriptions.run },
  args,
  async run({ rawArgs, args: given }) {
    const repeated = checkFlags(rawArgs, args);
    if (given.quiet === true && given.verbose === true)
      throw new UsageError("Use either --quiet or --verbose.");
    const protocol = protocolFile(given.protocol);
    const repl = given.repl === true;
    const settings: RunSettings = {
      protocol,
      scripts: given.scripts ?? path.dirname(protocol),
      runtime: given.runtime,
      csharpTimeoutMs:
        given["csharp-timeout"] === undefined
          ? undefined
          : seconds("csharp-timeout", given["csharp-timeout"]),
      connections: connectionInputs(repeated),
      insecure: given.insecure === true,
      csharpDebug: given["csharp-debug"] === true,
      csharpCulture: given["csharp-culture"],
      csharpTimeZone: given["csharp-time-zone"],
      values: startValues(repeated["set"]),
      options: namedOptions(repeated["option"]),
      durationMs: given.for === undefined ? undefined : seconds("for", given.for),
      json: given.json === true,
      verbose: given.verbose === true,
      only: onlyTypes(repeated["only"]),
      quiet: given.quiet === true,
      strict: given.strict === true,
      watch: given.watch === true,
      viewer: given.viewer === undefined ? undefined : wholeNumber("viewer", given.viewer, 0, 65_535),
      repl,
      terminal: repl && process.stdin.isTTY && process.stdout.isTTY,
      stream: given.stream,
      record: given.record,
      state: given.state,
    };
    const thread = new URL(`./run-thread${path.extname(import.meta.filename)}`, import.meta.url);
    return superviseThread(thread, settings, repl ? settings : undefined);
  },
});
