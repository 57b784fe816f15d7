/** When the answer of a serial device is complete before its timeout (`ConnectionsSerialCreatingCommandsAndResponses`). */
import type { Protocol, Response } from "../../protocol/model.ts";
import { layoutOf, type Field, type Layout } from "./layout.ts";
import type { NumberOf } from "./match-model.ts";
import { indexOfTimes } from "./find-separator.ts";
import { asBuffer, type BytesOf } from "../segments.ts";

/** What marks the end of an answer; `timeout`: nothing does, and it is parsed when the time is over. */
export type EarlyEnd =
  | {
      readonly kind: "header and trailer";
      readonly header: number;
      readonly trailer: number;
      readonly times: number;
      /** Content position of the trailer; only parameters of fixed length follow it, a checksum for example. */
      readonly position: number;
    }
  | { readonly kind: "fixed length" }
  /** Content position of the length parameter. */
  | { readonly kind: "length"; readonly position: number }
  | { readonly kind: "timeout" };

/**
 * How the end of an answer can be found: by a header and a trailer; by fixed lengths only; by a length parameter of
 * fixed size that can be found, because everything before it has a known end.
 */
export function earlyEnd(response: Response, protocol: Protocol): EarlyEnd {
  const { fields } = layoutOf(response, protocol);
  const header = fields.find(({ param }) => param?.type === "header");
  const trailer = fields.findLast(({ param }) => param?.type === "trailer");
  if (header !== undefined && trailer !== undefined && header.position < trailer.position) {
    const { position } = trailer;
    if (!fields.slice(position + 1).every(isFixed)) return { kind: "timeout" };
    const times = trailer.param?.typeTimes ?? 1;
    return { kind: "header and trailer", header: header.pid, trailer: trailer.pid, times, position };
  }
  if (fields.every((field) => field.optional === undefined && isFixed(field)))
    return { kind: "fixed length" };
  const length = fields.find((field) => field.param?.type === "length" && field.kind === "sized");
  if (length !== undefined && isFindable(length, fields))
    return { kind: "length", position: length.position };
  return { kind: "timeout" };
}

function isFixed({ kind }: Field): boolean {
  return kind === "fixed" || kind === "sized";
}

/** True when every field before it has a fixed length, or is ended by a fixed value. */
function isFindable(length: Field, fields: readonly Field[]): boolean {
  return fields
    .slice(0, length.position)
    .every(
      (field, index) =>
        field.optional === undefined && (isFixed(field) || fields[index + 1]?.kind === "fixed"),
    );
}

/**
 * Number of bytes at the start of `data` that make a complete answer (with anything before the header). Undefined: not
 * complete yet, or only the timeout ends it. They may still not match.
 */
export function answerLength(
  response: Response,
  data: Uint8Array,
  protocol: Protocol,
  bytesOf: BytesOf,
  numberOf: NumberOf,
): number | undefined {
  const end = earlyEnd(response, protocol);
  const buffer = asBuffer(data);
  const layout = layoutOf(response, protocol);
  switch (end.kind) {
    case "header and trailer": {
      const [header, trailer] = [bytesOf(end.header), bytesOf(end.trailer)];
      const start = buffer.indexOf(header);
      if (start < 0 || header.length === 0 || trailer.length === 0) return undefined;
      const at = indexOfTimes(buffer, trailer, start + header.length, end.times);
      if (at < 0) return undefined;
      const behind = layout.fields.slice(end.position + 1);
      const total = behind.reduce((sum, field) => sum + sizeOf(field, bytesOf), at + trailer.length);
      return total <= data.length ? total : undefined;
    }
    case "fixed length": {
      const start = startOf(layout, buffer, bytesOf);
      const total = layout.fields.reduce((sum, field) => sum + sizeOf(field, bytesOf), 0);
      return start !== undefined && start + total <= data.length ? start + total : undefined;
    }
    case "length":
      return lengthByField(layout, end.position, buffer, bytesOf, numberOf);
    case "timeout":
      return undefined;
  }
}

/** Offset of a leading header, else 0; undefined while the header has not come. */
function startOf({ fields }: Layout, data: Buffer, bytesOf: BytesOf): number | undefined {
  const first = fields[0];
  if (first?.param?.type !== "header") return 0;
  const at = data.indexOf(bytesOf(first.pid));
  return at < 0 ? undefined : at;
}

function sizeOf(field: Field, bytesOf: BytesOf): number {
  const current = bytesOf(field.pid).length;
  return current === 0 ? field.size : current;
}

/** Walks up to the length parameter; the rest is what it counts, plus fixed lengths that it does not count. */
function lengthByField(
  layout: Layout,
  position: number,
  data: Buffer,
  bytesOf: BytesOf,
  numberOf: NumberOf,
): number | undefined {
  const { fields, protocol } = layout;
  const start = startOf(layout, data, bytesOf);
  const sizes = new Map<number, number>();
  let offset = start ?? Infinity;
  for (const field of fields.slice(0, position)) {
    let size = sizeOf(field, bytesOf);
    if (!isFixed(field)) {
      const mark = bytesOf(fields[field.position + 1]?.pid ?? -1);
      const at = mark.length === 0 ? -1 : indexOfTimes(data, mark, offset, field.times ?? 1);
      if (at < 0) return undefined;
      size = at - offset;
    }
    sizes.set(field.position, size);
    offset += size;
  }
  const length = fields[position];
  if (start === undefined || length?.param === undefined) return undefined;
  const size = sizeOf(length, bytesOf);
  if (offset + size > data.length) return undefined;
  const counted = numberOf(length.pid, data.subarray(offset, offset + size));
  if (counted === undefined || !Number.isSafeInteger(counted) || counted < 0) return undefined;
  sizes.set(position, size);
  const listed = length.param.lengthPositions;
  const counts = (field: Field): boolean =>
    listed.length > 0 ? listed.includes(field.position) : protocol.params.get(field.pid)?.type !== "length";
  let total = start + counted;
  for (const field of fields) {
    if (counts(field)) continue;
    const known = sizes.get(field.position) ?? (isFixed(field) ? sizeOf(field, bytesOf) : undefined);
    if (known === undefined) return undefined;
    total += known;
  }
  return total >= offset + size && total <= data.length ? total : undefined;
}
