/** The *crc* action: calculates a checksum into a command, checks it in a response (`Protocol.Params.Param.CRC.Type`). */
import type { CrcDefinition, Param, Protocol } from "../protocol/model.ts";
import type { MadeCommand } from "./command/make-command.ts";
import { crcAlgorithms, type CrcUnits } from "./crc-algorithms.ts";
import {
  fieldBits,
  fieldCapacity,
  modulo,
  writeFields,
  type WrittenCommand,
} from "./command/calculated-fields.ts";
import { responseSegments } from "./response/match-response.ts";
import type { EncodeNumber, MatchFailure, MatchResult, NumberOf } from "./response/match-model.ts";
import { joinSegments, type Segment } from "./segments.ts";

/** Why a checksum type cannot be calculated, as a whole sentence; undefined when it can. */
export function crcRefusal(type: string): string | undefined {
  if (Object.hasOwn(crcAlgorithms, type)) return undefined;
  return `There is no CRC type '${type}'. Use one of ${Object.keys(crcAlgorithms).join(", ")}.`;
}

/**
 * The checksum of bytes in a field of `length` bytes, in the documented order: byteoffset, calculation (with
 * groupbytes and off), mod, totaloffset (added, or OR-ed), ones complement. It is cut to what the field can hold.
 * Undefined when the type is unknown, see {@link crcRefusal}.
 */
export function calculateCrc(
  definition: CrcDefinition,
  bytes: Uint8Array,
  param: Param,
  length: number,
): number | undefined {
  const algorithm = Object.hasOwn(crcAlgorithms, definition.type)
    ? crcAlgorithms[definition.type]
    : undefined;
  if (algorithm === undefined) return undefined;
  const { byteOffset = 0, totalOffset = 0, mod, off = 0 } = definition;
  const shifted = byteOffset === 0 ? bytes : bytes.map((byte) => byte + byteOffset);
  const units = algorithm.groups ? groups(definition, shifted) : shifted;
  const bits = fieldBits(param, length);
  let value = algorithm.calculate(
    units,
    algorithm.offsets ? off : 0,
    bits === undefined ? 0 : Math.ceil(bits / 8),
  );
  if (mod !== undefined && mod > 0) value = modulo(value, mod);
  value = hasOption(definition, "or totaloffset")
    ? Number(BigInt(value) | BigInt(totalOffset))
    : value + totalOffset;
  if (hasOption(definition, "ones complement")) {
    const all = 2 ** (bits ?? algorithm.bits);
    value = all - 1 - modulo(value, all);
  }
  return modulo(value, fieldCapacity(param, length));
}

function hasOption(definition: CrcDefinition, name: string): boolean {
  return definition.options.some((option) => option.trim().toLowerCase() === name);
}

/**
 * Numbers of `groupbytes` bytes each: as hex text ("10" is 0x10), or with `binary` as a number whose first byte is
 * the lowest (31 30 is 0x3031). The last group may be shorter; text is read up to its first character that is not hex.
 */
function groups(definition: CrcDefinition, bytes: Uint8Array): CrcUnits {
  const { groupBytes = 1, groupBytesBinary } = definition;
  if (groupBytes <= 1) return bytes;
  const numbers: number[] = [];
  for (let at = 0; at < bytes.length; at += groupBytes) {
    const group = bytes.subarray(at, at + groupBytes);
    numbers.push(
      groupBytesBinary
        ? group.reduceRight((number, byte) => number * 256 + byte, 0)
        : Number.parseInt(Buffer.from(group).toString("latin1"), 16) || 0,
    );
  }
  return numbers;
}

/** Bytes that a checksum covers: its listed 0-based positions, or without a list all positions before it. */
function covered(segments: readonly Segment[], position: number, { positions }: CrcDefinition): Uint8Array {
  if (positions.length === 0) return joinSegments(segments.slice(0, position));
  return joinSegments(positions.flatMap((listed) => segments[listed] ?? []));
}

/** The checksum for a content position; undefined when its type is unknown or the parameter has no CRC. */
export function crcOf(
  segments: readonly Segment[],
  position: number,
  protocol: Protocol,
): number | undefined {
  const segment = segments[position];
  const param = segment === undefined ? undefined : protocol.params.get(segment.pid);
  if (segment === undefined || param?.crc === undefined) return undefined;
  const length = param.interprete.length ?? segment.bytes.length;
  return calculateCrc(param.crc, covered(segments, position, param.crc), param, length);
}

/** *crc* on a command: writes every checksum parameter in the parameter's own form. */
export function writeCrcs(made: MadeCommand, protocol: Protocol, encodeNumber: EncodeNumber): WrittenCommand {
  return writeFields(made, (segments, position, pid) => {
    const param = protocol.params.get(pid);
    if (param?.type !== "crc") return undefined;
    const value = crcOf(segments, position, protocol);
    if (value === undefined) return { reason: refusal(param) };
    const bytes = encodeNumber(pid, value);
    if (bytes !== undefined) return { bytes };
    return { value, reason: `The checksum ${String(value)} does not fit parameter ${String(pid)}.` };
  });
}

function refusal(param: Param): string {
  if (param.crc === undefined)
    return `Parameter ${String(param.id)} of type crc has no CRC tag that says how to calculate it.`;
  return crcRefusal(param.crc.type) ?? "";
}

/**
 * *crc* on a response: the first checksum that differs from the calculated one, or undefined when all agree. A
 * checksum that cannot be calculated fails. A response that does not match returns its own failure.
 */
export function checkCrcs(
  result: MatchResult,
  protocol: Protocol,
  numberOf: NumberOf,
): MatchFailure | undefined {
  if (result.failure !== undefined) return result.failure;
  const segments = responseSegments(result);
  for (const { position, pid, offset, bytes } of result.fields) {
    const param = protocol.params.get(pid);
    if (param?.type !== "crc") continue;
    const calculated = crcOf(segments, position, protocol);
    const number = numberOf(pid, bytes);
    const received = number === undefined ? undefined : modulo(number, fieldCapacity(param, bytes.length));
    if (calculated !== undefined && calculated === received) continue;
    return {
      kind: "crc check",
      position,
      pid,
      offset,
      found: bytes,
      ...(calculated === undefined ? {} : { expectedNumber: calculated }),
      ...(received === undefined ? {} : { foundNumber: received }),
    };
  }
  return undefined;
}
