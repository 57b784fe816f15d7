/** All of one stream entry: its bytes, what they are, and how each response takes them. */
import { bytesToHex } from "../encoding/hex.ts";
import type { Element } from "../element/element.ts";
import type { StreamEntry } from "../element/stream/stream-log.ts";
import { explainMismatch } from "../wire/response/explain.ts";
import type { MatchResult } from "../wire/response/match-model.ts";
import { bytesReport, cureReport, hexOf } from "./encoding-reports.ts";
import type { MatchReport, MessageReport } from "./messages.ts";

function matchReport(result: MatchResult, element: Element): MatchReport {
  const { response, matched, fields, failure } = result;
  return {
    response: response.id,
    matched,
    fields: fields.map(({ pid, offset, bytes, action }) => ({ pid, offset, length: bytes.length, action })),
    ...(failure !== undefined && {
      failsAt: failure.offset,
      failedPid: failure.pid,
      why: explainMismatch([result], element.protocol),
      ...(failure.expected !== undefined && {
        expectedHex: bytesToHex(failure.expected, { upperCase: false }),
      }),
    }),
  };
}

/** The string parameter that takes most of a message. */
function storingPid(matches: readonly MatchResult[], { protocol }: Element): number | undefined {
  const stored = (matches.find(({ matched }) => matched)?.fields ?? [])
    .filter(({ action, pid }) => action === "store" && protocol.params.get(pid)?.interprete.type === "string")
    .sort((a, b) => b.bytes.length - a.bytes.length);
  return stored[0]?.pid;
}

/** Reports about an entry of the stream; undefined for one without a payload. */
export function messageReport(element: Element, entry: StreamEntry): MessageReport | undefined {
  const { bytes, connection, direction } = entry;
  if (bytes === undefined) return undefined;
  const results = direction === "in" ? element.split(connection, bytes) : [];
  const report = bytesReport(bytes);
  const cure =
    direction === "in" ? cureReport(element, bytes, report, storingPid(results, element)) : undefined;
  return {
    hex: hexOf(bytes),
    bytes: report,
    matches: results.map((result) => matchReport(result, element)),
    ...(cure !== undefined && { cure }),
  };
}
