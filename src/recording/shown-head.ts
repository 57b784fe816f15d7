/** Heads of HTTP messages as they are shown and recorded: secrets masked, with their places. */
import { maskedPart, type MaskedPart, type ShownHeaders } from "../protocol/secrets.ts";
import type { RecordedHandshake } from "./recorded-entry.ts";

/**
 * A head with the empty line behind it; a character is a byte.
 * @param firstLine request line or status line
 */
export function shownHead(
  firstLine: string,
  headers: readonly (readonly [key: string, value: string])[],
  shown: ShownHeaders,
): RecordedHandshake {
  const masked: MaskedPart[] = [];
  let text = "";
  const add = (real: string, visible: string): void => {
    if (visible !== real) masked.push(maskedPart(real, visible, text.length));
    text += visible;
  };
  add(firstLine, shown.text(firstLine));
  text += "\r\n";
  for (const [key, value] of headers) {
    text += `${key}: `;
    add(value, shown.value(key, value));
    text += "\r\n";
  }
  text += "\r\n";
  return masked.length === 0 ? { text } : { text, masked };
}

/** The head and the body of an HTTP message as fields of an entry. */
export function shownMessage(
  head: RecordedHandshake,
  body: Uint8Array,
): { readonly bytes: Uint8Array; readonly masked?: readonly MaskedPart[] } {
  const { text, masked } = head;
  const bytes = Buffer.concat([Buffer.from(text, "latin1"), body]);
  return masked === undefined ? { bytes } : { bytes, masked };
}

/** A head taken apart. */
export interface HeadParts {
  readonly firstLine: string;
  readonly headers: readonly (readonly [key: string, value: string])[];
  /** Where the body begins. */
  readonly length: number;
}

/** Takes a head apart; undefined when its end is not there. */
export function headParts(text: string): HeadParts | undefined {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const [firstLine = "", ...lines] = text.slice(0, end).split("\r\n");
  const headers = lines.map((line) => {
    const colon = line.indexOf(":");
    return colon < 0
      ? ([line, ""] as const)
      : ([line.slice(0, colon), line.slice(colon + 1).trim()] as const);
  });
  return { firstLine, headers, length: end + 4 };
}

/** Value of a header, the values of several joined by a comma; undefined without one. */
export function headerIn({ headers }: Pick<HeadParts, "headers">, name: string): string | undefined {
  const wanted = name.toLowerCase();
  const values = headers.filter(([key]) => key.toLowerCase() === wanted).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(", ");
}
