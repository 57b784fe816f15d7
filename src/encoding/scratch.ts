/** Working memory that every conversion of the layer shares; conversions are synchronous, so two never use it at once. */

/** UTF-16 units that the working memory holds, and bytes; longer data goes through it piece by piece. */
export const scratchSize = 32768;

interface Scratch {
  /** Memory of the units, as a buffer, as units and as pairs of units. */
  readonly text: Buffer;
  readonly units: Uint16Array;
  readonly unitPairs: Int32Array;
  /** Memory of the bytes, and the same four at a time. */
  readonly bytes: Buffer;
  readonly words: Int32Array;
}

let memory: Scratch | undefined;

function scratch(): Scratch {
  if (memory === undefined) {
    const text = Buffer.allocUnsafeSlow(scratchSize * 2);
    const words = new Int32Array(scratchSize / 4);
    memory = {
      text,
      units: new Uint16Array(text.buffer),
      unitPairs: new Int32Array(text.buffer),
      bytes: Buffer.from(words.buffer),
      words,
    };
  }
  return memory;
}

/** The working memory as UTF-16 units, made at its first use. */
export function scratchUnits(): Uint16Array {
  return scratch().units;
}

/** The same memory, two units in each number, the first in the lower half. */
export function scratchUnitPairs(): Int32Array {
  return scratch().unitPairs;
}

/** Copies the bytes, {@link scratchSize} at most, to where they can be read four at a time. @returns these words; what follows the bytes is left over from earlier data */
export function wordsOf(bytes: Uint8Array): Int32Array {
  const { bytes: target, words } = scratch();
  target.set(bytes);
  return words;
}

/** Working memory for bytes that are written four at a time; see {@link bytesOfWords}. */
export function scratchWords(): Int32Array {
  return scratch().words;
}

/** A copy of the first `length` bytes of {@link scratchWords}. */
export function bytesOfWords(length: number): Buffer {
  return Buffer.from(scratch().bytes.subarray(0, length));
}

/** Writes the units of the text, {@link scratchSize} at most, into the working memory. */
export function unitsIntoScratch(text: string): void {
  scratch().text.write(text, 0, "utf16le");
}

/** The first `length` units of the working memory as a text. */
export function textOfScratch(length: number): string {
  return scratch().text.toString("utf16le", 0, length * 2);
}
