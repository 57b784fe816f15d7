/** `qaction decode --repair`: writes the repaired text to standard output or a file, and what was repaired to the error stream. */
import { once } from "node:events";
import { statSync } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import process from "node:process";
import type { DecodeInput } from "../decode/decode-input.ts";
import { counted, quoted } from "../decode/decode-lines.ts";
import { UsageError } from "../exit.ts";
import { progressBar } from "../progress.ts";
import type { ProgressBar } from "../progress.ts";
import { guessCoding, repairCoding } from "./repair-coding.ts";
import type { RepairCoding } from "./repair-coding.ts";
import { repairStream } from "./repair-stream.ts";
import type { FileSpan, RepairCounts } from "./repair-stream.ts";
import { replaceFile } from "../replace-file.ts";

/** Where the repaired text goes. */
export interface RepairTarget {
  /** A file to write; undefined for the standard output. */
  readonly output: string | undefined;
  /** Replace the input file. */
  readonly inPlace: boolean;
}

/** Number of parts that are listed without `--all`. */
const shownSpans = 20;
/** Number of bytes from which the encoding is detected. */
const headSize = 65_536;

type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** The first bytes, and all of them again. */
async function withHead(chunks: Bytes): Promise<{ head: Uint8Array; all: AsyncGenerator<Uint8Array> }> {
  const iterator =
    Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
  const first: Uint8Array[] = [];
  let length = 0;
  while (length < headSize) {
    const next = await iterator.next();
    if (next.done === true) break;
    first.push(next.value);
    length += next.value.length;
  }
  const all = async function* (): AsyncGenerator<Uint8Array> {
    yield* first;
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
  };
  return { head: Buffer.concat(first).subarray(0, headSize), all: all() };
}

async function* watched(chunks: AsyncIterable<Uint8Array>, bar: ProgressBar): AsyncGenerator<Uint8Array> {
  let done = 0;
  for await (const chunk of chunks) {
    yield chunk;
    done += chunk.length;
    bar.update(done);
  }
}

/** Repairs a stream and passes each chunk to `write`. */
async function repairTo(
  chunks: AsyncIterable<Uint8Array>,
  coding: RepairCoding,
  found: (span: FileSpan) => void,
  write: (bytes: Uint8Array) => Promise<unknown>,
): Promise<RepairCounts> {
  const stream = repairStream(chunks, coding, found);
  for (let next = await stream.next(); ; next = await stream.next()) {
    if (next.done === true) return next.value;
    if (next.value.length > 0) await write(next.value);
  }
}

async function toStandardOutput(bytes: Uint8Array): Promise<void> {
  if (!process.stdout.write(bytes)) await once(process.stdout, "drain");
}

/** Writes everything: one `write` to a file may write less. */
async function toFile(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) done += (await handle.write(bytes, done)).bytesWritten;
}

/** The file to write. @throws UsageError if it cannot be written, or is the file being read */
function targetOf(input: DecodeInput, { output, inPlace }: RepairTarget): string | undefined {
  if (!inPlace && output === undefined) return undefined;
  if (inPlace && output !== undefined) throw new UsageError("Use either --in-place or --output.");
  if (inPlace && input.from !== "file") throw new UsageError("--in-place needs a file as input.");
  const file = output ?? input.name;
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats?.isFile() === false) throw new UsageError(`'${file}' is not an ordinary file.`);
  if (inPlace || stats === undefined || input.from !== "file") return file;
  const read = statSync(input.name);
  if (read.dev === stats.dev && read.ino === stats.ino)
    throw new UsageError(`'${file}' is the input file. Use --in-place.`);
  return file;
}

/**
 * Repairs the input.
 * @param codePage of the input; undefined to find it out
 * @param all list every damaged part
 * @returns whether something was repaired
 */
export async function repairInput(
  input: DecodeInput,
  chunks: Bytes,
  codePage: number | undefined,
  target: RepairTarget,
  all: boolean,
): Promise<boolean> {
  const file = targetOf(input, target);
  const { head, all: bytes } = await withHead(chunks);
  const coding = codePage === undefined ? guessCoding(head, input.name) : repairCoding(codePage);
  const bar = progressBar(input.from === "argument" ? 0 : input.size);
  let listed = 0;
  const found = ({ line, column, before, after, what, repaired }: FileSpan): void => {
    if (++listed > shownSpans && !all) return;
    bar.end();
    const words = `${quoted(before)} -> ${quoted(after)}`;
    console.error(
      `${input.name}:${String(line)}:${String(column)} ${repaired ? "" : "left as it is: "}${words}  ${what}`,
    );
  };
  const source = watched(bytes, bar);
  let counts: RepairCounts | undefined;
  try {
    if (file === undefined) {
      counts = await repairTo(source, coding, found, toStandardOutput);
      // The result of an argument ends with a line end, as a line on a terminal does.
      if (input.from === "argument") await toStandardOutput(Buffer.from("\n"));
    } else {
      await replaceFile(file, async (handle) => {
        counts = await repairTo(source, coding, found, (piece) => toFile(handle, piece));
        return !target.inPlace || counts.repaired > 0;
      });
    }
  } finally {
    bar.end();
  }
  if (counts === undefined) return false;
  if (listed > shownSpans && !all) console.error(`and ${String(listed - shownSpans)} more; --all lists them`);
  console.error(summary(input.name, counts));
  return counts.repaired > 0;
}

/** What was done, in one line. */
export function summary(name: string, { repaired, left, broken }: RepairCounts): string {
  return [
    repaired === 0
      ? `${name}: nothing to repair.`
      : `${name}: ${counted(repaired, "damaged part")} repaired.`,
    ...(left === 0
      ? []
      : [
          `${counted(left, "damaged part")} left: the encoding of the file lacks characters of what was meant; convert it to UTF-8.`,
        ]),
    ...(broken === 0 ? [] : [`${counted(broken, "sequence")} of bytes that are not text left as they are.`]),
  ].join(" ");
}
