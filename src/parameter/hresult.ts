/** The HRESULTs that calls into an element return (`ErrorCodeTable`), and how they are written. */

/** A COM result: 0 is success. Signed in members that return one, unsigned in arrays of results. */
export type Hresult = number;

/** Results by meaning, unsigned. */
export const hresults = {
  /** Done; for a cell: done, and the cell holds what it held before. */
  ok: 0,
  /** Done, and the cell has a new value (the plural cell setters). */
  changed: 0x0004024a,
  /** The table, or the row with that key, does not exist; also arrays of different length. */
  invalidCall: 0x80040221,
  /** The value does not fit the parameter. */
  unsuitable: 0x80040222,
  /** The parameter, trigger or row does not exist, or the call does not work on that kind of parameter. */
  notFound: 0x80040239,
  /** The row or column is outside the table. */
  outside: 0x80040244,
  /** There is no such element. */
  noElement: 0x8004024c,
  /** There is no such action. */
  noAction: 0x800402a3,
  /** Not performed: the chain of calls is too deep, or the call would deadlock. */
  notPerformed: 0x800402a4,
  /** A QAction threw. */
  scriptFailed: 0x800402da,
  /** The element is paused or stopped. */
  notActive: 0x800402e0,
} as const satisfies Readonly<Record<string, Hresult>>;

/** The result as an `int`: failures are negative. */
export function signed(code: Hresult): Hresult {
  return code | 0;
}

/** The result as a `uint`: never negative. */
export function unsigned(code: Hresult): Hresult {
  return code >>> 0;
}

/** The result as the element log prints it, for example `0x80040239`. */
export function hresultText(code: Hresult): string {
  return `0x${unsigned(code).toString(16).toUpperCase().padStart(8, "0")}`;
}
