/** Recordings made in tests. */
import { writeFileSync } from "node:fs";
import type { OpenedRecording } from "../../../src/recording/open-recording.ts";
import { openRecording } from "../../../src/recording/open-recording.ts";
import type { RecordedEntry } from "../../../src/recording/recorded-entry.ts";
import { entryLine, headLine } from "../../../src/recording/recording-lines.ts";

/** Start of the recordings, ms since 1970. */
export const start = Date.UTC(2026, 0, 1);

/** A text message, `ms` into the recording. */
export function text(
  direction: "in" | "out",
  ms: number,
  message: string | Uint8Array,
  opcode: 1 | 2 = 1,
): RecordedEntry {
  const bytes = typeof message === "string" ? Buffer.from(message) : message;
  return { at: start + ms, connection: 0, direction, opcode, bytes };
}

/** The line opens. */
export function open(ms: number, url = "ws://device/"): RecordedEntry {
  return {
    at: start + ms,
    connection: 0,
    direction: "state",
    note: `open ${url}`,
    change: { phase: "open", url },
  };
}

/** The device closes the line. */
export function closed(ms: number, code = 1000, reason = ""): RecordedEntry {
  const change = { phase: "closed", by: "peer", clean: true } as const;
  return { at: start + ms, connection: 0, direction: "state", code, reason, note: "closed", change };
}

/** Writes a recording and opens it. */
export async function recorded(file: string, entries: readonly RecordedEntry[]): Promise<OpenedRecording> {
  const head = headLine({ version: 1, at: start, source: "test" });
  writeFileSync(file, head + entries.map((entry) => entryLine(entry)).join(""));
  return openRecording(file);
}

/** All entries of a file. */
export async function entriesOf(recording: OpenedRecording): Promise<readonly RecordedEntry[]> {
  const all: RecordedEntry[] = [];
  for await (const entries of recording.entries()) all.push(...entries);
  return all;
}
