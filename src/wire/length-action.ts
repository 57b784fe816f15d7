/** The *length* action: counts bytes into a command, checks them in a response (`LogicActionLength`). */
import type { Param, Protocol } from "../protocol/model.ts";
import type { MadeCommand } from "./command/make-command.ts";
import { writeFields, type WrittenCommand } from "./command/calculated-fields.ts";
import { responseSegments } from "./response/match-response.ts";
import type { EncodeNumber, MatchFailure, MatchResult, NumberOf } from "./response/match-model.ts";
import type { Segment } from "./segments.ts";

/**
 * Bytes that a length parameter counts: those at its listed 0-based content positions, or without a list all but
 * those of length parameters. Bytes are counted in storage form: a character of a Unicode protocol counts twice.
 */
export function lengthOf(segments: readonly Segment[], param: Param, protocol: Protocol): number {
  const listed = param.lengthPositions;
  const counted =
    listed.length > 0
      ? listed.map((position) => segments[position])
      : segments.filter(({ pid }) => protocol.params.get(pid)?.type !== "length");
  return counted.reduce((total, segment) => total + (segment?.bytes.length ?? 0), 0);
}

/** *length* on a command, after its make: writes every length parameter in the parameter's own form. */
export function writeLengths(
  made: MadeCommand,
  protocol: Protocol,
  encodeNumber: EncodeNumber,
): WrittenCommand {
  return writeFields(made, (segments, _position, pid) => {
    const param = protocol.params.get(pid);
    if (param?.type !== "length") return undefined;
    const value = lengthOf(segments, param, protocol);
    const bytes = encodeNumber(pid, value);
    if (bytes !== undefined) return { bytes };
    return { value, reason: `The length ${String(value)} does not fit parameter ${String(pid)}.` };
  });
}

/**
 * *length* on a response, after its read: the first length parameter whose value is not the number of bytes counted,
 * or undefined when all agree. A response that does not match returns its own failure.
 */
export function checkLengths(
  result: MatchResult,
  protocol: Protocol,
  numberOf: NumberOf,
): MatchFailure | undefined {
  if (result.failure !== undefined) return result.failure;
  const segments = responseSegments(result);
  for (const field of result.fields) {
    const param = protocol.params.get(field.pid);
    if (param?.type !== "length") continue;
    const counted = lengthOf(segments, param, protocol);
    const received = numberOf(field.pid, field.bytes);
    if (received === counted) continue;
    const { position, pid, offset, bytes } = field;
    return {
      kind: "length check",
      position,
      pid,
      offset,
      found: bytes,
      expectedNumber: counted,
      ...(received === undefined ? {} : { foundNumber: received }),
    };
  }
  return undefined;
}
