/** Cuts bytes into messages by a rule, for scripts and for devices: up to an end, by a length field, by line, by JSON value. */
import { QActionKitError } from "../../base/errors.ts";
import { checkOptionKeys, type OptionKeys } from "../../base/option-keys.ts";
import { anyNumber } from "../../base/value-kinds.ts";
import { toBytes, type ByteStream } from "../../encoding/byte-stream.ts";
import { createFrameCutter } from "../stream/frame-cutter.ts";
import { JsonCutter } from "./json-cutter.ts";

/** A field that tells how long a message is. */
export interface LengthField {
  /** Bytes of the field. */
  readonly size: 1 | 2 | 3 | 4;
  /** Bytes in front of it; default 0. */
  readonly at?: number;
  /** Default false: the first byte counts most. */
  readonly littleEndian?: boolean;
  /** True: the field counts the whole message. Default false: only what follows the field. */
  readonly whole?: boolean;
}

/**
 * Where messages end.
 * - `"line"`: at LF; the LF and a CR before it are left out.
 * - `"nul"`: at a byte 0, which is left out.
 * - `{ end }`: at these bytes, or at this text as UTF-8, which are left out.
 * - `"json"`: JSON objects, arrays, texts, numbers and words that follow each other, with or without blanks between them, in UTF-8
 *   or a code page with one byte a character.
 * - `{ length }`: by a length field, or the bytes of one that stands in front. The message is whole, with the field in it.
 */
export type MessageRule =
  | "line"
  | "nul"
  | "json"
  | { readonly end: string | ByteStream }
  | { readonly length: LengthField | LengthField["size"] };

/** Options of {@link messages} and {@link createMessageReader}. */
export interface MessageOptions {
  /** Bytes of the longest message, with its end or length field; default 16 MiB. */
  readonly limit?: number;
}

/** Takes bytes in pieces of any size and gives messages. What it gives depends on the bytes alone, not on the pieces. */
export interface MessageReader {
  /**
   * Adds bytes.
   * @returns the messages that they complete, oldest first, each a copy
   * @throws QActionKitError `ERR_MESSAGE_LENGTH` when a message is longer than the limit. Where its end is cannot be known, so that
   *   every later call throws too, until `clear()`. Messages before it are still given: then the next call throws.
   * @throws ByteStreamError when an element is no byte
   */
  read(bytes: ByteStream): Buffer[];
  /** Bytes of a message that is not complete. */
  readonly waiting: number;
  /** Forgets what waits: a new connection begins. */
  clear(): void;
}

const optionKeys: OptionKeys<MessageOptions> = { limit: anyNumber };
const defaultLimit = 16_777_216;
const [lineFeed, carriageReturn] = [0x0a, 0x0d];

/** A cutter, and what it leaves out of a message. */
interface Cutting {
  readonly cutter: {
    push(bytes: Uint8Array): void;
    take(): Uint8Array | undefined;
    readonly waiting: number;
  };
  readonly content: (message: Uint8Array) => Uint8Array;
}

function mistake(message: string): QActionKitError {
  return new QActionKitError("ERR_OPTION", message);
}

function byEnd(end: Uint8Array): Cutting {
  if (end.length === 0) throw mistake("The end of messages is empty. Give at least one byte.");
  const cutter = createFrameCutter({
    kind: "delimiters",
    pairs: [{ trailer: { bytes: end, times: 1 } }],
  });
  return { cutter, content: (message) => message.subarray(0, -end.length) };
}

function byLine(): Cutting {
  const { cutter, content } = byEnd(Uint8Array.of(lineFeed));
  const line = (message: Uint8Array): Uint8Array => {
    const text = content(message);
    return text.at(-1) === carriageReturn ? text.subarray(0, -1) : text;
  };
  return { cutter, content: line };
}

function byLength(field: LengthField): Cutting {
  const { size, at = 0, littleEndian = false, whole = false } = field;
  if (![1, 2, 3, 4].includes(size))
    throw mistake(`A length field cannot have ${String(size)} bytes. Use 1, 2, 3 or 4.`);
  if (!Number.isSafeInteger(at) || at < 0)
    throw mistake(`'at' of a length field cannot be ${String(at)}. Use a whole number from 0.`);
  const cutter = createFrameCutter({ kind: "packetInfo", before: at, size, whole, littleEndian });
  return { cutter, content: (message) => message };
}

function cuttingFor(rule: MessageRule): Cutting {
  if (rule === "line") return byLine();
  if (rule === "nul") return byEnd(Uint8Array.of(0));
  if (rule === "json") return { cutter: new JsonCutter(), content: (message) => message };
  if (typeof rule === "object" && "end" in rule)
    return byEnd(typeof rule.end === "string" ? Buffer.from(rule.end, "utf8") : toBytes(rule.end));
  if (typeof rule === "object" && "length" in rule)
    return byLength(typeof rule.length === "object" ? rule.length : { size: rule.length });
  throw mistake(`There is no rule for messages ${JSON.stringify(rule)}. ${ruleWords}`);
}

const ruleWords = `Use "line", "nul", "json", { end: ... } or { length: ... }.`;

/**
 * A reader for one connection, for example kept by a QAction from run to run.
 * @throws QActionKitError `ERR_OPTION` for a rule that does not exist
 */
export function createMessageReader(rule: MessageRule, options: MessageOptions = {}): MessageReader {
  checkOptionKeys("createMessageReader", options, optionKeys);
  const { limit = defaultLimit } = options;
  let cutting = cuttingFor(rule);
  let tooLong: QActionKitError | undefined;
  const lengthError = (): QActionKitError =>
    new QActionKitError(
      "ERR_MESSAGE_LENGTH",
      `A message is longer than ${String(limit)} bytes, or its end never comes. Check the rule, or give a greater limit.`,
      { details: { limit } },
    );
  return {
    read(bytes) {
      if (tooLong !== undefined) throw tooLong;
      const { cutter, content } = cutting;
      cutter.push(toBytes(bytes));
      const found: Buffer[] = [];
      for (let message = cutter.take(); message !== undefined; message = cutter.take()) {
        if (message.length > limit) {
          tooLong = lengthError();
          break;
        }
        const { buffer, byteOffset, length } = content(message);
        found.push(Buffer.from(buffer, byteOffset, length));
      }
      if (cutter.waiting > limit) tooLong ??= lengthError();
      if (tooLong !== undefined) cutting = cuttingFor(rule);
      if (tooLong !== undefined && found.length === 0) throw tooLong;
      return found;
    },
    get waiting() {
      return cutting.cutter.waiting;
    },
    clear() {
      cutting = cuttingFor(rule);
      tooLong = undefined;
    },
  };
}

/**
 * The messages in pieces of bytes, for example those of a socket: `for await (const message of messages(socket, "line"))`. What is
 * incomplete at the end is no message.
 * @throws QActionKitError `ERR_OPTION` for a rule that does not exist, `ERR_MESSAGE_LENGTH` when a message is longer than the limit
 */
export async function* messages(
  bytes: AsyncIterable<ByteStream> | Iterable<ByteStream>,
  rule: MessageRule,
  options: MessageOptions = {},
): AsyncGenerator<Buffer, void, undefined> {
  const reader = createMessageReader(rule, options);
  for await (const piece of bytes) yield* reader.read(piece);
  reader.read([]);
}
