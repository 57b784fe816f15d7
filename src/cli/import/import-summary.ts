/** What was imported: the connections and their messages. */
import type { RecordedEntry } from "../../recording/recorded-entry.ts";

interface Imported {
  url: string;
  out: number;
  in: number;
}

/** Counts entries. */
export class ImportSummary {
  readonly connections = new Map<number, Imported>();
  messages = 0;

  add({ connection, direction, change }: RecordedEntry): void {
    const known = this.connections.get(connection) ?? { url: "", out: 0, in: 0 };
    this.connections.set(connection, known);
    if (change?.url !== undefined) known.url = change.url;
    if (direction === "state") return;
    known[direction]++;
    this.messages++;
  }
}

/** A line for each connection. */
export function connectionLines({ connections }: ImportSummary): readonly string[] {
  return [...connections]
    .sort(([a], [b]) => a - b)
    .map(([id, { url, out, in: received }]) =>
      `  connection ${String(id)} ${url}: ${String(out)} to the device, ${String(received)} from it`.replace(
        "  :",
        ":",
      ),
    );
}
