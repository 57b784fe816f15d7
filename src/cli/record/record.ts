/** `qaction record`: a proxy between a client and a device that records what they say. */
import { readFileSync } from "node:fs";
import { defineCommand } from "citty";
import { systemClock } from "../../base/clock.ts";
import { RecordingWriter } from "../../recording/recording-writer.ts";
import { descriptions } from "../descriptions.ts";
import { CommandFailure, UsageError } from "../exit.ts";
import { checkFlags, seconds, wholeNumber } from "../flags.ts";
import { untilEnded } from "../until-ended.ts";
import { RecordingProxy } from "./proxy.ts";

const args = {
  listen: {
    type: "string",
    description: "[ADDRESS:]PORT that clients connect to; the address is 127.0.0.1 when it is left out.",
    valueHint: "PORT",
    required: true,
  },
  target: {
    type: "string",
    description:
      "Address of the device: ws://10.4.2.8:4601. With a path, that one is used in place of the client's.",
    valueHint: "URL",
    required: true,
  },
  output: { type: "string", description: "The recording.", valueHint: "FILE", required: true },
  ca: { type: "string", description: "PEM file of the issuers to trust at the device.", valueHint: "FILE" },
  insecure: { type: "boolean", description: "Accept every certificate of the device." },
  cert: {
    type: "string",
    description: "PEM certificate, for clients that connect by wss.",
    valueHint: "FILE",
  },
  key: { type: "string", description: "PEM key of that certificate.", valueHint: "FILE" },
  for: { type: "string", description: "Stop after so many seconds; default: at Ctrl+C." },
} as const;

/** `8050`, `0.0.0.0:8050` or `[::1]:8050`. @throws UsageError */
export function listenAddress(text: string): { readonly host: string; readonly port: number } {
  const [, host = "127.0.0.1", port = ""] = /^(?:\[?([^\]]+)\]?:)?(\d+)$/.exec(text) ?? [];
  return { host, port: wholeNumber("listen", port === "" ? text : port, 0, 65_535) };
}

/** The address of a device. @throws UsageError */
export function targetAddress(text: string): URL {
  const url = URL.parse(text);
  if (url !== null && /^wss?:$/.test(url.protocol)) return url;
  throw new UsageError(
    `--target is '${text}'. Write the address of the device: ws://10.4.2.8:4601 or wss://...`,
  );
}

function fileText(flag: string, file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch (error) {
    throw new UsageError(`--${flag}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export const recordCommand = defineCommand({
  meta: { name: "record", description: descriptions.record },
  args,
  async run({ rawArgs, args: given }) {
    checkFlags(rawArgs, args);
    const { host, port } = listenAddress(given.listen);
    const target = targetAddress(given.target);
    const { cert, key } = given;
    if ((cert === undefined) !== (key === undefined)) throw new UsageError("--cert and --key go together.");
    const certificate =
      cert === undefined || key === undefined
        ? undefined
        : { cert: fileText("cert", cert), key: fileText("key", key) };
    const ca = given.ca === undefined ? undefined : fileText("ca", given.ca);
    const ms = given.for === undefined ? undefined : seconds("for", given.for);
    let failure: Error | undefined;
    const writer = new RecordingWriter(given.output, "qaction record", systemClock.now(), (error) => {
      failure = error;
      console.error(`The recording ends here. ${error.message}`);
    });
    let entries = 0;
    try {
      await using proxy = await RecordingProxy.start(
        { host, port, target, ca, certificate, insecure: given.insecure === true },
        {
          entry: (entry) => {
            entries++;
            writer.add(entry);
          },
          tell: (text) => {
            console.error(text);
          },
        },
      );
      const ended = untilEnded(ms);
      console.error(`Clients connect to ${proxy.url}; ${given.output} records them. Ctrl+C ends it.`);
      await ended;
    } finally {
      writer.close();
    }
    if (failure !== undefined) throw new CommandFailure(`${given.output} is not whole. ${failure.message}`);
    console.error(`${given.output}: ${String(entries)} entries.`);
    return 0;
  },
});
