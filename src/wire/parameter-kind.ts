/** What the bytes of a parameter are on the wire: text, digits, or binary. */
import type { Param } from "../protocol/model.ts";

/** How the bytes of a parameter are read when a command is converted to text. */
export type ByteKind =
  /** Text in storage form: code page, or UTF-16LE in a Unicode protocol. */
  | "text"
  /** The characters of a number, one byte each in every protocol (`AdvancedCodePages`). */
  | "digits"
  /** A `0x` value or a binary number: not characters. */
  | "bytes";

const hexValue = /^(?:0x(?:[0-9a-f]{2})+)+$/i;

/**
 * True for a value in `0x` form: one or more groups of `0x` and an even number of hex digits. `0x0D0x0A` and
 * `0x0D0A` are the same two bytes; anything else (odd digits, blanks inside) is plain text.
 */
export function isHexValue(value: string | undefined): boolean {
  return value !== undefined && hexValue.test(value);
}

/** The bytes of a text in `0x` form, with or without the prefix; undefined when it is not hex. */
export function parseHex(text: string): Uint8Array | undefined {
  const digits = text.trim().replace(/0x/gi, "");
  return /^(?:[0-9a-f]{2})+$/i.test(digits) ? Buffer.from(digits, "hex") : undefined;
}

/** Parameter types that hold bits or bytes, never text. */
const containers = new Set(["group", "read bit", "write bit"]);
const binaryRawTypes = new Set(["unsigned number", "signed number", "double", "bcd"]);

/** What the bytes of a parameter are, by its declaration. */
export function byteKind(param: Param | undefined): ByteKind {
  if (param === undefined) return "bytes";
  const { rawType, type, value } = param.interprete;
  if (isHexValue(value) || binaryRawTypes.has(rawType) || containers.has(param.type)) return "bytes";
  return type === "string" ? "text" : "digits";
}

/**
 * True for a parameter with fixed bytes, by which its place in a response can be found: `fixed`, `header`,
 * `trailer`, the bus address, and every other fixed-length parameter with a `Value`.
 */
export function isIdentifiable(param: Param): boolean {
  if (identified.has(param.type)) return true;
  if (computed.has(param.type)) return false;
  return param.interprete.lengthType === "fixed" && param.interprete.value !== undefined;
}

const identified = new Set(["fixed", "header", "trailer", "bus"]);
const computed = new Set(["length", "crc", "dummy", "group", "response"]);
