/** One piece of working memory that every conversion of the floor shares; conversions are synchronous, so none meets another. */

/** UTF-16 units that the working memory holds; longer data goes through it piece by piece. */
export const scratchSize = 32768;

let memory: { readonly bytes: Buffer; readonly units: Uint16Array } | undefined;

function scratch(): { readonly bytes: Buffer; readonly units: Uint16Array } {
  if (memory === undefined) {
    const bytes = Buffer.allocUnsafeSlow(scratchSize * 2);
    memory = { bytes, units: new Uint16Array(bytes.buffer) };
  }
  return memory;
}

/** The working memory as UTF-16 units, made at its first use. */
export function scratchUnits(): Uint16Array {
  return scratch().units;
}

/** Writes the units of the text, {@link scratchSize} at most, into the working memory. */
export function unitsIntoScratch(text: string): void {
  scratch().bytes.write(text, 0, "utf16le");
}

/** The first `length` units of the working memory as a text. */
export function textOfScratch(length: number): string {
  return scratch().bytes.toString("utf16le", 0, length * 2);
}
