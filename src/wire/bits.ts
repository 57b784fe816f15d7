/** Bit fields over a group parameter: *read bit* and *write bit* (`Protocol.Params.Param.Interprete.StartPosition`). */
import type { Param } from "../protocol/model.ts";

/** The part of a bit field in one byte of the group. */
interface Piece {
  /** Index of the byte in wire order. */
  readonly byte: number;
  /** Bits below the piece in that byte. */
  readonly shift: number;
  readonly bits: number;
}

/**
 * The bits of a *read bit* or *write bit* parameter as a number: unsigned, or by its RawType two's complement or
 * packed decimal. Position 0 is the most significant bit of the least significant byte of the group (the first byte,
 * or with Endian big of the group the last); with `Bits` n of the group only the low n bits of each byte count.
 * In a field over several bytes the less significant byte holds the lower bits, as in the group's own number, unless
 * the bit parameter says Endian big. Undefined when the field reaches beyond the group.
 */
export function readBits(bytes: Uint8Array, group: Param, bit: Param): number | undefined {
  const pieces = piecesOf(bytes.length, group, bit);
  if (pieces === undefined) return undefined;
  let value = 0n;
  for (const { byte, shift, bits } of pieces) {
    value = (value << BigInt(bits)) | BigInt(((bytes[byte] ?? 0) >> shift) & (2 ** bits - 1));
  }
  const total = pieces.reduce((sum, { bits }) => sum + bits, 0);
  const { rawType, alignment } = bit.interprete;
  if (rawType === "bcd") return decimalOf(value, total, alignment ?? "right");
  return Number(rawType === "signed number" ? BigInt.asIntN(total, value) : value);
}

/**
 * The bytes of a group with the bits of a *write bit* parameter set to a number; the others stay as they are. Undefined
 * for a number with more bits than the field, and for a field that reaches beyond the group.
 */
export function writeBits(
  bytes: Uint8Array,
  group: Param,
  bit: Param,
  value: number,
): Uint8Array | undefined {
  const pieces = piecesOf(bytes.length, group, bit);
  if (pieces === undefined || !Number.isSafeInteger(value)) return undefined;
  const total = pieces.reduce((sum, { bits }) => sum + bits, 0);
  const { rawType, alignment } = bit.interprete;
  let rest =
    rawType === "bcd"
      ? bitsOfDecimal(value, total, alignment ?? "right")
      : rawType === "signed number"
        ? BigInt.asUintN(total, BigInt(value))
        : BigInt(value);
  const negative = rawType === "signed number" && BigInt.asIntN(total, rest ?? 0n) !== BigInt(value);
  if (rest === undefined || negative || rest < 0n || rest >> BigInt(total) !== 0n) return undefined;
  const written = Uint8Array.from(bytes);
  for (const { byte, shift, bits } of pieces.toReversed()) {
    const mask = 2 ** bits - 1;
    written[byte] = ((written[byte] ?? 0) & ~(mask << shift)) | (Number(rest & BigInt(mask)) << shift);
    rest >>= BigInt(bits);
  }
  return written;
}

/** The parts of the field, the most significant one first. */
function piecesOf(length: number, group: Param, bit: Param): readonly Piece[] | undefined {
  const perByte = Math.min(8, group.interprete.bits ?? 8);
  const start = bit.interprete.startPosition ?? 0;
  const end = start + (bit.interprete.numberOfBits ?? 1);
  if (perByte < 1 || end > length * perByte || end <= start) return undefined;
  const pieces: Piece[] = [];
  for (let position = start; position < end;) {
    const index = Math.floor(position / perByte);
    const inByte = position - index * perByte;
    const bits = Math.min(perByte - inByte, end - position);
    const byte = group.interprete.endian === "big" ? length - 1 - index : index;
    pieces.push({ byte, shift: perByte - inByte - bits, bits });
    position += bits;
  }
  return bit.interprete.endian === "big" ? pieces : pieces.reverse();
}

/** Packed decimal: digits of four bits; `left` counts them from the first bit, `right` from the last. */
function decimalOf(value: bigint, total: number, alignment: "left" | "right"): number | undefined {
  const aligned = alignment === "left" ? value >> BigInt(total % 4) : value;
  const digits = aligned.toString(16);
  return /^\d+$/.test(digits) ? Number(digits) : undefined;
}

function bitsOfDecimal(value: number, total: number, alignment: "left" | "right"): bigint | undefined {
  if (value < 0) return undefined;
  const packed = BigInt(`0x${String(value)}`);
  return alignment === "left" ? packed << BigInt(total % 4) : packed;
}
