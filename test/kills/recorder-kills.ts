/** Recorders are killed at random moments; what is left has to be readable, and hold every message that was written. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { RecordingReader } from "../../src/recording/recording-reader.ts";
import { bundled } from "./kills.ts";
import { random, recordedText } from "./writer-model.ts";

/** How it went. */
export interface RecorderReport {
  readonly messages: number;
  /** Times at which the last line was cut. */
  readonly cut: number;
  readonly wrong: readonly string[];
}

/** Kills a recorder so many times, each with a file of its own. */
export async function recorderKills(count: number, seed: number): Promise<RecorderReport> {
  const folder = mkdtempSync(path.join(tmpdir(), "qaction-kills-"));
  const next = random(seed);
  const wrong: string[] = [];
  let [messages, cut] = [0, 0];
  try {
    const program = await bundled(folder, "recorder");
    for (let kill = 1; kill <= count; kill++) {
      const file = path.join(folder, "session.jsonl");
      const said = await killed(program, file, next);
      const place = `recorder ${String(kill)} of seed ${String(seed)}`;
      try {
        const reader = new RecordingReader(file, () => cut++);
        const entries = [...reader.push(readFileSync(file)), ...reader.end()];
        messages += entries.length;
        if (entries.length < said)
          wrong.push(
            `${place}: ${String(said)} messages were written, and ${String(entries.length)} are there`,
          );
        const other = entries.findIndex(
          ({ bytes }, index) => Buffer.from(bytes ?? []).toString() !== recordedText(index + 1),
        );
        if (other >= 0) wrong.push(`${place}: message ${String(other + 1)} is another one`);
      } catch (error) {
        wrong.push(`${place}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { messages, cut, wrong };
}

/** Runs a recorder and kills it. @returns how many messages it had written */
async function killed(program: string, file: string, next: (below: number) => number): Promise<number> {
  const child = spawn(process.execPath, [program, file, String(next(2 ** 31))], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const closed = once(child, "close");
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  await Promise.race([once(child.stdout, "data"), closed]);
  await new Promise((resolve) => setTimeout(resolve, next(40)));
  child.kill("SIGKILL");
  const [code] = (await closed) as [number | null];
  if (code !== null) throw new Error(`The recorder ended by itself with ${String(code)}.`);
  return Number(out.split("\n").at(-2) ?? 0);
}
