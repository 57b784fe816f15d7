/** The bytes behind a text, where an encoding has all of its characters, and the characters behind the bytes of a page. */
import { decodeCodePage, encodeCodePage, firstUnmappable } from "../code-page.ts";
import { unitsToUtf16 } from "../utf16.ts";

/** Bytes of the text in a page or in UTF-16; undefined when it lacks one of the characters. */
export function exactBytes(text: string, codePage: number): Uint8Array | undefined {
  if (codePage === 1200 || codePage === 1201)
    return text.isWellFormed() ? unitsToUtf16(text, codePage === 1201) : undefined;
  return firstUnmappable(text, codePage) < 0 ? encodeCodePage(text, codePage, "strict") : undefined;
}

const upperHalf = Uint8Array.from({ length: 128 }, (_, index) => index + 128);

/** The 128 characters of the bytes 80 to FF. */
export function upperHalfOf(page: number): string {
  return decodeCodePage(upperHalf, page);
}
