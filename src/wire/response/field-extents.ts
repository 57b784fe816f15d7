/** The walk over a message: where each field of a response begins and ends. */
import type { BytesOf } from "../segments.ts";
import { asBuffer, holdsAt, noBytes } from "../segments.ts";
import type { Field, Layout } from "./layout.ts";
import type { FieldStep, MatchFailure, MatchOptions } from "./match-model.ts";
import { indexOfTimes, lastIndexFrom } from "./find-separator.ts";

/** What the walk found. */
export interface Walk {
  readonly fields: readonly FieldStep[];
  /** The first failure, in content order. */
  readonly failure?: MatchFailure;
  /** Number of fields before the failure. */
  readonly before: number;
  /** True: a variable parameter could not be filled, so none is (`ConnectionsSerialCreatingCommandsAndResponses`). */
  readonly planFailed: boolean;
  readonly start: number;
  /** Offset after the last field. */
  readonly end: number;
}

/** Where a variable field ends, or why that is not known. */
type End = number | Omit<MatchFailure, "position" | "pid" | "offset" | "found">;

/** Walks through content and data together; never throws, whatever the data. */
export function walkResponse(
  layout: Layout,
  data: Uint8Array,
  bytesOf: BytesOf,
  options: MatchOptions,
): Walk {
  const buffer = asBuffer(data);
  const { fields } = layout;
  const steps: FieldStep[] = [];
  const start = startOf(fields[0], buffer, bytesOf);
  let offset = start;
  let failure: MatchFailure | undefined;
  let before = 0;
  let planFailed = false;

  const fail = (
    field: Field,
    kind: Omit<MatchFailure, "position" | "pid" | "offset" | "found">,
    size?: number,
  ): void => {
    if (failure !== undefined) return;
    const found = data.subarray(offset, size === undefined ? undefined : offset + size);
    failure = { ...kind, position: field.position, pid: field.pid, offset, found };
    before = steps.length;
  };

  for (let index = 0; index < fields.length; index++) {
    const field = fields[index];
    if (field === undefined) break;
    if (field.kind === "fixed") {
      const value = bytesOf(field.pid);
      if (!holdsAt(data, value, offset)) {
        if (field.optional !== undefined) {
          index += field.optional.skip;
          continue;
        }
        fail(field, { kind: "value", expected: value }, value.length);
      }
      steps.push(step(field, offset, data.subarray(offset, offset + value.length)));
      offset = Math.min(offset + value.length, data.length);
      continue;
    }
    if (field.kind === "sized") {
      const size = sizeOf(field, bytesOf);
      if (offset + size > data.length) {
        if (field.optional !== undefined) {
          index += field.optional.skip;
          continue;
        }
        fail(field, { kind: "too short", expectedNumber: size });
      }
      steps.push(step(field, offset, data.subarray(offset, offset + size)));
      offset = Math.min(offset + size, data.length);
      continue;
    }
    if (!isRead(field, options)) {
      steps.push({ position: field.position, pid: field.pid, offset, bytes: noBytes, action: "skip" });
      continue;
    }
    const end = endOf(field, fields, buffer, offset, steps, bytesOf, options);
    const bytes = typeof end === "number" ? part(data, offset, end) : noBytes;
    const refused = typeof end === "number" && options.refuses?.(field.pid, bytes) === true;
    if (typeof end === "number" && !refused) {
      steps.push(step(field, offset, bytes));
      offset = end;
    } else if (field.optional !== undefined) {
      index += field.optional.skip;
    } else {
      fail(field, typeof end === "number" ? { kind: "refused" } : end, refused ? bytes.length : undefined);
      planFailed = true;
      break;
    }
  }
  return {
    fields: steps,
    ...(failure === undefined ? {} : { failure }),
    before: failure === undefined ? steps.length : before,
    planFailed,
    start,
    end: offset,
  };
}

/** A view on a part; the data itself when that is all of it, as in the usual message of one field. */
function part(data: Uint8Array, start: number, end: number): Uint8Array {
  return start === 0 && end >= data.length ? data : data.subarray(start, end);
}

/** Skips data before a leading header, up to its first occurrence. */
function startOf(first: Field | undefined, data: Buffer, bytesOf: BytesOf): number {
  if (first?.param?.type !== "header" || first.optional !== undefined) return 0;
  const header = bytesOf(first.pid);
  return holdsAt(data, header, 0) ? 0 : Math.max(0, data.indexOf(header));
}

function isRead(field: Field, { read = false, implicitRead = false }: MatchOptions): boolean {
  return implicitRead || (typeof read === "boolean" ? read : read.has(field.pid));
}

/** Bytes of a fixed-length parameter: those it has now (*change length* may have changed them), else `Length`. */
function sizeOf(field: Field, bytesOf: BytesOf): number {
  const current = bytesOf(field.pid).length;
  return current === 0 ? field.size : current;
}

function step(field: Field, offset: number, bytes: Uint8Array): FieldStep {
  const { position, pid, action, byteOffset, splitBy } = field;
  return {
    position,
    pid,
    offset,
    bytes: byteOffset === 0 ? bytes : bytes.map((byte) => byte - byteOffset),
    action,
    ...(splitBy === undefined ? {} : { splitBy }),
  };
}

/** How many bytes a `counted` field has, by the bytes of its length parameter in this message, else by its value. */
function countOf(field: Field, steps: readonly FieldStep[], options: MatchOptions): number | undefined {
  if (field.lengthPid === undefined) return undefined;
  const inside = steps.findLast(({ pid, action }) => pid === field.lengthPid && action === "store");
  const count = options.numberOf(field.lengthPid, inside?.bytes);
  return count !== undefined && Number.isSafeInteger(count) && count >= 0 ? count : undefined;
}

function endOf(
  field: Field,
  fields: readonly Field[],
  data: Buffer,
  from: number,
  steps: readonly FieldStep[],
  bytesOf: BytesOf,
  options: MatchOptions,
): End {
  if (field.kind === "counted") {
    const count = countOf(field, steps, options);
    const length = field.lengthPid === undefined ? {} : { expectedPid: field.lengthPid };
    if (count === undefined) return { kind: "length", ...length };
    return from + count > data.length
      ? { kind: "too short", expectedNumber: count, ...length }
      : from + count;
  }
  let between = 0;
  for (let index = field.position + 1; index < fields.length; index++) {
    const following = fields[index];
    if (following === undefined) break;
    const inBetween = field.until !== undefined && index < field.until;
    if (following.kind === "next" || following.kind === "last next") {
      return { kind: "no end", expectedPid: following.pid };
    }
    if (following.kind !== "fixed" || inBetween) {
      const size =
        following.kind === "counted"
          ? countOf(following, steps, options)
          : following.kind === "sized"
            ? sizeOf(following, bytesOf)
            : bytesOf(following.pid).length;
      if (size === undefined) return { kind: "no end", expectedPid: following.pid };
      between += size;
      continue;
    }
    const mark = bytesOf(following.pid);
    if (mark.length === 0) continue;
    const times = field.times ?? following.param?.typeTimes ?? 1;
    const at =
      field.kind === "last next"
        ? lastIndexFrom(data, mark, from + between)
        : indexOfTimes(data, mark, from + between, times);
    if (at >= 0) return at - between;
    if (following.optional === undefined)
      return { kind: "end mark", expected: mark, expectedPid: following.pid };
    index += following.optional.skip;
  }
  const end = data.length - between;
  return end < from ? { kind: "too short", expectedNumber: between } : end;
}
