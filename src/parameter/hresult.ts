/** The result codes that setters of parameters and tables answer with (`ErrorCodeTable`), in unsigned form. */

/** Done; for a cell: done, and the cell holds what it held before. */
export const OK = 0;
/** Done, and the cell has a new value (the plural cell setters). */
export const CELL_CHANGED = 0x0004024a;
/** The table, or the row of that key, does not exist; also: arrays of different length. */
export const NOT_THERE = 0x80040221;
/** The value does not suit the parameter. */
export const UNSUITABLE_VALUE = 0x80040222;
/** The parameter does not exist, or is of a kind that the call does not serve. */
export const UNKNOWN_PARAMETER = 0x80040239;
/** The row or column lies outside the table. */
export const OUTSIDE_TABLE = 0x80040244;
