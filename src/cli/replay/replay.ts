/** `qaction replay`: runs a connector on a recording and compares, or plays the device of the recording. */
import path from "node:path";
import { defineCommand } from "citty";
import { splitOptions } from "../../options/register.ts";
import { loadProtocol } from "../../protocol/load-protocol.ts";
import { openRecording, type OpenedRecording } from "../../recording/open-recording.ts";
import { expectationText } from "../../replay/expectation.ts";
import { judge, replayRecording, type ReplayEnd } from "../../replay/replay-recording.ts";
import { descriptions } from "../descriptions.ts";
import { namedOptions, startValues } from "../element-flags.ts";
import { UsageError } from "../exit.ts";
import { checkFlags, wholeNumber } from "../flags.ts";
import { progressBar } from "../progress.ts";
import { protocolFile } from "../protocol-file.ts";

const args = {
  recording: {
    type: "positional",
    description: "A recording, a HAR file or a capture (pcap, pcapng).",
    required: true,
  },
  protocol: {
    type: "positional",
    description: "The connector's protocol.xml, folder or solution; leave it out with --serve.",
    required: false,
  },
  update: { type: "boolean", description: "Write what the replay shows as what is expected of it." },
  until: {
    type: "string",
    description: "End after so many seconds of the recording (12.5s), or behind a line of its file (300).",
    valueHint: "SECONDSs|LINE",
  },
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
  url: {
    type: "string",
    description: "HAR and captures: only lines whose address has this text in it.",
    valueHint: "TEXT",
  },
  serve: {
    type: "string",
    description: "Play the device of the recording on this port, for any client; 0 chooses one.",
    valueHint: "PORT",
  },
  loose: {
    type: "boolean",
    description: "With --serve: answer each command wherever it is in the recording.",
  },
} as const;

/** `12.5s` or `300`. @throws UsageError */
export function replayEnd(text: string | undefined): ReplayEnd | undefined {
  if (text === undefined) return undefined;
  const [, number = "", unit] = /^(\d+(?:\.\d+)?)(s?)$/.exec(text) ?? [];
  if (unit === "s") return { ms: Number(number) * 1000 };
  if (unit === "" && /^[1-9]\d*$/.test(number)) return { place: Number(number) };
  throw new UsageError(
    `--until is '${text}'. Write seconds, 12.5s, or the number of a line of the recording, 300.`,
  );
}

async function opened(file: string, url: string | undefined): Promise<OpenedRecording> {
  return openRecording(file, {
    remark: ({ message }) => {
      console.error(message);
    },
    ...(url === undefined ? {} : { wanted: (address: string) => address.includes(url) }),
  });
}

export const replayCommand = defineCommand({
  meta: { name: "replay", description: descriptions.replay },
  args,
  async run({ rawArgs, args: given }) {
    const repeated = checkFlags(rawArgs, args);
    const until = replayEnd(given.until);
    if (given.serve !== undefined) {
      if (given.protocol !== undefined || given.update === true || until !== undefined)
        throw new UsageError("--serve plays the device: leave the protocol, --update and --until out.");
      const { serveRecording } = await import("./serve-recording.ts");
      const port = wholeNumber("serve", given.serve, 0, 65_535);
      await serveRecording(await opened(given.recording, given.url), port, given.loose === true);
      return 0;
    }
    if (given.loose === true) throw new UsageError("--loose goes with --serve.");
    if (given.protocol === undefined)
      throw new UsageError("Which connector? Give its protocol.xml, or play the device with --serve PORT.");
    const file = protocolFile(given.protocol);
    const { loading, element } = splitOptions(namedOptions(repeated["option"]));
    const { protocol } = await loadProtocol(file, loading);
    const recording = await opened(given.recording, given.url);
    const bar = progressBar(recording.size);
    const began = performance.now();
    const { observed, entries } = await replayRecording(recording, protocol, {
      element: {
        scripts: given.scripts ?? path.dirname(file),
        csharp: true,
        options: element,
        values: startValues(repeated["set"]),
      },
      until,
      remark: ({ message }) => {
        console.error(message);
      },
      progress: (bytes) => bar.update(bytes),
    }).finally(() => {
      bar.end();
    });
    const took = ((performance.now() - began) / 1000).toFixed(1);
    const replayed = `${given.recording}: ${String(entries)} entries replayed in ${took} s`;
    const {
      result,
      file: expected,
      differences,
    } = judge(given.recording, observed, protocol, given.update === true ? "update" : "playback");
    if (result === "missing") {
      console.log(expectationText(observed).trimEnd());
      console.error(`${replayed}. ${expected} does not exist: if this is right, write it with --update.`);
      return 1;
    }
    const ends = {
      equal: `, as ${expected} expects.`,
      different: `, not as ${expected} expects (- expected, + shown):`,
      written: `. ${expected} is written anew (- before, + now):`,
      new: `. ${expected} is written.`,
    };
    console.log(`${replayed}${ends[result]}`);
    for (const line of differences) console.log(line);
    return result === "different" ? 1 : 0;
  },
});
