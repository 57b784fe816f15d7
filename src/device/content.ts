/** What a device says, as bytes. */
import { Encoding } from "../encoding/encoding.ts";
import type { Content } from "./device-script.ts";

/** An encoding by name or code page. @throws QActionKitError `ERR_ENCODING` when there is none */
export function encodingOf(nameOrPage: string | number): Encoding {
  return Encoding.GetEncoding(nameOrPage);
}

/** True for bytes; texts and JSON are text. */
export function isBytes(content: Content): content is Uint8Array {
  return content instanceof Uint8Array;
}

/** The bytes of a content: bytes as they are, a text in the encoding, everything else as JSON in it. */
export function contentBytes(content: Content, encoding: Encoding): Buffer {
  if (isBytes(content)) return Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const text = typeof content === "string" ? content : JSON.stringify(content);
  // Node's own encoder gives the same bytes, and is faster.
  return encoding.CodePage === utf8 ? Buffer.from(text, "utf8") : Buffer.from(encoding.GetBytes(text));
}

const utf8 = 65001;

/** The text of bytes. */
export function contentText(bytes: Buffer, encoding: Encoding): string {
  return encoding.CodePage === utf8 ? bytes.toString("utf8") : encoding.GetString(bytes);
}
