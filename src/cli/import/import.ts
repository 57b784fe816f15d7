/** `qaction import`: a recording of a HAR file, of a capture, or of the stream file of a run. */
import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { defineCommand } from "citty";
import { openRecording } from "../../recording/open-recording.ts";
import { RecordingWriter } from "../../recording/recording-writer.ts";
import { descriptions } from "../descriptions.ts";
import { CommandFailure, UsageError } from "../exit.ts";
import { checkFlags } from "../flags.ts";
import { progressBar } from "../progress.ts";
import { connectionLines, ImportSummary } from "./import-summary.ts";

const args = {
  source: {
    type: "positional",
    description: "A HAR file, a capture (pcap, pcapng), or the .jsonl file of qaction run --stream.",
    required: true,
  },
  output: { type: "string", description: "The recording.", valueHint: "FILE", required: true },
  url: {
    type: "string",
    description: "Only lines whose address has this text in it: --url /events.",
    valueHint: "TEXT",
  },
} as const;

function sameFile(a: string, b: string): boolean {
  return existsSync(a) && existsSync(b) && realpathSync(a) === realpathSync(b);
}

export const importCommand = defineCommand({
  meta: { name: "import", description: descriptions.import },
  args,
  async run({ rawArgs, args: { source, output, url } }) {
    checkFlags(rawArgs, args);
    if (sameFile(source, output)) throw new UsageError("--output is the source itself. Choose another file.");
    const recording = await openRecording(source, {
      remark: ({ message }) => {
        console.error(message);
      },
      ...(url === undefined ? {} : { wanted: (address: string) => address.includes(url) }),
    });
    const summary = new ImportSummary();
    const bar = progressBar(recording.size);
    const problem: { error?: Error } = {};
    let writer: RecordingWriter | undefined;
    try {
      for await (const entries of recording.entries((bytes) => bar.update(bytes))) {
        for (const entry of entries) {
          writer ??= new RecordingWriter(
            output,
            path.basename(source),
            recording.head?.at ?? entry.at,
            (error) => {
              problem.error = error;
            },
          );
          writer.add(entry);
          summary.add(entry);
        }
      }
    } finally {
      bar.end();
      writer?.close();
    }
    if (problem.error !== undefined)
      throw new CommandFailure(`${output} cannot be written. ${problem.error.message}`);
    if (writer === undefined)
      throw new CommandFailure(`${source} holds nothing to record. ${output} is not written.`);
    console.log(`${output}: ${String(summary.messages)} messages.`);
    for (const line of connectionLines(summary)) console.log(line);
    return 0;
  },
});
