/** How rows of one table belong to rows of another: by foreign keys, over any number of tables. */
import type { Table } from "../../parameter/table/table.ts";

/** Keys of the rows in the other table that belong to the row of a key. */
export type Linker = (key: string) => readonly string[];

/** One step of a path: the foreign key column of a table, and the table it points to. */
interface Step {
  readonly table: Table;
  readonly idx: number;
}

/** Finds tables by their parameter id. */
export type TableOf = (pid: number) => Table | undefined;

function foreignKeys(table: Table, tableOf: TableOf): { readonly idx: number; readonly target: Table }[] {
  return table.columns.flatMap((column) => {
    const target = column?.foreignKey === undefined ? undefined : tableOf(column.foreignKey);
    return column === undefined || target === undefined ? [] : [{ idx: column.idx, target }];
  });
}

/** The shortest path over foreign keys; undefined when there is none. */
function wayBetween(from: Table, to: Table, tableOf: TableOf): readonly Step[] | undefined {
  const ways = new Map<Table, readonly Step[]>([[from, []]]);
  for (const [table, way] of ways) {
    if (table === to && way.length > 0) return way;
    for (const { idx, target } of foreignKeys(table, tableOf)) {
      if (!ways.has(target)) ways.set(target, [...way, { table, idx }]);
    }
  }
  return undefined;
}

function cellText(table: Table, key: string, idx: number): string | undefined {
  const cell = table.cell(key, idx);
  return cell === undefined || cell === null ? undefined : String(cell);
}

function follow(way: readonly Step[], key: string): string | undefined {
  let at: string | undefined = key;
  for (const { table, idx } of way) at = at === undefined ? undefined : cellText(table, at, idx);
  return at;
}

/** A row and all rows above it in a table that points to itself. */
function withAncestors(table: Table, key: string, idx: number | undefined): readonly string[] {
  const keys: string[] = [];
  for (let at: string | undefined = key; at !== undefined && !keys.includes(at);) {
    keys.push(at);
    at = idx === undefined ? undefined : cellText(table, at, idx);
  }
  return keys;
}

/**
 * The rows of `to` that a row of `from` belongs to: its own in the same table; those its foreign keys lead to, with
 * all above them when `to` points to itself; else those whose foreign keys lead to it. Undefined without a path.
 */
export function linker(from: Table, to: Table, tableOf: TableOf): Linker | undefined {
  if (from === to) return (key) => [key];
  const up = wayBetween(from, to, tableOf);
  if (up !== undefined) {
    const own = foreignKeys(to, tableOf).find(({ target }) => target === to)?.idx;
    return (key) => {
      const reached = follow(up, key);
      return reached === undefined ? [] : withAncestors(to, reached, own);
    };
  }
  const down = wayBetween(to, from, tableOf);
  if (down === undefined) return undefined;
  const below = new Map<string, string[]>();
  for (const key of to.keys()) {
    const reached = follow(down, key);
    if (reached === undefined) continue;
    const list = below.get(reached);
    if (list === undefined) below.set(reached, [key]);
    else list.push(key);
  }
  return (key) => below.get(key) ?? [];
}
