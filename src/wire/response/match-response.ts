/** Splits a message over a response (`ConnectionsSerialCreatingCommandsAndResponses`): fields, or a reason why not. */
import type { Protocol, Response } from "../../protocol/model.ts";
import { layoutOf, type Layout } from "./layout.ts";
import type { FieldStep, MatchFailure, MatchOptions, MatchResult } from "./match-model.ts";
import { noBytes, type BytesOf, type Segment } from "../segments.ts";
import { walkResponse, type Walk } from "./field-extents.ts";

/**
 * Splits `data` over the content of `response`, without storing or throwing: the result says, field by field, what to
 * compare and store, or at which parameter and byte it fails and what that does to the parameters:
 * a variable parameter without an end empties all of them, a wrong fixed value leaves what was filled before it.
 */
export function matchResponse(
  response: Response,
  data: Uint8Array,
  protocol: Protocol,
  bytesOf: BytesOf,
  options: MatchOptions,
): MatchResult {
  const layout = layoutOf(response, protocol);
  const walk = walkResponse(layout, data, bytesOf, options);
  const { fields, start } = walk;
  if (walk.failure !== undefined) {
    return {
      response,
      data,
      matched: false,
      steps: walk.planFailed ? [] : fields.slice(0, walk.before),
      fields,
      failure: walk.failure,
      emptied: walk.planFailed ? layout.variable : [],
      start,
      rest: noBytes,
    };
  }
  const leftover = leftoverFailure(walk, data, response, layout, options);
  return {
    response,
    data,
    matched: leftover === undefined,
    steps: fields,
    fields,
    ...(leftover === undefined ? {} : { failure: leftover }),
    emptied: [],
    start,
    rest:
      leftover === undefined &&
      walk.end < data.length &&
      (options.leftoverBytes ?? "nextMessage") === "nextMessage"
        ? data.subarray(walk.end)
        : noBytes,
  };
}

/**
 * Bytes after the last field are fine when they are ignored, or when they follow a trailer, or a field whose length is in
 * another parameter: the response ends there in any case, and they may be a message of their own.
 */
function leftoverFailure(
  walk: Walk,
  data: Uint8Array,
  response: Response,
  { fields }: Layout,
  { leftoverBytes = "nextMessage" }: MatchOptions,
): MatchFailure | undefined {
  if (walk.end >= data.length || leftoverBytes === "ignore") return undefined;
  const last = walk.fields.at(-1);
  const field = last === undefined ? undefined : fields[last.position];
  const ended = field?.param?.type === "trailer" || field?.kind === "counted";
  if (ended && leftoverBytes === "nextMessage") return undefined;
  return {
    kind: "left over",
    position: last?.position ?? Math.max(0, response.content.length - 1),
    pid: last?.pid ?? response.content.at(-1) ?? 0,
    offset: walk.end,
    found: data.subarray(walk.end),
  };
}

/** The bytes of every content position, in order; a missing optional field has none. Length and crc count these. */
export function responseSegments(result: MatchResult): readonly Segment[] {
  const byPosition = new Map(result.fields.map((field) => [field.position, field]));
  return result.response.content.map((pid, position) => {
    const field = byPosition.get(position);
    return { pid, bytes: field === undefined ? noBytes : onWire(field, result.data) };
  });
}

/** The bytes as received, also those of a group with `ByteOffset`. */
function onWire(field: FieldStep, data: Uint8Array): Uint8Array {
  return data.subarray(field.offset, field.offset + field.bytes.length);
}

/**
 * The result after a failed *length* or *crc* action: matching stops at that parameter. Only the last action of a
 * trigger cancels for good (`last`): then that parameter alone is updated; otherwise all fields up to it are.
 */
export function afterFailedCheck(result: MatchResult, failure: MatchFailure, last: boolean): MatchResult {
  const reached = result.steps.filter(({ position }) =>
    last ? position === failure.position : position <= failure.position,
  );
  return { ...result, matched: false, failure, steps: reached, emptied: [], rest: noBytes };
}
