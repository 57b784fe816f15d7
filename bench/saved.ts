/**
 * What saving costs: the route of `route` with one saved parameter in each message, in a file, against the same without. It is
 * processor time of the whole process, with that of the writes to the disk.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { compareSides, start } from "./route.ts";

const series = [
  { size: 200, count: 10_000, how: "1" },
  { size: 200, count: 20_000, how: "10" },
  { size: 200, count: 50_000, how: "bulk" },
  { size: 10_000, count: 3_000, how: "1" },
] as const;

const sides = ["number saved", "text saved", "message saved"] as const;

/** Prints a line for each. */
export async function saved(): Promise<void> {
  console.log(
    "saved: processor time of a message with a saved parameter, against one without (aim: at most 1.5)",
  );
  const folder = mkdtempSync(path.join(tmpdir(), "qaction-bench-"));
  try {
    for (const { size, count, how } of series) {
      const [sender, port] = await start("sender", size, count, how);
      for (const side of sides) {
        const savedFile = path.join(folder, `${String(size)} ${how} ${side}`);
        const sent = { port: Number(port), count, rounds: 7, warmUp: 3, savedFile };
        const { ours, theirs, ratio } = await compareSides(sent, "a", [side, "element"], 1);
        const each = (ms: number): string => `${((1000 * ms) / count).toFixed(2)} us`;
        const what = `${String(size)} B, ${how === "bulk" ? "bulk" : `${how} in a read`}: ${side}`;
        console.log(`${what.padEnd(36)} ${(1 / ratio).toFixed(2)}  (${each(ours)} against ${each(theirs)})`);
      }
      sender.kill();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) await saved();
