/** Explains why no response matches a message: for each candidate the parameter, the byte, expected and found. */
import type { Protocol } from "../../protocol/model.ts";
import { counted, dumpLines, hexAndText, offsetText } from "../hex-text.ts";
import { layoutOf } from "./layout.ts";
import type { FieldStep, MatchFailure, MatchResult } from "./match-model.ts";
import { mismatchHints } from "./mismatch-hints.ts";

/** Longest message that is shown whole, in bytes. */
const shownWhole = 256;

/**
 * A text of several lines about candidates that do not match one message: its bytes, then for each response what its
 * parameters took, where it fails, expected and found bytes in hex, and possible reasons. Results that match are
 * omitted.
 */
export function explainMismatch(results: readonly MatchResult[], protocol: Protocol): string {
  const failed = results.filter(({ matched }) => !matched);
  const data = failed[0]?.data ?? new Uint8Array(0);
  const lines = [`No response matches this message of ${counted(data.length, "byte")}:`, ...dump(data)];
  for (const result of failed) {
    lines.push("", ...candidateLines(result, data, protocol));
  }
  const furthest =
    failed.length < 2 ? undefined : failed.reduce((best, one) => (reached(one) > reached(best) ? one : best));
  if (furthest !== undefined && reached(furthest) > 0) {
    lines.push(
      "",
      `Response ${nameOf(furthest.response)} came furthest: ${counted(reached(furthest), "parameter")} of ${String(furthest.response.content.length)}.`,
    );
  }
  return lines.join("\n");
}

function dump(data: Uint8Array): string[] {
  if (data.length <= shownWhole) return dumpLines(data).map((line) => `  ${line}`);
  return [...dumpLines(data, 0, 64), "...", ...dumpLines(data, data.length - 32)].map((line) => `  ${line}`);
}

function candidateLines(result: MatchResult, shown: Uint8Array, protocol: Protocol): string[] {
  const { failure, response, data } = result;
  if (failure === undefined) return [];
  const lines = [
    `Response ${nameOf(response)} fails at byte ${offsetText(failure.offset)}, parameter ${paramName(failure.pid, protocol)}, content position ${String(failure.position)}:`,
  ];
  if (data !== shown && !sameBytes(data, shown))
    lines.push("  its data was changed before matching:", ...dump(data));
  lines.push(...fieldLines(result, failure, protocol));
  if (data.length > shownWhole) {
    const around = dumpLines(data, Math.max(0, failure.offset - 16), failure.offset + 32);
    lines.push(`  around byte ${offsetText(failure.offset)}:`, ...around.map((line) => `    ${line}`));
  }
  lines.push(...mismatchHints(result, protocol).map((hint) => `  -> ${hint}`));
  return lines;
}

/** One row for each content position: what it took, what failed, what was not reached. */
function fieldLines(result: MatchResult, failure: MatchFailure, protocol: Protocol): string[] {
  const { fields } = layoutOf(result.response, protocol);
  const labels = fields.map(({ pid }) => paramName(pid, protocol));
  const shown = labels.slice(0, failure.position + 1);
  const width = Math.max(...shown.map((label) => label.length));
  const lines: string[] = [];
  if (result.start > 0) lines.push(`    passed over ${counted(result.start, "byte")} in front of the header`);
  for (const [position, label] of shown.entries()) {
    const failing = position === failure.position;
    const lead = `${failing ? "  > " : "    "}${String(position).padStart(2)}  ${label.padEnd(width)}  `;
    const taken = result.fields.find((field) => field.position === position);
    if (failing) {
      if (failure.kind === "left over" && taken !== undefined)
        lines.push(`${lead.replace(">", " ")}${placeOf(taken)}`);
      lines.push(
        failure.kind === "left over"
          ? `  >     behind it  ${reasonOf(failure, protocol)}`
          : lead + reasonOf(failure, protocol),
      );
    } else {
      lines.push(lead + (taken === undefined ? "missing (optional)" : placeOf(taken)));
    }
  }
  const [first, last] = [failure.position + 1, labels.length - 1];
  if (first === last) lines.push(`    ${String(first).padStart(2)}  not reached`);
  if (first < last) lines.push(`    ${String(first).padStart(2)}  to ${String(last)} not reached`);
  return lines;
}

function placeOf({ offset, bytes, action }: FieldStep): string {
  if (bytes.length === 0)
    return action === "skip" ? `byte ${offsetText(offset)}: not read` : `byte ${offsetText(offset)}: empty`;
  const last = offset + bytes.length - 1;
  const place = last === offset ? `byte ${String(offset)}` : `bytes ${String(offset)}-${String(last)}`;
  return `${place}: ${hexAndText(bytes)}`;
}

/** What was expected and what was found, by kind of failure. */
const reasons: Readonly<Record<MatchFailure["kind"], (failure: MatchFailure, protocol: Protocol) => string>> =
  {
    value: ({ expected, found }) => `expected ${hexAndText(expected ?? found)}, found ${hexAndText(found)}`,
    "end mark": ({ expected, expectedPid, found }, protocol) =>
      `its end was not found: expected ${hexAndText(expected ?? found)} (parameter ${paramName(expectedPid ?? -1, protocol)}), found ${hexAndText(found)}`,
    "no end": ({ expectedPid }, protocol) =>
      `nothing tells where it ends: parameter ${paramName(expectedPid ?? -1, protocol)} follows, which is of variable length too`,
    length: ({ expectedPid }, protocol) =>
      `its length is not known${expectedPid === undefined ? "" : `: parameter ${paramName(expectedPid, protocol)} holds no number`}`,
    "too short": ({ expectedNumber = 0, found }) =>
      `expected ${counted(expectedNumber, "byte")}, found ${hexAndText(found)}`,
    refused: ({ found }) => `RawType refuses ${hexAndText(found)}`,
    "left over": ({ found }) => `expected the end of the message, found ${hexAndText(found)}`,
    "length check": ({ expectedNumber, foundNumber, found }) =>
      `length: expected ${numberText(expectedNumber)}, found ${numberText(foundNumber)} (${hexAndText(found)})`,
    "crc check": ({ expectedNumber, foundNumber, found }) =>
      `checksum: expected ${hexNumber(expectedNumber)}, found ${hexNumber(foundNumber)} (${hexAndText(found)})`,
  };

function reasonOf(failure: MatchFailure, protocol: Protocol): string {
  return reasons[failure.kind](failure, protocol);
}

function numberText(number: number | undefined): string {
  return number === undefined ? "no number" : String(number);
}

function hexNumber(number: number | undefined): string {
  return number === undefined ? "nothing that can be calculated" : `0x${number.toString(16).toUpperCase()}`;
}

/** Content positions before the failure that were found. */
function reached({ failure, fields }: MatchResult): number {
  if (failure === undefined || failure.kind === "left over") return fields.length;
  return fields.filter(({ position }) => position < failure.position).length;
}

function paramName(pid: number, protocol: Protocol): string {
  return `${String(pid)} (${protocol.params.get(pid)?.name ?? "no such parameter"})`;
}

function nameOf({ id, name }: { readonly id: number; readonly name: string }): string {
  return `${String(id)} (${name})`;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
