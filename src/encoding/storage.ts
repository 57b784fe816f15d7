/** Text in the form in which an element stores it: UTF-16LE in a Unicode protocol, bytes of the Windows code page in any other. */
import { QActionKitError } from "../base/errors.ts";
import { decodeCodePage, encodeCodePage, hasUnit } from "./code-page.ts";
import type { Fit } from "./code-page.ts";
import { characterAt } from "./fallback.ts";
import { utf16Units, unitsToUtf16 } from "./utf16.ts";

/** `unicode`, or the number of the element's code page. */
export type StorageForm = "unicode" | number;

/** A character that has no place in the code page and became `?`, one for each of its UTF-16 units. */
export interface LostCharacter {
  /** Position in the text, in UTF-16 units from 0. */
  readonly index: number;
  /** The character; an emoji is a surrogate pair of two units, a lone surrogate is one unit. */
  readonly character: string;
  /** Its Unicode number. */
  readonly codePoint: number;
  /** The code page that lacks it. */
  readonly codePage: number;
  /** For a log: "character 17, U+1F600, has no place in code page 1252". The first number is {@link index}. */
  readonly description: string;
}

/** The code pages that an element may have: the Windows, DOS, KOI8 and ISO 8859 pages that a machine is set to, none of the Unicode ones. */
const storagePages: ReadonlySet<number> = new Set([
  437, 850, 852, 866, 874, 932, 936, 949, 950, 1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258, 20866,
  21866, 28591, 28592, 28605,
]);

/** What is wrong with a number as the code page of an element, or undefined for a page that one may have. */
export function unknownStoragePage(codePage: number): string | undefined {
  if (storagePages.has(codePage)) return undefined;
  const choice = [...storagePages].join(", ");
  return `An element cannot have the code page ${String(codePage)}. Use 'unicode' or one of ${choice}.`;
}

function pageOf(form: number): number {
  const message = unknownStoragePage(form);
  if (message === undefined) return form;
  throw new QActionKitError("ERR_ENCODING", message, { details: { codePage: form } });
}

/**
 * The bytes that text is stored as. In a code page by strict tables: `?` (3F) for each UTF-16 unit that the page does not have,
 * no look-alikes. As Unicode every unit is kept, lone surrogates included; nothing is normalised, no terminator is added.
 * @param fit `bestFit` takes look-alikes before `?` (the option `storageBestFit`).
 * @throws QActionKitError `ERR_ENCODING` for a code page that an element cannot have.
 */
export function storageBytes(text: string, form: StorageForm, fit: Fit = "strict"): Uint8Array {
  return form === "unicode" ? unitsToUtf16(text, false) : encodeCodePage(text, pageOf(form), fit);
}

/**
 * The bytes that an element stores text as, and the characters that are lost, in the order of the text. In a code page each
 * UTF-16 unit that the page does not have becomes `?` (3F), without look-alikes; as Unicode every unit is kept.
 * @throws QActionKitError `ERR_ENCODING` for a code page that an element cannot have.
 */
export function toStorage(
  text: string,
  form: StorageForm,
): { bytes: Uint8Array; lost: readonly LostCharacter[] } {
  const bytes = storageBytes(text, form);
  return { bytes, lost: form === "unicode" || !bytes.includes(0x3f) ? [] : lostCharacters(text, form) };
}

/** The characters of the text that the code page does not have, in the order of the text. */
export function lostCharacters(text: string, codePage: number): LostCharacter[] {
  const lost: LostCharacter[] = [];
  const page = pageOf(codePage);
  for (let index = 0; index < text.length; index++) {
    if (hasUnit(text.charCodeAt(index), page)) continue;
    const character = characterAt(text, index);
    const codePoint = text.codePointAt(index) ?? 0;
    const number = codePoint.toString(16).toUpperCase().padStart(4, "0");
    const description = `character ${String(index)}, U+${number}, has no place in code page ${String(codePage)}`;
    lost.push({ index, character, codePoint, codePage, description });
    index += character.length - 1;
  }
  return lost;
}

/**
 * The text of stored bytes: the complete Windows table in a code page; as Unicode the UTF-16LE units, lone surrogates
 * kept, an odd last byte being a unit with the high byte 00.
 * @throws QActionKitError `ERR_ENCODING` for a code page that an element cannot have.
 */
export function fromStorage(bytes: Uint8Array, form: StorageForm): string {
  if (form !== "unicode") return decodeCodePage(bytes, pageOf(form));
  const text = utf16Units(bytes, false);
  return bytes.length % 2 === 0 ? text : text + String.fromCharCode(bytes[bytes.length - 1] ?? 0);
}
