/** Opens what holds recorded traffic: a recording, a HAR file, a capture; the beginning of the file says which. */
import { createReadStream } from "node:fs";
import { open, readFile } from "node:fs/promises";
import { QActionKitError } from "../base/errors.ts";
import { looksLikeCapture } from "./import/capture-packets.ts";
import { importCapture } from "./import/capture.ts";
import { importHar, looksLikeHar } from "./import/har.ts";
import type { RecordedEntry, RecordingHead, RemarkSink } from "./recorded-entry.ts";
import { readEntries, RecordingReader } from "./recording-reader.ts";

/** Kind of a file with recorded traffic. */
export type RecordingKind = "recording" | "har" | "capture";

/** Bytes that show the kind. */
const startBytes = 4096;
/** A HAR is one JSON text, which is read as a whole. */
const longestHar = 400 * 1024 * 1024;
const chunkBytes = 1024 * 1024;

/** How a file is opened. */
export interface OpenOptions {
  readonly remark?: RemarkSink;
  /** HAR and captures: takes the addresses to import. Default all. */
  readonly wanted?: (url: string) => boolean;
}

/** Recorded traffic of a file. */
export interface OpenedRecording {
  readonly file: string;
  readonly kind: RecordingKind;
  /** Bytes of the file. */
  readonly size: number;
  /** The head, once the first entries were read; stream lines, HAR files and captures have none. */
  readonly head: RecordingHead | undefined;
  /** Entries in their order, many at a time; reads the file anew with each call. `done` is told the bytes read so far. */
  entries(done?: (bytes: number) => void): AsyncIterable<readonly RecordedEntry[]>;
}

/** The kind of a file by its beginning; undefined when it is none of them. */
export function recordingKind(start: Uint8Array): RecordingKind | undefined {
  if (looksLikeCapture(start)) return "capture";
  const text = Buffer.from(start.buffer, start.byteOffset, start.length).toString("utf8");
  if (looksLikeHar(text)) return "har";
  return /^\ufeff?\s*\{\s*"type"\s*:\s*"(?:recording|stream)"/.test(text) ? "recording" : undefined;
}

/** The first bytes of a file, and its size. @throws Error of the system when it cannot be read */
async function beginning(file: string): Promise<{ readonly start: Uint8Array; readonly size: number }> {
  await using handle = await open(file);
  const start = Buffer.alloc(startBytes);
  const { bytesRead } = await handle.read(start, 0, startBytes, 0);
  const { size } = await handle.stat();
  return { start: start.subarray(0, bytesRead), size };
}

/** What a file with recorded traffic is; undefined for any other file. @throws Error of the system */
export async function kindOfFile(file: string): Promise<RecordingKind | undefined> {
  return recordingKind((await beginning(file)).start);
}

/**
 * Opens a file with recorded traffic.
 * @throws QActionKitError `ERR_RECORDING` for a file that holds none; later, while entries are read, for one that is damaged
 */
export async function openRecording(file: string, options: OpenOptions = {}): Promise<OpenedRecording> {
  const { remark = () => undefined, wanted } = options;
  let found: Awaited<ReturnType<typeof beginning>>;
  try {
    found = await beginning(file);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new QActionKitError("ERR_RECORDING", `${file} cannot be read. ${why}`, {
      cause,
      details: { file },
    });
  }
  const { start, size } = found;
  // A recorder that was killed at once leaves an empty file, and one of an unknown kind has errors with line numbers.
  const kind = recordingKind(start) ?? (/\.jsonl$/i.test(file) ? "recording" : undefined);
  if (kind === undefined)
    throw new QActionKitError(
      "ERR_RECORDING",
      `${file} is no recording, no HAR file and no capture (pcap, pcapng). Make one with qaction run --record, with qaction record, in a browser or with Wireshark.`,
      { details: { file } },
    );
  const chunks = (): AsyncIterable<Uint8Array> => createReadStream(file, { highWaterMark: chunkBytes });
  let shown: RecordingReader | undefined;
  const readers: Readonly<Record<RecordingKind, OpenedRecording["entries"]>> = {
    recording: (done) => {
      const reader = new RecordingReader(file, remark);
      shown = reader;
      return readEntries(chunks(), reader, done);
    },
    capture: (done) => importCapture(chunks(), file, remark, wanted, done),
    har: async function* (done) {
      if (size > longestHar)
        throw new QActionKitError(
          "ERR_RECORDING",
          `${file} is larger than 400 MiB. Save the socket alone: filter the network list by WS first.`,
        );
      yield importHar(await readFile(file, "utf8"), file, remark, wanted);
      done?.(size);
    },
  };
  return {
    ...{ file, kind, size, entries: readers[kind] },
    get head() {
      return shown?.head;
    },
  };
}
