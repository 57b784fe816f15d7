/** The measured vectors of `test/vectors`, read once and typed. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** Reads one file of `test/vectors`. */
export function vectors<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../vectors/${name}.json`, import.meta.url), "utf8")) as T;
}

/** A file that is a list of rows. */
export interface Rows<Row> {
  readonly cases: readonly Row[];
}

/** Index and bytes (hex) or character of an exception; null where none is thrown. */
export type Thrown = readonly [index: number, unknown: string] | null;

/** Bytes of a hex text. */
export function bytes(hex: string): Buffer {
  return Buffer.from(hex, "hex");
}

/** Upper-case hex of bytes. */
export function hex(data: Uint8Array): string {
  return Buffer.from(data).toString("hex").toUpperCase();
}

/** Text as escapes, so that a failing test shows what differs. */
export function shown(text: string): string {
  return Array.from({ length: text.length }, (_, index) =>
    text.charCodeAt(index).toString(16).padStart(4, "0"),
  ).join(" ");
}

/** SHA-256 of results as the vectors digest them: a byte for the number of units, then the units big-endian. */
export function digestTexts(texts: Iterable<string>): string {
  const hash = createHash("sha256");
  for (const text of texts) {
    const record = Buffer.alloc(1 + text.length * 2);
    record[0] = text.length;
    for (let index = 0; index < text.length; index++)
      record.writeUInt16BE(text.charCodeAt(index), 1 + index * 2);
    hash.update(record);
  }
  return hash.digest("hex");
}

/** SHA-256 of byte results: a byte for the length, then the bytes. */
export function digestBytes(results: Iterable<Uint8Array>): string {
  const hash = createHash("sha256");
  for (const result of results) hash.update(Uint8Array.of(result.length)).update(result);
  return hash.digest("hex");
}

/** Every way to cut a list in two; and one of single elements. */
export function cuts(length: number): number[][] {
  const ways = Array.from({ length: Math.max(0, length - 1) }, (_, at) => [at + 1]);
  return length > 2 ? [...ways, Array.from({ length: length - 1 }, (_, at) => at + 1)] : ways;
}
