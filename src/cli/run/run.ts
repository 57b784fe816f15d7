/** `qaction run`: reads its arguments; the element runs in its own thread (`run-thread.ts`). */
import path from "node:path";
import { defineCommand } from "citty";
import { QActionKitError } from "../../base/errors.ts";
import type { ConnectionInput } from "../../element/element-settings.ts";
import { readOption } from "../../options/register.ts";
import { UsageError } from "../exit.ts";
import { checkFlags, seconds, wholeNumber } from "../flags.ts";
import { protocolFile } from "../protocol-file.ts";
import type { RunSettings } from "./run-thread.ts";
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
  "csharp-debug": {
    type: "boolean",
    description: "Print the process id of C# QActions, wait for a debugger, and end no run.",
  },
  watch: {
    type: "boolean",
    description: "Compile C# again when its files change, and use it from the next run on.",
  },
  for: { type: "string", description: "Stop after so many seconds; default: at Ctrl+C." },
  json: { type: "boolean", description: "Print JSON lines, one event each, and a final one." },
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

/** `NAME=VALUE` flags as named options. */
function namedOptions(texts: readonly string[] | undefined): RunSettings["options"] {
  try {
    return Object.assign({}, ...(texts ?? []).map(readOption)) as RunSettings["options"];
  } catch (error) {
    if (error instanceof QActionKitError) throw new UsageError(`--option: ${error.message}`);
    throw error;
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
    const protocol = protocolFile(given.protocol);
    const settings: RunSettings = {
      protocol,
      scripts: given.scripts ?? path.dirname(protocol),
      runtime: given.runtime,
      csharpTimeoutMs:
        given["csharp-timeout"] === undefined
          ? undefined
          : seconds("csharp-timeout", given["csharp-timeout"]),
      csharpDebug: given["csharp-debug"] === true,
      watch: given.watch === true,
      connections: connectionInputs(repeated["host"], repeated["port"]),
      values: startValues(repeated["set"]),
      options: namedOptions(repeated["option"]),
      durationMs: given.for === undefined ? undefined : seconds("for", given.for),
      json: given.json === true,
      verbose: given.verbose === true,
      stream: given.stream,
      state: given.state,
    };
    const thread = new URL(`./run-thread${path.extname(import.meta.filename)}`, import.meta.url);
    return superviseThread(thread, settings);
  },
});
