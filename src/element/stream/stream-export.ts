/** The stream for people and programs: the classic layout of the stream viewer, and JSON lines. */
import { bytesToHex } from "../../encoding/hex.ts";
import type { Protocol } from "../../protocol/model.ts";
import { hexDump } from "./hex-dump.ts";
import type { StreamEntry } from "./stream-log.ts";

/** Writes times as the stream viewer does: hours to milliseconds, UTC. */
function timeOf(at: number): string {
  return new Date(at).toISOString().slice(11, 23);
}

/** One entry in the classic layout: `<<` or `>>`, time, name, and the dump below (`Debugging_connectors_...`). */
export function formatEntry(entry: StreamEntry, name: string): string {
  const arrow = entry.direction === "out" ? "<<" : entry.direction === "in" ? ">>" : "--";
  const note = entry.note === undefined ? "" : ` ${entry.note}`;
  const head = `${arrow} ${timeOf(entry.at)} [${String(entry.connection)}] ${name}${note}`.trimEnd();
  return entry.bytes === undefined || entry.bytes.length === 0 ? head : `${head}\n${hexDump(entry.bytes)}`;
}

/** Name of the command, response or session of an entry; `""` without one. */
export function entryName(
  { command, response, session }: StreamEntry,
  protocol: Pick<Protocol, "commands" | "responses" | "sessions">,
): string {
  if (command !== undefined) return protocol.commands.get(command)?.name ?? "";
  if (response !== undefined) return protocol.responses.get(response)?.name ?? "";
  return session === undefined ? "" : (protocol.sessions.get(session)?.name ?? "");
}

/** Entries in the classic layout, an empty line between them. */
export function streamText(
  entries: readonly StreamEntry[],
  protocol: Pick<Protocol, "commands" | "responses" | "sessions">,
): string {
  return entries.map((entry) => `${formatEntry(entry, entryName(entry, protocol))}\n`).join("\n");
}

/** One entry as a line of JSON has it: the time in ISO 8601, UTC; the payload as its length and lower-case hex. */
export type StreamLine = Omit<StreamEntry, "at" | "bytes"> & {
  readonly type: "stream";
  readonly at: string;
  readonly length?: number;
  readonly hex?: string;
};

/** An entry for JSON. */
export function streamLine({ bytes, at, number, ...entry }: StreamEntry): StreamLine {
  return {
    type: "stream",
    at: new Date(at).toISOString(),
    number,
    ...entry,
    ...(bytes === undefined ? {} : { length: bytes.length, hex: bytesToHex(bytes, { upperCase: false }) }),
  };
}

/** Entries as JSON lines. */
export function streamJsonLines(entries: readonly StreamEntry[]): string {
  return entries.map((entry) => `${JSON.stringify(streamLine(entry))}\n`).join("");
}
