/** What a parameter holds before it is set, and how text is fitted into a fixed Length (`AdvancedCodePages`). */
import type { Fit } from "../../encoding/code-page.ts";
import { hexToBytes } from "../../encoding/hex.ts";
import { storageBytes } from "../../encoding/storage.ts";
import type { StorageForm } from "../../encoding/storage.ts";
import type { Interprete } from "../../protocol/model.ts";

/** Start content of a parameter. */
export interface StartContent {
  readonly bytes: Uint8Array;
  /** A sentence, when `Value` does not fit `Length`. */
  readonly problem?: string;
}

/**
 * The bytes a parameter starts with, or `undefined` when it starts not initialised: `Value` (text or `0x` groups)
 * padded to `length`, else the start fill of a fixed length. `form` is the form of the value's text.
 */
export function startContent(
  interprete: Interprete,
  form: StorageForm,
  length: number | undefined,
  fit: Fit = "strict",
): StartContent | undefined {
  const { value } = interprete;
  if (value !== undefined && value !== "") return fixedValue(value, form, length, fit);
  return length === undefined ? undefined : { bytes: startFill(interprete, length) };
}

/** 20 for text, 30 for numeric text, 00 for binary numbers. */
export function startFill(interprete: Interprete, length: number): Uint8Array {
  return new Uint8Array(length).fill(fillBytes[interprete.rawType] ?? 0x20);
}

const fillBytes: Readonly<Partial<Record<Interprete["rawType"], number>>> = {
  "numeric text": 0x30,
  "unsigned number": 0,
  "signed number": 0,
  double: 0,
  bcd: 0,
};

const hexGroups = /^(?:0x(?:[0-9a-f]{2})+)+$/i;

/** The bytes of one or more `0x` groups such as `0x0D0x0A`; `undefined` for any other text. */
export function hexValue(value: string): Uint8Array | undefined {
  return hexGroups.test(value) ? hexToBytes(value.replaceAll(/0x/gi, "")) : undefined;
}

function fixedValue(value: string, form: StorageForm, length: number | undefined, fit: Fit): StartContent {
  const hex = hexValue(value);
  const bytes = hex ?? storageBytes(value, form, fit);
  if (length === undefined || bytes.length === length) return { bytes };
  const wide = form === "unicode" && hex === undefined;
  if (bytes.length > length) {
    return {
      bytes: spaces(length, wide),
      problem: `its value takes ${String(bytes.length)} bytes and Length is ${String(length)}, so it holds spaces instead`,
    };
  }
  const padded = padLeft(bytes, length, wide);
  if (padded.length === length) return { bytes: padded };
  return {
    bytes: padded,
    problem: `its value is padded with whole spaces of two bytes, and Length ${String(length)} is odd`,
  };
}

/** Text of a set in a fixed length: cut after the last whole character that fits, then padded in front. */
export function fitText(text: string, form: StorageForm, length: number, fit: Fit = "strict"): Uint8Array {
  const bytes = storageBytes(text, form, fit);
  if (bytes.length === length) return bytes;
  const kept = bytes.length < length ? bytes : bytes.subarray(0, wholeCharacters(text, form, length));
  return padLeft(kept, length, form === "unicode");
}

/** How many of the first `length` bytes belong to characters that fit whole. */
function wholeCharacters(text: string, form: StorageForm, length: number): number {
  let used = 0;
  for (const character of text) {
    const next = used + storageBytes(character, form).length;
    if (next > length) break;
    used = next;
  }
  return used;
}

/** Adds spaces in front; with characters of two bytes only whole ones. */
function padLeft(bytes: Uint8Array, length: number, wide: boolean): Uint8Array {
  const missing = length - bytes.length;
  const room = wide ? missing - (missing % 2) : missing;
  if (room <= 0) return bytes;
  const padded = new Uint8Array(room + bytes.length);
  padded.set(spaces(room, wide));
  padded.set(bytes, room);
  return padded;
}

/** `length` bytes of spaces; of two-byte spaces as many as fit, and a single 20 as an odd last byte. */
function spaces(length: number, wide: boolean): Uint8Array {
  const bytes = new Uint8Array(length).fill(0x20);
  if (wide) for (let i = 1; i < length; i += 2) bytes[i] = 0;
  return bytes;
}

/** Bytes of a set in a fixed length: cut at the end, or written over the start content. */
export function fitBytes(bytes: Uint8Array, length: number, start: Uint8Array): Uint8Array {
  if (bytes.length === length) return bytes;
  if (bytes.length > length) return bytes.subarray(0, length);
  const filled = new Uint8Array(length);
  filled.set(start.subarray(0, length));
  filled.set(bytes);
  return filled;
}
