/** What Windows has in the double-byte code pages 932, 936, 949 and 950 that iconv-lite has not: the one place of corrections. */

/** Pairs whose characters count upwards: from one lead byte to another, through the trail ranges, from a first character on. */
export interface PairRun {
  readonly leads: readonly [first: number, last: number];
  readonly trails: readonly (readonly [first: number, last: number])[];
  readonly unit: number;
}

/** Facts of one page beyond iconv-lite's table. */
export interface DoubleByteFacts {
  /** Name of the table in iconv-lite, right for every pair outside {@link runs}. */
  readonly table: string;
  /** Ranges of lead bytes. */
  readonly leads: readonly (readonly [first: number, last: number])[];
  /** Lone bytes from 80 up and their characters. */
  readonly lone: Readonly<Record<number, number>>;
  /** What an unknown pair reads as. */
  readonly defaultUnit: number;
  /** User-defined areas, which Windows maps to the private-use area and iconv-lite does not know (in whole or in part). */
  readonly runs: readonly PairRun[];
  /** True when the encoder never writes `pair`, because its character has another pair too. */
  isOneWay(pair: number, other: number): boolean;
}

const low = [0x40, 0x7e] as const;
const high = [0xa1, 0xfe] as const;

function rank932(pair: number): number {
  const lead = pair >> 8;
  return lead === 0xed || lead === 0xee ? 2 : lead >= 0xfa ? 1 : 0;
}

const oneWay950 = new Set([0xa2a4, 0xa2a5, 0xa2a6, 0xa2a7, 0xa2cc, 0xa2ce, 0xf9fa, 0xf9fb, 0xf9fc, 0xf9fd]);

/**
 * In 936 the runs from A2AB on are the gaps of the national standard's own rows, in order; the first three are the
 * user-defined areas 1, 2 and 3 of GBK.
 */
const gaps936: readonly (readonly [lead: number, first: number, last: number, unit: number])[] = [
  [0xa2, 0xab, 0xb0, 0xe766],
  [0xa2, 0xe3, 0xe4, 0xe76c],
  [0xa2, 0xef, 0xf0, 0xe76e],
  [0xa2, 0xfd, 0xfe, 0xe770],
  [0xa4, 0xf4, 0xfe, 0xe772],
  [0xa5, 0xf7, 0xfe, 0xe77d],
  [0xa6, 0xb9, 0xc0, 0xe785],
  [0xa6, 0xd9, 0xdf, 0xe78d],
  [0xa6, 0xec, 0xed, 0xe794],
  [0xa6, 0xf3, 0xf3, 0xe796],
  [0xa6, 0xf6, 0xfe, 0xe797],
  [0xa7, 0xc2, 0xd0, 0xe7a0],
  [0xa7, 0xf2, 0xfe, 0xe7af],
  [0xa8, 0x96, 0xa0, 0xe7bc],
  [0xa8, 0xbc, 0xbc, 0xe7c7],
  [0xa8, 0xbf, 0xbf, 0xe7c8],
  [0xa8, 0xc1, 0xc4, 0xe7c9],
  [0xa8, 0xea, 0xfe, 0xe7cd],
  [0xa9, 0x58, 0x58, 0xe7e2],
  [0xa9, 0x5b, 0x5b, 0xe7e3],
  [0xa9, 0x5d, 0x5f, 0xe7e4],
  [0xa9, 0x89, 0x95, 0xe7e7],
  [0xa9, 0x97, 0xa3, 0xe7f4],
  [0xa9, 0xf0, 0xfe, 0xe801],
  [0xd7, 0xfa, 0xfe, 0xe810],
];

/** The four pages; `test/encoding/double-byte.test.ts` checks the outcome by digest. */
export const doubleByteFacts: Readonly<Record<number, DoubleByteFacts>> = {
  932: {
    table: "cp932",
    leads: [
      [0x81, 0x9f],
      [0xe0, 0xfc],
    ],
    lone: { 0x80: 0x80, 0xa0: 0xf8f0, 0xfd: 0xf8f1, 0xfe: 0xf8f2, 0xff: 0xf8f3 },
    defaultUnit: 0x30fb,
    runs: [{ leads: [0xf0, 0xf9], trails: [low, [0x80, 0xfc]], unit: 0xe000 }],
    // JIS and NEC row 13 before IBM's own rows, and these before NEC's selection of them.
    isOneWay: (pair, other) => {
      const difference = rank932(pair) - rank932(other);
      return difference === 0 ? pair > other : difference > 0;
    },
  },
  936: {
    table: "cp936",
    leads: [[0x81, 0xfe]],
    lone: { 0x80: 0x20ac, 0xff: 0xf8f5 },
    defaultUnit: 0x3f,
    runs: [
      { leads: [0xaa, 0xaf], trails: [high], unit: 0xe000 },
      { leads: [0xf8, 0xfe], trails: [high], unit: 0xe234 },
      { leads: [0xa1, 0xa7], trails: [low, [0x80, 0xa0]], unit: 0xe4c6 },
      ...gaps936.map(([lead, first, last, unit]): PairRun => ({
        leads: [lead, lead],
        trails: [[first, last]],
        unit,
      })),
      {
        leads: [0xfe, 0xfe],
        trails: [
          [0x50, 0x7e],
          [0x80, 0xa0],
        ],
        unit: 0xe815,
      },
    ],
    isOneWay: () => false,
  },
  949: {
    table: "cp949",
    leads: [[0x81, 0xfe]],
    lone: { 0x80: 0x80, 0xff: 0xf8f7 },
    defaultUnit: 0x3f,
    runs: [
      { leads: [0xc9, 0xc9], trails: [high], unit: 0xe000 },
      { leads: [0xfe, 0xfe], trails: [high], unit: 0xe05e },
    ],
    isOneWay: () => false,
  },
  950: {
    table: "cp950",
    leads: [[0x81, 0xfe]],
    lone: { 0x80: 0x80, 0xff: 0xf8f8 },
    defaultUnit: 0x3f,
    runs: [
      { leads: [0xfa, 0xfe], trails: [low, high], unit: 0xe000 },
      { leads: [0x8e, 0xa0], trails: [low, high], unit: 0xe311 },
      { leads: [0x81, 0x8d], trails: [low, high], unit: 0xeeb8 },
      { leads: [0xc6, 0xc6], trails: [high], unit: 0xf6b1 },
      { leads: [0xc7, 0xc8], trails: [low, high], unit: 0xf70f },
    ],
    isOneWay: (pair) => oneWay950.has(pair),
  },
};
