/** Close codes of a WebSocket and their names (RFC 6455 section 7.4.1, IANA registry). */

import type { ClosedBy } from "./connection.ts";

/** Names of the codes; 1005, 1006 and 1015 are never on the wire. */
export const closeCodeNames: Readonly<Record<number, string>> = {
  1000: "normal closure",
  1001: "going away",
  1002: "protocol error",
  1003: "unsupported data",
  1005: "no code received",
  1006: "abnormal closure",
  1007: "invalid payload",
  1008: "policy violation",
  1009: "message too big",
  1010: "extension missing",
  1011: "server error",
  1012: "service restart",
  1013: "try again later",
  1014: "bad gateway",
  1015: "TLS failure",
};

/** Codes that the kit itself uses. */
export const closeCode = { normal: 1000, abnormal: 1006, protocolError: 1002 } as const;

/** Name of a close code, also of the ranges 3000..3999 (registered) and 4000..4999 (private). */
export function closeCodeName(code: number): string {
  const name = closeCodeNames[code];
  if (name !== undefined) return name;
  if (code >= 3000 && code <= 3999) return "registered by a library";
  if (code >= 4000 && code <= 4999) return "private use";
  return "unknown code";
}

/** Who ended a connection, in words. */
export const closings: Readonly<Record<ClosedBy, string>> = {
  peer: "closed by the other side",
  line: "lost",
  fault: "closed because the other side broke the protocol",
  keepAlive: "cut because no pong came",
  retarget: "left for another address",
  stop: "closed because the element stops",
};

/** An end in words: `closed by the other side: 1001 going away (reboot)`. */
export function endText(by: ClosedBy, code: number, reason: string): string {
  return `${closings[by]}: ${String(code)} ${closeCodeName(code)}${reason === "" ? "" : ` (${reason})`}`;
}
