/** Processes that save values are killed at random moments; what they had confirmed has to be there. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { savedOnDisk, type SavedRow, type SavedValues } from "../../src/index.ts";
import { random, tableId, type WriterLine } from "./writer-model.ts";

/** How it went. */
export interface KillReport {
  readonly kills: number;
  /** Values and rows that had been confirmed when their process was killed. */
  readonly confirmed: number;
  /** Times at which the last write was not whole, and was dropped. */
  readonly dropped: number;
  /** Times at which the file became smaller: it was replaced by a new one. */
  readonly replaced: number;
  /** What was wrong, in words; empty when nothing was. */
  readonly wrong: readonly string[];
  readonly ms: number;
}

/** Number of each value of an element (by pid) and of each row (by key) that is on disk. */
interface State {
  readonly values: Map<number, number>;
  readonly rows: Map<string, number>;
}

/** What a killed process had said of one element. The key `null` stands for all rows. */
interface Said {
  /** Numbers that were confirmed last. */
  readonly values: Map<number, number>;
  readonly rows: Map<string, number>;
  /** Numbers of removals that were tried and not confirmed, oldest first. */
  readonly removing: Map<string | null, number[]>;
  /** Number of the last removal that was confirmed. */
  readonly removed: Map<string | null, number>;
}

const ids = [1, 2];

/** Kills a writer so many times, always on the same file. */
export async function kills(count: number, seed: number): Promise<KillReport> {
  const began = performance.now();
  const folder = mkdtempSync(path.join(tmpdir(), "qaction-kills-"));
  const wrong: string[] = [];
  const next = random(seed);
  let [confirmed, dropped, replaced, size] = [0, 0, 0, 0];
  try {
    const writer = await bundled(folder, "writer");
    const file = path.join(folder, "elements.saved");
    let before: State[] = ids.map(() => ({ values: new Map(), rows: new Map() }));
    for (let kill = 1; kill <= count; kill++) {
      const killSeed = next(2 ** 31);
      const said = await killed(writer, file, killSeed, before);
      for (const { values, rows } of said) confirmed += values.size + rows.size;
      const { states, notices } = await read(file, wrong);
      dropped += notices;
      const place = `kill ${String(kill)} (seed ${String(killSeed)})`;
      for (const [at, state] of states.entries()) {
        for (const problem of problems(said[at], state))
          wrong.push(`${place}, element ${String(ids[at])}: ${problem}`);
      }
      const now = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
      if (now < size) replaced++;
      size = now;
      before = states;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { kills: count, confirmed, dropped, replaced, wrong, ms: performance.now() - began };
}

/** A program as one file that starts quickly; libraries stay where they are. */
export async function bundled(folder: string, name: "writer" | "recorder"): Promise<string> {
  const outfile = path.join(folder, `${name}.mjs`);
  await build({
    entryPoints: [fileURLToPath(new URL(`./${name}.ts`, import.meta.url))],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    external: ["esbuild", "bufferutil", "utf-8-validate"],
    banner: {
      js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);',
    },
  });
  return outfile;
}

/** Runs the writer and kills it: while it starts, or up to 60 ms later. Gives what it had said of each element. */
async function killed(writer: string, file: string, seed: number, before: readonly State[]): Promise<Said[]> {
  const next = random(seed);
  const child = spawn(process.execPath, [writer, file, String(seed), String(next(4))], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const closed = once(child, "close");
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  // A process that is killed while it starts has to leave the file as it was, too.
  if (next(5) > 0) await Promise.race([once(child.stdout, "data"), closed]);
  await new Promise((resolve) => setTimeout(resolve, next(60)));
  child.kill("SIGKILL");
  const [code] = (await closed) as [number | null];
  if (code !== null) throw new Error(`The writer ended by itself with ${String(code)}.`);
  const said = before.map(({ values, rows }) => ({
    values: new Map(values),
    rows: new Map(rows),
    removing: new Map<string | null, number[]>(),
    removed: new Map<string | null, number>(),
  }));
  // The last line may be cut off.
  for (const line of out.split("\n").slice(0, -1)) take(said, JSON.parse(line) as WriterLine);
  return said;
}

function take(all: readonly Said[], line: WriterLine): void {
  const said = all[ids.indexOf(line.id)];
  if (said === undefined) return;
  switch (line.type) {
    case "deleting":
      said.removing.set(line.key, [...(said.removing.get(line.key) ?? []), line.number]);
      break;
    case "flushed":
      said.values.set(13, line.number);
      break;
    case "saved":
      for (const { pid, value } of line.parameters) said.values.set(pid, numberOf(value));
      for (const { key, row } of line.rows) {
        if (row !== null && key !== null) said.rows.set(key, Number(row[1003]));
        else said.removed.set(key, said.removing.get(key)?.shift() ?? Infinity);
      }
  }
}

/** Number in `1 17 é東京`. */
function numberOf(value: unknown): number {
  return typeof value === "number" ? value : Number(String(value).split(" ")[1]);
}

/** Reads the file as an element does; says what cannot be. */
async function read(file: string, wrong: string[]): Promise<{ states: State[]; notices: number }> {
  const store = savedOnDisk(file);
  let notices = 0;
  const opened: SavedValues[] = [];
  for (const id of ids) {
    opened.push(
      await store.open({
        id: `1/${String(id)}`,
        protocol: "Writer",
        saved: () => undefined,
        notice: ({ code, message }) => {
          if (code === "SAVED_VALUES_DROPPED") notices++;
          else wrong.push(message);
        },
      }),
    );
  }
  const states = opened.map((values, at) => stateOf(values, ids[at] ?? 0, wrong));
  for (const values of opened) await values.close?.();
  return { states, notices };
}

function stateOf(saved: SavedValues, id: number, wrong: string[]): State {
  const values = new Map<number, number>();
  for (const [pid, { text, number, bytes }] of saved.load()) {
    values.set(pid, number ?? numberOf(text));
    if (pid === 13) continue;
    if (text?.startsWith(`${String(id)} ${String(values.get(pid))} é東京`) !== true)
      wrong.push(`element ${String(id)} has the text ${String(text)}`);
    if (Buffer.from(bytes).toString("utf16le") !== text)
      wrong.push(`the bytes of ${String(pid)} are not those of its text`);
  }
  const rows = new Map<string, number>();
  for (const [table, found] of saved.loadTables()) {
    if (table !== tableId) wrong.push(`element ${String(id)} has a table ${String(table)}`);
    for (const [key, row] of found) {
      rows.set(key, Number(row[1003]));
      if (!isWhole(id, key, row)) wrong.push(`half a row: ${key} ${JSON.stringify(row)}`);
    }
  }
  return { values, rows };
}

function isWhole(id: number, key: string, row: SavedRow): boolean {
  const { 1001: own, 1002: text, 1003: number } = row;
  return own === key && text === `${String(id)} ${String(number)} é東京`;
}

/** What is on disk is what was confirmed, or later. */
function problems(said: Said | undefined, { values, rows }: State): string[] {
  const found: string[] = [];
  if (said === undefined) return found;
  for (const [pid, number] of said.values) {
    const there = values.get(pid);
    if (there === undefined || there < number)
      found.push(`${String(pid)} was confirmed as ${String(number)} and is ${String(there)}`);
  }
  for (const [key, number] of said.rows) {
    const there = rows.get(key);
    const tried = [key, null].flatMap((one) => [
      said.removed.get(one) ?? 0,
      ...(said.removing.get(one) ?? []),
    ]);
    if (there === undefined ? !tried.some((removal) => removal > number) : there < number)
      found.push(`row ${key} was confirmed as ${String(number)} and is ${String(there)}`);
  }
  for (const [key, number] of rows) {
    const removal = Math.max(said.removed.get(key) ?? 0, said.removed.get(null) ?? 0);
    if (number < removal)
      found.push(`row ${key} of ${String(number)} is back: it went at ${String(removal)}`);
  }
  return found;
}
