/**
 * FillArray of 100,000 rows of 10 columns against a plain `Map` of arrays: time, memory and finding a row by its key.
 * Run: `node --expose-gc --import tsx bench/table.ts`.
 */
import { ParameterStore } from "../src/parameter/store.ts";
import type { Table } from "../src/parameter/table/table.ts";
import { parseProtocol } from "../src/protocol/load-protocol.ts";

const rowCount = 100_000;
const columnCount = 10;
const mode = { absent: "remove" } as const;

/** A table of one key column, six columns of text and three of numbers. */
function protocolXml(unicode: boolean): string {
  const columns = Array.from({ length: columnCount }, (_, idx) => ({ idx, text: idx < 7, pid: 1001 + idx }));
  const params = columns.map(({ pid, text }) => {
    const raw = text
      ? "<RawType>other</RawType><Type>string</Type>"
      : "<RawType>numeric text</RawType><Type>double</Type>";
    return `<Param id="${String(pid)}"><Name>c${String(pid)}</Name><Type>read</Type><Interprete>${raw}<LengthType>next param</LengthType></Interprete></Param>`;
  });
  const options = columns.map(
    ({ idx, pid }) => `<ColumnOption idx="${String(idx)}" pid="${String(pid)}" type="retrieved" options=""/>`,
  );
  return `<Protocol><Name>Bench</Name><Type options="${unicode ? "unicode" : ""}">virtual</Type><Params>
    <Param id="1000"><Name>table</Name><Type>array</Type><ArrayOptions index="0">${options.join("")}</ArrayOptions></Param>
    ${params.join("")}</Params></Protocol>`;
}

function newTable(unicode: boolean): Table {
  const table = new ParameterStore(parseProtocol(protocolXml(unicode)).protocol).table(1000);
  if (table === undefined) throw new Error("The protocol of this bench has no table 1000.");
  return table;
}

/** Columns as a script has them from a device's JSON; `turn` changes one of them. */
function columns(turn: number): (string | number)[][] {
  const made = Array.from({ length: columnCount }, (_, idx) =>
    Array.from({ length: rowCount }, (_unused, row) => {
      if (idx === 0) return `key ${String(row)}`;
      if (idx < 7) return `text ${String(idx)} of row ${String(row)}`;
      return idx === 9 ? row / 4 + turn : row * idx;
    }),
  );
  return JSON.parse(JSON.stringify(made)) as typeof made;
}

/** The plain way: an array a row, in a Map. */
function plain(data: readonly (readonly (string | number)[])[]): Map<string, unknown[]> {
  const map = new Map<string, unknown[]>();
  const keys = data[0] ?? [];
  for (let row = 0; row < keys.length; row++)
    map.set(
      String(keys[row]),
      data.map((column) => column[row]),
    );
  return map;
}

/** Milliseconds of the processor in the best of some runs; both ways take turns, so that its speed drops out. */
function fastest(ours: () => unknown, theirs: () => unknown): { ours: number; theirs: number } {
  const best = { ours: Infinity, theirs: Infinity };
  const timed = (work: () => unknown): number => {
    globalThis.gc?.();
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
  for (let round = 0; round < 7; round++) {
    best.ours = Math.min(best.ours, timed(ours));
    best.theirs = Math.min(best.theirs, timed(theirs));
  }
  return best;
}

/** Prints one row: how many times as long (or as much) as the plain way ours takes. */
function print(
  what: string,
  { ours, theirs }: { ours: number; theirs: number },
  aim: number,
  unit: string,
): void {
  const ratio = ours / theirs;
  const verdict = ratio <= aim ? "reached" : "missed";
  console.log(
    `${what.padEnd(34)} ${ratio.toFixed(2).padStart(5)}x (aim at most ${String(aim)}, ${verdict}; ${ours.toFixed(1)} against ${theirs.toFixed(1)} ${unit})`,
  );
}

/** Megabytes that `make` leaves behind. */
function kept(make: () => unknown): number {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const made = make();
  globalThis.gc?.();
  const after = process.memoryUsage().heapUsed;
  return made === undefined ? 0 : (after - before) / 1e6;
}

/** Milliseconds of 100,000 reads of a cell by key, spread over all rows. */
function reads(read: (key: string) => unknown, keys: readonly string[]): () => void {
  return () => {
    for (const key of keys) read(key);
  };
}

const data = columns(0);
const changed = columns(1);
const map = plain(data);
const build = (): unknown => plain(data);
const filled = newTable(true);
filled.fillColumns(data, mode);
const watched = newTable(true);
watched.watch([]);
watched.fillColumns(data, mode);
const keys = Array.from({ length: rowCount }, (_, at) => `key ${String((at * 7919) % rowCount)}`);
let turn = 0;

console.log("FillArray of 100,000 x 10 against a Map of arrays");
print(
  "new rows, Unicode",
  fastest(() => newTable(true).fillColumns(data, mode), build),
  3,
  "ms",
);
print(
  "new rows, 1252",
  fastest(() => newTable(false).fillColumns(data, mode), build),
  3,
  "ms",
);
print(
  "one column changed",
  fastest(() => filled.fillColumns(turn++ % 2 === 0 ? changed : data, mode), build),
  3,
  "ms",
);
print(
  "one column changed, not watched",
  fastest(() => watched.fillColumns(turn++ % 2 === 0 ? changed : data, mode), build),
  3,
  "ms",
);
print(
  "100,000 cells by key",
  fastest(
    reads((key) => filled.cell(key, 9), keys),
    reads((key) => map.get(key)?.[9], keys),
  ),
  3,
  "ms",
);
print(
  "100,000 positions by key",
  fastest(
    reads((key) => filled.position(key), keys),
    reads((key) => map.get(key)?.[0], keys),
  ),
  3,
  "ms",
);
if (globalThis.gc === undefined) console.log("memory: run with --expose-gc");
else {
  const table = newTable(true);
  const ours = kept(() => table.fillColumns(data, mode).code + table.size);
  let built: unknown;
  const theirs = kept(() => (built = plain(data)));
  print("memory", { ours, theirs }, 3, built === undefined ? "" : "MB");
}
