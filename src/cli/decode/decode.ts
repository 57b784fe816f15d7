/** `qaction decode`: what bytes or a text are, which encoding is right, what happened to the text, and the repaired text. */
import process from "node:process";
import { defineCommand } from "citty";
import { descriptions } from "../descriptions.ts";
import { Encoding } from "../../encoding/encoding.ts";
import { QActionKitError } from "../../base/errors.ts";
import { sumUp } from "./byte-summary.ts";
import { contentOf } from "./decode-content.ts";
import type { DecodeContent } from "./decode-content.ts";
import { inputKinds, openInput } from "./decode-input.ts";
import type { DecodeInput, DecodeKind } from "./decode-input.ts";
import { bytesReportLines, textReportLines } from "./decode-lines.ts";
import { bytesReport, textReport } from "./decode-report.ts";
import { kindOfFile } from "../../recording/open-recording.ts";
import { UsageError } from "../exit.ts";
import { checkFlags } from "../flags.ts";
import { progressBar } from "../progress.ts";
import { repairInput } from "../repair/repair.ts";

/** The exit code if `--repair` repaired something. */
const repairedSomething = 3;

/**
 * The code pages of a list such as `utf-8,1252`.
 * @throws UsageError for a name or page that the kit does not have
 */
export function codePagesOf(list: string): number[] {
  return list
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "")
    .map((item) => {
      try {
        return Encoding.GetEncoding(/^\d+$/.test(item) ? Number(item) : item).CodePage;
      } catch (error) {
        if (error instanceof QActionKitError) throw new UsageError(error.message);
        throw error;
      }
    });
}

/** The kind that `--input` says. @throws UsageError when there is no such kind */
export function kindOf(word: string | undefined): DecodeKind | undefined {
  const kind = inputKinds.find((name) => name === word);
  if (word !== undefined && kind === undefined)
    throw new UsageError(`--input is '${word}'. Use one of ${inputKinds.join(", ")}.`);
  return kind;
}

async function show(
  input: DecodeInput,
  content: DecodeContent,
  codePages: readonly number[],
  { all, json }: { readonly all: boolean; readonly json: boolean },
): Promise<void> {
  if (content.text !== undefined) {
    const report = textReport(input.name, content, content.text);
    console.log(
      json ? JSON.stringify(report, null, 2) : textReportLines(report, content.text, all).join("\n"),
    );
    return;
  }
  const bar = progressBar(input.from === "argument" ? 0 : input.size);
  const summary = await sumUp(content.chunks, (done) => bar.update(done));
  bar.end();
  const report = bytesReport(input.name, content, summary, codePages);
  if (json) console.log(JSON.stringify(report, null, 2));
  else if (report.bytes !== null) {
    console.log(
      bytesReportLines(report, report.bytes, summary.sample, all || codePages.length > 0).join("\n"),
    );
  }
}

const args = {
  source: {
    type: "positional",
    description: "The damaged text, bytes in any spelling, a file or a recording, or - for standard input.",
    required: true,
  },
  as: { type: "string", description: "Only these encodings, by name or code page: utf-8,1252." },
  input: { type: "string", description: `What the input is: ${inputKinds.join("|")}.` },
  all: { type: "boolean", description: "Show every reading and every damaged part." },
  json: { type: "boolean", description: "Print the report as JSON." },
  protocol: {
    type: "string",
    description:
      "With a recording: the protocol.xml or folder of a connector; shows what each message fills.",
    valueHint: "FILE",
  },
  repair: { type: "boolean", description: "Write the repaired text; exit code 3 if something was repaired." },
  output: {
    type: "string",
    description: "With --repair: the file to write, instead of the standard output.",
  },
  "in-place": {
    type: "boolean",
    description: "With --repair: replace the file with the repaired one.",
  },
} as const;

export const decodeCommand = defineCommand({
  meta: { name: "decode", description: descriptions.decode },
  args,
  async run({
    rawArgs,
    args: { source: word, input: kindWord, as, all, json, protocol, repair, output, "in-place": inPlace },
  }) {
    checkFlags(rawArgs, args);
    const kind = kindOf(kindWord);
    if (repair !== true && (output !== undefined || inPlace === true))
      throw new UsageError("--output and --in-place go with --repair.");
    if (repair === true && json === true)
      throw new UsageError("--repair writes a text, and --json a report: choose one.");
    const codePages = as === undefined ? [] : codePagesOf(as);
    if (repair === true && codePages.length > 1)
      throw new UsageError("--repair takes one encoding: --as 1252.");
    const input = openInput(word, kind, process.stdin);
    const isRecording = kind === undefined && repair !== true && input.from === "file";
    if (isRecording && input.size !== undefined && (await kindOfFile(input.name)) !== undefined) {
      await (await import("./decode-recording.ts")).decodeRecording(input.name, protocol, json === true);
      return 0;
    }
    if (protocol !== undefined)
      throw new UsageError(
        `--protocol goes with a recording, a HAR file or a capture; ${input.name} is none.`,
      );
    if (repair !== true) {
      await show(input, await contentOf(input, kind), codePages, { all: all === true, json: json === true });
      return 0;
    }
    // A file is repaired as it is; hex written in it is only read if --input says so.
    const isFile = input.from !== "argument" && (kind === undefined || kind === "text" || kind === "file");
    const content = isFile ? undefined : await contentOf(input, kind);
    const chunks =
      content === undefined && input.from !== "argument" ? input.chunks : (content?.chunks ?? []);
    const bytes = content?.text === undefined ? chunks : [Buffer.from(content.text)];
    const target = { output, inPlace: inPlace === true };
    const repaired = await repairInput(input, bytes, codePages[0], target, all === true);
    return repaired ? repairedSomething : 0;
  },
});
