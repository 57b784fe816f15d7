/** Numbers as bytes and back: RawType, Base, Endian, Length, ByteOffset (`Protocol.Params.Param.Interprete`). */
import { memoize } from "../../base/memo.ts";
import type { Interprete, Param } from "../../protocol/model.ts";
import { readNumber, writeNumber } from "./decimal.ts";

/** Converts the number of one parameter to bytes and back. */
export interface NumberCodec {
  /** The number in `bytes` (at least one); `undefined` when there is none of this kind. */
  decode(bytes: Uint8Array): number | undefined;
  /**
   * `value` in `length` bytes, or in as many as it needs when `length` is missing.
   * `undefined` when that is impossible: too large, negative in an unsigned form, or not finite.
   */
  encode(value: number, length: number | undefined): Uint8Array | undefined;
}

/** The codec of a numeric parameter; elements of one protocol share it. */
export const numberCodec: (param: Param) => NumberCodec = memoize((param) => {
  const codec = plainCodec(param.interprete);
  const shift = param.type === "group" ? (param.interprete.byteOffset ?? 0) : 0;
  return shift === 0 ? codec : shifted(codec, shift);
});

function plainCodec(interprete: Interprete): NumberCodec {
  if (interprete.type === "high nibble") return highNibble;
  const reversed = interprete.endian === "big";
  switch (interprete.rawType) {
    case "unsigned number":
      return integer(false, reversed);
    case "signed number":
      return integer(interprete.lengthType === "fixed", reversed);
    case "double":
      return ieee(reversed);
    case "bcd":
      return bcd;
    default:
      return digits(interprete.base);
  }
}

/** Characters of a number, one byte each: `numeric text`, and every other text that is stored as a number. */
function digits(base: number): NumberCodec {
  return {
    decode: (bytes) => readNumber(latin1(bytes), base),
    encode(value, length) {
      if (!Number.isFinite(value)) return undefined;
      let text = writeNumber(value, base);
      if (length !== undefined) {
        if (text.length > length) return undefined;
        const sign = value < 0 ? "-" : "";
        text = sign + text.slice(sign.length).padStart(length - sign.length, "0");
      }
      return Uint8Array.from(text, (character) => character.charCodeAt(0));
    },
  };
}

/** Binary integers of 1 to 8 bytes; the least significant byte is the first unless `reversed`. */
function integer(signed: boolean, reversed: boolean): NumberCodec {
  return {
    decode(bytes) {
      if (bytes.length > 8) return undefined;
      let value = 0n;
      for (let i = 0; i < bytes.length; i++) {
        value = (value << 8n) | BigInt(bytes[reversed ? i : bytes.length - 1 - i] ?? 0);
      }
      return Number(signed ? BigInt.asIntN(bytes.length * 8, value) : value);
    },
    encode(value, length) {
      if (!Number.isFinite(value)) return undefined;
      const whole = BigInt(Math.trunc(value));
      const size = length ?? neededBytes(whole);
      const bits = size * 8;
      if (size > 8 || (signed ? BigInt.asIntN(bits, whole) : BigInt.asUintN(bits, whole)) !== whole)
        return undefined;
      const bytes = new Uint8Array(size);
      let rest = BigInt.asUintN(bits, whole);
      for (let i = 0; i < size; i++) {
        bytes[reversed ? size - 1 - i : i] = Number(rest & 0xffn);
        rest >>= 8n;
      }
      return bytes;
    },
  };
}

function neededBytes(value: bigint): number {
  let size = 1;
  while (size < 9 && value >> BigInt(size * 8) > 0n) size++;
  return size;
}

/** IEEE 754 of 4 or 8 bytes, 8 without a length. */
function ieee(reversed: boolean): NumberCodec {
  return {
    decode(bytes) {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      if (bytes.length !== 4 && bytes.length !== 8) return undefined;
      const value = bytes.length === 4 ? view.getFloat32(0, !reversed) : view.getFloat64(0, !reversed);
      return Number.isNaN(value) ? undefined : value;
    },
    encode(value, length = 8) {
      const bytes = new Uint8Array(length);
      const view = new DataView(bytes.buffer);
      if (length === 4) view.setFloat32(0, value, !reversed);
      else if (length === 8) view.setFloat64(0, value, !reversed);
      else return undefined;
      return bytes;
    },
  };
}

/** Packed decimal: two digits a byte, the most significant first, filled with 0 on the left; no sign. */
const bcd: NumberCodec = {
  decode(bytes) {
    let value = 0;
    for (const byte of bytes) {
      if (byte >> 4 > 9 || (byte & 15) > 9) return undefined;
      value = value * 100 + (byte >> 4) * 10 + (byte & 15);
    }
    return value;
  },
  encode(value, length) {
    if (!Number.isFinite(value) || value <= -1) return undefined;
    const text = BigInt(Math.trunc(value)).toString();
    const size = length ?? Math.ceil(text.length / 2);
    if (text.length > size * 2) return undefined;
    const filled = text.padStart(size * 2, "0");
    return Uint8Array.from({ length: size }, (_, i) => Number.parseInt(filled.slice(i * 2, i * 2 + 2), 16));
  },
};

/** The upper four bits of one byte. */
const highNibble: NumberCodec = {
  decode: (bytes) => (bytes[0] ?? 0) >> 4,
  encode(value, length = 1) {
    const whole = Math.trunc(value);
    if (length < 1 || !(whole >= 0 && whole <= 15)) return undefined;
    const bytes = new Uint8Array(length);
    bytes[0] = whole << 4;
    return bytes;
  },
};

/** ByteOffset of a group: subtracted from each incoming byte, added to each outgoing one, modulo 256. */
function shifted(codec: NumberCodec, shift: number): NumberCodec {
  return {
    decode: (bytes) => codec.decode(bytes.map((byte) => byte - shift)),
    encode: (value, length) => codec.encode(value, length)?.map((byte) => byte + shift),
  };
}

/** Each byte as the character with the same code. */
export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}
