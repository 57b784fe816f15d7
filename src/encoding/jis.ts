/** From the pairs of page 932 to the two bytes of JIS X 0208, which EUC-JP and ISO-2022-JP are made of. */

/** Where .NET puts the first row of IBM's characters: into NEC's rows, which hold the same ones. */
const ibmFirstRow: readonly (readonly [first: number, last: number, target: number])[] = [
  [0xfa40, 0xfa49, 0xeeef],
  [0xfa4a, 0xfa53, 0x8754],
  [0xfa54, 0xfa57, 0xeef9],
  [0xfa58, 0xfa58, 0x878a],
  [0xfa59, 0xfa59, 0x8782],
  [0xfa5a, 0xfa5a, 0x8784],
  [0xfa5b, 0xfa5b, 0x879a],
];

/** IBM's characters (FA40 to FC4B) as the pairs of NEC's selection (ED40 to EEFC), any other pair as it is. */
function necOfIbm(pair: number): number {
  if (pair < 0xfa40 || pair > 0xfc4b) return pair;
  for (const [first, last, target] of ibmFirstRow)
    if (pair >= first && pair <= last) return target + pair - first;
  // FA5C is ED40; a row has 188 cells, trails 40 to 7E and 80 to FC.
  const cell = cellOf(pair) - cellOf(0xfa5c) + cellOf(0xed40);
  const trail = 0x40 + (cell % 188);
  return (Math.floor(cell / 188) << 8) | (trail < 0x7f ? trail : trail + 1);
}

function cellOf(pair: number): number {
  const trail = pair & 0xff;
  return (pair >> 8) * 188 + trail - (trail > 0x7f ? 0x41 : 0x40);
}

/**
 * Row and cell of a pair of 932, each with 20 added, the row in the upper byte. The user-defined pairs (F040 to F9FC) come out
 * in rows from 7F on, where JIS X 0208 has none: .NET does the same.
 */
export function jisOfPair(pair: number): number {
  const own = necOfIbm(pair);
  const cell = cellOf(own) - (own >> 8 > 0x9f ? 0x40 * 188 : 0);
  const place = cell - 0x81 * 188;
  return ((0x21 + Math.floor(place / 94)) << 8) | (0x21 + (place % 94));
}
