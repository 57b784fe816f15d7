/** Checksum algorithms by the names of `Protocol.Params.Param.CRC.Type`, with the published algorithm behind each name. */

/** Bytes, or numbers after `groupbytes`. */
export type CrcUnits = Uint8Array | readonly number[];

/** One algorithm. */
export interface CrcAlgorithm {
  /** Description, for documentation and messages. */
  readonly meaning: string;
  /** Obeys `groupbytes`. */
  readonly groups: boolean;
  /** Obeys `off`. */
  readonly offsets: boolean;
  /** Bits of the result when they do not depend on the field. */
  readonly bits: number;
  /**
   * @param off value of `off`, 0 when it does not apply
   * @param width bytes of the field, which selects the size of an algorithm
   */
  calculate(units: CrcUnits, off: number, width: number): number;
}

/** A cyclic redundancy check by its catalogue parameters (Rocksoft model). */
interface CrcModel {
  readonly width: 8 | 16 | 24 | 32;
  readonly poly: number;
  readonly init: number;
  readonly reflected: boolean;
  readonly xorOut: number;
}

const crc8: CrcModel = { width: 8, poly: 0x07, init: 0, reflected: false, xorOut: 0 };
const arc: CrcModel = { width: 16, poly: 0x8005, init: 0, reflected: true, xorOut: 0 };
const modbus: CrcModel = { width: 16, poly: 0x8005, init: 0xffff, reflected: true, xorOut: 0 };
const ccitt: CrcModel = { width: 16, poly: 0x1021, init: 0xffff, reflected: false, xorOut: 0 };
const crc24: CrcModel = { width: 24, poly: 0x864cfb, init: 0xb704ce, reflected: false, xorOut: 0 };
const crc32: CrcModel = {
  width: 32,
  poly: 0x04c11db7,
  init: 0xffffffff,
  reflected: true,
  xorOut: 0xffffffff,
};

const tables = new Map<CrcModel, Uint32Array>();

function reflect(value: number, width: number): number {
  let reflected = 0;
  for (let bit = 0; bit < width; bit++) if (((value >>> bit) & 1) === 1) reflected |= 1 << (width - 1 - bit);
  return reflected >>> 0;
}

/** Register after one byte, for each of its values: reflected models shift right, the others left, at 32 bits. */
function tableOf(model: CrcModel): Uint32Array {
  const known = tables.get(model);
  if (known !== undefined) return known;
  const poly = model.reflected ? reflect(model.poly, model.width) : (model.poly << (32 - model.width)) >>> 0;
  const table = Uint32Array.from({ length: 256 }, (_, byte) => {
    let register = model.reflected ? byte : (byte << 24) >>> 0;
    for (let bit = 0; bit < 8; bit++) {
      register = model.reflected
        ? (register >>> 1) ^ ((register & 1) === 1 ? poly : 0)
        : (register << 1) ^ (register >>> 31 === 1 ? poly : 0);
    }
    return register >>> 0;
  });
  tables.set(model, table);
  return table;
}

function crc(bytes: CrcUnits, model: CrcModel): number {
  const table = tableOf(model);
  const shift = 32 - model.width;
  let register = model.reflected ? reflect(model.init, model.width) : (model.init << shift) >>> 0;
  for (const byte of bytes) {
    register = model.reflected
      ? (register >>> 8) ^ (table[(register ^ byte) & 0xff] ?? 0)
      : (register << 8) ^ (table[(register >>> 24) ^ byte] ?? 0);
  }
  return ((model.reflected ? register >>> 0 : register >>> shift) ^ model.xorOut) >>> 0;
}

function fletcher(bytes: CrcUnits, width: number): number {
  const large = width > 2;
  const base = large ? 65535 : 255;
  let [low, high] = [0, 0];
  for (let i = 0; i < bytes.length; i += large ? 2 : 1) {
    const word = large ? (bytes[i] ?? 0) + 256 * (bytes[i + 1] ?? 0) : (bytes[i] ?? 0);
    low = (low + word) % base;
    high = (high + low) % base;
  }
  return high * (base + 1) + low;
}

function sum(units: CrcUnits): number {
  let total = 0;
  for (const unit of units) total += unit;
  return total;
}

/** Exclusive or, also of groups of more than 32 bits. */
function exor(units: CrcUnits): number {
  let [low, high] = [0, 0];
  for (const unit of units) {
    low ^= unit % 2 ** 32;
    high ^= Math.floor(unit / 2 ** 32);
  }
  return (high >>> 0) * 2 ** 32 + (low >>> 0);
}

const lowByte = (value: number): number => ((value % 256) + 256) % 256;

/** One cyclic algorithm of fixed model. */
function cyclic(meaning: string, model: CrcModel): CrcAlgorithm {
  return {
    meaning,
    groups: false,
    offsets: false,
    bits: model.width,
    calculate: (units) => crc(units, model),
  };
}

const crcBySize: Readonly<Record<number, CrcModel>> = { 1: crc8, 2: arc, 3: crc24, 4: crc32 };

/**
 * Algorithms by lower-cased name. The documentation has no formulas: sums and differences are what their names say, and
 * the cyclic ones are the published algorithm most often known by the name.
 */
/** The usual cyclic check of each size. */
function bySize(meaning: string): CrcAlgorithm {
  return {
    meaning: `${meaning}: CRC-8/SMBUS, CRC-16/ARC, CRC-24/OPENPGP or CRC-32/ISO-HDLC`,
    groups: false,
    offsets: false,
    bits: 16,
    calculate: (units, _off, width) => crc(units, crcBySize[width] ?? arc),
  };
}

export const crcAlgorithms: Readonly<Record<string, CrcAlgorithm>> = {
  exor: { meaning: "exclusive or of all bytes", groups: true, offsets: false, bits: 8, calculate: exor },
  sum: {
    meaning: "sum of all bytes",
    groups: true,
    offsets: true,
    bits: 16,
    calculate: (units, off) => sum(units) + off,
  },
  subtract: {
    meaning: "0 minus the sum of all bytes",
    groups: true,
    offsets: true,
    bits: 16,
    calculate: (units, off) => off - sum(units),
  },
  "lsb after sum": {
    meaning: "lowest byte of the sum",
    groups: true,
    offsets: true,
    bits: 8,
    calculate: (units, off) => lowByte(sum(units) + off),
  },
  "lsb after subtract": {
    meaning: "lowest byte of 0 minus the sum",
    groups: true,
    offsets: true,
    bits: 8,
    calculate: (units, off) => lowByte(off - sum(units)),
  },
  rest: {
    meaning: "rest of the sum divided by 256, plus off",
    groups: false,
    offsets: true,
    bits: 8,
    calculate: (units, off) => (sum(units) % 256) + off,
  },
  "2comp": {
    meaning: "two's complement of the lowest byte of the sum",
    groups: false,
    offsets: false,
    bits: 8,
    calculate: (units) => lowByte(-sum(units)),
  },
  fletcher: {
    meaning:
      "Fletcher-16 (sums modulo 255, second sum in the high byte); Fletcher-32 in a field of more than two bytes",
    groups: false,
    offsets: false,
    bits: 16,
    calculate: (units, _off, width) => fletcher(units, width),
  },
  modbus: cyclic("CRC-16/MODBUS", modbus),
  "crc-16": cyclic("CRC-16/ARC", arc),
  crc16: cyclic("CRC-16/ARC", arc),
  "crc-ccitt": cyclic("CRC-16/IBM-3740, also called CCITT-FALSE", ccitt),
  crc: bySize("by the size of the field"),
  // The schema has these two, but no page or catalogue defines them: the usual checksum for the size of the field.
  codan: bySize("not published; as crc, by the size of the field"),
  rcds: bySize("not published; as crc, by the size of the field"),
};
