/** How the input of `qaction decode` is interpreted: bytes written in some shape, a text, or the bytes of a file as they are. */
import { isUtf8 } from "node:buffer";
import { isOneLine } from "../../encoding/read-bytes/likeness.ts";
import { readBytes } from "../../encoding/read-bytes/read-bytes.ts";
import type {
  InputReading,
  ReadBytesOptions,
  ReadBytesResult,
} from "../../encoding/read-bytes/read-bytes.ts";
import { readStream } from "../../encoding/stream-reader.ts";
import { unfinishedUtf8 } from "../../encoding/utf8.ts";
import { QActionKitError } from "../../base/errors.ts";
import type { ByteSource, DecodeInput, DecodeKind } from "./decode-input.ts";
import { CommandFailure, UsageError } from "../exit.ts";

/** How the input is interpreted. */
export interface ContentName {
  readonly kind: DecodeKind;
  /** Name of the shape; `bytes` for the bytes of a file as they are. */
  readonly shape: string;
  /** What follows "taken for". */
  readonly description: string;
}

/** The interpreted input. */
export type DecodeContent = {
  readonly name: ContentName;
  /** Other readings that are possible. */
  readonly others: readonly InputReading[];
} & (
  | { readonly text: string; readonly chunks?: undefined }
  | { readonly text?: undefined; readonly chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array> }
);

/** Largest file that is searched for shapes; a longer text with hex in it is read as text. */
const mostUnasked = 4 * 1024 * 1024;
/** Most bytes that are read when `--input` says what the input is. */
const mostAsked = 64 * 1024 * 1024;

function ofReading({ others, ...reading }: ReadBytesResult): DecodeContent {
  const { kind, shape, description } = reading;
  const name = { kind, shape, description };
  if (reading.bytes === undefined) return { name, others, text: reading.text };
  return { name, others, chunks: [reading.bytes] };
}

/** @throws UsageError if the text is not of the kind that `--input` names, or has a mistake in it */
function understand(text: string, options: ReadBytesOptions): ReadBytesResult {
  try {
    return readBytes(text, options);
  } catch (error) {
    if (!(error instanceof QActionKitError) || error.code !== "ERR_INPUT") throw error;
    const hint = options.as === undefined ? " --input hex|dec|dump|base64|escapes|text says what it is." : "";
    throw new UsageError(`${error.message}${hint}`);
  }
}

/** The bytes of a source as they are. */
function asItIs(
  { from }: ByteSource,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): DecodeContent {
  const description = from === "file" ? "a file" : "bytes";
  return { name: { kind: "file", shape: "bytes", description }, others: [], chunks };
}

/** The text of a file that may be one: UTF-8, or UTF-16 with a byte order mark, as PowerShell writes files. */
function textIn(bytes: Uint8Array): string | undefined {
  const hasMark = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (!hasMark && (bytes.includes(0) || !isUtf8(bytes.subarray(0, bytes.length - unfinishedUtf8(bytes)))))
    return undefined;
  return readStream(bytes).text;
}

/** Finds out what the input is. `kind` is what `--input` says. */
export async function contentOf(input: DecodeInput, kind: DecodeKind | undefined): Promise<DecodeContent> {
  const as = kind === undefined || kind === "file" ? {} : { as: kind };
  if (input.from === "argument") return ofReading(understand(input.text, as));
  if (kind === "file") return asItIs(input, input.chunks);
  const most = kind === undefined ? mostUnasked : mostAsked;
  const iterator = iteratorOf(input.chunks);
  const head: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  while (length <= most && !ended) {
    const next = await iterator.next();
    if (next.done === true) ended = true;
    else {
      head.push(next.value);
      length += next.value.length;
    }
  }
  if (!ended) {
    if (kind !== undefined)
      throw new CommandFailure(
        `${input.name} is larger than 64 MiB: as ${kind} it cannot be read. Take a part of it.`,
      );
    return asItIs(input, joined(head, iterator));
  }
  const text = textIn(Buffer.concat(head));
  if (text === undefined) {
    if (kind !== undefined)
      throw new UsageError(`${input.name} is not a text file, and cannot hold ${kind}.`);
    return asItIs(input, head);
  }
  // A single piped line was copied from somewhere, like an argument.
  const strict = kind === undefined && !(input.from === "standard input" && isOneLine(text));
  const reading = understand(text, { ...as, strict });
  return reading.kind === "text" && kind === undefined ? asItIs(input, head) : ofReading(reading);
}

function iteratorOf(chunks: ByteSource["chunks"]): AsyncIterator<Uint8Array> | Iterator<Uint8Array> {
  return Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
}

async function* joined(
  head: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array> | Iterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* head;
  for (;;) {
    const next = await rest.next();
    if (next.done === true) return;
    yield next.value;
  }
}
