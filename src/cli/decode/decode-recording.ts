/** `qaction decode RECORDING`: opcode, size and encoding of each message; with a protocol, what it fills. */
import { isAscii, isUtf8 } from "node:buffer";
import { inspectBytes } from "../../encoding/inspect.ts";
import { explainMojibake } from "../../encoding/mojibake.ts";
import type { Value } from "../../parameter/value.ts";
import { loadProtocol } from "../../protocol/load-protocol.ts";
import type { Protocol } from "../../protocol/model.ts";
import { openRecording, type OpenedRecording } from "../../recording/open-recording.ts";
import type { RecordedEntry } from "../../recording/recorded-entry.ts";
import { replayRecording } from "../../replay/replay-recording.ts";
import { paint } from "../paint.ts";
import { progressBar } from "../progress.ts";
import { protocolFile } from "../protocol-file.ts";
import { quoted } from "./decode-lines.ts";

/** Bytes of a message that are rated. */
const mostRated = 65_536;

/** Parameters that a message fills. */
interface Filled {
  readonly response: number;
  readonly name: string;
  readonly parameters: readonly { readonly pid: number; readonly name: string; readonly value: Value }[];
}

/** One entry, as `--json` prints it. */
interface DecodedEntry {
  readonly place: number | null;
  readonly at: string;
  readonly connection: number;
  readonly direction: RecordedEntry["direction"];
  /** WebSocket: 1 text, 2 binary. */
  readonly opcode: number | null;
  readonly length: number | null;
  /** What the bytes are, in words. */
  readonly verdict: string | null;
  readonly text: string | null;
  readonly note: string | null;
  /** With a protocol: what the message matched; null for one that matched nothing. */
  readonly filled?: Filled | null;
}

/** What the bytes of a message are, and their text. */
function verdictOf(bytes: Uint8Array): { readonly verdict: string; readonly text: string } {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8");
  if (isAscii(bytes)) return { verdict: "ASCII", text };
  const rated = bytes.subarray(0, mostRated);
  if (isUtf8(bytes)) {
    const { spans, summary } = explainMojibake(Buffer.from(rated).toString("utf8"));
    return { verdict: spans.length === 0 ? "UTF-8" : `UTF-8; ${summary}`, text };
  }
  const { verdict, readings } = inspectBytes(rated, { totalBytes: bytes.length });
  return { verdict, text: readings[0]?.text ?? "" };
}

function decoded(entry: RecordedEntry, filled?: Filled | null): DecodedEntry {
  const { at, connection, direction, opcode, bytes, note, place } = entry;
  const read = bytes === undefined ? undefined : verdictOf(bytes);
  return {
    place: place ?? null,
    at: new Date(at).toISOString(),
    ...{ connection, direction },
    opcode: opcode ?? null,
    length: bytes?.length ?? null,
    verdict: read?.verdict ?? null,
    text: read?.text ?? null,
    note: note ?? null,
    ...(filled === undefined ? {} : { filled }),
  };
}

const frameNames: Readonly<Record<number, string>> = { 1: "text", 2: "binary" };

/** One entry in lines for people. */
function lines({
  place,
  at,
  connection,
  direction,
  opcode,
  length,
  verdict,
  text,
  note,
  filled,
}: DecodedEntry): string[] {
  const head = `${String(place ?? "").padStart(5)} ${at.slice(11, 23)} [${String(connection)}] ${direction.padEnd(5)}`;
  if (length === null) return [paint("dim", `${head} ${note ?? ""}`.trimEnd())];
  const frame = opcode === null ? "" : ` ${(frameNames[opcode] ?? "").padEnd(6)}`;
  const first = `${head}${frame} ${String(length)} B  ${verdict ?? ""}  ${quoted(text ?? "")}`;
  if (filled === undefined || direction !== "in") return [first];
  if (filled === null) return [first, paint("yellow", "      matches no response")];
  const parts = filled.parameters.map(
    ({ pid, name, value }) =>
      `        ${String(pid)} ${name} = ${typeof value === "string" ? quoted(value) : String(value)}`,
  );
  return [first, `      response ${String(filled.response)} ${filled.name}`, ...parts];
}

function print(entry: DecodedEntry, json: boolean): void {
  if (json) console.log(JSON.stringify(entry));
  else for (const line of lines(entry)) console.log(line);
}

/** What a message has filled, as the stream of the element says right behind it. */
function filledBy(
  entry: RecordedEntry,
  element: {
    readonly stream: {
      readonly newest: { readonly response?: number; readonly params?: readonly number[] } | undefined;
    };
    get(pid: number): Value | undefined;
  },
  { responses, params }: Pick<Protocol, "responses" | "params">,
): Filled | null | undefined {
  if (entry.direction !== "in" || entry.bytes === undefined) return undefined;
  const { response, params: content = [] } = element.stream.newest ?? {};
  if (response === undefined) return null;
  return {
    response,
    name: responses.get(response)?.name ?? "",
    parameters: content.map((pid) => ({
      pid,
      name: params.get(pid)?.name ?? "",
      value: element.get(pid) ?? null,
    })),
  };
}

/** Prints every entry of a recording, a HAR file or a capture. */
export async function decodeRecording(
  file: string,
  protocolName: string | undefined,
  json: boolean,
): Promise<void> {
  const recording = await openRecording(file, {
    remark: ({ message }) => {
      console.error(message);
    },
  });
  const bar = progressBar(recording.size);
  const progress = (bytes: number): void => bar.update(bytes);
  try {
    if (protocolName === undefined) await printEntries(recording, json, progress);
    else {
      const { protocol } = await loadProtocol(protocolFile(protocolName));
      // Without scripts: what is asked for is what the messages fill.
      await replayRecording(recording, protocol, {
        progress,
        remark: ({ message }) => {
          console.error(message);
        },
        taken: (entry, { element }) => {
          print(decoded(entry, filledBy(entry, element, protocol)), json);
        },
      });
    }
  } finally {
    bar.end();
  }
}

async function printEntries(
  recording: OpenedRecording,
  json: boolean,
  progress: (bytes: number) => void,
): Promise<void> {
  for await (const entries of recording.entries(progress))
    for (const entry of entries) print(decoded(entry), json);
}
