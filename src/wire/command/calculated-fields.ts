/** Values that the *length* and *crc* actions write into a command, and those that do not fit. */
import type { Param } from "../../protocol/model.ts";
import type { MadeCommand } from "./make-command.ts";
import type { Segment } from "../segments.ts";

/** A value that could not be written; the parameter's old bytes stay in the command. */
export interface RefusedValue {
  /** 0-based content position. */
  readonly position: number;
  readonly pid: number;
  /** The calculated value, when there is one. */
  readonly value?: number;
  /** A whole sentence. */
  readonly reason: string;
}

/** A command with calculated fields written into it. */
export interface WrittenCommand {
  readonly made: MadeCommand;
  readonly refused: readonly RefusedValue[];
}

/** The bytes of one content position, or why there are none; undefined leaves the position alone. */
export type Calculation =
  { readonly bytes: Uint8Array } | { readonly reason: string; readonly value?: number } | undefined;

/** Writes calculated bytes, one position after the other; each sees what the earlier ones wrote. */
export function writeFields(
  made: MadeCommand,
  calculate: (segments: readonly Segment[], position: number, pid: number) => Calculation,
): WrittenCommand {
  const segments = [...made.segments];
  const refused: RefusedValue[] = [];
  for (const [position, { pid }] of made.segments.entries()) {
    const result = calculate(segments, position, pid);
    if (result === undefined) continue;
    if ("bytes" in result) segments[position] = { pid, bytes: result.bytes };
    else refused.push({ position, pid, ...result });
  }
  return { made: { command: made.command, segments }, refused };
}

/** Bits a number has in the field: its bytes for binary forms, its digits for numeric text of base 2, 4 or 16. */
export function fieldBits(param: Param, length: number): number | undefined {
  const { rawType, base } = param.interprete;
  if (rawType === "bcd") return undefined;
  if (rawType !== "numeric text") return 8 * length;
  const bits = Math.log2(base);
  return Number.isInteger(bits) ? bits * length : undefined;
}

/** How many different values fit the field: 256 to the length, or base to the digits. */
export function fieldCapacity(param: Param, length: number): number {
  const { rawType, base } = param.interprete;
  return (rawType === "numeric text" ? base : rawType === "bcd" ? 100 : 256) ** length;
}

/** The remainder that is never negative. */
export function modulo(value: number, divisor: number): number {
  const rest = value % divisor;
  return rest < 0 ? rest + divisor : Math.abs(rest);
}
