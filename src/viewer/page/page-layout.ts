/** Where parameters stand on the pages of an element. */
import type { ElementDescription, ParamDescription } from "../messages.ts";

/** Pages that the viewer adds to those of the protocol. */
export const ownPages = { unplaced: "Not on a page", all: "All parameters" } as const;

/** A page: its parameters by column, in their rows, and its tables. */
export interface PageLayout {
  readonly columns: readonly (readonly ParamDescription[])[];
  readonly tables: readonly number[];
}

/** True for a parameter that a page shows by itself: no column, and no write parameter that stands beside its read. */
function standsAlone({ ofRead, ofTable }: ParamDescription): boolean {
  return ofTable === undefined && ofRead === undefined;
}

function unplaced(param: ParamDescription): boolean {
  return param.positions.length === 0 && param.shown;
}

/** The pages that the viewer adds; the first one only when something stands on it. */
export function otherPages({ params }: ElementDescription): readonly string[] {
  return params.some((param) => standsAlone(param) && unplaced(param))
    ? [ownPages.unplaced, ownPages.all]
    : [ownPages.all];
}

/** What stands on a page. */
export function pageLayout({ params, tables }: ElementDescription, page: string): PageLayout {
  const isTable = new Set(tables.map(({ id }) => id));
  if (page === ownPages.all || page === ownPages.unplaced) {
    const shown = params.filter((param) => standsAlone(param) && (page === ownPages.all || unplaced(param)));
    return {
      columns: [shown.filter(({ id }) => !isTable.has(id))],
      tables: shown.filter(({ id }) => isTable.has(id)).map(({ id }) => id),
    };
  }
  const placed = params.flatMap((param) =>
    param.positions.filter((place) => place.page === page).map((place) => ({ param, ...place })),
  );
  // A write parameter on the same page as its read is part of its line.
  const here = new Set(placed.map(({ param }) => param.id));
  const own = placed.filter(
    ({ param: { id, ofRead } }) => !isTable.has(id) && (ofRead === undefined || !here.has(ofRead)),
  );
  const columns = [...new Set(own.map(({ column }) => column))].sort((a, b) => a - b);
  return {
    columns: columns.map((column) =>
      own
        .filter((one) => one.column === column)
        .sort((a, b) => a.row - b.row)
        .map(({ param }) => param),
    ),
    tables: placed
      .filter(({ param }) => isTable.has(param.id))
      .sort((a, b) => a.row - b.row || a.column - b.column)
      .map(({ param }) => param.id),
  };
}
