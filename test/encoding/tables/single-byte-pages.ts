/** What the tables of further single-byte pages have in common. */
import { expect } from "chai";
import type { SingleByteTable } from "../../../src/encoding/tables/single-byte-table.ts";

const changes = /^(?:[0-9A-F]{2}[^])*$/u;

/** Checks the shape of the tables: rows of sixteen, single changes of a byte and a unit. */
export function expectTables(
  tables: Readonly<Record<number, SingleByteTable>>,
  pages: readonly number[],
): void {
  expect(Object.keys(tables).map(Number)).to.deep.equal(pages);
  for (const [page, { rows = [], changes: own = "", loose = "" }] of Object.entries(tables)) {
    for (const row of rows) expect(row, page).to.have.lengthOf(16);
    expect(rows.length, page).to.be.at.most(16);
    for (const text of [own, loose]) expect(text, page).to.match(changes);
  }
}
