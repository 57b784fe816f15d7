/** Edits of one file: its encoding and byte order mark stay, and so does every byte outside of the edits. */
import { isUtf8 } from "node:buffer";
import type { TextEdit } from "../../protocol/fix.ts";
import type { SourceText } from "../../protocol/model.ts";
import { encodeText, readSource, sourceOfText } from "../../protocol/xml/source-text.ts";
import type { FileContent } from "../source-files.ts";

/** A file, and the edits that will be made in it. */
export class EditableFile {
  readonly #content: FileContent;
  readonly #source: SourceText;
  readonly #isText: boolean;
  /** By place. */
  readonly #edits: TextEdit[] = [];

  constructor(content: FileContent) {
    this.#content = content;
    const isText = typeof content === "string";
    this.#source = (isText ? sourceOfText(content, "") : readSource(content, "")).source;
    this.#isText = isText ? content.isWellFormed() : this.#source.encoding !== "utf-8" || isUtf8(content);
  }

  get hasEdits(): boolean {
    return this.#edits.length > 0;
  }

  /**
   * True when an edit can be made: it meets no edit that was added before, lies inside of the text, cuts no character, and
   * the encoding of the file holds what it writes. Two insertions at one place meet, since their order would be left to chance.
   */
  allows({ start, end, text: put }: TextEdit): boolean {
    const { text, encoding } = this.#source;
    return (
      this.#isText &&
      start <= end &&
      end <= text.length &&
      !cutsCharacter(text, start) &&
      !cutsCharacter(text, end) &&
      encodeText(put, encoding) !== undefined &&
      !this.#edits.some((other) => (start < other.end && other.start < end) || start === other.start)
    );
  }

  /** Adds an edit that is allowed. Behind one at the same place, which belongs to the same fix. */
  add(edit: TextEdit): void {
    const at = this.#edits.findIndex(({ start }) => start > edit.start);
    this.#edits.splice(at === -1 ? this.#edits.length : at, 0, edit);
  }

  /** The content with all edits made: text for text, bytes for bytes. */
  edited(): FileContent {
    const content = this.#content;
    return typeof content === "string"
      ? Buffer.from(this.#editedBytes(Buffer.from(content))).toString()
      : this.#editedBytes(content);
  }

  #editedBytes(bytes: Uint8Array): Uint8Array {
    const { text, encoding, bom } = this.#source;
    const mark = bom ? (encoding === "utf-8" ? 3 : 2) : 0;
    const body = bytes.subarray(mark);
    const parts: Uint8Array[] = [bytes.subarray(0, mark)];
    let unit = 0;
    let byte = 0;
    /** Goes to a place in the text, and gives the bytes on the way. */
    const upTo = (place: number): Uint8Array => {
      const from = byte;
      byte += byteLength(text.slice(unit, place), encoding);
      unit = place;
      return body.subarray(from, byte);
    };
    for (const { start, end, text: put } of this.#edits) {
      parts.push(upTo(start), encodeText(put, encoding) ?? Buffer.alloc(0));
      upTo(end);
    }
    parts.push(body.subarray(byte));
    return Buffer.concat(parts);
  }
}

function byteLength(text: string, encoding: SourceText["encoding"]): number {
  if (encoding === "utf-8") return Buffer.byteLength(text);
  return encoding === "windows-1252" ? text.length : 2 * text.length;
}

/** True between the two halves of a surrogate pair. */
function cutsCharacter(text: string, offset: number): boolean {
  return (text.codePointAt(offset - 1) ?? 0) > 0xffff;
}
